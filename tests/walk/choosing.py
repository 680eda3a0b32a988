"""Who tries it: mostly somebody who may, as far as can be seen from where the report stands; sometimes anybody."""

from datetime import datetime
from random import Random

from dengar.complaints.models import Complaint
from dengar.complaints.visibility import may_see
from dengar.kit.actors import HOUSE, Actor, Role, complainant
from tests.walk.town import Town
from tests.walk.trying import Act

STANDS_IN = [Role.COORDINATOR, Role.OVERSEER]


def anybody(town: Town, chance: Random, complaint: Complaint) -> Actor:
    stranger = complainant(chance.choice([0, *town.complaints]))
    return chance.choice([*town.actors, complainant(complaint.pk), stranger, HOUSE])


def somebody(
    town: Town, chance: Random, what: Act, complaint: Complaint, at: datetime, role: Role | None = None
) -> Actor:
    """
    Return somebody for whom `what` would be sensible.

    :param role: none but this one, where the act has several.
    """
    if not what.roles:
        return HOUSE
    order = [
        actor
        for one in ([role] if role else chance.sample(sorted(what.roles), len(what.roles)))
        for actor in _of(town, chance, one, complaint)
    ]
    sensible = [actor for actor in order if what.fits is None or what.fits(complaint, actor)] or order
    return next((one for one in sensible if may_see(one, complaint, at)), sensible[0])


def _of(town: Town, chance: Random, role: Role, complaint: Complaint) -> list[Actor]:
    if role is Role.COMPLAINANT:
        return [complainant(complaint.pk)]
    fit = town.of(role)
    if role is Role.LIAISON:
        held = set(complaint.grants.filter(until_at=None).values_list("officer_id", flat=True))
        fit = [one for one in fit if one.officer_id in held] or fit
    order = chance.sample(fit, len(fit))
    if role is Role.HANDLER:
        above = town.of(*STANDS_IN)
        order = [*above, *order] if chance.random() < 0.1 else [*order, *above]
    return order
