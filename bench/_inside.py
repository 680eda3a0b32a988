"""What a measure asks of the house from inside: drafts ready to send, pages ready to open, the SQL of one request."""

import re
from time import perf_counter, sleep
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dengar.complaints.models import Complaint
from dengar.figures import operations as figures
from dengar.figures.models import Case, Cell, Cursor
from dengar.intake import operations, queries
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.malls.models import Mall, Service
from dengar.people.models import Officer
from dengar.web.audiences import MEMBERSHIP
from dengar.web.citizen import session
from dengar.web.citizen.filing.cookie import NAME
from tests.figures.history import write_year
from tests.figures.telling import seal
from tests.signing import sign_in

STORY = "Tiga kali datang mengurus akta, tiga syarat yang berbeda. Petugas tidak menjelaskan mengapa. " * 4
REPORTS = 5_000  # of a year's register, written at once
OURS = re.compile(r"^(SELECT|INSERT|UPDATE|DELETE|WITH)")


def answer(question: dict[str, Any]) -> Any:
    asked = {"drafts": drafts, "pages": pages, "filing": filing_sql, "reading": reading_sql}
    asked |= {"signed_in": signed_in, "desk": desk_sql, "year": year}
    return asked[question.pop("ask")](**question)


def drafts(count: int) -> dict[str, Any]:
    """Return the cookie's name and tokens of so many drafts that only wait to be sent."""
    mall = Mall.objects.get()
    service = Service.objects.filter(agency__mall=mall).order_by("pk")[0]
    given = {
        "about": "service",
        "agency_id": service.agency_id,
        "service_id": service.pk,
        "mode": "confidential",
        "story": STORY,
        "wishes": ["solved"],
        "reach": "phone",
        "name": "Rahmah",
        "phone": "081200004321",
    }
    made = [operations.begin(mall, given, at=now()) for _n in range(count)]
    return {"cookie": NAME, "tokens": [(token, queries.seen(draft)) for draft, token in made]}


def pages(count: int) -> list[str]:
    """Return so many cookies that open a complaint's page, over all complaints there are."""
    rows = list(Complaint.objects.order_by("pk")[:count])
    stamp = session._stamp
    return [session.signing.dumps({"c": row.pk, "w": stamp(row)}, salt=session.COOKIE) for row in rows]


def filing_sql() -> dict[str, Any]:
    """File one report through the pages; return what it asked of the database, and the complaint's id."""
    (first, seen_first), (token, seen) = drafts(2)["tokens"]
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[NAME] = first
    client.post("/lapor/periksa/", {"seen": seen_first})  # this process knows the policy of the mall from now on
    client.cookies[NAME] = token
    client.get("/lapor/periksa/")
    with CaptureQueriesContext(connection) as posted:
        done = client.post("/lapor/periksa/", {"seen": seen})
    with CaptureQueriesContext(connection) as shown:
        receipt = client.get(done["Location"])
    if receipt.status_code != 200:
        raise SystemExit(f"no receipt: {receipt.status_code}")
    kept = Complaint.objects.latest("pk")
    return {"post": _ours(posted), "receipt": _ours(shown), "id": kept.pk}


def reading_sql(pk: int) -> list[str]:
    """Open one complaint's page; return its statements with the id as a variable of pgbench."""
    row = Complaint.objects.get(pk=pk)
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[session.COOKIE] = session.signing.dumps({"c": row.pk, "w": session._stamp(row)}, salt=session.COOKIE)
    client.get("/pantau/kabar/")
    with CaptureQueriesContext(connection) as shown:
        page = client.get("/pantau/kabar/")
    if page.status_code != 200:
        raise SystemExit(f"no page: {page.status_code}")
    mine = re.compile(rf'((?:"complaint_id"|"complaints_complaint"."id") = ){pk}\b')
    return [mine.sub(r"\1:c", sql) for sql in _ours(shown)]


def signed_in(role: str) -> str:
    """Return the cookie of somebody who has this role, signed in with both factors."""
    return f"{settings.SESSION_COOKIE_NAME}={_client(role).session.session_key}"


def desk_sql(role: str, path: str) -> list[tuple[float, str]]:
    """Open one page of the desk twice; return what the second one asked of the database, with the seconds it took."""
    client = _client(role)
    client.get(path)
    with CaptureQueriesContext(connection) as shown:
        page = client.get(path)
    if page.status_code != 200:
        raise SystemExit(f"{path}: {page.status_code}")
    return [(float(one["time"]), one["sql"]) for one in shown.captured_queries if OURS.match(one["sql"])]


def year(entries: int) -> dict[str, Any]:
    """Write a year's reports in the register until it holds so many entries, seal and fold them."""
    mall = Mall.objects.get()
    agencies = list(mall.agencies.values_list("pk", flat=True))
    while (there := Entry.objects.count()) < entries:
        write_year(mall, agencies, min(REPORTS, (entries - there) // 11 + 1), now())
    began = perf_counter()
    size = seal(mall.slug, now()).size
    sealed = perf_counter()
    while not Cursor.objects.filter(log=mall.slug, folded=size).exists():
        figures.fold_due() or sleep(0.1)  # the house's own worker folds, too
    seconds = {"seal_s": round(sealed - began, 1), "fold_s": round(perf_counter() - sealed, 1)}
    return {"entries": size, "reports": Case.objects.count(), "cells": Cell.objects.count(), **seconds}


def _client(role: str) -> Client:
    officer = Officer.objects.filter(memberships__role=role, memberships__stand_in=False).order_by("pk")[0]
    membership = officer.memberships.get(role=role)
    client = sign_in(Client(SERVER_NAME="127.0.0.1"), officer)
    kept = client.session
    kept[MEMBERSHIP] = membership.pk
    kept.save()
    return client


def _ours(captured: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in captured.captured_queries if OURS.match(one["sql"])]
