"""How a new mall begins: its row, its keys, its policy, its first people."""

import io
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from dengar.deadlines import policies
from dengar.kit.actors import HOUSE, Role
from dengar.malls import operations as malls
from dengar.malls.models import Agency, Mall
from dengar.people import operations as people
from dengar.people import queries, second_factor
from dengar.people.models import Membership, Officer

EXAMPLE = "example.toml"  # in content/
DOMAIN = "contoh.example"  # RFC 2606: never anybody's


def found(slug: str, *, at: datetime, **details: Any) -> tuple[Mall, list[str]]:
    """
    Make a mall, or what is missing of it; return it and what was made: "mall", "keys".

    The keys come first: a mall without keys could seal nothing, keys without a mall harm nobody.

    :raises KeyFault: if the key folder cannot be written.
    :raises NoName:
    """
    made = []
    if not (Path(settings.KEYS_DIR) / slug).exists():
        call_command("keys", "make", slug, stdout=io.StringIO())
        made.append("keys")
    mall = Mall.objects.filter(slug=slug).first()
    with transaction.atomic():
        if mall is None:
            mall = malls.found(slug, at=at, **details)
            made.append("mall")
        policies.load(mall, at=at)
    return mall, made


def invite_coordinator(mall: Mall, email: str, name: str, *, at: datetime) -> str | None:
    """
    Return the token of a fresh invitation for the mall's first coordinator; None if there is one already.

    An earlier invitation that nobody took up is withdrawn: only the last link works.
    """
    if queries.coordinators(mall, at):
        return None
    with transaction.atomic():
        for open_one in queries.open_invitations(mall, at).filter(role=Role.COORDINATOR):
            people.withdraw_invitation(open_one, by=HOUSE, at=at)
        _, token = people.invite(email, name, Role.COORDINATOR, mall=mall, by=HOUSE, at=at)
    return token


def example_content() -> dict[str, Any]:
    """Return content/example.toml."""
    return tomllib.loads((settings.CONTENT_DIR / EXAMPLE).read_text(encoding="utf-8"))


def found_example(*, at: datetime) -> tuple[Mall, list[Membership]]:
    """Make the example mall with its agencies and invented people; return it and their roles. Once made, it stays."""
    content = example_content()
    mall, made = found(**content["mall"], example=True, at=at)
    if "mall" in made:
        with transaction.atomic():
            agencies = {row["short_name"]: _add_agency(mall, row, at) for row in content["agency"]}
            for row in content["person"]:
                _add_person(mall, row, agencies, content["password"], at)
    held = Membership.objects.current(at).filter(mall=mall).select_related("officer", "agency").order_by("pk")
    return mall, list(held)


def _add_agency(mall: Mall, row: dict[str, Any], at: datetime) -> Agency:
    said = {key: row[key] for key in ("name", "short_name", "owner")}
    today = at.astimezone(ZoneInfo(mall.time_zone)).date()
    agency = malls.add_agency(mall, **said, starts_on=today, by=HOUSE, at=at)
    for name, words in row["services"]:
        malls.add_service(agency, name=name, words=words, by=HOUSE, at=at)
    for name, floor in row["counters"]:
        malls.add_counter(mall, name=name, agency=agency, floor=floor, by=HOUSE, at=at)
    return agency


def _add_person(mall: Mall, row: dict[str, Any], agencies: dict[str, Agency], password: str, at: datetime) -> None:
    email = f"{row['name'].lower()}@{DOMAIN}"
    agency = agencies.get(row.get("agency", ""))
    known = Officer.objects.filter(email=email).first()
    _, token = people.invite(
        email, row["name"], row["role"], mall=mall, agency=agency, stand_in=row.get("stand_in", False), by=HOUSE, at=at
    )
    officer = people.accept(token, password, signed_in=known, at=at).officer
    if known is None:
        second_factor.set_secret(officer, second_factor.new_secret())
    by = people.house_at(mall)
    if row.get("off_site"):
        people.set_off_site(officer, True, by=by, at=at)
    if superior := row.get("superior"):
        people.set_superior(officer, Officer.objects.get(email=f"{superior.lower()}@{DOMAIN}"), by=by, at=at)
