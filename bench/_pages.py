"""Every page that a citizen meets, asked for inside the house: its bytes, and what a browser fetches for it."""

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client

from dengar.act.operations import keep
from dengar.close import operations as close
from dengar.close.models import Objection
from dengar.complaints.models import Thread
from dengar.complaints.operations import say
from dengar.kit.now import now
from dengar.malls.models import Agency, Counter, Service
from dengar.verify import operations as verify
from tests import carry, trips
from tests.cast import WORDS, Cast, make_cast
from tests.web.citizen import steps

AGENCIES, SERVICES = 25, 8  # a large mall
STORY = "Tiga kali datang mengurus akta, tiga syarat yang berbeda. Petugas tidak menjelaskan mengapa. " * 4
FETCHED = re.compile(r'<(?:link\b[^>]*\brel="(?:stylesheet|icon|preload|manifest)"|script\b|img\b|iframe\b)[^>]*>')
ADDRESS = re.compile(r'\b(?:href|src)="(?!data:)([^"]+)"')
# The font of headings is for wide windows and paper (kit.css); a phone never asks for it, as the browser tests see.
IN_STYLE = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)(?<!\.woff2)["']?\)""")


def answer(question: object) -> list[dict[str, Any]]:
    cast = make_cast()
    _large(cast)
    rows = [*_public(), *_filing(), *_notes()]
    for name, come in STATES.items():
        rows += _mine(cast, name, come)
    return rows


def _phone() -> Client:
    return Client(SERVER_NAME="127.0.0.1")


def _large(cast: Cast) -> None:
    """Make it a mall of 25 agencies with 8 services each: some pages list them."""
    for n in range(AGENCIES - cast.mall.agencies.count()):
        agency = Agency.objects.create(mall=cast.mall, code=f"dinas-{n}", name=f"Dinas Pelayanan Nomor {n}")
        Service.objects.bulk_create(
            Service(agency=agency, name=f"Surat izin nomor {m} dari dinas {n}", words="izin") for m in range(SERVICES)
        )
    Counter.objects.create(mall=cast.mall, agency=cast.dukcapil, slug="loket-4", name="Loket 4", floor="2")


def _public() -> Iterator[dict[str, Any]]:
    for path in ("/", "/bantuan/", "/lapor/?loket=loket-4", "/pantau/", "/saran/"):
        yield _weigh(_phone(), path)


def _filing() -> Iterator[dict[str, Any]]:
    """Weigh the seven steps, and what comes of them."""
    phone = _phone()
    yield _weigh(phone, "/lapor/")
    found = phone.post("/lapor/", {"about": "service", "service_text": "izin", "cari": ""})
    yield _row("/lapor/ (services found)", found)
    steps.to_check(phone, story={"story": STORY})
    for step in ("nama", "cerita", "bukti", "harapan", "kontak", "periksa"):
        yield _weigh(phone, f"/lapor/{step}/")
    yield _row("/lapor/cerita/ (refused)", phone.post("/lapor/cerita/", {"story": ""}))
    steps.send(phone, "/lapor/periksa/", {}, "/lapor/tanda-terima/")
    yield _weigh(phone, "/lapor/tanda-terima/")
    yield _weigh(phone, "/lapor/cetak/")
    nameless = _phone()
    steps.send(nameless, "/lapor/", steps.ABOUT)
    steps.send(nameless, "/lapor/nama/", {"mode": "anonymous"})
    yield _weigh(nameless, "/lapor/kontak/", "without a name")


def _notes() -> Iterator[dict[str, Any]]:
    phone = _phone()
    steps.send(phone, "/saran/", {"kind": "suggestion", "text": "Kursi tunggu lantai 2 tidak ada sandaran."})
    yield _weigh(phone, "/saran/terkirim/")


def _mine(cast: Cast, name: str, come: Callable[[Cast], object]) -> Iterator[dict[str, Any]]:
    """Weigh the complainant's pages in one state, and take back what led there."""
    with transaction.atomic():
        cast.complaint.refresh_from_db()
        come(cast)
        phone = _phone()
        steps.send(phone, "/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)}, "/pantau/kabar/")
        for path in ("/pantau/kabar/", "/pantau/langkah/", *(OWN if name == "received" else ())):
            yield _weigh(phone, path, name)
        transaction.set_rollback(True)


OWN = ("/pantau/nama/", "/pantau/kata/")


def _stay(cast: Cast) -> None:
    pass


def _written_to(cast: Cast) -> None:
    for n in range(5):
        say(
            cast.complaint,
            Thread.COMPLAINANT,
            f"Pesan nomor {n}. {STORY}",
            by=cast.sari if n % 2 else cast.rina,
            at=now(),
        )


def _incomplete(cast: Cast) -> None:
    verify.ask(cast.complaint, "Jam berapa, dan di loket mana?", by=cast.rina, at=now())


def _summed_up(cast: Cast) -> None:
    trips.to_talking(cast, now())
    trips.both_needs(cast, now())
    trips.two_options(cast, now())


def _acted(cast: Cast) -> None:
    agreement = trips.to_agreed(cast, now())
    for commitment in agreement.commitments.all():
        keep(commitment, "Diserahkan di loket 4.", by=cast.hendra, at=now())
    cast.complaint.refresh_from_db()


def _confirmed(cast: Cast) -> None:
    _acted(cast)
    close.confirm(cast.complaint, by=cast.sari, at=now())


def _objected(cast: Cast) -> None:
    _confirmed(cast)
    close.object_to(cast.complaint, "Belum jadi.", Objection.Wish.TALK, by=cast.sari, at=now() + timedelta(minutes=1))


def _dismissed(cast: Cast) -> None:
    verify.dismiss(cast.complaint, "in_court", "Sedang disidangkan.", by=cast.rina, at=now())


def _withdrawing(cast: Cast) -> None:
    close.request_withdrawal(cast.complaint, "Sudah tidak perlu.", by=cast.sari, at=now())


STATES: dict[str, Callable[[Cast], object]] = {
    "received": _stay,
    "five messages": _written_to,
    "incomplete": _incomplete,
    "talking": _summed_up,
    "proposed": lambda cast: trips.to_proposed(cast, at=now()),
    "agreed": lambda cast: trips.to_agreed(cast, at=now()),
    "acted": _acted,
    "closed_confirmed": _confirmed,
    "objected": _objected,
    "examining": carry.to_examining,
    "decided": lambda cast: carry.to_decided(cast, carry.POINT, carry.ORDERED, at=now()),
    "closed_other": _dismissed,
    "withdrawal asked": _withdrawing,
}


def _weigh(phone: Client, path: str, state: str = "") -> dict[str, Any]:
    return _row(f"{path} ({state})" if state else path, phone.get(path))


def _row(page: str, given: Any) -> dict[str, Any]:
    """Return the bytes of HTML and style, both compressed together, and how many requests a phone makes."""
    if given.status_code not in (200, 422):
        raise SystemExit(f"{page}: {given.status_code} {given.get('Location', '')}")
    html = given.content
    asked = {found for tag in FETCHED.findall(html.decode()) for found in ADDRESS.findall(tag)}
    styles = [_style(address) for address in sorted(asked) if address.endswith(".css")]
    inside = {found for style in styles for found in IN_STYLE.findall(style.decode())}
    return {
        "page": page,
        "html": len(html),
        "css": sum(map(len, styles)),
        "together": sum(len(gzip.compress(part, 9)) for part in (html, *styles)),
        "requests": 1 + len(asked) + len(inside),
    }


def _style(address: str) -> bytes:
    """Return a style sheet's source by the address of its hashed name."""
    name = re.sub(r"^/static/(.*)\.[0-9a-f]{12}(\.css)$", r"\1\2", address)
    return Path(str(finders.find(name))).read_bytes()
