"""How the browser comes to where people are asked, in writing or to talk together; and to who says nobody did."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from dengar.complaints.models import Mode, Thread
from dengar.complaints.operations import say, say_whether_heard
from dengar.kit.now import now
from dengar.talk.models import Apart, JointTalk, Phase
from dengar.talk.operations import Question, answer_joint, ask_joint, hold, keep_apart
from tests import trips
from tests.browser import own
from tests.browser.working import at_desk, enter
from tests.cast import Cast, make_cast
from tests.trips import LATER

Come = Callable[[Page], None]
ASKED = "Apa yang sebenarnya Bapak/Ibu perlukan, supaya ini beres?"


def talking(mode: Mode = Mode.CONFIDENTIAL) -> Cast:
    cast = make_cast(mode=mode)
    trips.to_talking(cast)
    return cast


def asked() -> tuple[Cast, JointTalk]:
    cast = talking()
    place = "Ruang Seroja, lantai 2 MPP. Ada pintu samping, jadi tidak lewat loket."
    return cast, ask_joint(cast.complaint, now() + timedelta(days=3), place, by=cast.rina, at=now())


def together(page: Page) -> None:
    at_desk(page, talking(), "temu")


def together_refused(page: Page) -> None:
    together(page)
    page.locator("#id_clock").fill("10:30")
    page.locator("main form .btn").last.click()


def together_barred(page: Page) -> None:
    cast = talking()
    keep_apart(cast.complaint, Apart.Why.FEAR, by=cast.rina, at=LATER)
    at_desk(page, cast, "temu")


def together_asked(page: Page) -> None:
    cast, row = asked()
    answer_joint(row, True, by=cast.hendra, at=now())
    at_desk(page, cast, "temu")


def by_voice_refused(page: Page) -> None:
    together_asked(page)
    page.get_by_text("Lewat telepon atau di loket").click()
    page.get_by_role("button", name="Orangnya mau").click()


def agency_asked(page: Page) -> None:
    cast, _row = asked()
    enter(page, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/")


def person_asked(page: Page) -> None:
    cast, _row = asked()
    into = Question(ASKED, "interest")
    hold(cast.complaint, Phase.EXPLORATION, notes={}, ask=into, by=cast.rina, at=now())
    own.enter(page, cast)


def person_said_yes(page: Page) -> None:
    cast, row = asked()
    for who in (cast.sari, cast.hendra):
        answer_joint(row, True, by=who, at=now())
    own.enter(page, cast)


def in_writing(page: Page) -> None:
    """A nameless person has answered a question, and the answer can be taken over."""
    cast = talking(Mode.ANONYMOUS)
    into = Question(ASKED, "interest")
    hold(cast.complaint, Phase.EXPLORATION, notes={}, ask=into, by=cast.rina, at=now())
    say(cast.complaint, Thread.COMPLAINANT, "Akta anak saya, sebelum 5 Desember.", by=cast.sari, at=now())
    at_desk(page, cast, "percakapan/exploration")


def contradicting() -> Cast:
    cast = talking()
    say_whether_heard(cast.complaint.contacts.get(), heard=False, by=cast.sari, at=now())
    return cast


def nobody_called(page: Page) -> None:
    enter(page, contradicting(), "nor", "/meja/")


def nobody_called_report(page: Page) -> None:
    cast = contradicting()
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")


MEETING: dict[str, Come] = {
    "own page, asked in writing and to talk together": person_asked,
    "own page, talking together is fixed": person_said_yes,
}
MEETING_AT_DESK: dict[str, Come] = {
    "talking together": together,
    "talking together, refused": together_refused,
    "talking together, barred": together_barred,
    "talking together, asked": together_asked,
    "talking together, by voice refused": by_voice_refused,
    "agency, asked to talk together": agency_asked,
    "conversation, in writing": in_writing,
    "desk, nobody called": nobody_called,
    "report, nobody called": nobody_called_report,
}
