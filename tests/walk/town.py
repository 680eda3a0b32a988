"""
One mall with everybody in it, for random walks: two agencies, every role, a second mall with strangers.

Built anew for every season of a walk, from the walk's own chance alone.
"""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from django.conf import settings

from dengar.complaints.models import Complaint, Kind, Mode, Reach
from dengar.deadlines import policies
from dengar.kit import keyring
from dengar.kit.actors import Actor, Role, complainant
from dengar.malls.models import Agency, Mall, Service
from dengar.people.models import Membership, Officer
from dengar.people.queries import as_actor
from tests.cast import file_one

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 09.00 in Banjarbaru
LAST_YEAR = START - timedelta(days=365)

# name: (role, agency, superior)
STAFF = {
    "rina": ("handler", "", ""),
    "yusuf": ("handler", "", ""),
    "nor": ("coordinator", "", ""),
    "ida": ("coordinator", "", ""),
    "ombi": ("overseer", "", ""),
    "siti": ("custodian", "", ""),
    "tri": ("trainer", "", ""),
    "opi": ("operator", "", ""),
    "hendra": ("liaison", "capil", ""),
    "wati": ("liaison", "capil", "hendra"),
    "budi": ("officer", "capil", "wati"),
    "lutfi": ("liaison", "samsat", ""),
    "adi": ("officer", "samsat", "lutfi"),
    "uli": ("liaison", "samsat", ""),
    "made": ("handler", "", "nor"),
}


@dataclass
class Town:
    mall: Mall
    agencies: dict[str, Agency]
    services: list[Service]
    officers: dict[str, Officer]
    actors: list[Actor]  # one for each membership, strangers of the second mall too
    elsewhere: Mall
    complaints: list[int] = field(default_factory=list)  # ids
    voices: list[tuple[int, str, Actor]] = field(default_factory=list)  # complaint, move, who spoke through a handler

    def of(self, *roles: Role) -> list[Actor]:
        return [actor for actor in self.actors if actor.role in roles]


def build(chance: Random, reports: int = 7) -> Town:
    mall, elsewhere = (_mall(slug) for slug in ("contoh", "seberang"))
    agencies = {
        name: Agency.objects.create(mall=mall, code=name, name=name.title()) for name in ("capil", "samsat", "pajak")
    }
    services = [Service.objects.create(agency=one, name=f"Layanan {one.name}") for one in agencies.values()]
    officers: dict[str, Officer] = {}
    actors = []
    for name, (role, agency, superior) in STAFF.items():
        officer = Officer.objects.create_user(email=f"{name}@example.go.id", name=name.title())
        officer.superior = officers.get(superior)
        officer.save()
        officers[name] = officer
        actors.append(_member(officer, mall, role, agencies.get(agency), stand_in=name in ("yusuf", "ida")))
    stranger = Officer.objects.create_user(email="jauh@example.go.id", name="Jauh")
    actors += [_member(stranger, elsewhere, role, None) for role in ("handler", "coordinator", "overseer")]
    town = Town(mall, agencies, services, officers, actors, elsewhere)
    town.complaints.append(file_one(elsewhere, at=START).pk)
    for _number in range(reports):
        file_random(town, chance, START)
    return town


def file_random(town: Town, chance: Random, at: datetime, **fixed: object) -> int:
    """File one report of a random kind and mode, but for what is `fixed`; return its id."""
    service = chance.choice([None, *town.services])
    choices: dict[str, object] = {
        "kind": chance.choices(list(Kind), [7, 2, 1, 2])[0],
        "mode": chance.choice(list(Mode)),
        "reach": chance.choice([Reach.PHONE, Reach.MAIL, Reach.DESK, Reach.PAGE]),
        "around_desk": chance.random() < 0.1,
        "agency": service.agency if service else None,
        "service": service,
    }
    complaint = file_one(town.mall, at=at, **choices | fixed)
    town.complaints.append(complaint.pk)
    return complaint.pk


def owner(complaint: Complaint) -> Actor:
    return complainant(complaint.pk)


def _mall(slug: str) -> Mall:
    mall = Mall.objects.create(slug=slug, name=f"MPP {slug.title()}")
    shutil.rmtree(settings.KEYS_DIR / slug, ignore_errors=True)
    keyring.create(settings.KEYS_DIR, slug)
    policies.load(mall, at=LAST_YEAR)
    return mall


def _member(officer: Officer, mall: Mall, role: str, agency: Agency | None, *, stand_in: bool = False) -> Actor:
    held = Membership.objects.create(
        officer=officer, mall=mall, role=role, agency=agency, stand_in=stand_in, from_at=LAST_YEAR
    )
    return as_actor(held)
