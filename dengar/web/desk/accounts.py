"""The person's own account as the desk reads it: their words, the day, and what would make it right."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from dengar.complaints.models import Complaint
from dengar.intake.queries import told
from dengar.web.citizen.filing.words import WHOM, WISHES


@dataclass(frozen=True)
class Account:
    """
    `day` is when it happened, if that was said; `wish_by` the day by which it is needed, and why.

    `whom` is for whom they complain, empty for themselves; `by_proxy`: for somebody who can be asked.
    `cover`: they ask that name and NIK be covered in photos.
    """

    story: str
    day: date | None
    wishes: list[str | Promise]
    wish_by: str
    whom: str | Promise
    earlier: str
    loss: str
    cover: bool = False
    by_proxy: bool = False


def account(complaint: Complaint) -> Account | None:
    """Return the account in words; None where there is none, or it was erased. One SQL query."""
    said = told(complaint)
    if said is None:
        return None
    wishes = [WISHES[wish] for wish in said.wishes if wish in WISHES] + ([said.wish] if said.wish else [])
    whom = WHOM.get(said.whom, "") if said.whom != "self" else ""
    return Account(
        said.story,
        _day(said.when),
        wishes,
        said.wish_by,
        whom,
        said.earlier,
        said.loss,
        cover=said.cover,
        by_proxy=said.whom == "other",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
