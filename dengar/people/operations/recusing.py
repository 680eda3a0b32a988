"""Keep an officer out of everything about one agency or one other officer."""

from datetime import datetime

from django.db import transaction

from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Mall
from dengar.people.models import Membership, Officer, Recusal
from dengar.people.operations.rules import (
    AgencyElsewhere,
    NotHere,
    NotYourOwn,
    OneThing,
    RecusalEnded,
    mall_of,
    record,
    ref,
)


@transaction.atomic
def recuse(
    officer: Officer, *, agency: Agency | None = None, about: Officer | None = None, by: Actor, at: datetime
) -> Recusal:
    """
    Keep an officer out of everything about one agency or one other officer. Anyone may do it for themselves.

    :raises NotAGiver, NotHere, OneThing:
    """
    if (agency is None) == (about is None) or about == officer:
        raise OneThing
    mall = _own_mall(by, at) if by.officer_id == officer.pk else mall_of(by, officer, at)
    if agency is not None and agency.mall_id != mall.pk:
        raise AgencyElsewhere
    same = Recusal.objects.current(at).filter(officer=officer, agency=agency, about=about).first()
    if same is not None:
        return same
    recusal = Recusal.objects.create(officer=officer, agency=agency, about=about, from_at=at)
    record(mall, "recusal_set", by=by, at=at, **_facts(recusal))
    return recusal


@transaction.atomic
def end_recusal(recusal: Recusal, *, by: Actor, at: datetime) -> None:
    """
    Let an officer back in. Never by themselves.

    :raises NotAGiver, NotHere, NotYourOwn, RecusalEnded:
    """
    if recusal.officer_id == by.officer_id:
        raise NotYourOwn
    mall = mall_of(by, recusal.officer, at)
    if not Recusal.objects.current(at).filter(pk=recusal.pk).update(until_at=at):
        raise RecusalEnded
    record(mall, "recusal_ended", by=by, at=at, **_facts(recusal))


def _own_mall(by: Actor, at: datetime) -> Mall:
    membership = Membership.objects.current(at).filter(officer=by.officer_id, mall=by.mall_id).first()
    if membership is None:
        raise NotHere
    return membership.mall


def _facts(recusal: Recusal) -> dict[str, object]:
    about = ref(recusal.about_id)
    return {"officer": ref(recusal.officer_id), "about": about, "agency": recusal.agency_id}
