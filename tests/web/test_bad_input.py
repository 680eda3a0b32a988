"""
Every form that takes a post is sent what people, programs and attackers really send. It never breaks.

The forms are found by themselves: each page that a person may open is read, and every form on it is filled with bad
values under the names of its own fields. What comes back is a page: 422 with a sentence, 404, 409, or the next page.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

import pytest
from django.test import Client

from dengar.complaints.models import Thread
from dengar.complaints.operations import send
from dengar.files.operations import Upload
from dengar.kit.actors import Role
from dengar.malls.models import Agency
from tests import trips
from tests.cast import WORDS, Cast, make_cast, make_mall
from tests.files import samples
from tests.house.pages import all_routes
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
HTML = '"><script>alert(1)</script>{{ 7|add:7 }} %(x)s'
BAD = {
    "nothing": "",
    "NUL": "kata\x00kata",
    "turned": "\u202ekata\u2066",
    "marks": "a" + "\u0301" * 300,
    "HTML": HTML,
    "long": "kata " * 8_000,
    "another row": "987654321987654321987654321",
}
FINE = {200, 302, 403, 404, 405, 409, 422}


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and what its fields are called."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._open: tuple[str, dict[str, str]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._open = (given.get("action", ""), {})
            self.found.append(self._open)
        elif self._open and tag in ("input", "textarea", "select", "button") and given.get("name"):
            self._open[1][given["name"]] = given.get("type", tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def pages(role: Role | None, known: dict[str, object]) -> Iterator[str]:
    """Yield the address of every page for a role (None: for everyone) that can be made from what is known."""
    for path, route in all_routes():
        roles = route.callback.roles
        if (role in roles if role else not roles) and not path.startswith(("akun", "masuk", "^masuk", "keluar")):
            for name, value in known.items():
                path = path.replace(f"<{name}>", str(value))
            if "<" not in path:
                yield f"/{path}"


def forms_of(browser: Client, addresses: Iterator[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for address in addresses:
        page = browser.get(address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            for action, fields in Forms(page.text).found:
                found.setdefault(action.partition("#")[0] or address, {}).update(fields)
    return found


def broken(browser: Client, forms: dict[str, dict[str, str]]) -> list[str]:
    """Send every form every bad value; return what was not a page, or gave hostile signs back as they were."""
    bad, browser.raise_request_exception = [], False
    for action, fields in forms.items():
        if action.startswith(("/keluar", "/bahasa", "/pantau/tutup")):
            continue
        for name, value in BAD.items():
            sent = {field: value if kind != "hidden" or name != "long" else "1" for field, kind in fields.items()}
            answer = browser.post(action, {field: said for field, said in sent.items() if "csrf" not in field})
            if answer.status_code not in FINE:
                bad.append(f"{name} to {action}: {answer.status_code}")
            elif "<script>alert(1)" in answer.text:
                bad.append(f"{name} to {action}: {answer.status_code}, given back as it was")
    return bad


def known_of(cast: Cast) -> dict[str, object]:
    complaint = cast.complaint
    handle = complaint.handles.first()
    known = {"str:number": complaint.number, "slug:phase": "intake", "int:ordinal": 1}
    return known | ({"str:handle": handle.code} if handle else {})


@pytest.fixture(params=["received", "talking", "proposed", "agreed"])
def cast(request, db) -> Cast:
    cast = make_cast()
    steps = {"talking": trips.to_talking, "proposed": trips.to_proposed, "agreed": trips.to_agreed}
    steps.get(request.param, lambda cast: None)(cast)
    send(cast.complaint, Thread.COMPLAINANT, "", [Upload("a.jpg", samples.picture())], by=cast.sari, at=trips.LATER)
    return cast


def test_no_form_of_the_person_breaks(cast, client):
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    forms = forms_of(client, pages(Role.COMPLAINANT, {}))
    assert any("/kirim/" in action for action in forms)
    assert broken(client, forms) == []


@pytest.mark.parametrize("name", ["rina", "hendra"])
def test_no_form_of_the_desk_breaks(cast, client, name):
    sign_in(client, cast.officers[name])
    role = {"rina": Role.HANDLER, "hendra": Role.LIAISON}[name]
    forms = forms_of(client, pages(role, known_of(cast)))
    assert len(forms) > (8 if name == "rina" else 0)
    assert broken(client, forms) == []


def test_no_form_for_everyone_breaks(client):
    make_cast()
    forms = forms_of(client, pages(None, {}))
    assert {"/lapor/", "/saran/", "/pantau/"} <= set(forms)
    assert broken(client, forms) == []


def test_no_form_of_the_settings_breaks(client):
    cast = make_cast()
    sign_in(client, cast.officers["nor"])
    known = {"int:pk": cast.officers["hendra"].pk}
    forms = forms_of(client, (page for page in pages(Role.COORDINATOR, known) if page.startswith("/pengaturan/")))
    assert len(forms) > 6
    assert broken(client, forms) == []


@pytest.mark.parametrize("path", ["/saran/", "/pantau/", "/lapor/cerita/", "/masuk/"])
def test_ten_megabytes_are_too_much_and_said_so(client, path):
    make_cast()
    answer = client.post(path, {"text": "x" * 10_000_000, "kind": "suggestion"})
    assert answer.status_code == 413
    assert "<h1" in answer.text


def test_an_address_with_signs_that_no_database_keeps_leads_nowhere(client):
    cast = make_cast()
    trips.to_talking(cast)
    sign_in(client, cast.officers["rina"])
    for address in ("/meja/laporan/%00/", "/meja/laporan/7K2M%0094R7/periksa/", "/undangan/a%00b/", "/l/%00/"):
        assert client.get(address, follow=True).status_code in (404, 410), address
    sign_in(client, cast.officers["hendra"])
    assert client.get("/instansi/D-%00/").status_code == 404


def test_rows_of_another_mall_are_not_offered_and_not_taken(client):
    cast = make_cast()
    trips.to_talking(cast)
    _other, agencies = make_mall("lain")
    foreign = agencies["dukcapil"]
    sign_in(client, cast.officers["rina"])
    path = f"/meja/laporan/{cast.complaint.number}/instansi/"
    offered = re.search(r'<select[^>]*name="agency".*?</select>', client.get(path).text, re.DOTALL)
    assert offered
    assert f'value="{foreign.pk}"' not in offered[0]
    said = {"seen": cast.complaint.step, "concern": "unit", "agency": foreign.pk, "title": "A", "words": "Begini saja."}
    answer = client.post(path, said)
    assert answer.status_code == 422
    assert "Begini saja." in unescape(answer.text)
    note = client.post("/saran/", {"kind": "question", "text": "Kapan buka?", "agency": foreign.pk})
    assert note.status_code == 422
    assert "Kapan buka?" in note.text
    assert not Agency.objects.filter(pk=foreign.pk, complaints__isnull=False).exists()
