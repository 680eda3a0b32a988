"""Who someone is here and now, who speaks for whom, and who must keep out of what."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from dengar.kit.actors import Actor, Role
from dengar.malls.models import Agency, Mall
from dengar.people.models import FactorReset, Invitation, Membership, Officer, Recusal

# With several roles and none chosen, the one whose work waits most often.
PRECEDENCE = (
    Role.HANDLER,
    Role.COORDINATOR,
    Role.CUSTODIAN,
    Role.OVERSEER,
    Role.LIAISON,
    Role.OFFICER,
    Role.TRAINER,
    Role.OPERATOR,
    Role.RESPONDENT,
)
SMALL_AGENCY = 3  # with fewer accounts than this, everybody knows everybody: heard through the off-site superior


def memberships(officer: Officer, *, at: datetime) -> QuerySet[Membership]:
    """Return what `officer` may be at `at`, the first choice first. One SQL query."""
    order = Case(
        *(When(role=role, then=Value(place)) for place, role in enumerate(PRECEDENCE)),
        default=Value(len(PRECEDENCE)),
        output_field=IntegerField(),
    )
    held = Membership.objects.current(at).filter(officer=officer, officer__is_active=True)
    return held.select_related("mall", "agency").order_by(order, "stand_in", "pk")


def actor(officer: Officer, *, at: datetime, membership_id: int | None = None) -> Actor | None:
    """
    Return `officer` in one role, or None if they have none at `at`. One SQL query.

    :param membership_id: the role they chose; one that has ended, or is not theirs, counts as no choice.
    """
    held = list(memberships(officer, at=at))
    chosen = [membership for membership in held if membership.pk == membership_id] or held
    return as_actor(chosen[0]) if chosen else None


def as_actor(membership: Membership) -> Actor:
    """Return the actor of one membership; reads no database."""
    return Actor(
        role=Role(membership.role),
        ref=f"{membership.role}:{membership.officer_id}",
        mall_id=membership.mall_id,
        officer_id=membership.officer_id,
        agency_id=membership.agency_id,
    )


def handlers(mall: Mall | int, at: datetime) -> list[Officer]:
    """Return the mall's handlers, deputies last. One SQL query."""
    held = Membership.objects.current(at).filter(mall=mall, role=Role.HANDLER, officer__is_active=True)
    return _officers(held.order_by("stand_in", "pk"))


def coordinators(mall: Mall | int, at: datetime) -> list[Officer]:
    """Return the mall's coordinators, deputies last. One SQL query."""
    held = Membership.objects.current(at).filter(mall=mall, role=Role.COORDINATOR, officer__is_active=True)
    return _officers(held.order_by("stand_in", "pk"))


def has_overseer(mall: Mall | int, at: datetime) -> bool:
    """Return whether somebody can read what goes around the complaint desk. One SQL query."""
    held = Membership.objects.current(at).filter(mall=mall, role=Role.OVERSEER, officer__is_active=True)
    return held.exists()


def has_custodian(mall: Mall | int, at: datetime) -> bool:
    """Return whether somebody guards identities here. One SQL query."""
    held = Membership.objects.current(at).filter(mall=mall, role=Role.CUSTODIAN, officer__is_active=True)
    return held.exists()


@dataclass(frozen=True)
class Turn:
    """Somebody who may speak for an agency: a liaison, one who stands in, a superior outside the mall."""

    officer: Officer
    stand_in: bool

    @property
    def officer_id(self) -> int:
        return self.officer.pk

    @property
    def off_site(self) -> bool:
        return self.officer.off_site


def speakers(agency: Agency | int, at: datetime) -> list[Turn]:
    """
    Return who may speak for an agency: liaison, stand-in, superior outside the mall, in this order.

    The superior outside is a liaison who sits outside the mall. For a small agency only they are
    returned. Whoever asks takes the first who is not in conflict (complaints.speaking). Two SQL queries.
    """
    held = Membership.objects.current(at).filter(agency=agency, role=Role.LIAISON, officer__is_active=True)
    if heard_off_site(agency, at):
        held = held.filter(officer__off_site=True)
    rows = held.select_related("officer").order_by("officer__off_site", "stand_in", "pk")
    found: dict[int, Turn] = {}
    for row in rows:
        found.setdefault(row.officer_id, Turn(row.officer, row.stand_in))
    return list(found.values())


def heard_off_site(agency: Agency | int, at: datetime) -> bool:
    """Return whether the agency is so small that its people are heard through their off-site superior."""
    members = Membership.objects.current(at).filter(agency=agency, officer__is_active=True, officer__off_site=False)
    count: int = members.aggregate(count=Count("officer", distinct=True))["count"]
    return count < SMALL_AGENCY


@dataclass
class Staff:
    """How one agency is staffed. `accounts` are people in the mall, `off_site` speakers outside it."""

    liaisons: int = 0
    accounts: int = 0
    off_site: int = 0

    @property
    def heard_by(self) -> str:
        """Return "liaison", "superior" (off-site) or "coordinator": through whom the agency is heard."""
        if self.liaisons and self.accounts >= SMALL_AGENCY:
            return "liaison"
        return "superior" if self.off_site else "coordinator"


def staff(mall: Mall | int, at: datetime) -> dict[int, Staff]:
    """Return how each agency of a mall is staffed, by the agency's id; an agency without people is not in it."""
    held = Membership.objects.current(at).filter(mall=mall, agency__isnull=False, officer__is_active=True)
    seen: dict[int, set[int]] = {}
    found: dict[int, Staff] = {}
    for agency, officer, role, off_site in held.values_list("agency_id", "officer_id", "role", "officer__off_site"):
        one = found.setdefault(agency or 0, Staff())
        one.liaisons += role == Role.LIAISON and not off_site
        if officer not in seen.setdefault(agency or 0, set()):
            seen[agency or 0].add(officer)
            one.accounts += not off_site
        one.off_site += role == Role.LIAISON and off_site
    return found


def roster(mall: Mall | int, at: datetime) -> QuerySet[Membership]:
    """Return every role held in a mall at `at`, by name. One SQL query."""
    held = Membership.objects.current(at).filter(mall=mall, officer__is_active=True)
    return held.select_related("officer", "agency").order_by("officer__name", "officer_id", "pk")


def recusals(officer: Officer, at: datetime) -> QuerySet[Recusal]:
    """Return what an officer keeps out of at `at`. One SQL query."""
    return Recusal.objects.current(at).filter(officer=officer).select_related("agency", "about").order_by("pk")


def recused_agencies(officer: Officer | int, at: datetime) -> set[int]:
    """Return the ids of the agencies that `officer` keeps out of."""
    rows = Recusal.objects.current(at).filter(officer=officer, agency__isnull=False)
    return {pk for pk in rows.values_list("agency_id", flat=True) if pk is not None}


def recused_officers(officer: Officer | int, at: datetime) -> set[int]:
    """Return the ids of the officers about whom `officer` must know nothing."""
    rows = Recusal.objects.current(at).filter(officer=officer, about__isnull=False)
    return {pk for pk in rows.values_list("about_id", flat=True) if pk is not None}


def superiors(officer: Officer | int) -> set[int]:
    """Return the ids of everyone above `officer`, all the way up. One SQL query; a cycle does no harm."""
    above = dict(Officer.objects.filter(superior__isnull=False).values_list("pk", "superior_id"))
    found: set[int] = set()
    step = above.get(_pk(officer))
    while step is not None and step not in found:
        found.add(step)
        step = above.get(step)
    return found


def subordinates(officer: Officer | int) -> set[int]:
    """Return the ids of everyone below `officer`, all the way down. One SQL query; a cycle does no harm."""
    below: dict[int | None, list[int]] = {}
    for pk, superior_id in Officer.objects.filter(superior__isnull=False).values_list("pk", "superior_id"):
        below.setdefault(superior_id, []).append(pk)
    found: set[int] = set()
    waiting = list(below.get(_pk(officer), ()))
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting.extend(below.get(step, ()))
    return found


def is_superior_of(a: Officer | int, b: Officer | int) -> bool:
    """Return whether `a` stands above `b`, directly or further up. One SQL query."""
    return _pk(a) in superiors(b)


def waiting_resets(mall: Mall | int, at: datetime) -> QuerySet[FactorReset]:
    """Return lost second factors that wait for a second person. One SQL query."""
    waiting = FactorReset.objects.waiting(at).filter(mall=mall)
    return waiting.select_related("officer", "asked_by", "mall").order_by("asked_at", "pk")


def resets_for(membership: Membership, at: datetime) -> QuerySet[FactorReset]:
    """Return those of a mall's lost second factors that this person could agree to. One SQL query."""
    waiting = waiting_resets(membership.mall_id, at).exclude(officer=membership.officer_id)
    return waiting.exclude(asked_by=membership.officer_id)


def open_invitations(mall: Mall | int, at: datetime) -> QuerySet[Invitation]:
    """Return invitations of a mall that can still be accepted, the newest first. One SQL query."""
    waiting = Invitation.objects.filter(mall=mall, accepted_at=None, expires_at__gt=at)
    return waiting.select_related("agency").order_by("-made_at", "-pk")


def _officers(held: QuerySet[Membership]) -> list[Officer]:
    return _once([membership.officer for membership in held.select_related("officer")])


def _once(officers: list[Officer]) -> list[Officer]:
    return list({officer.pk: officer for officer in officers}.values())


def _pk(officer: Officer | int) -> int:
    return officer if isinstance(officer, int) else officer.pk
