"""
No name before it is opened: not on the desk, not in what is found, not on any page of a report, not in a letter.

Every page is taken from the resolver, so a new one is asked without anybody thinking of it. The name, the telephone
and the mail address lie in the vault; `open_identity` alone brings them out, to the page of whoever opened it.
"""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from dengar.complaints.models import Escalation, Mode
from dengar.complaints.operations import open_identity
from dengar.kit.now import now
from dengar.notices.models import Notice
from dengar.work import chores, daily
from tests import trips
from tests.cast import SARI, STORY, Cast, make_cast
from tests.house.pages import all_routes
from tests.search.telling import read_all, tell
from tests.signing import sign_in
from tests.web.desk.reading import desk

PERSONAL = (SARI.name, SARI.name.split()[1], SARI.phone, SARI.email)
DESKS = ("rina", "yusuf", "nor", "ombi", "hendra")
STAGES = {"received": lambda cast: None, "proposed": trips.to_proposed, "agreed": trips.to_agreed}


@pytest.fixture(params=[Mode.OPEN, Mode.CONFIDENTIAL])
def cast(request, db) -> Cast:
    cast = make_cast(mode=request.param)
    tell(cast.complaint, STORY)
    read_all()
    Escalation.objects.create(complaint=cast.complaint, why="urgent", at=now())  # the overseer sees it, too
    return cast


def pages(cast: Cast) -> list[str]:
    """Return the address of every page of the desk that is a list, or a page of Sari's report."""
    handle = cast.complaint.handles.first()
    known = {"<str:number>": cast.complaint.number, "<slug:phase>": "intake", "<int:ordinal>": "1"}
    if handle:
        known["<str:handle>"] = handle.code
    found = []
    for path, _route in all_routes():
        for field, value in known.items():
            path = path.replace(field, value)
        if path.startswith(("meja/", "instansi/", "akun/")) and not re.search(r"[<(]|pdf", path):
            found.append(f"/{path}")
    return found


def told_in(text: str) -> list[str]:
    return [one for one in PERSONAL if one in text]


@pytest.mark.parametrize("stage", STAGES)
def test_no_page_of_the_desk_tells_it(cast, stage):
    STAGES[stage](cast)
    looked = 0
    for name in DESKS:
        browser = sign_in(Client(), cast.officers[name])
        for path in pages(cast):
            answer = browser.get(path)
            looked += answer.status_code == 200
            assert not told_in(answer.content.decode(errors="replace") + str(answer.headers)), (name, path)
    assert looked > 40


@pytest.mark.parametrize("words", ["persyaratan", "number"])
def test_what_is_found_does_not_tell_it(cast, desk_of, words):
    for name in ("rina", "nor", "ombi"):
        page = desk_of(name).post("/meja/cari/", {"cari": cast.complaint.number if words == "number" else words})
        assert "1 aduan ditemukan" in page.text
        assert not told_in(page.text)


@pytest.mark.parametrize("words", [SARI.name, SARI.name.split()[1]])
def test_a_name_finds_nothing(cast, desk_of, words):
    assert "Tidak ada yang ditemukan" in desk_of("rina").post("/meja/cari/", {"cari": words}).text


def test_no_letter_tells_it_the_summary_of_the_day_neither(cast):
    trips.to_agreed(cast)
    monday = cast.complaint.received_at + timedelta(days=6, hours=23, minutes=5)  # 08.05, a week later
    while daily.summary_due(monday):
        pass
    assert Notice.objects.filter(kind=daily.KIND).exists()
    while chores.deliver_notices(monday + timedelta(hours=12)):
        pass
    letters = [letter for letter in mail.outbox if SARI.email not in letter.to]
    assert [letter for letter in letters if "menunggu Anda" in letter.body]
    for letter in letters:
        assert not told_in(f"{letter.subject}\n{letter.body}\n{letter.message()}")
    assert not told_in(str(list(Notice.objects.values())))


def test_opened_it_stands_on_the_report_for_whoever_opened_it_and_nowhere_else(cast, desk_of):
    """That the name can be seen at all: else everything above would prove nothing."""
    trips.to_talking(cast)
    open_identity(cast.complaint, reason="Menelepon", by=cast.rina, at=now())
    rina = desk_of("rina")
    shown = [path for path in pages(cast) if told_in(rina.get(path).content.decode(errors="replace"))]
    assert set(shown) == {desk(cast), desk(cast, "kontak/"), desk(cast, "nama/")}  # one page, with either form
    for name in ("yusuf", "nor", "ombi", "hendra"):
        browser = desk_of(name)
        assert not [path for path in pages(cast) if told_in(browser.get(path).content.decode(errors="replace"))], name
