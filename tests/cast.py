"""
The people of the tests. They stay the same in every test, so a name tells the rights.

Sari complains about Disdukcapil. Rina handles, Yusuf stands in for her, Nor coordinates the mall.
Hendra speaks for Disdukcapil, Lutfi for Samsat (and must see nothing of Sari's). Budi and Tini sit at
Disdukcapil's counter, Budi under Hendra; Ombi oversees from outside. Siti guards identities.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.conf import settings

from dengar.complaints.models import Complaint, Kind, Mode, Reach
from dengar.complaints.operations import Filing, receive
from dengar.deadlines import policies
from dengar.kit import keyring
from dengar.kit.actors import Actor, complainant
from dengar.malls.models import Agency, Mall, Service
from dengar.people import queries as people
from dengar.people.models import Membership, Officer
from dengar.vault.details import PersonDetails
from dengar.vault.operations import keep_person, make_box

MONDAY_9AM = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09.00 WITA
LAST_YEAR = MONDAY_9AM - timedelta(days=365)
WORDS = ("sungai", "rotan", "teduh", "jukung", "padi")
SARI = PersonDetails(name="Sari Wulandari", phone="081234567890", email="sari@example.org")
STORY = "Tiga kali datang, tiga syarat yang berbeda."


@dataclass(frozen=True)
class Cast:
    mall: Mall
    dukcapil: Agency
    samsat: Agency
    akta: Service
    complaint: Complaint
    officers: dict[str, Officer]
    sari: Actor

    def __getattr__(self, name: str) -> Actor:
        if name.startswith("_") or name not in self.officers:
            raise AttributeError(name)
        actor = people.actor(self.officers[name], at=MONDAY_9AM)
        assert actor is not None
        return actor


PARTS = {
    "rina": ("handler", None),
    "yusuf": ("handler", None),
    "nor": ("coordinator", None),
    "siti": ("custodian", None),
    "ombi": ("overseer", None),
    "hendra": ("liaison", "dukcapil"),
    "lutfi": ("liaison", "samsat"),
    "budi": ("officer", "dukcapil"),
    "tini": ("officer", "dukcapil"),
}


def make_mall(slug: str = "contoh") -> tuple[Mall, dict[str, Agency]]:
    mall = Mall.objects.create(slug=slug, name="MPP Contoh")
    keyring.create(settings.KEYS_DIR, slug)
    policies.load(mall, at=LAST_YEAR)
    return mall, {
        "dukcapil": Agency.objects.create(mall=mall, code="disdukcapil", name="Disdukcapil"),
        "samsat": Agency.objects.create(mall=mall, code="samsat", name="Samsat"),
    }


def make_officers(mall: Mall, agencies: dict[str, Agency]) -> dict[str, Officer]:
    officers = {}
    for name, (role, agency) in PARTS.items():
        officers[name] = Officer.objects.create_user(email=f"{name}@example.go.id", name=name.title())
        Membership.objects.create(
            officer=officers[name],
            mall=mall,
            role=role,
            agency=agencies[agency] if agency else None,
            stand_in=name == "yusuf",
            from_at=LAST_YEAR,
        )
    officers["budi"].superior = officers["hendra"]
    officers["budi"].save()
    return officers


def file_one(mall: Mall, at: datetime = MONDAY_9AM, **choices: object) -> Complaint:
    """File a report as a door would, with Sari's contact unless it is anonymous."""
    filing = Filing(mall=mall, box=make_box(mall.slug, at=at), words=WORDS, reach=Reach.PHONE)
    filing = replace(filing, **choices)  # type: ignore[arg-type]
    if filing.mode == Mode.ANONYMOUS:
        filing = replace(filing, reach=Reach.PAGE)
    else:
        keep_person(filing.box, SARI, at=at)
    return receive(filing, by=complainant(0), at=at)


def make_cast(*, kind: Kind = Kind.COMPLAINT, mode: Mode = Mode.CONFIDENTIAL) -> Cast:
    mall, agencies = make_mall()
    officers = make_officers(mall, agencies)
    akta = Service.objects.create(agency=agencies["dukcapil"], name="Akta kelahiran", words="akte")
    complaint = file_one(mall, kind=kind, mode=mode, agency=agencies["dukcapil"], service=akta)
    return Cast(
        mall=mall,
        dukcapil=agencies["dukcapil"],
        samsat=agencies["samsat"],
        akta=akta,
        complaint=complaint,
        officers=officers,
        sari=complainant(complaint.pk),
    )


def second_overseer(cast: Cast) -> Officer:
    """Add another overseer to the mall of the cast."""
    made = Officer.objects.create_user(email="kedua@example.go.id", name="Kedua")
    Membership.objects.create(officer=made, mall=cast.mall, role="overseer", from_at=LAST_YEAR)
    return made
