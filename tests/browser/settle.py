"""How the browser comes to the pages on which a report is settled: proposals answered, names released, sheets."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests import trips
from tests.browser.own import enter
from tests.browser.working import at_desk
from tests.cast import make_cast

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


SETTLING: dict[str, Come] = {
    "own page, own proposal": own_proposal,
    "own page, own proposal refused": own_proposal_refused,
    "own page, own proposal sent": own_proposal_sent,
}
SETTLING_AT_DESK: dict[str, Come] = {
    "desk, answering a proposal": desk_answers,
}
