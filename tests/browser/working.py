"""How the browser comes to the desk's pages of verification, decision and what is done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from dengar.close.models import Objection
from dengar.close.operations import object_to
from dengar.complaints.models import Complaint, Kind, Mode, Urgency
from dengar.complaints.operations import mark_urgent
from dengar.complaints.operations.conduct import propose_plan
from dengar.intake.answers import Told
from dengar.intake.models import Story
from dengar.kit.now import now
from dengar.vault.sealing import seal_words
from dengar.verify.operations import ask, complete, forward_ask, forward_refused
from tests import signing
from tests.browser.own import with_files
from tests.carry import LATER, ORDERED, POINT, findings, let_in, reach, to_agreed, to_decided, to_examining, verify
from tests.cast import SARI, Cast, file_one, make_cast
from tests.complaints.older import brought
from tests.search.telling import another, read_all, tell
from tests.search.test_likeness import AKTA, AKTA_AGAIN

Come = Callable[[Page], None]


def enter(page: Page, cast: Cast, name: str, path: str) -> None:
    """Open a page as one of the cast, signed in."""
    cookie = settings.SESSION_COOKIE_NAME
    value = signing.sign_in(Client(), cast.officers[name]).cookies[cookie].value
    page.context.add_cookies([{"name": cookie, "value": value, "domain": urlsplit(page.url).hostname, "path": "/"}])
    page.goto(path)


def at_desk(page: Page, cast: Cast, action: str, complaint: Complaint | None = None) -> None:
    enter(page, cast, "rina", f"/meja/laporan/{(complaint or cast.complaint).number}/{action}/")


def past_case(page: Page) -> None:
    """A case from older records."""
    cast = make_cast()
    row = brought(cast, answer="Kartu keluarga yang benar sudah diserahkan.", person=SARI)
    enter(page, cast, "rina", f"/meja/laporan/{row.number}/")


def verification(page: Page) -> None:
    cast = make_cast()
    let_in(cast)
    ask(cast.complaint, "Jam berapa, dan di loket mana?", by=cast.rina, at=LATER)
    complete(cast.complaint, "Sekitar pukul dua siang, loket 4.", by=cast.sari, at=LATER)
    at_desk(page, cast, "periksa")


def verification_of_a_bribe(page: Page) -> None:
    """All that a verification can hold, before it is sent."""
    cast = make_cast()
    told = Told(story="Diminta uang untuk map di tempat parkir.", when="2026-11-20")
    sealed = seal_words(cast.complaint.box, told.to_json(), "story")
    Story.objects.create(complaint=cast.complaint, sealed=sealed)
    found = replace(findings(whom="unclear"), notes={"whom": "Di pintu mana?"}, kinds=frozenset(["TP"]))
    verify.record(cast.complaint, found, by=cast.yusuf, at=LATER)
    mark_urgent(cast.complaint, Urgency.Why.LIVING, by=cast.rina, at=LATER)
    at_desk(page, cast, "periksa")
    page.locator("[name=enough][value=unclear]").check()
    page.locator("[name=kinds][value=PI]").check()


def six_alike(page: Page) -> None:
    cast = make_cast()
    tell(cast.complaint, AKTA)
    for _n in range(5):
        another(cast, AKTA_AGAIN)
    read_all()
    at_desk(page, cast, "serupa")


def six_alike_refused(page: Page) -> None:
    six_alike(page)
    page.locator("#id_number").fill("2222-2222")
    page.get_by_role("button", name="Gabungkan").click()


def six_as_one(page: Page) -> None:
    """A group of six, merged by six ticks and one press; their link stands on the page."""
    six_alike(page)
    for box in page.locator("[name=others]").all():
        box.check()
    page.get_by_role("button", name="Gabungkan").click()


def searching(page: Page) -> None:
    cast = make_cast()
    tell(cast.complaint, "Diminta uang untuk map di tempat parkir.")
    read_all()
    enter(page, cast, "rina", "/meja/")
    page.locator("#cari").fill("memarkir")
    page.get_by_role("search").get_by_role("button").click()


def searching_in_vain(page: Page) -> None:
    enter(page, make_cast(), "rina", "/meja/")
    page.get_by_role("search").get_by_role("button").click()


def cannot_wait(page: Page) -> None:
    at_desk(page, make_cast(), "segera")


def can_wait_now(page: Page) -> None:
    cast = make_cast()
    mark_urgent(cast.complaint, Urgency.Why.LIFE, by=cast.rina, at=LATER)
    at_desk(page, cast, "segera")
    page.locator("main form .btn").click()


def verification_refused(page: Page) -> None:
    verification(page)
    page.locator("button[value=ask]").click()


def writing(page: Page) -> None:
    at_desk(page, make_cast(), "cerita")


def writing_refused(page: Page) -> None:
    writing(page)
    page.locator("#id_story").fill("Sudah tiga kali datang, tiga syarat.")
    page.locator("main form .btn").last.click()


def assisting(page: Page) -> None:
    enter(page, make_cast(), "rina", "/meja/catat/")


def assisting_refused(page: Page) -> None:
    assisting(page)
    page.locator("#id_story").fill("Saya sudah bayar, tapi katanya belum masuk.")
    page.locator("main form .btn").last.click()


def slips_printed(page: Page) -> None:
    assisting(page)
    page.locator("#id_story").fill("Saya sudah bayar, tapi katanya belum masuk.")
    page.locator("#id_read_back").check()
    page.locator("main form .btn").last.click()
    page.wait_for_url("**/meja/lembar/")


def verification_again(page: Page) -> None:
    cast = make_cast()
    reach(cast)
    verify.record(cast.complaint, findings("illegal_fee", route="formal"), by=cast.rina, at=LATER)
    to_examining(cast)
    at_desk(page, cast, "periksa")


def verification_overtaken(page: Page) -> None:
    cast = make_cast()
    at_desk(page, cast, "periksa")
    for box in page.locator(".tick").all():
        box.locator("input").first.check()
    page.locator("#id_klass").select_option("ordinary")
    page.locator("#id_missing").fill("Jam berapa?")
    verify.examine(cast.complaint, by=cast.sari, at=LATER)
    page.locator("button[value=ask]").click()


def answer(page: Page) -> None:
    cast = make_cast()
    at_desk(page, cast, "jawab", file_one(cast.mall, kind=Kind.QUESTION))


def suggestion(page: Page) -> None:
    cast = make_cast()
    at_desk(page, cast, "jawab", file_one(cast.mall, kind=Kind.SUGGESTION))


def forwarding(page: Page) -> None:
    cast = make_cast()
    forward = forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    forward_refused(forward, "Bukan wewenang mereka.", by=cast.rina, at=LATER)
    at_desk(page, cast, "teruskan")


def forwarded(page: Page) -> None:
    cast = make_cast()
    forward_ask(cast.complaint, "Dinas Perhubungan", by=cast.rina, at=LATER)
    at_desk(page, cast, "teruskan")


def dismissal(page: Page) -> None:
    at_desk(page, make_cast(), "tutup")


def decision(page: Page) -> None:
    cast = make_cast()
    let_in(cast)
    to_examining(cast)
    at_desk(page, cast, "putuskan")
    page.locator("#id_p1_matter").fill("Izin warung tertahan 3 bulan")
    page.get_by_role("button", name="Tambah butir").click()


def decision_refused(page: Page) -> None:
    decision(page)
    page.get_by_role("button", name="Catat keputusan").click()


def decided(page: Page) -> None:
    cast = make_cast()
    to_decided(cast, POINT, ORDERED)
    at_desk(page, cast, "putuskan")


def decided_again(page: Page) -> None:
    cast = make_cast()
    to_decided(cast, POINT)
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=LATER + timedelta(days=1))
    at_desk(page, cast, "putuskan")


def decided_again_by_another(page: Page) -> None:
    cast = make_cast()
    to_decided(cast, POINT)
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=LATER + timedelta(days=1))
    enter(page, cast, "yusuf", f"/meja/laporan/{cast.complaint.number}/putuskan/")


def nameless(page: Page) -> None:
    """Whoever is nameless is written to: the contact is the message."""
    cast = make_cast(mode=Mode.ANONYMOUS)
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")


def conduct(page: Page) -> None:
    at_desk(page, make_cast(), "sikap")


def conduct_refused(page: Page) -> None:
    conduct(page)
    page.locator("main form .btn").last.click()


def conduct_to_approve(page: Page) -> None:
    cast = make_cast()
    what, why = "Menelepon 14 kali pada hari yang sama.", "Supaya petugas lain bisa dilayani juga."
    month = (now() + timedelta(days=30)).date()
    propose_plan(cast.complaint, what, ["one_person", "shorter"], why, month, by=cast.rina, at=now())
    enter(page, cast, "nor", f"/meja/laporan/{cast.complaint.number}/sikap/")


def told(page: Page) -> None:
    cast = make_cast()
    to_decided(cast, POINT)
    at_desk(page, cast, "putuskan/disampaikan")


def promises(page: Page) -> None:
    cast = make_cast()
    to_agreed(cast)
    enter(page, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/tindak/")
    page.locator("textarea").first.fill("Diserahkan di loket 4, Kamis pagi.")
    page.get_by_role("button", name="Catat sudah dikerjakan").first.click()


def remedies(page: Page) -> None:
    cast = make_cast()
    to_decided(cast, POINT)
    at_desk(page, cast, "tindak")


def evidence(page: Page) -> None:
    cast = make_cast()
    with_files(cast)
    at_desk(page, cast, "berkas/1")


def evidence_refused(page: Page) -> None:
    cast = make_cast()
    with_files(cast)
    at_desk(page, cast, "berkas/2")
    page.locator("main form .btn").last.click()


def evidence_for_person(page: Page) -> None:
    cast = make_cast()
    at_desk(page, cast, "berkas")


def evidence_for_person_refused(page: Page) -> None:
    evidence_for_person(page)
    page.locator("main form .btn").last.click()


def evidence_of_agency(page: Page) -> None:
    cast = make_cast()
    with_files(cast)
    enter(page, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/")


def report_with_files(page: Page) -> None:
    cast = make_cast()
    with_files(cast)
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")


WORKING: dict[str, Come] = {
    "past case": past_case,
    "a file, and who may open it": evidence,
    "a file, release refused": evidence_refused,
    "report with files": report_with_files,
    "a file kept for the person": evidence_for_person,
    "a file kept for the person, none chosen": evidence_for_person_refused,
    "agency with a file": evidence_of_agency,
    "assisted intake": assisting,
    "assisted intake, refused": assisting_refused,
    "assisted intake, slips": slips_printed,
    "writing down a story": writing,
    "writing down a story, refused": writing_refused,
    "verification": verification,
    "verification, of a bribe": verification_of_a_bribe,
    "verification, refused": verification_refused,
    "six alike": six_alike,
    "six alike, refused": six_alike_refused,
    "six as one": six_as_one,
    "search": searching,
    "search, refused": searching_in_vain,
    "what cannot wait": cannot_wait,
    "what can wait now, refused": can_wait_now,
    "verification, in an examination": verification_again,
    "verification, overtaken": verification_overtaken,
    "answer to a question": answer,
    "answer to a suggestion": suggestion,
    "another body": forwarding,
    "another body asked": forwarded,
    "closing with a reason": dismissal,
    "decision": decision,
    "decision, refused": decision_refused,
    "decided": decided,
    "second examination": decided_again,
    "second examination, one's turn": decided_again_by_another,
    "report of somebody nameless": nameless,
    "conduct": conduct,
    "conduct, refused": conduct_refused,
    "conduct, to be approved": conduct_to_approve,
    "decision told": told,
    "promises of an agency": promises,
    "report as done": remedies,
}
