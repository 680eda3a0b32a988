"""The receipt: number, five words, next date, signed promise. On the phone that filed, for half an hour."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dengar.complaints.models import Complaint, Reach
from dengar.intake import operations, queries
from dengar.intake.models import Draft
from dengar.kit.codes import spell
from dengar.kit.now import now
from dengar.ledger.models import Entry
from dengar.ledger.promises import Promise, promise
from dengar.web.audiences import everyone
from dengar.web.citizen.filing.cookie import draft_of, token_of
from dengar.web.citizen.filing.dates import of_receipt
from dengar.web.citizen.filing.flow import lost
from dengar.web.citizen.qr import qr


@everyone
@never_cache
@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """Look 03. Afterwards, and once the words were changed, it says so, and where to go."""
    at = now()
    draft = draft_of(request, at)
    if draft is None or draft.complaint is None:
        return redirect("filing:check" if draft else lost("semua"))
    words = operations.words_of(draft, token_of(request), at)
    if not words:
        return render(request, "citizen/receipt_over.html", {"changed": queries.words_shown(draft, at)})
    return render(request, "citizen/receipt.html", _page(draft, draft.complaint, words))


@everyone
@never_cache
@require_GET
def slips(request: HttpRequest) -> HttpResponse:
    """Look 14b: number and words on two slips, to be kept apart."""
    at = now()
    draft = draft_of(request, at)
    words = operations.words_of(draft, token_of(request), at) if draft else ()
    if draft is None or draft.complaint is None or not words:
        return redirect("filing:receipt")
    return render(request, "citizen/slips.html", _page(draft, draft.complaint, words))


@everyone
@never_cache
@require_GET
def proof(request: HttpRequest) -> HttpResponse:
    """The signed promise as a file with a neutral name; it says nothing of what was told."""
    at = now()
    draft = draft_of(request, at)
    if draft is None or draft.complaint is None or not queries.words_shown(draft, at):
        return redirect("filing:receipt")
    given = promise_of(draft.complaint)
    text = json.dumps({**vars(given), "signed": given.text()}, indent=1) if given else "{}"
    response = HttpResponse(text, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="catatan.json"'
    return response


def promise_of(complaint: Complaint) -> Promise | None:
    """Return the mall's signed promise about the entry of its filing. One SQL query."""
    entry = Entry.objects.filter(log=complaint.box.keys, subject=complaint.subject, event="file").first()
    return promise(entry) if entry else None


def _page(draft: Draft, complaint: Complaint, words: tuple[str, ...]) -> dict[str, object]:
    given = promise_of(complaint)
    spelled = spell(complaint.number)
    return {
        "complaint": complaint,
        "words": words,
        "halves": [", ".join(spelled[:4]), ", ".join(spelled[4:])],
        "spelled": [f"{', '.join(spelled[:4])}; {', '.join(spelled[4:])}"],
        "qr": qr(complaint.number),
        "dates": of_receipt(complaint),
        "promise": given,
        "mark": _in_groups(given.leaf_hash) if given else "",
        "calls": complaint.reach == Reach.PHONE,
        "to_be_told": queries.told(complaint) is None,
        "first_three": complaint.number[:3],
        "writes": complaint.reach in (Reach.PAGE, Reach.MAIL),
        "shown_until": draft.filed_at and draft.filed_at + queries.WORDS_FOR,
    }


def _in_groups(digits: str) -> str:
    """Return the first 20 signs of a hash in groups, as they can be compared by eye."""
    return " ".join(digits[n : n + 4] for n in range(0, 20, 4))
