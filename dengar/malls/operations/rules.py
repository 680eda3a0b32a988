"""What every change of a mall's data keeps to: who may, what is refused, and that each leaves an entry."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Agency, Counter, Mall, Service

SUBJECT = hashlib.sha256(b"places of the mall").hexdigest()[:32]  # one thread of the mall's log


class NotYourMall(Refused):
    message = _("Only the coordinator of this mall may do this.")


class NoName(Refused):
    message = _("Write the name.")


class MallTaken(Refused):
    message = _("There is a mall with this short name already.")


class AgencyTaken(Refused):
    message = _("There is an agency with this name already.")


class ServiceTaken(Refused):
    message = _("This agency has a service with this name already.")


class CounterTaken(Refused):
    message = _("There is a counter with this address already.")


class AgencyElsewhere(Refused):
    message = _("This agency has no desk in this mall.")


class EndsBeforeStart(Refused):
    message = _("The last day is before the first.")


class ChangedMeanwhile(Refused):
    message = _("Somebody changed this meanwhile. What stands now is below; what you typed is still here.")


def must_run(by: Actor, mall: Mall) -> None:
    """Raise NotYourMall unless the house or the mall's coordinator acts."""
    if by.role is not Role.HOUSE and (by.role is not Role.COORDINATOR or by.mall_id != mall.pk):
        raise NotYourMall


def same_mall(agency: Agency | None, mall: Mall) -> None:
    if agency is not None and agency.mall_id != mall.pk:
        raise AgencyElsewhere


def named(name: str) -> str:
    """Return a name in one line. Raises NoName."""
    name = " ".join(name.split())
    if not name:
        raise NoName
    return name


def tidy(words: str) -> str:
    """Return a list of words, separated by commas, each once."""
    return ", ".join(dict.fromkeys(" ".join(word.split()) for word in words.split(",") if word.strip()))


def taken(rows: "models.QuerySet[Any]", *, name: str) -> bool:
    return rows.filter(name__iexact=name).exists()


def replace(row: Any, seen: int, **values: object) -> None:
    """
    Put new values into a row that carries a revision, if nobody else has since.

    :param seen: the revision that the page showed.
    :raises ChangedMeanwhile:
    """
    values["revision"] = seen + 1
    if not type(row).objects.filter(pk=row.pk, revision=seen).update(**values):
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(row, name, value)


def record(row: Mall | Agency | Service | Counter, mall: Mall, *, by: Actor, at: datetime) -> None:
    """Write that a place changed, with the SHA-256 of what it says now: it is public anyway."""
    facts = {"kind": row._meta.model_name, "id": row.pk, "digest": digest(row)}
    ledger.append(mall.slug, SUBJECT, "place_changed", actor=by.ref, at=at, facts=facts)


def digest(row: models.Model) -> str:
    """Return the SHA-256 of what a row says, in hex."""
    said = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
