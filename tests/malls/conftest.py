from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from dengar.kit.actors import HOUSE, Actor, Role
from dengar.malls import operations
from dengar.malls.models import Agency, Mall

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09.00 WITA


@dataclass(frozen=True)
class Cast:
    mall: Mall
    elsewhere: Mall
    dukcapil: Agency
    samsat: Agency
    nor: Actor


@pytest.fixture
def cast(db) -> Cast:
    mall = Mall.objects.create(slug="contoh", name="MPP Contoh")
    elsewhere = Mall.objects.create(slug="lain", name="MPP Lain")
    house = {"by": HOUSE, "at": MONDAY_9AM}
    dukcapil = operations.add_agency(mall, name="Dinas Kependudukan", short_name="Disdukcapil", **house)
    samsat = operations.add_agency(mall, name="Samsat Kota", short_name="Samsat", **house)
    other = operations.add_agency(elsewhere, name="Disdukcapil Lain", **house)
    for agency, name, words in [
        (dukcapil, "Akta kelahiran", "akte, surat lahir"),
        (dukcapil, "Akta kematian", "surat mati"),
        (dukcapil, "Kartu keluarga", "KK, kartu susun"),
        (samsat, "Pajak kendaraan tahunan", "STNK, pajak motor"),
        (other, "Akta kelahiran", "akte"),
    ]:
        operations.add_service(agency, name=name, words=words, **house)
    return Cast(mall, elsewhere, dukcapil, samsat, Actor(Role.COORDINATOR, "coordinator:1", mall.pk, 1))
