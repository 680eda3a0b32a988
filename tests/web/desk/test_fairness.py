"""The coordinator's page of fairness: every figure with its n, or how many answers are missing."""

from dengar.aftercare.models import Fairness
from dengar.aftercare.queries import FLOOR
from dengar.kit.now import now
from tests.cast import file_one


def test_the_page_shows_figures_from_the_floor_on(cast, desk_of):
    nor = desk_of("nor")
    assert f"perlu {FLOOR} jawaban lagi" in nor.get("/meja/adil/").text
    for n in range(FLOOR):
        made = file_one(cast.mall)
        Fairness.objects.create(complaint=made, side="complainant", voice=1 + n % 4, state="acted", at=now())
    page = nor.get("/meja/adil/").text
    assert f"10 dari {FLOOR}" in page
    assert f"perlu {FLOOR} jawaban lagi" in page, "the agency has not answered"


def test_nobody_else_reads_it(cast, desk_of):
    for name in ("rina", "hendra", "siti", "ombi", "budi"):
        assert desk_of(name).get("/meja/adil/").status_code == 403
