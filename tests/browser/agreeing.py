"""How the browser comes to the desk itself, to one report, and to the pages on which both sides agree."""

from collections.abc import Callable

from playwright.sync_api import Page

from dengar.close.operations import Wish, confirm, request_withdrawal, speak
from dengar.complaints import journey
from dengar.complaints.models import Clock, Concern, Kind, Mode, Thread
from dengar.complaints.operations import (
    advance,
    approve_brief,
    ask_new_words,
    grant,
    name_respondents,
    open_identity,
    record_contact,
    recuse,
    say,
)
from dengar.intake.models import Settlement
from dengar.intake.operations import settle
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.people.models import Membership, Officer
from dengar.talk.models import Phase, Side
from dengar.talk.operations import answer_hearing, hold, open_hearing, summarise_hearing, write_summary
from tests import trips
from tests.browser.working import at_desk, enter
from tests.cast import LAST_YEAR, SARI, Cast, file_one, make_cast
from tests.trips import LATER

Come = Callable[[Page], None]
CALL, NOBODY = "call", "no_answer"


def desk(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    request_withdrawal(cast.complaint, by=cast.sari, at=now())
    other = file_one(cast.mall, kind=Kind.QUESTION, at=now())
    say(other, Thread.COMPLAINANT, "Kami cari jawabannya.", by=cast.rina, at=now())
    enter(page, cast, "nor", "/meja/")


def empty_desk(page: Page) -> None:
    enter(page, make_cast(), "budi", "/meja/")


def desk_of_agency(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast)
    enter(page, cast, "hendra", "/meja/")


def report(page: Page) -> None:
    cast = make_cast()
    agreed = trips.to_agreed(cast)
    assert agreed.binds
    say(cast.complaint, Thread.COMPLAINANT, "Apakah saya perlu membawa saksi?", by=cast.sari, at=now())
    say(cast.complaint, Thread.AGENCY, "Surat edaran itu berlaku sejak kapan?", by=cast.rina, at=now())
    open_identity(cast.complaint, reason="Menelepon", by=cast.rina, at=now())
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")


def report_done(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    advance(cast.complaint, journey.REPORT_DONE, by=cast.hendra, at=LATER)
    record_contact(cast.complaint, CALL, NOBODY, when=now(), by=cast.rina, at=now())
    Clock.objects.filter(kind=Clock.Kind.LAPSE).update(due_at=LATER)
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")


def new_report(page: Page) -> None:
    cast = make_cast()
    record_contact(cast.complaint, CALL, NOBODY, when=LATER, by=cast.rina, at=LATER)
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")


def report_refused(page: Page) -> None:
    new_report(page)
    page.get_by_role("button", name="Buka 10 menit").click()


def sight(page: Page) -> None:
    at_desk(page, make_cast(), "instansi")


def sight_refused(page: Page) -> None:
    sight(page)
    page.locator(".sticky .btn").click()


def sight_overtaken(page: Page) -> None:
    """While Rina writes, Yusuf lets the stand-in in, with his reason."""
    cast = make_cast()
    aminah = Officer.objects.create_user(email="aminah@example.go.id", name="Aminah")
    own = {"mall": cast.mall, "agency": cast.dukcapil, "stand_in": True, "from_at": LAST_YEAR}
    Membership.objects.create(officer=aminah, role=Role.LIAISON.value, **own)
    at_desk(page, cast, "instansi")
    page.locator("#id_title").fill("Syarat akta")
    page.locator("#id_words").fill("Syarat untuk akta tidak tetap.")
    name_respondents(cast.complaint, Concern.UNIT, agency=cast.dukcapil, by=cast.yusuf, at=LATER)
    approve_brief(cast.complaint, title="Syarat akta", words="Syarat berbeda-beda.", by=cast.yusuf, at=LATER)
    grant(cast.complaint, aminah, cast.dukcapil, reason="Hendra cuti sampai Jumat.", by=cast.yusuf, at=LATER)
    page.locator(".sticky .btn").click()


def phase_overtaken(page: Page) -> None:
    """While Rina writes, Yusuf notes something under the same prompt."""
    cast = make_cast()
    trips.to_talking(cast)
    at_desk(page, cast, "percakapan/turning")
    page.locator("#id_blame").fill("Petugas tidak peduli.")
    hold(cast.complaint, Phase.TURNING, notes={"blame": "Syaratnya tidak jelas."}, by=cast.yusuf, at=LATER)
    page.locator(".sticky .btn").last.click()


def coordinator_speaks(page: Page) -> None:
    """Nobody of the agency is free: the coordinator's desk, with what stands with them as its speaker."""
    cast = make_cast()
    recuse(cast.complaint, cast.officers["hendra"], by=cast.rina, at=LATER)
    name_respondents(cast.complaint, Concern.UNIT, agency=cast.dukcapil, by=cast.rina, at=LATER)
    approve_brief(cast.complaint, title="Syarat akta", words="Syarat berbeda-beda.", by=cast.rina, at=LATER)
    grant(cast.complaint, cast.officers["nor"], cast.dukcapil, by=cast.rina, at=LATER)
    file_one(cast.mall, kind=Kind.QUESTION, at=now())
    enter(page, cast, "nor", "/meja/")


def phase(name: str) -> Come:
    def come(page: Page) -> None:
        cast = make_cast()
        trips.to_talking(cast)
        trips.both_needs(cast)
        trips.two_options(cast)
        at_desk(page, cast, f"percakapan/{name}")

    return come


def ready(cast: Cast) -> None:
    trips.to_talking(cast)
    trips.both_needs(cast)
    trips.two_options(cast)


def proposing(page: Page) -> None:
    cast = make_cast()
    ready(cast)
    at_desk(page, cast, "usul")
    page.locator("#id_p1_what").fill("Akta diserahkan di loket 4")
    page.get_by_role("button", name="Tambah janji").click()


def proposing_refused(page: Page) -> None:
    proposing(page)
    page.get_by_role("button", name="Ajukan usul ini").click()


def proposal(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast, by=cast.rina)
    at_desk(page, cast, "usul/lihat")


def agency_path(cast: Cast) -> str:
    return f"/instansi/{cast.complaint.handles.get().code}/"


def agency_talking(page: Page) -> None:
    cast = make_cast(mode=Mode.OPEN)
    trips.to_talking(cast)
    trips.two_options(cast)
    write_summary(cast.complaint, Side.AGENCY, words="Ada edaran baru.", need="Satu daftar", by=cast.rina, at=LATER)
    say(cast.complaint, Thread.AGENCY, "Apakah ringkasan ini sudah tepat?", by=cast.rina, at=now())
    enter(page, cast, "hendra", agency_path(cast))


def agency_refused(page: Page) -> None:
    agency_talking(page)
    page.get_by_role("button", name="Kirim", exact=True).click()


def agency_proposed(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast, by=cast.rina)
    enter(page, cast, "hendra", agency_path(cast))


def agency_agreed(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    enter(page, cast, "hendra", agency_path(cast))


def agency_settled(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    confirm(cast.complaint, by=cast.sari, at=now())
    enter(page, cast, "hendra", agency_path(cast))


def heard() -> Cast:
    """Budi has answered, and Rina has summed it up."""
    cast = make_cast()
    trips.to_talking(cast)
    rina, budi = cast.rina, cast.budi
    people = [cast.officers["budi"], cast.officers["lutfi"]]
    name_respondents(cast.complaint, Concern.PERSON, agency=cast.dukcapil, officers=people, by=rina, at=LATER)
    sentence = "Syarat untuk akta kelahiran disampaikan berbeda-beda."
    hearing = open_hearing(cast.complaint, people[0], sentence, by=rina, at=LATER)
    answer_hearing(hearing, statement="Ada edaran baru.", need="Satu daftar.", by=budi, at=LATER)
    summarise_hearing(hearing, "Edaran baru belum dibaca semua petugas.", by=rina, at=LATER)
    return cast


def hearings(page: Page) -> None:
    at_desk(page, heard(), "pendengaran")


def hearing_summary(page: Page) -> None:
    cast = heard()
    at_desk(page, cast, f"pendengaran/{cast.complaint.hearings.get().pk}")


def hearing(page: Page) -> None:
    cast = heard()
    enter(page, cast, "budi", f"/pendengaran/{cast.complaint.hearings.get().pk}/")


def hearing_closed(page: Page) -> None:
    cast = heard()
    confirm(cast.complaint, by=cast.sari, at=now())
    enter(page, cast, "budi", f"/pendengaran/{cast.complaint.hearings.get().pk}/")


def hearing_refused(page: Page) -> None:
    hearing(page)
    page.get_by_role("button", name="Kirim jawaban saya").click()


def by_voice(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    speak(cast.complaint, Wish(journey.CONFIRM), read_back=True, by=cast.yusuf, at=now())
    at_desk(page, cast, "wakil")


def by_voice_refused(page: Page) -> None:
    by_voice(page)
    page.get_by_role("button", name="Catat keinginan").click()


def withdrawal(page: Page) -> None:
    cast = make_cast()
    request_withdrawal(cast.complaint, "Sudah lelah.", by=cast.sari, at=now())
    enter(page, cast, "nor", f"/meja/laporan/{cast.complaint.number}/cabut/")


def settled_call(page: Page) -> None:
    cast = make_cast()
    made = settle(cast.mall, "Antrean terlewat.", "Dipanggil lagi.", phone=SARI.phone, by=cast.budi, at=now())
    Settlement.objects.update(call_back=True)  # drawn, whatever chance said
    open_identity(made, reason="Menelepon balik", by=cast.rina, at=now())
    enter(page, cast, "rina", f"/meja/laporan/{made.number}/telepon/")


def settled_call_refused(page: Page) -> None:
    settled_call(page)
    page.get_by_role("button", name="Catat jawabannya").click()


def lost_words(page: Page) -> None:
    cast = make_cast()
    ask_new_words(cast.complaint.number, "t" * 43, at=now())
    open_identity(cast.complaint, reason="Kata kunci hilang", by=cast.rina, at=now())
    at_desk(page, cast, "kata")


def lost_words_refused(page: Page) -> None:
    lost_words(page)
    page.get_by_role("button", name="Catat jawabannya").click()


def opening_again(page: Page) -> None:
    cast = make_cast()
    trips.to_talking(cast)
    confirm(cast.complaint, by=cast.sari, at=now())
    at_desk(page, cast, "buka")


AGREEING: dict[str, Come] = {
    "desk": desk,
    "desk, nothing waits": empty_desk,
    "desk of an agency": desk_of_agency,
    "report": report,
    "report, said to be done": report_done,
    "report, new": new_report,
    "report, refused": report_refused,
    "letting the agency in": sight,
    "letting the agency in, refused": sight_refused,
    "letting the agency in, overtaken": sight_overtaken,
    "desk of a coordinator who speaks": coordinator_speaks,
    "conversation, overtaken": phase_overtaken,
    **{f"conversation, {name}": phase(name) for name in ("intake", "exploration", "turning", "options", "closing")},
    "proposing": proposing,
    "proposing, refused": proposing_refused,
    "proposal of the desk": proposal,
    "agency, talking": agency_talking,
    "agency, refused": agency_refused,
    "agency, a proposal": agency_proposed,
    "agency, agreed": agency_agreed,
    "agency, settled": agency_settled,
    "hearings": hearings,
    "hearing summed up": hearing_summary,
    "hearing": hearing,
    "hearing, refused": hearing_refused,
    "a hearing, closed": hearing_closed,
    "wish by voice": by_voice,
    "wish by voice, refused": by_voice_refused,
    "withdrawal": withdrawal,
    "asking whether it is settled": settled_call,
    "asking whether it is settled, refused": settled_call_refused,
    "key words lost, the call": lost_words,
    "key words lost, the call refused": lost_words_refused,
    "opening again": opening_again,
}
