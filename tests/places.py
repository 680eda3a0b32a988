"""A mall with what filing needs: two agencies, a service, a counter, and people at work."""

from dataclasses import dataclass

from dengar.kit.actors import Actor
from dengar.malls.models import Agency, Counter, Mall, Service
from dengar.people import queries as people
from dengar.people.models import Officer
from tests.cast import MONDAY_9AM, make_mall, make_officers


@dataclass(frozen=True)
class Place:
    mall: Mall
    dukcapil: Agency
    samsat: Agency
    akta: Service
    loket: Counter
    officers: dict[str, Officer]
    budi: Actor  # at Disdukcapil's counter
    rina: Actor  # handler
    hendra: Actor  # Disdukcapil's liaison
    nor: Actor  # coordinator


def make_place() -> Place:
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
        officers=officers,
        **cast,
    )
