"""How the browser comes to what an agency's speaker and the desk do beside a report's page, and to its refusals."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from dengar.agree import operations as agree
from dengar.close.models import Objection
from dengar.close.operations import Wish, confirm, object_to, speak
from dengar.complaints import journey
from dengar.complaints.models import Kind, Mode
from dengar.kit.now import now
from dengar.talk.models import Apart, Side
from dengar.talk.operations import keep_apart, write_summary
from tests import trips
from tests.browser.agreeing import agency_path
from tests.browser.settle import asked_for_more
from tests.browser.working import at_desk, enter
from tests.carry import POINT, to_decided
from tests.cast import Cast, make_cast
from tests.trips import LATER

Come = Callable[[Page], None]


def as_speaker(page: Page, cast: Cast, action: str = "") -> None:
    enter(page, cast, "hendra", f"{agency_path(cast)}{action}")


def send(page: Page, action: str) -> None:
    """Send the form of one act as it stands, also where it is folded away, and wait for its answer."""
    with page.expect_navigation():
        page.locator(f"form[action$='/{action}/']").evaluate("form => form.submit()")


def replying(page: Page) -> None:
    cast = make_cast(kind=Kind.QUESTION)
    trips.let_hendra_in(cast)
    as_speaker(page, cast, "jawab/")


def replying_refused(page: Page) -> None:
    replying(page)
    page.locator("main form > .acts .btn").first.click()


def proposing(page: Page) -> None:
    cast = make_cast()
    trips.to_talking(cast)
    trips.both_needs(cast)
    trips.two_options(cast)
    as_speaker(page, cast, "usul/")


def proposing_refused(page: Page) -> None:
    proposing(page)
    page.locator("main form .btn").last.click()


def more_time(page: Page) -> None:
    cast = make_cast()
    pk = trips.to_agreed(cast, at=now()).commitments.get().pk
    as_speaker(page, cast, f"tindak/{pk}/waktu/")


def more_time_refused(page: Page) -> None:
    more_time(page)
    page.locator("main form .btn").last.click()


def more_time_asked(page: Page) -> None:
    cast = make_cast()
    as_speaker(page, cast, f"tindak/{asked_for_more(cast)}/waktu/")


def talking(page: Page, mode: Mode = Mode.CONFIDENTIAL) -> Cast:
    """Hendra's page, where the agency's side has been summed up."""
    cast = make_cast(mode=mode)
    trips.to_talking(cast)
    write_summary(cast.complaint, Side.AGENCY, words="Ada edaran baru.", need="Satu daftar", by=cast.rina, at=LATER)
    trips.two_options(cast)
    as_speaker(page, cast)
    return cast


def refused(action: str, mode: Mode = Mode.CONFIDENTIAL) -> Come:
    """Hendra sends one form of the page empty."""

    def come(page: Page) -> None:
        talking(page, mode)
        send(page, action)

    return come


def summary_overtaken(page: Page) -> None:
    """While Hendra reads, Rina writes the summary anew."""
    cast = talking(page)
    write_summary(cast.complaint, Side.AGENCY, words="Edarannya Mei.", need="Daftar", by=cast.rina, at=now())
    send(page, "ringkasan")


def proposed(page: Page) -> Cast:
    """While Hendra reads the proposal, Rina takes it back."""
    cast = make_cast()
    made = trips.to_proposed(cast, by=cast.rina)
    as_speaker(page, cast)
    agree.decline(made, why="Salah tanggal.", by=cast.rina, at=now())
    return cast


def yes_overtaken(page: Page) -> None:
    proposed(page)
    send(page, "setuju")


def no_overtaken(page: Page) -> None:
    proposed(page)
    page.locator("#id_tolak-words").evaluate("field => { field.value = 'Terlalu cepat.' }")
    send(page, "tidak")


def fairness_twice(page: Page) -> None:
    """The four questions, sent from a page that stood open after they had been answered."""
    cast = make_cast()
    trips.to_agreed(cast)
    confirm(cast.complaint, by=cast.sari, at=now())
    as_speaker(page, cast)
    send(page, "adil")
    page.go_back()
    send(page, "adil")


def sheet(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    at_desk(page, cast, "kesepakatan")


def objected() -> Cast:
    cast = make_cast()
    to_decided(cast, POINT)
    object_to(cast.complaint, "Tidak benar.", Objection.Wish.EXAMINE, by=cast.sari, at=LATER + timedelta(days=1))
    return cast


def somebody_free(page: Page) -> None:
    at_desk(page, objected(), "putuskan/pengawas")


def nobody_free(page: Page) -> None:
    cast = objected()
    for name in ("yusuf", "nor"):
        cast.officers[name].memberships.update(until_at=now())
    at_desk(page, cast, "putuskan/pengawas")


def contact_refused(page: Page) -> None:
    cast = make_cast()
    enter(page, cast, "rina", f"/meja/laporan/{cast.complaint.number}/")
    send(page, "kontak")


def apart(page: Page) -> None:
    cast = make_cast()
    trips.to_talking(cast)
    at_desk(page, cast, "terpisah")


def apart_refused(page: Page) -> None:
    apart(page)
    page.locator("main form .btn").last.click()


def apart_marked(page: Page) -> None:
    cast = make_cast()
    trips.to_talking(cast)
    keep_apart(cast.complaint, Apart.Why.FEAR, "Takut bertemu.", by=cast.rina, at=LATER)
    at_desk(page, cast, "terpisah")


def call_back_refused(page: Page) -> None:
    cast = make_cast()
    trips.to_agreed(cast)
    row = speak(cast.complaint, Wish(journey.CONFIRM), read_back=True, by=cast.yusuf, at=now())
    at_desk(page, cast, "wakil")
    send(page, f"wakil/{row.pk}")


SPEAKING: dict[str, Come] = {
    "agency, answering": replying,
    "agency, answering refused": replying_refused,
    "agency, proposing": proposing,
    "agency, proposing refused": proposing_refused,
    "agency, asking for more time": more_time,
    "agency, asking for more time refused": more_time_refused,
    "agency, more time asked for": more_time_asked,
    "agency, correction refused": refused("pembetulan"),
    "agency, option refused": refused("pilihan"),
    "agency, name refused": refused("minta-nama"),
    "agency, look refused": refused("nama", Mode.OPEN),
    "agency, summary overtaken": summary_overtaken,
    "agency, yes overtaken": yes_overtaken,
    "agency, no overtaken": no_overtaken,
    "agency, fairness twice": fairness_twice,
    "record of the agreement": sheet,
    "overseer, somebody is free": somebody_free,
    "overseer, nobody is free": nobody_free,
    "report, contact refused": contact_refused,
    "each side alone": apart,
    "each side alone, refused": apart_refused,
    "each side alone, marked": apart_marked,
    "wish by voice, call refused": call_back_refused,
}
