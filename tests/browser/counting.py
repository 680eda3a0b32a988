"""How the browser comes to the figures."""

from playwright.sync_api import Page

from dengar.kit.now import now
from tests.browser.working import enter
from tests.cast import make_cast
from tests.figures.history import a_year


def full(page: Page) -> None:
    """The overview of a mall that has counted for a year."""
    cast = make_cast()
    a_year(cast.mall, [cast.dukcapil.pk, cast.samsat.pk], 160, now())
    enter(page, cast, "nor", "/ringkasan/?minggu=52")


def empty(page: Page) -> None:
    """The overview of a mall in its first days, for the overseer, of one agency."""
    cast = make_cast()
    enter(page, cast, "ombi", f"/ringkasan/?minggu=4&instansi={cast.samsat.pk}")


COUNTING = {"figures of a year": full, "figures, nothing yet": empty}
