"""How the browser comes to the settings of what holds in the mall: its holidays, hours and time limits."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page

from dengar.deadlines.models import Holiday, Term
from dengar.kit.now import now
from dengar.malls.models import Mall
from tests.browser.working import enter
from tests.cast import Cast, file_one, make_cast

Come = Callable[[Page], None]
AWAY = 400  # days; beyond every list that is shipped


def ruled() -> tuple[Cast, dict[str, int]]:
    """The cast, a report of today, and a holiday ahead, with the keys by which addresses name it."""
    cast = make_cast()
    file_one(cast.mall, at=now(), agency=cast.dukcapil)
    ahead = Holiday.objects.create(
        mall=cast.mall,
        date=now().date() + timedelta(days=AWAY),
        name="Hari jadi kota (perkiraan)",
        kind="local",
        known_since=now(),
    )
    later = {"basis": "SOP", "valid_from": now().date() + timedelta(days=40), "length": 10, "unit": "working_days"}
    Term.objects.create(mall=cast.mall, agency=cast.samsat, kind="answer", **later)
    return cast, {
        "holiday": ahead.pk,
        "term": Term.objects.get(mall=cast.mall, agency=None, kind="answer", klass="").pk,
        "narrower": Term.objects.get(mall=cast.mall, kind="answer", klass="suggestion").pk,
    }


def policy(route: str) -> Come:
    """Come as the coordinator to a page of the mall's policy."""

    def come(page: Page) -> None:
        cast, keys = ruled()
        enter(page, cast, "nor", f"/pengaturan/{route}".format(**keys))

    return come


def working_day(mall: Mall) -> date:
    """The next day that counts, and that falls into the time of what was filed today."""
    known = set(Holiday.objects.known().filter(mall=mall).values_list("date", flat=True))
    return next(
        day
        for day in (now().date() + timedelta(days=ahead) for ahead in range(2, 30))
        if day.weekday() < 5 and day not in known
    )


def new_holiday(page: Page, name: str = "Hari jadi kota") -> None:
    """Fill in a new holiday and look at what it would change; without a name it is refused."""
    policy("libur/baru/")(page)
    page.fill("#id_day", working_day(Mall.objects.get(slug="contoh")).isoformat())
    page.fill("#id_name", name)
    page.locator("[name=kind][value=local]").check()
    page.locator("main form .btn").first.click()


def new_term(page: Page, basis: str = "SOP penanganan aduan versi 4") -> None:
    """Change a time limit and look at what it would change; without a basis it is refused."""
    policy("batas-waktu/{term}/")(page)
    page.fill("#id_length", "10")
    page.fill("#id_basis", basis)
    page.fill("#id_valid_from", (now().date() + timedelta(days=40)).isoformat())
    page.locator("main form .btn").first.click()


POLICY: dict[str, Come] = {
    "settings, holidays": policy("libur/"),
    "settings, new holiday": policy("libur/baru/"),
    "settings, new holiday refused": lambda page: new_holiday(page, ""),
    "settings, new holiday previewed": new_holiday,
    "settings, holiday": policy("libur/{holiday}/"),
    "settings, holiday taken away": policy("libur/{holiday}/hapus/"),
    "settings, time limits": policy("batas-waktu/"),
    "settings, time limit": policy("batas-waktu/{term}/"),
    "settings, time limit refused": lambda page: new_term(page, ""),
    "settings, time limit previewed": new_term,
    "settings, time limit of an agency": policy("batas-waktu/{term}/instansi/"),
    "settings, time limit ends": policy("batas-waktu/{narrower}/akhiri/"),
}
