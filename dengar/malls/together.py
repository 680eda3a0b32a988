"""Many changes of a mall's places at once: all of them or none, each through its operation, each an entry."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.malls import operations
from dengar.malls.models import Agency, Counter, Mall, Service

Place = Agency | Service | Counter


@dataclass(frozen=True)
class Change:
    """
    One place to add or to change.

    :param kind: Agency, Service or Counter.
    :param said: what it shall say, by the names of its columns; all of them, where `row` is changed.
    :param row: what is changed; None for a new one.
    :param was: what whoever decided saw of `row`, by column.
    """

    kind: type[Place]
    said: Mapping[str, Any]
    row: Place | None = None
    was: Mapping[str, Any] = field(default_factory=dict)


def all_or_none(steps: Iterable[Callable[[], object]], *, rehearse: bool = False) -> list[Refused | None]:
    """
    Take every step in one transaction, and keep nothing if one was refused.

    A step that is refused does not stop the next, so that one answer names all of them.

    :param rehearse: keep nothing in any case.
    :return: for each step its refusal, or None.
    """
    answers: list[Refused | None] = []
    with transaction.atomic():
        for step in steps:
            answers.append(_refusal(step))
        if rehearse or any(answers):
            transaction.set_rollback(True)
    return answers


def change_places(
    mall: Mall, changes: Iterable[Change], *, by: Actor, at: datetime, rehearse: bool = False
) -> list[Refused | None]:
    """
    Make all changes in their order, or none of them.

    :param rehearse: only say what would be refused; the very same operations run and are taken back.
    :return: for each change its refusal, or None. If there is one, nothing has changed.
    """

    def step(change: Change) -> Callable[[], object]:
        return lambda: _make(mall, change, by, at)

    return all_or_none([step(change) for change in changes], rehearse=rehearse)


def _refusal(step: Callable[[], object]) -> Refused | None:
    try:
        with transaction.atomic():
            step()
    except Refused as refusal:
        return refusal
    return None


def _make(mall: Mall, change: Change, by: Actor, at: datetime) -> None:
    if change.row is None:
        _ADD[change.kind](mall, dict(change.said), by=by, at=at)
        return
    _CHANGE[change.kind](_as_seen(change.row, change.was), **change.said, by=by, at=at)


def _as_seen(row: Place, was: Mapping[str, Any]) -> Place:
    """Return the row as it is now, held until the transaction ends."""
    now: Place = type(row).objects.select_for_update().get(pk=row.pk)
    if any(getattr(now, name) != value for name, value in was.items()):
        raise operations.ChangedMeanwhile
    return now


def _add_agency(mall: Mall, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    ends_on = said.pop("ends_on", None)
    agency = operations.add_agency(mall, **said, by=by, at=at)
    if ends_on:
        said.pop("code", None)
        operations.change_agency(agency, **said, ends_on=ends_on, by=by, at=at)


def _add_service(mall: Mall, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    agency, ends_on = said.pop("agency"), said.pop("ends_on", None)
    if agency.mall_id != mall.pk:
        raise operations.AgencyElsewhere
    service = operations.add_service(agency, **said, by=by, at=at)
    if ends_on:
        operations.change_service(service, **said, ends_on=ends_on, by=by, at=at)


def _add_counter(mall: Mall, said: dict[str, Any], *, by: Actor, at: datetime) -> None:
    ends_on = said.pop("ends_on", None)
    counter = operations.add_counter(mall, **said, by=by, at=at)
    if ends_on:
        said.pop("slug", None)
        operations.change_counter(counter, **said, ends_on=ends_on, by=by, at=at)


_ADD: dict[type[Place], Callable[..., None]] = {Agency: _add_agency, Service: _add_service, Counter: _add_counter}
_CHANGE: dict[type[Place], Callable[..., None]] = {
    Agency: operations.change_agency,
    Service: operations.change_service,
    Counter: operations.change_counter,
}
