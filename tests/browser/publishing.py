"""How the browser comes to what appears in public, and to the pages where it is prepared and answered."""

from playwright.sync_api import Page

from dengar.complaints.operations import approve_brief
from dengar.malls.models import Mall
from dengar.publish import operations
from dengar.publish.models import Publication, PublicText
from tests.browser import own, working
from tests.browser.own import Come
from tests.cast import Cast, make_cast
from tests.publish.endings import ENDED, SHOWN, dispute, enough_others, offered, published, run, settle

HERE = "/pantau/terbit/"


def nothing_yet(page: Page) -> None:
    make_cast()
    page.goto("/kisah/")


def the_list(page: Page) -> None:
    published(make_cast())
    Publication.objects.update(mall=Mall.objects.order_by("pk").first())  # whose front door the browser came by
    page.goto("/kisah/")


def with_text(page: Page) -> None:
    row = published(make_cast())
    page.goto(f"/kisah/{row.slug}/")


def facts_only(page: Page) -> None:
    row = published(make_cast(), text=False)
    page.goto(f"/kisah/{row.slug}/")


def disputed(page: Page) -> None:
    cast = make_cast()
    dispute(cast)
    enough_others(cast)
    story = offered(cast, dispute="Saya tetap tidak setuju. [nama] tidak pernah mendengar saya.")
    operations.answer(story, PublicText.Answer.YES, by=cast.sari, at=ENDED)
    run(SHOWN)
    page.goto(f"/kisah/{Publication.objects.get().slug}/")


def taken_down(page: Page) -> None:
    cast = make_cast()
    row = published(cast)
    operations.take_back(cast.complaint, by=cast.sari, at=SHOWN)
    page.goto(f"/kisah/{row.slug}/")


def _asked() -> Cast:
    cast = make_cast()
    settle(cast)
    offered(cast, told="Seseorang datang beberapa kali dan bertemu [nama]. Setiap kali syaratnya berbeda.")
    return cast


def asked(page: Page) -> None:
    own.enter(page, _asked(), HERE)


def asked_refused(page: Page) -> None:
    asked(page)
    page.get_by_role("button", name="Kirim jawaban").click()


def said_yes(page: Page) -> None:
    cast = make_cast()
    published(cast)
    own.enter(page, cast, HERE)


def not_asked(page: Page) -> None:
    cast = make_cast()
    settle(cast)
    own.enter(page, cast, HERE)


def _telling(cast: Cast) -> None:
    settle(cast)
    words = "Pak Budi di loket 4 menelepon 0812 0000 4321 pada tanggal 19 November."
    approve_brief(cast.complaint, title="Syarat akta", words=words, by=cast.rina, at=ENDED)


def prepared(page: Page) -> None:
    cast = make_cast()
    _telling(cast)
    working.at_desk(page, cast, "terbit")


def prepared_refused(page: Page) -> None:
    prepared(page)
    page.locator("[name=told]").fill("Pak Budi menelepon.")
    page.locator("main form .btn").first.click()


def stands(page: Page) -> None:
    cast = make_cast()
    published(cast)
    working.at_desk(page, cast, "terbit")


PUBLISHING: dict[str, Come] = {
    "cases, none yet": nothing_yet,
    "cases": the_list,
    "case with text": with_text,
    "case, facts only": facts_only,
    "case, disputed": disputed,
    "case, taken down": taken_down,
    "own page, may others read it": asked,
    "own page, may others read it, refused": asked_refused,
    "own page, said yes": said_yes,
    "own page, not asked": not_asked,
}
PUBLISHING_AT_DESK: dict[str, Come] = {
    "desk, what appears": prepared,
    "desk, what appears, refused": prepared_refused,
    "desk, what stands in public": stands,
}
