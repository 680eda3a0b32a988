"""
Twenty real requests, typed through the forms by the browser and carried to different ends.

tests/data/nyc311_20.csv: service requests of New York City, as they were recorded ("NYC 311 Service
Requests", NYC Open Data, free to use with attribution), one of each of twenty kinds, in their own words.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from dengar.close import operations as close
from dengar.complaints.models import Complaint, Contact
from dengar.complaints.operations import record_contact
from dengar.intake import queries
from dengar.kit import now as clock
from dengar.kit.actors import complainant
from dengar.verify import operations as verify
from tests.browser.filing import go_on
from tests.browser.working import enter
from tests.carry import LATER, to_agreed, to_decided
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DATA = Path(__file__).parents[1] / "data" / "nyc311_20.csv"
ROWS = list(csv.DictReader(DATA.read_text(encoding="utf-8").splitlines()))


def words_of(row: dict[str, str]) -> str:
    place = ", ".join(filter(None, [row["location_type"], row["street_name"], row["borough"]]))
    return f"{row['complaint_type']}: {row['descriptor']}. {place}."


@dataclass(frozen=True)
class End:
    """One way to end: what carries a report there, its state and reason; how the person wants to be reached."""

    state: str
    carry: Callable[[Cast], object]
    reason: str = ""
    reach: str = "phone"


def withdrawn(cast: Cast) -> None:
    asked = close.request_withdrawal(cast.complaint, "Sudah cukup.", by=cast.sari, at=LATER)
    close.check_withdrawal(asked, free=True, by=cast.nor, at=LATER)
    assert close.withdraw_due(LATER + timedelta(days=3))


def unconfirmed(cast: Cast) -> None:
    to_decided(cast)
    for days in (1, 3):
        at = LATER + timedelta(days=days)
        way, outcome = Contact.Way.CALL, Contact.Outcome.NO_ANSWER
        record_contact(cast.complaint, way, outcome, when=at, by=cast.rina, at=at)
    assert close.lapse_due(LATER + timedelta(days=14))


def forwarded(cast: Cast) -> None:
    asked = verify.forward_ask(cast.complaint, "Dinas yang berwenang", by=cast.rina, at=LATER)
    verify.forward_accepted(asked, "Nomor 17", by=cast.rina, at=LATER)


def confirmed(cast: Cast) -> None:
    to_agreed(cast)
    close.confirm(cast.complaint, by=cast.sari, at=LATER)


ENDS = [
    End("agreed", to_agreed),
    End("closed_confirmed", confirmed, reach="page"),
    End("decided", to_decided, reach="desk"),
    End("closed_other", withdrawn, reason="withdrawn", reach="mail"),
    End("closed_unconfirmed", unconfirmed),
    End("closed_other", forwarded, reason="forwarded"),
]
FILED, AT_COUNTER = ROWS[:18], ROWS[18:]


@pytest.fixture
def cast(db, monkeypatch) -> Cast:
    """The cast, in a house whose clock stands where their day begins."""
    cast = make_cast()
    monkeypatch.setattr(clock, "shift", LATER - timedelta(minutes=30) - (clock.now() - clock.shift))
    return cast


def type_in(page: Page, row: dict[str, str], reach: str) -> None:
    """Answer all seven pages as a person does, with the request's own words."""
    page.goto("/lapor/")
    page.get_by_label("Layanan yang Anda urus").fill(row["complaint_type"])
    go_on(page)
    go_on(page)  # confidential
    page.locator("#id_story").fill(words_of(row))
    page.locator("#id_when").fill(row["created_date"][:10])
    go_on(page)
    go_on(page)  # without files
    page.get_by_label("Urusan saya diselesaikan").check()
    go_on(page)
    page.locator(f"input[name=reach][value={reach}]").check()
    if reach in ("phone", "mail"):
        control, typed = {"phone": ("#id_phone", "0812 0000 4321"), "mail": ("#id_email", "a@example.org")}[reach]
        page.locator(control).fill(typed)
    go_on(page)
    page.get_by_role("button", name="Kirim aduan").click()
    page.wait_for_url("**/tanda-terima/")


@pytest.mark.parametrize("end", ENDS, ids=lambda end: f"{end.state} {end.reason}".strip())
def test_real_requests_come_to_their_end(open_page, cast, end):
    for row in FILED[ENDS.index(end) :: len(ENDS)]:
        page = open_page("/")
        type_in(page, row, end.reach)
        complaint = Complaint.objects.select_related("box", "mall").get(number=page.locator(".number").inner_text())
        told = queries.told(complaint)
        assert (told.story, told.when) == (words_of(row), row["created_date"][:10])
        assert told.service_text == row["complaint_type"]

        theirs = replace(cast, complaint=complaint, sari=complainant(complaint.pk))
        end.carry(theirs)
        complaint.refresh_from_db()
        assert (complaint.state, complaint.close_reason) == (end.state, end.reason)


@pytest.mark.parametrize("row", AT_COUNTER, ids=lambda row: row["complaint_type"])
def test_real_requests_are_settled_at_the_counter(open_page, cast, row):
    page = open_page("/")
    enter(page, cast, "budi", "/meja/beres/")
    page.locator("#id_what").fill(words_of(row))
    page.locator("#id_done").fill("Diperiksa dan dibereskan saat itu juga.")
    page.locator("input[name=grave][value=no]").check()
    page.get_by_role("button", name="Simpan").click()
    complaint = Complaint.objects.select_related("box").get(number=page.locator(".on-screen .number").inner_text())
    assert complaint.state == "settled_at_counter"
    assert queries.settlement(complaint)[1] == words_of(row)
