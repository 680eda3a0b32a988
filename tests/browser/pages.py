"""
Every page that the browser looks at. Add yours: a name, its path, and how to get there.

`come` prepares what the page needs (a signed-in officer, an opened report) and returns the path.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from dengar.malls.models import Agency, Counter, Mall


def front_door() -> None:
    """A mall with two agencies and a counter, as every page needs one."""
    mall, _ = Mall.objects.get_or_create(
        slug="bjb",
        defaults={
            "name": "MPP Kota Banjarbaru",
            "city": "Banjarbaru",
            "phone": "0511 000 1234",
            "desk": "Loket pengaduan, lantai 1",
            "address": "Jalan Contoh 1, Banjarbaru",
        },
    )
    for code, name in (("capil", "Disdukcapil"), ("samsat", "Samsat")):
        Agency.objects.get_or_create(mall=mall, code=code, defaults={"name": name})
    Counter.objects.get_or_create(mall=mall, slug="loket-4", defaults={"name": "Loket 4"})


@dataclass(frozen=True)
class Stop:
    """
    One page to look at.

    :param path: its address, unless `come` leads there.
    :param prepare: puts rows into the database before the page is asked for.
    :param come: drives the page to where it shall be looked at (sign in, press, send).
    :param citizen: it must keep within the budget of a citizen's page.
    """

    name: str
    path: str = "/"
    prepare: Callable[[], object] = front_door
    come: Callable[[Page], object] | None = None
    citizen: bool = True


PAGES: list[Stop] = [
    Stop("home", "/"),
    Stop("help", "/bantuan/"),
    Stop("not found", "/tidak-ada/"),
    Stop("gallery", "/kit/", citizen=False),
]
