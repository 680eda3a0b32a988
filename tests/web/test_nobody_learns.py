"""
Whoever may not know of a report learns nothing: not from an answer, not from its shape, not from what is missing.

Every route is taken from the resolver, so a new page is asked without anybody thinking of it. Two reports are asked
for by every stranger to it: one that exists, and one that does not. What comes back must be the same, byte for byte.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern

from dengar.complaints import journey
from dengar.complaints.models import Complaint, Concern, Recusal, Thread
from dengar.complaints.operations import end_grant, name_respondents, release_file, send, speak_for
from dengar.files.operations import Upload
from dengar.kit.actors import Role, complainant
from dengar.kit.codes import new_handle, new_number
from dengar.kit.now import now
from dengar.malls.models import Service
from dengar.notices.models import Notice
from dengar.people.models import Membership, Officer
from dengar.people.models import Recusal as KeepsOut
from dengar.talk.operations import open_hearing
from tests import trips
from tests.cast import LAST_YEAR, SARI, STORY, WORDS, Cast, file_one, make_mall, make_officers
from tests.files import samples
from tests.house.pages import all_routes
from tests.signing import sign_in

FILED = now() - timedelta(days=3)
NOBODY = 9_876  # an id that no row has
ABOUT_REPORTS = re.compile("<str:number>|<str:handle>|<int:pk>")
ELSEWHERE = ("pengaturan/", "akun/", "masuk/", "undangan/", "^masuk", "static/")  # no report stands there
STRANGERS = (
    "nobody", "sari", "budi", "lutfi", "hendra", "yusuf", "rani", "kepala", "anak", "siti", "ombi", "tia", "oki",
    "asing", "jauh", "bekas",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    cast: Cast
    browsers: dict[str, Client]
    before: dict[str, dict[str, str]]  # what everybody's pages said before the report was filed
    known: dict[str, object]  # what names the report


def also(mall, name: str, role: str, agency=None, **more) -> Officer:
    officer = Officer.objects.create_user(email=f"{name}@example.go.id", name=name.title(), **more)
    Membership.objects.create(officer=officer, mall=mall, role=role, agency=agency, from_at=LAST_YEAR)
    return officer


def everybody() -> Cast:
    """The cast, and more who must not know: recused, subordinate, of another mall, of another time."""
    mall, agencies = make_mall()
    officers = make_officers(mall, agencies)
    officers["rani"] = also(mall, "rani", "handler")
    KeepsOut.objects.create(officer=officers["rani"], agency=agencies["dukcapil"], from_at=LAST_YEAR)
    officers["kepala"] = also(mall, "kepala", "coordinator")  # named as the superior who is involved
    officers["anak"] = also(mall, "anak", "handler", superior=officers["budi"])  # under whoever is complained of
    officers["tia"] = also(mall, "tia", "trainer")
    officers["oki"] = also(mall, "oki", "operator")
    other, its_agencies = make_mall("lain")
    officers["asing"] = also(other, "asing", "handler")
    officers["jauh"] = also(other, "jauh", "liaison", its_agencies["dukcapil"])
    officers["bekas"] = also(mall, "bekas", "handler")
    Membership.objects.filter(officer=officers["bekas"]).update(until_at=FILED)
    for officer in officers.values():
        officer.set_password("bukan-kata-sandi")
        officer.save()
    akta = Service.objects.create(agency=agencies["dukcapil"], name="Akta kelahiran", words="akte")
    return Cast(mall, agencies["dukcapil"], agencies["samsat"], akta, Complaint(), officers, complainant(0))


def filed(cast: Cast) -> Cast:
    """File the report, let Hendra in and out again, name Budi, hear him, and leave things waiting."""
    complaint = file_one(cast.mall, at=FILED, agency=cast.dukcapil, service=cast.akta)
    cast = replace(cast, complaint=complaint, sari=complainant(complaint.pk))
    at = now() - timedelta(hours=1)
    Complaint.objects.update(handler=cast.officers["rina"])
    complaint.refresh_from_db()
    trips.to_talking(cast, at)
    named = [cast.officers["budi"]]
    superiors = [cast.officers["kepala"]]
    name_respondents(complaint, Concern.PERSON, officers=named, superiors=superiors, by=cast.rina, at=at)
    open_hearing(complaint, cast.officers["budi"], "Syarat disampaikan berbeda-beda.", by=cast.rina, at=at)
    Recusal.objects.create(complaint=complaint, officer=cast.officers["yusuf"], at=at)
    photo = Upload("IMG.jpg", samples.picture())
    row = send(complaint, Thread.COMPLAINANT, "Ini.", [photo], by=cast.sari, at=at).message.files.get()
    release_file(complaint, row, cast.dukcapil, "Nomornya hanya di sini.", by=cast.rina, at=at)
    speak_for(complaint, journey.CONFIRM, read_back=True, by=cast.rina, at=at)
    end_grant(complaint.grants.get(), by=cast.rina, at=at)
    return cast


@pytest.fixture
def scene(db) -> Scene:
    cast = everybody()
    browsers = {name: Client() for name in STRANGERS}
    for name in STRANGERS:
        if name in cast.officers:
            sign_in(browsers[name], cast.officers[name])
    other = file_one(cast.mall, at=FILED, around_desk=True)  # Sari has another one, which no desk shows
    browsers["sari"].post("/pantau/", {"number": other.number, "words": " ".join(WORDS)})
    before = {name: lists(browser, name, cast) for name, browser in browsers.items()}
    cast = filed(cast)
    return Scene(cast, browsers, before, names_of(cast.complaint))


def names_of(complaint: Complaint) -> dict[str, object]:
    """Return what fills an address, by the view that it leads to."""
    notice = Notice.objects.filter(about=complaint.subject).latest("pk").pk
    hearing, call = complaint.hearings.get().pk, complaint.on_behalf.get().pk
    ids = {"hearing": hearing, "verdict": hearing, "summarise": hearing, "called_back": call}
    return {
        "number": complaint.number,
        "handle": complaint.handles.get().code,
        "told": notice,
        "send_again": notice,
        **ids,
    }


def about_reports() -> list[tuple[str, URLPattern]]:
    """Return every route that leads to a report."""
    return [found for found in all_routes() if ABOUT_REPORTS.search(found[0]) and not found[0].startswith(ELSEWHERE)]


def address(path: str, view: str, known: dict[str, object]) -> str:
    filled = path.replace("<str:number>", str(known["number"])).replace("<str:handle>", str(known["handle"]))
    return "/" + filled.replace("<int:pk>", str(known.get(view, NOBODY))).replace("<slug:phase>", "options").replace(
        "<int:ordinal>", "1"
    )


def lists(browser: Client, name: str, cast: Cast) -> dict[str, str]:
    """Return every page without an id in its address that this person may open, as they see it."""
    # /metrics counts every request, this one too; tests/web/public/test_metrics.py says that no report moves it.
    elsewhere = r"[<(]|keluar|sehat|metrics"
    paths = [path for path, route in all_routes() if not re.search(elsewhere, path) and enters(cast, name, route)]
    return {path: plain(browser.get(f"/{path}")) for path in paths}


def plain(answer) -> str:
    """Return an answer's status, headers and text without what differs every time: secrets, nonces, moments."""
    moving = ("Content-Security-Policy", "Expires", "Content-Length")
    headers = {name: value for name, value in answer.headers.items() if name not in moving}
    text = answer.content.decode(errors="replace")
    text = re.sub(r'(csrfmiddlewaretoken" value|nonce|name="(?:token|seen)" value)="[^"]*"', r"\1", text)
    text = re.sub(r"(\w+, \d+ \w+, )?\d\d[.:]\d\d WIT\w*", "(now)", text)
    return f"{answer.status_code} {sorted(headers.items())}\n{text}"


def asked(browser: Client, path: str, method: str) -> tuple[str, int]:
    """Return what is answered, and how many questions the database was asked for it: the work done is the same, too."""
    questions = []

    def count(execute, *question):
        questions.append(question[0])
        return execute(*question)

    with connection.execute_wrapper(count):
        answer = getattr(browser, method)(path)
    return plain(answer).replace(path, "(the address)"), len(questions)


def enters(cast: Cast, name: str, route: URLPattern) -> bool:
    """Whether the page's audience lets this person in at all: by role, or because it is for everyone."""
    if name not in cast.officers:
        return not route.callback.roles or (name == "sari" and Role.COMPLAINANT in route.callback.roles)
    held = Membership.objects.current(now()).filter(officer=cast.officers[name]).first()
    return held is not None and Role(held.role) in route.callback.roles


def test_what_may_not_be_known_answers_as_what_does_not_exist(scene):
    nothing: dict[str, object] = {"number": new_number(), "handle": new_handle()}
    told = []
    for path, route in about_reports():
        for name in (name for name in STRANGERS if enters(scene.cast, name, route)):
            if name == "budi" and path.startswith("pendengaran/"):
                continue  # his own hearing
            told += differences(scene.browsers[name], path, route.callback.__name__, scene.known, nothing)
    assert len(about_reports()) >= 40
    assert not told, "\n".join(told)


def differences(
    browser: Client, path: str, view: str, known: dict[str, object], nothing: dict[str, object]
) -> list[str]:
    found = []
    for method in ("get", "post"):
        here, nowhere = address(path, view, known), address(path, view, nothing)
        real, none = asked(browser, here, method), asked(browser, nowhere, method)
        if real != none or real[0][:3] not in ("302", "403", "404", "405"):
            found.append(f"{method} /{path}: {real[0][:200]!r} {real[1]}, not {none[0][:200]!r} {none[1]}")
    return found


def test_no_list_no_count_and_no_title_changes_because_of_it(scene):
    changed = []
    for name, browser in scene.browsers.items():
        after = lists(browser, name, scene.cast)
        pages = [path for path, text in scene.before[name].items() if text != after[path]]
        if name == "budi":
            pages.remove("meja/")  # his hearing stands there
        changed += [f"/{path} of {name}" for path in pages]
    assert {"meja/", "pantau/kabar/"} <= {path for pages in scene.before.values() for path in pages}
    assert not changed


def test_whoever_is_heard_reads_the_sentence_and_nothing_else(scene):
    budi, secrets = scene.browsers["budi"], secrets_of(scene.cast)
    for path in ("/meja/", f"/pendengaran/{scene.known['hearing']}/"):
        page = budi.get(path)
        assert page.status_code == 200
        assert not [secret for secret in secrets if secret in page.text], path
    assert "berbeda-beda" in page.text


def secrets_of(cast: Cast) -> list[str]:
    complaint = cast.complaint
    return [
        complaint.number, complaint.subject, SARI.name, SARI.phone, SARI.email, STORY, "Syarat akta", "Sari",
    ]  # fmt: skip
