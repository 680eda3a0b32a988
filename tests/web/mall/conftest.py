from datetime import datetime

import pytest

from dengar.kit.actors import HOUSE
from dengar.kit.now import now
from dengar.malls import operations as malls
from dengar.malls.models import Agency, Mall
from dengar.people.models import Membership, Officer
from tests.signing import sign_in


class House:
    """A mall with Nor, who coordinates it, Rina, who handles, and Hendra of Disdukcapil; and another mall as noise."""

    def __init__(self, at: datetime) -> None:
        self.mall = Mall.objects.create(slug="contoh", name="MPP Contoh")
        self.elsewhere = Mall.objects.create(slug="lain", name="MPP Lain")
        self.dukcapil = self.agency("Disdukcapil")
        self.stranger = self.agency("Instansi Lain", self.elsewhere)
        self.service = malls.add_service(self.dukcapil, name="Akta kelahiran", words="akte", by=HOUSE, at=at)
        self.counter = malls.add_counter(self.mall, name="Loket 1", agency=self.dukcapil, by=HOUSE, at=at)
        self.nor = self.person("Nor", "coordinator")
        self.rina = self.person("Rina", "handler")
        self.hendra = self.person("Hendra", "liaison", self.dukcapil)
        self.noise = self.person("Noise", "coordinator", mall=self.elsewhere)

    def agency(self, name: str, mall: Mall | None = None) -> Agency:
        return malls.add_agency(mall or self.mall, name=name, by=HOUSE, at=now())

    def person(self, name: str, role: str, agency: Agency | None = None, mall: Mall | None = None) -> Officer:
        officer = Officer.objects.create_user(email=f"{name.lower()}@example.go.id", name=name)
        Membership.objects.create(officer=officer, mall=mall or self.mall, role=role, agency=agency, from_at=now())
        return officer


@pytest.fixture
def house(db) -> House:
    return House(now())


@pytest.fixture
def nor(client, house):
    """The browser of the coordinator."""
    return sign_in(client, house.nor)
