"""Whoever may know of which complaint: the policy against a naive second one, on random organisations."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from dengar.complaints.models import Channel, Complaint, Escalation, Grant, Recusal, Respondent
from dengar.complaints.visibility import standing, visible_to
from dengar.kit.actors import HOUSE, Role, complainant
from dengar.malls.models import Agency, Mall
from dengar.people import models as people
from dengar.people.queries import as_actor
from dengar.vault.models import Box
from tests.cast import MONDAY_9AM
from tests.walk import oracle

AT = MONDAY_9AM
SPANS = [(-9, None), (-9, 9), (-9, -1), (1, None), (0, None), (-9, 0)]  # days from now: from, until
ROLES = [role for role in Role if role not in (Role.COMPLAINANT, Role.HOUSE)]
PEOPLE, REPORTS = 7, 4

person, report, place = st.integers(0, PEOPLE - 1), st.integers(0, REPORTS - 1), st.integers(0, 2)
span = st.sampled_from(SPANS)
maybe = st.none() | person
organisation = st.fixed_dictionaries(
    {
        "superiors": st.lists(maybe, min_size=PEOPLE, max_size=PEOPLE),
        "inactive": st.sets(person, max_size=1),
        "members": st.lists(st.tuples(person, st.sampled_from(ROLES), place, span), min_size=4, max_size=14),
        "keeping_out": st.lists(st.tuples(person, st.none() | place, maybe, span), max_size=4),
        "reports": st.lists(
            st.tuples(st.booleans(), st.none() | place, st.booleans()), min_size=REPORTS, max_size=REPORTS
        ),
        "respondents": st.lists(st.tuples(report, maybe, st.none() | place), max_size=5),
        "recused": st.sets(st.tuples(report, person), max_size=3),
        "grants": st.lists(st.tuples(report, person, place, span), max_size=6),
        "risen": st.sets(report, max_size=2),
    }
)


def spanned(days: tuple[int, int | None]) -> dict[str, object]:
    begin, end = days
    return {"from_at": AT + timedelta(days=begin), "until_at": None if end is None else AT + timedelta(days=end)}


class Town:
    """The organisation as rows, written directly: also what no operation would ever write."""

    def __init__(self, plan: dict) -> None:
        self.malls = [Mall.objects.create(slug=slug, name=slug) for slug in ("satu", "dua")]
        self.agencies = [
            Agency.objects.create(mall=self.malls[number == 2], code=f"a{number}", name=f"A{number}")
            for number in range(3)
        ]
        self.people = [
            people.Officer.objects.create(
                email=f"{number}@example.go.id", name=str(number), is_active=number not in plan["inactive"]
            )
            for number in range(PEOPLE)
        ]
        for officer, above in zip(self.people, plan["superiors"], strict=True):
            officer.superior = None if above is None else self.people[above]
            officer.save()
        self.reports = [self._report(number, *one) for number, one in enumerate(plan["reports"])]
        self.members = [self._member(*one) for one in plan["members"]]
        self._rows(plan)

    def _report(self, number: int, around: bool, agency: int | None, elsewhere: bool) -> Complaint:
        mall = self.malls[elsewhere]
        return Complaint.objects.create(
            mall=mall,
            box=Box.objects.create(keys=mall.slug, wrap_key_id="x", made_at=AT),
            number=f"2222-222{number}",
            subject=f"{number:032x}",
            around_desk=around,
            channel=Channel.WEB,
            agency=None if agency is None else self.agencies[agency],
            words_key_id="x",
            words_check=b"x",
            received_at=AT,
            state_since=AT,
        )

    def _member(self, who: int, role: Role, agency: int, days: tuple[int, int | None]) -> people.Membership:
        at = self.agencies[agency]
        own = at if role in (Role.LIAISON, Role.OFFICER) else None
        return people.Membership.objects.create(
            officer=self.people[who], mall=at.mall, role=role.value, agency=own, **spanned(days)
        )

    def _rows(self, plan: dict) -> None:
        for who, agency, about, days in plan["keeping_out"]:
            if (agency is None) != (about is None):
                one = {"agency": self._agency(agency), "about": self._person(about)}
                people.Recusal.objects.create(officer=self.people[who], **one, **spanned(days))
        for number, who, agency in plan["respondents"]:
            one = {"officer": self._person(who), "agency": self._agency(agency)}
            Respondent.objects.create(complaint=self.reports[number], named_at=AT, **one)
        for number, who in plan["recused"]:
            Recusal.objects.create(complaint=self.reports[number], officer=self.people[who], at=AT)
        opened = set()
        for number, who, agency, days in plan["grants"]:
            if days[1] is not None or (number, who) not in opened:
                one = {"officer": self.people[who], "agency": self.agencies[agency], "by": self.people[0]}
                Grant.objects.create(complaint=self.reports[number], **one, **spanned(days))
                opened |= {(number, who)} if days[1] is None else set()
        for number in plan["risen"]:
            Escalation.objects.create(complaint=self.reports[number], why="wish", at=AT)

    def _person(self, number: int | None) -> people.Officer | None:
        return None if number is None else self.people[number]

    def _agency(self, number: int | None) -> Agency | None:
        return None if number is None else self.agencies[number]


@pytest.mark.django_db
@trials(max_examples=200)
@given(organisation)
def test_everybody_knows_of_exactly_what_the_rules_say(plan):
    with transaction.atomic():
        town = Town(plan)
        world = oracle.look()
        actors = [as_actor(member) for member in town.members]
        for actor in [*actors, *(complainant(one.pk) for one in town.reports), complainant(0), HOUSE]:
            seen = set(visible_to(actor, AT).values_list("pk", flat=True))
            assert seen == oracle.seen_by(world, actor, AT), actor
            for one in town.reports:
                if one.pk in seen and actor.officer_id:
                    assert standing(actor, one, AT) == oracle.part_of(world, actor, one, AT), actor
        transaction.set_rollback(True)
