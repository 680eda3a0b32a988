"""Every page is looked at by the browser: each route that answers GET by HTML has a stop, or a reason for none."""

from collections.abc import Iterator
from types import FunctionType
from typing import Any

from tests.browser import shown
from tests.browser.pages import PAGES
from tests.house.pages import all_routes

LETS_READ = frozenset({"GET", "HEAD"})

# What stands here by its reason answers no reader with a page of its own.
FILE = "a file"
PAPER = "the paper of a page that is looked at"
ONWARD = "sends every reader on"
EXCEPTIONS = {
    "sehat": "JSON for the watcher",
    "metrics": "text for Prometheus",
    "undangan/<str:token>/": "takes the token out of the address and sends on to undangan/",
    "akun/ringkasan/": ONWARD,
    "meja/peran/": ONWARD,
    "meja/laporan/<str:number>/berkas/<int:ordinal>/tutup/": ONWARD,
    "meja/laporan/<str:number>/berkas/<int:ordinal>/isi/": FILE,
    "instansi/<str:handle>/berkas/<int:ordinal>/": FILE,
    "pantau/berkas/<int:ordinal>/": FILE,
    "lapor/berkas/": FILE,
    "pengaturan/ekspor/<slug:kind>.csv": "a file for a spreadsheet",
    "pengaturan/impor/<slug:kind>/kosong.csv": "a file for a spreadsheet",
    "meja/laporan/<str:number>/kesepakatan.pdf": PAPER,
    "instansi/<str:handle>/kesepakatan.pdf": PAPER,
    "pantau/kesepakatan.pdf": PAPER,
    "pantau/ombudsman/berkas.pdf": PAPER,
}


def inside(view: FunctionType) -> Iterator[FunctionType]:
    """Return a view and every function it wraps: what decorators keep in `__wrapped__` and in their closures."""
    waiting: list[object] = [view]
    met: set[int] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, FunctionType) and id(one) not in met:
            met.add(id(one))
            yield one
            waiting += [getattr(one, "__wrapped__", None), *kept(one).values()]


def kept(function: FunctionType) -> dict[str, Any]:
    """Return what a function has kept of the function that made it, by name."""
    cells = function.__closure__ or ()
    return {name: cell.cell_contents for name, cell in zip(function.__code__.co_freevars, cells, strict=True)}


def is_read(view: FunctionType) -> bool:
    """Return whether `view` answers GET; one that nothing restricts does."""
    limits = [kept(one)["request_method_list"] for one in inside(view) if "request_method_list" in kept(one)]
    return all(LETS_READ & set(limit) for limit in limits)


def pages() -> set[str]:
    return {path or "/" for path, route in all_routes() if is_read(route.callback)}


def test_each_stop_has_its_own_name_and_its_line():
    names = sorted(stop.name for stop in PAGES)
    assert names == sorted(shown.routes()), (
        "SHOWN=write adds a line (tests/browser/shown.py); a stop gone, take its out"
    )


def test_the_browser_looks_at_every_page():
    missing = pages() - set(shown.routes().values()) - set(EXCEPTIONS)
    assert not missing, f"write a stop (tests/browser/pages.py) for {sorted(missing)}"


def test_no_exception_is_kept_longer_than_needed():
    assert set(EXCEPTIONS) <= pages(), "a route is gone, or takes POST only"
    assert not set(EXCEPTIONS) & set(shown.routes().values()), "the browser looks at it: no exception"


def test_a_view_for_sending_only_is_told_from_one_that_is_read():
    views = {path or "/": route.callback for path, route in all_routes()}
    assert not is_read(views["meja/laporan/<str:number>/pegang/"])
    assert not is_read(views["pantau/kirim/pesan/"])
    assert is_read(views["pantau/kabar/"])
    assert is_read(views["meja/laporan/<str:number>/"])
    assert is_read(views["masuk/"])
