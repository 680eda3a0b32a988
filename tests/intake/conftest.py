from dataclasses import dataclass

import pytest

from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Counter, Mall, Service
from dengar.people import queries as people
from tests.cast import MONDAY_9AM, make_mall, make_officers


@dataclass(frozen=True)
class Place:
    mall: Mall
    dukcapil: Agency
    samsat: Agency
    akta: Service
    loket: Counter
    budi: Actor  # at Disdukcapil's counter
    rina: Actor  # handler
    hendra: Actor  # Disdukcapil's liaison
    nor: Actor  # coordinator


@pytest.fixture
def place(db: None) -> Place:
    mall, agencies = make_mall()
    officers = make_officers(mall, agencies)
    dukcapil = agencies["dukcapil"]
    cast = {name: people.actor(officers[name], at=MONDAY_9AM) for name in ("budi", "rina", "hendra", "nor")}
    return Place(
        mall=mall,
        dukcapil=dukcapil,
        samsat=agencies["samsat"],
        akta=Service.objects.create(agency=dukcapil, name="Akta kelahiran", words="akte, surat lahir"),
        loket=Counter.objects.create(mall=mall, agency=dukcapil, slug="loket-4", name="Loket 4"),
        **cast,
    )
