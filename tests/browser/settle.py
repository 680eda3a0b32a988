"""How the browser comes to the pages on which a report is settled: proposals answered, names released, sheets."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from dengar.agree import operations as agree
from dengar.agree.models import Extension
from dengar.kit.now import now
from tests import trips
from tests.browser.own import enter
from tests.browser.working import at_desk
from tests.browser.working import enter as desk_enter
from tests.cast import Cast, make_cast

Come = Callable[[Page], None]


def own_proposal(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast)
    enter(page, cast, "/pantau/usul/")


def own_proposal_refused(page: Page) -> None:
    own_proposal(page)
    page.fill("#id_p1_what", "Berkas diambil ke rumah")
    page.get_by_role("button", name="Kirim usul saya").click()


def own_proposal_sent(page: Page) -> None:
    own_proposal(page)
    page.fill("#id_words", "Berkas diambil ke rumah saya.")
    page.fill("#id_p1_what", "Berkas diambil ke rumah")
    page.fill("#id_p1_due", "2026-12-31")
    page.get_by_role("button", name="Kirim usul saya").click()


def desk_answers(page: Page) -> None:
    cast = make_cast()
    trips.to_proposed(cast)
    at_desk(page, cast, "usul")


def asked_for_more(cast: Cast) -> int:
    """Hendra asks for three days more; return which promise it is about."""
    promised = trips.to_agreed(cast, at=now()).commitments.get()
    new_due = promised.due_on + timedelta(days=3)
    words = "Surat nikah belum dilegalisir."
    agree.ask_extension(promised, new_due, Extension.Why.PAPERS, words, by=cast.hendra, at=now())
    return promised.pk


def more_time_on_the_page(page: Page) -> None:
    cast = make_cast()
    asked_for_more(cast)
    enter(page, cast)


def more_time(page: Page) -> None:
    cast = make_cast()
    pk = asked_for_more(cast)
    enter(page, cast, f"/pantau/janji/{pk}/waktu/")


def more_time_refused(page: Page) -> None:
    more_time(page)
    page.get_by_role("button", name="Kirim jawaban saya").click()


def asking_for_more(page: Page) -> None:
    cast = make_cast()
    pk = trips.to_agreed(cast, at=now()).commitments.get().pk
    at_desk(page, cast, f"tindak/{pk}/waktu")


def asking_for_more_refused(page: Page) -> None:
    asking_for_more(page)
    page.get_by_role("button", name="Minta tambahan waktu").click()


def doing_with_more_time(page: Page) -> None:
    cast = make_cast()
    asked_for_more(cast)
    at_desk(page, cast, "tindak")


def sheet(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    enter(page, cast, "/pantau/kesepakatan/")


def sheet_of_agency(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    desk_enter(page, cast, "hendra", f"/instansi/{cast.complaint.handles.get().code}/kesepakatan/")


SETTLING: dict[str, Come] = {
    "own page, own proposal": own_proposal,
    "own page, own proposal refused": own_proposal_refused,
    "own page, own proposal sent": own_proposal_sent,
    "own page, more time is asked for": more_time_on_the_page,
    "own page, yes or no to more time": more_time,
    "own page, yes or no refused": more_time_refused,
    "own page, record of the agreement": sheet,
}
SETTLING_AT_DESK: dict[str, Come] = {
    "desk, answering a proposal": desk_answers,
    "desk, asking for more time": asking_for_more,
    "desk, asking for more time refused": asking_for_more_refused,
    "desk, what is owed with a wish": doing_with_more_time,
    "agency, record of the agreement": sheet_of_agency,
}
