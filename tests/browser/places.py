"""How the browser comes to the settings of one mall: its agencies, services, counters and people."""

from collections.abc import Callable

from playwright.sync_api import Page

from dengar.kit.actors import HOUSE, Role
from dengar.kit.now import now
from dengar.malls.models import Counter
from dengar.people import operations as people
from dengar.people.models import Recusal
from tests.browser.working import enter
from tests.cast import Cast, make_cast

Come = Callable[[Page], None]


def furnished() -> tuple[Cast, dict[str, int]]:
    """The cast and what a mall's settings hold, with the keys by which addresses name it."""
    cast = make_cast()
    rina = cast.officers["rina"]
    counter = Counter.objects.create(mall=cast.mall, slug="loket-4", name="Loket 4")
    kept = Recusal.objects.create(officer=rina, agency=cast.dukcapil, from_at=now())
    invited, _token = people.invite("dewi@example.go.id", "Dewi", Role.CUSTODIAN, mall=cast.mall, by=HOUSE, at=now())
    return cast, {
        "agency": cast.dukcapil.pk,
        "service": cast.akta.pk,
        "counter": counter.pk,
        "rina": rina.pk,
        "role": rina.memberships.get().pk,
        "kept": kept.pk,
        "invited": invited.pk,
    }


def settings(route: str = "", refused: bool = False) -> Come:
    """Come as the coordinator to a page of settings; to its form refused, when asked, after emptying its first line."""

    def come(page: Page) -> None:
        cast, keys = furnished()
        enter(page, cast, "nor", f"/pengaturan/{route}".format(**keys))
        if refused:
            page.fill("#id_name", "")
            page.locator("main form .btn").first.click()

    return come


def a_file(text: str) -> Come:
    """Come as the coordinator to what a file of counters would change."""

    def come(page: Page) -> None:
        settings("impor/loket/")(page)
        page.set_input_files("#id_file", {"name": "loket.csv", "mimeType": "text/csv", "buffer": text.encode()})
        page.locator("main form .btn").first.click()

    return come


def second_factor_lost(page: Page) -> None:
    """Nor has said so; a second person has still to agree."""
    cast, keys = furnished()
    people.ask_reset(cast.officers["rina"], by=cast.nor, at=now())
    enter(page, cast, "nor", f"/pengaturan/petugas/{keys['rina']}/")


def link_by_hand(page: Page) -> None:
    """Where no mail leaves the house, the invitation's link is shown once."""
    settings("petugas/undang/")(page)
    page.fill("#id_name", "Ratna")
    page.fill("#id_email", "ratna@example.go.id")
    page.locator("[name=role][value=trainer]").check()
    page.locator("main form .btn").first.click()


PLACES: dict[str, Come] = {
    "settings, files": settings("impor/"),
    "settings, file of counters": settings("impor/loket/"),
    "settings, file looked at": a_file("alamat;nama;instansi\nloket-4;Loket 4 dan 5;\n;Loket 6;disdukcapil\n"),
    "settings, file with faults": a_file("nama;instansi\nLoket 6;tidak-ada\n"),
    "settings, file unreadable": a_file("apa;saja\n1;2\n"),
    "settings, agencies": settings(),
    "settings, agency": settings("instansi/{agency}/"),
    "settings, agency refused": settings("instansi/baru/", refused=True),
    "settings, agency changed and refused": settings("instansi/{agency}/", refused=True),
    "settings, service": settings("layanan/{service}/"),
    "settings, service refused": settings("layanan/{service}/", refused=True),
    "settings, new service": settings("instansi/{agency}/layanan/baru/"),
    "settings, new service refused": settings("instansi/{agency}/layanan/baru/", refused=True),
    "settings, counters": settings("loket/"),
    "settings, counter": settings("loket/baru/"),
    "settings, one counter": settings("loket/{counter}/"),
    "settings, one counter refused": settings("loket/{counter}/", refused=True),
    "settings, officers": settings("petugas/"),
    "settings, officer": settings("petugas/{rina}/"),
    "settings, officer without a phone": second_factor_lost,
    "settings, invite": settings("petugas/undang/"),
    "settings, invite refused": settings("petugas/undang/", refused=True),
    "settings, invite by hand": link_by_hand,
    "settings, withdraw an invitation": settings("petugas/undangan/{invited}/tarik/"),
    "settings, end a role": settings("petugas/{rina}/peran/{role}/akhiri/"),
    "settings, keep out": settings("petugas/{rina}/jaga-jarak/"),
    "settings, keep out no more": settings("petugas/{rina}/jaga-jarak/{kept}/akhiri/"),
    "settings, where somebody sits": settings("petugas/{rina}/tempat/"),
    "settings, a lost phone": settings("petugas/{rina}/kode/"),
}
