"""`dengar setup`: a mall from nothing, twice the same, and the example."""

import io
import re

import pytest
from django.core.management import CommandError, call_command

from dengar.deadlines.models import Opening, Term
from dengar.kit.keyring import KeyRing
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls import queries as malls
from dengar.malls.models import Mall
from dengar.people import operations, queries
from dengar.people.models import Membership, Officer

pytestmark = pytest.mark.django_db


def run(*words: str, command: str = "setup") -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def nobody_at_the_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())


REAL = ("--name", "MPP Kota Banjarbaru", "--slug", "bjb", "--coordinator-email", "nor@example.go.id")


def token_in(said: str) -> str:
    found = re.search(r"/undangan/([^/]+)/", said)
    assert found
    return found[1]


def test_a_mall_from_nothing(keys_dir):
    said = run(*REAL, "--city", "Banjarbaru", "--time-zone", "Asia/Makassar")
    mall = Mall.objects.get()
    assert (mall.slug, mall.name, mall.city, mall.example) == ("bjb", "MPP Kota Banjarbaru", "Banjarbaru", False)
    assert KeyRing(keys_dir, "bjb").current("sign").secret
    assert Term.objects.filter(mall=mall).exists()
    assert Opening.objects.filter(mall=mall).count() == 5
    operations.accept(token_in(said), "empat kata milik saya", at=now())
    assert [officer.email for officer in queries.coordinators(mall, now())] == ["nor@example.go.id"]
    assert set(Entry.objects.values_list("log", flat=True)) == {"bjb"}


def test_again_changes_nothing_but_the_link(keys_dir):
    first = run(*REAL)
    key = KeyRing(keys_dir, "bjb").current("wrap")
    counts = Term.objects.count(), Opening.objects.count()
    second = run(*REAL)
    assert KeyRing(keys_dir, "bjb").current("wrap") == key
    assert (Term.objects.count(), Opening.objects.count()) == counts
    with pytest.raises(operations.rules.InvitationGone):
        operations.accept(token_in(first), "empat kata milik saya", at=now())
    operations.accept(token_in(second), "empat kata milik saya", at=now())
    assert "/undangan/" not in run(*REAL)
    assert Mall.objects.count() == 1


def test_keys_that_lie_there_already_are_kept(keys_dir):
    call_command("keys", "make", "bjb", stdout=io.StringIO())
    key = KeyRing(keys_dir, "bjb").current("wrap")
    run(*REAL)
    assert KeyRing(keys_dir, "bjb").current("wrap") == key


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--name"),
        (("--name", "MPP"), "--coordinator-email"),
        ((*REAL, "--slug", "kota baru"), "40"),
        ((*REAL, "--slug", "../x"), "40"),
        ((*REAL, "--time-zone", "Asia/Banjarbaru"), "Asia/Banjarbaru"),
        ((*REAL, "--coordinator-email", "nor"), "nor"),
        ((*REAL, "--phone", "0" * 31), "30"),
    ],
)
def test_what_is_missing_or_odd_is_said_and_nothing_is_made(keys_dir, words, said):
    with pytest.raises(CommandError, match=said):
        run(*words)
    assert not Mall.objects.exists()
    assert not keys_dir.exists()


def test_a_terminal_is_asked(monkeypatch):
    answers = iter(["MPP Lain", "", "Kota Lain", "", "", "", "", "nor@example.go.id", "Nor"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    run()
    mall = Mall.objects.get()
    assert (mall.slug, mall.city, mall.time_zone) == ("mpp-lain", "Kota Lain", "Asia/Makassar")


def test_the_example_is_whole_and_made_once():
    said = run("--example")
    mall = Mall.objects.get()
    at = now()
    assert mall.example
    assert malls.agencies(mall, at.date()).count() == 3
    assert malls.search_services(mall, "akte")[0].name == "Akta kelahiran"
    assert all(queries.speakers(agency, at) for agency in malls.agencies(mall, at.date()))
    assert {"coordinator", "handler", "custodian", "overseer", "operator", "liaison", "officer"} == set(
        Membership.objects.values_list("role", flat=True)
    )
    hendra, budi = (Officer.objects.get(name=name) for name in ("Hendra", "Budi"))
    assert queries.is_superior_of(hendra, budi)
    assert len(queries.handlers(mall, at)) == 2
    assert "rina@contoh.example" in said
    officers = Officer.objects.count()
    assert run("--example") == said
    assert Officer.objects.count() == officers


def test_the_code_of_an_example_officer_is_shown():
    run("--example")
    assert re.search(r"\b\d{6}\b", run("rina@contoh.example", command="code"))
    assert re.search(r"\b\d{6}\b", run("rina", command="code"))


def test_nobody_real_is_shown_a_code():
    token = token_in(run(*REAL))
    operations.accept(token, "empat kata milik saya", at=now())
    for email in ("nor@example.go.id", "nobody@example.go.id"):
        with pytest.raises(CommandError):
            run(email, command="code")
