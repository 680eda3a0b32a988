"""The people of these tests: Nor coordinates, Rina handles, Hendra speaks for Disdukcapil, Budi sits at its counter."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Mall
from dengar.people import queries
from dengar.people.models import Membership, Officer

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09.00 WITA


@dataclass(frozen=True)
class Cast:
    mall: Mall
    elsewhere: Mall
    dukcapil: Agency
    samsat: Agency
    nor: Officer
    rina: Officer
    hendra: Officer
    budi: Officer

    def acting(self, officer: Officer) -> Actor:
        actor = queries.actor(officer, at=MONDAY_9AM)
        assert actor is not None
        return actor


def make_officer(name: str, mall: Mall, role: str, **membership: object) -> Officer:
    officer = Officer.objects.create_user(email=f"{name.lower()}@example.go.id", name=name)
    Membership.objects.create(officer=officer, mall=mall, role=role, from_at=MONDAY_9AM, **membership)
    return officer


@pytest.fixture
def cast(db) -> Cast:
    mall = Mall.objects.create(slug="contoh", name="MPP Contoh")
    elsewhere = Mall.objects.create(slug="lain", name="MPP Lain")
    dukcapil = Agency.objects.create(mall=mall, code="disdukcapil", name="Dinas Kependudukan")
    samsat = Agency.objects.create(mall=mall, code="samsat", name="Samsat")
    make_officer("Noise", elsewhere, "coordinator")
    return Cast(
        mall=mall,
        elsewhere=elsewhere,
        dukcapil=dukcapil,
        samsat=samsat,
        nor=make_officer("Nor", mall, "coordinator"),
        rina=make_officer("Rina", mall, "handler"),
        hendra=make_officer("Hendra", mall, "liaison", agency=dukcapil),
        budi=make_officer("Budi", mall, "officer", agency=dukcapil),
    )
