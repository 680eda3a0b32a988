"""How the browser comes to what governs complaints: the settings of it, and what everybody reads."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.timezone import localdate
from playwright.sync_api import Page

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.malls import operations as malls
from dengar.malls.models import GovernanceKind, Mall, Service
from tests.browser.working import enter
from tests.cast import Cast, make_cast

Come = Callable[[Page], object]


def governed() -> tuple[Cast, dict[str, object]]:
    """The cast with a decree, an SOP, a room that lacks something, a review of long ago, and half a standard."""
    cast, by, today = make_cast(), {"by": HOUSE, "at": now()}, localdate(now())
    officer = malls.record_governance(
        cast.mall,
        GovernanceKind.OFFICER,
        what="Kepala Subbagian Umum",
        number="41 Tahun 2026",
        dated=today - timedelta(days=300),
        signed_by="Wali Kota",
        where="https://example.org/sk-41",
        starts_on=today - timedelta(days=300),
        **by,
    )
    malls.record_governance(cast.mall, GovernanceKind.PROCEDURE, what="SOP pengaduan", number="versi 3", **by)
    malls.record_governance(
        cast.mall, GovernanceKind.ROOM, what="Lantai 1, bisa kursi roda", lacks="Bahasa isyarat hanya Selasa", **by
    )
    review = malls.hold_review(
        cast.mall,
        held_on=today - timedelta(days=220),
        led_by="Sekretaris Daerah",
        took_part="Kepala Disdukcapil, Kepala Samsat",
        looked_at="Angka aduan, yang terlambat, dan yang dibuka lagi.",
        **by,
    )
    late = malls.decide(review, what="Antrean akta dipisah", due_on=today - timedelta(days=100), **by)
    malls.follow_decision(late, owner="Disdukcapil", done_on=today - timedelta(days=91), seen=0, **by)
    malls.decide(review, what="Loket tidak kosong 12.00–13.30", due_on=today - timedelta(days=30), **by)
    told = {"requirements": "KTP, KK, surat lahir dari bidan", "time": "3 hari kerja", "fee": "Tanpa biaya"}
    malls.tell_standard(cast.akta, told, published_on=today - timedelta(days=200), **by)
    return cast, {
        "service": cast.akta.pk,
        "record": officer.pk,
        "review": review.pk,
        "decision": late.pk,
    }


def settings(route: str, refused: str = "") -> Come:
    """Come as the coordinator to a page of settings; to its form refused, after the control `refused` was emptied."""

    def come(page: Page) -> None:
        cast, keys = governed()
        enter(page, cast, "nor", f"/pengaturan/{route}".format(**keys))
        if refused:
            page.fill(refused, "")
            page.locator("main form .btn").first.click()

    return come


def stale(page: Page) -> None:
    """Somebody else has changed the mall's own data since the page was opened."""
    settings("mal/")(page)
    said = {"name": "MPP Contoh", "city": "Banjarbaru", "address": "", "phone": "", "desk": "Lantai 2"}
    malls.change_mall(Mall.objects.get(slug="contoh"), **said, by=HOUSE, at=now(), seen=0)
    page.fill("#id_desk", "Lantai 1")
    page.locator("main form .btn").first.click()


def governed_front() -> None:
    """The governed mall is the only one: its public pages are shown."""
    governed()


def a_service(page: Page) -> None:
    page.goto(f"/layanan/{Service.objects.get().pk}/")


def an_agency(page: Page) -> None:
    page.goto(f"/layanan/instansi/{Service.objects.get().agency.code}/")


GOVERNING: dict[str, Come] = {
    "settings, mall itself": settings("mal/"),
    "settings, mall itself refused": settings("mal/", refused="#id_name"),
    "settings, mall itself changed meanwhile": stale,
    "settings, governance": settings("tata-kelola/"),
    "settings, governance of a service": settings("layanan/{service}/standar/"),
    "settings, governance, new decree": settings("tata-kelola/officer/baru/"),
    "settings, governance, decree refused": settings("tata-kelola/{record}/", refused="#id_what"),
    "settings, governance, new review": settings("rapat/baru/"),
    "settings, governance, review": settings("rapat/{review}/"),
    "settings, governance, new decision": settings("rapat/{review}/keputusan/baru/"),
    "settings, governance, decision": settings("keputusan/{decision}/"),
}
GOVERNED: dict[str, Come] = {
    "governance": lambda page: page.goto("/tata-kelola/"),
    "governance of an agency": an_agency,
    "governance of a service": a_service,
}
