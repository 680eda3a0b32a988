"""Step 7: are the answers right? Sending them files the report."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dengar.complaints.models import Mode, Reach
from dengar.files.queries import of_box, opened
from dengar.intake import operations, queries
from dengar.intake.answers import Answers
from dengar.intake.models import Draft
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls.models import Agency, Mall, Service
from dengar.web.audiences import everyone
from dengar.web.citizen.filing import words
from dengar.web.citizen.filing.cookie import draft_of, remember, token_of
from dengar.web.citizen.filing.dates import first_contact
from dengar.web.citizen.filing.flow import CHANGING, left, lost, mall_of, place_of
from dengar.web.kit import marking
from dengar.web.kit.lines import Fact, Words
from dengar.web.kit.templatetags.kit import day


@everyone
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """All answers, each with its "change". Sending files once, however often it is sent."""
    at = now()
    draft = draft_of(request, at)
    if draft is None:
        return redirect(lost("semua"))
    refusal = _send(request, draft, at) if request.method == "POST" else None
    if isinstance(refusal, HttpResponse):
        return refusal
    if draft.filed_at:
        return redirect("filing:receipt")
    return _show(request, draft_of(request, at) if refusal else draft, refusal, at)


def _send(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse | Refused:
    token = token_of(request)
    try:
        operations.file(draft, token, by=operations.SOMEBODY, at=at, seen=request.POST.get("seen", ""))
    except operations.Forgotten:
        return redirect(lost("semua"))
    except Refused as refusal:
        return refusal
    return remember(redirect("filing:receipt"), token)


def _show(request: HttpRequest, draft: Draft | None, refusal: Refused | None, at: datetime) -> HttpResponse:
    if draft is None:
        return redirect(lost("semua"))
    answers = queries.answers(draft)
    if missing := answers.missing():
        return redirect(left(missing[0]))
    mall = mall_of(request)
    page = {
        "place": place_of(request, "check"),
        "facts": _facts(mall, answers, draft),
        "tells": marking.kinds_in(_free_words(answers), [answers.to_file().name]),
        "seen": queries.seen(draft),
        "refusal": refusal,
        "contact_by": first_contact(mall, at),
        "calls": answers.to_file().reach == Reach.PHONE,
    }
    return render(request, "citizen/filing/check.html", page, status=422 if refusal else 200)


def _free_words(answers: Answers) -> str:
    """Return all that was told in own words. A day was asked for in a field of its own, and is none of them."""
    return "\n".join((answers.story, answers.earlier, answers.loss, answers.wish))


def _facts(mall: Mall, answers: Answers, draft: Draft) -> list[Fact]:
    rows = [
        Fact(_("What it is about"), _about(mall, answers), _change("about")),
        Fact(_("Who knows my name"), _known(answers), _change("mode")),
        Fact(_("What happened"), _story(answers), _change("story")),
        Fact(_("Photos, papers, recordings"), _files(draft, answers), _change("files")),
        Fact(_("What would make it right"), _wishes(answers), _change("wishes")),
    ]
    if not answers.anonymous:
        rows.append(Fact(_("How to reach me"), _reach(answers), _change("contact")))
    return rows


def _change(step: str) -> str:
    return f"{reverse(f'filing:{step}')}?{CHANGING}=1"


def _about(mall: Mall, answers: Answers) -> Words:
    if answers.about == "unknown":
        return _("I do not know who is in charge")
    if answers.about == "desk":
        return _("A complaint officer or the coordinator. Only the overseer reads it.")
    named: list[str] = []
    if answers.service_id:
        service = Service.objects.filter(pk=answers.service_id, agency__mall=mall).select_related("agency").first()
        named = [str(service.agency), str(service)] if service else []
    elif answers.agency_id:
        named = [str(agency) for agency in Agency.objects.filter(pk=answers.agency_id, mall=mall)]
    if answers.service_text and answers.service_text not in named:
        named.append(f"“{answers.service_text}”")
    return ", ".join(named)


def _known(answers: Answers) -> Words:
    sentences = [words.KNOWN_TO[Mode(answers.mode)]]
    if answers.secret:
        sentences.append(_("Nothing is published about it."))
    return " ".join(str(sentence) for sentence in sentences)


def _story(answers: Answers) -> Words:
    happened = parse_date(answers.when) if answers.when else None
    said = [answers.story, f"({day(happened)})" if happened else ""]
    said.append(f"{words.WHOM[answers.whom]}." if answers.whom != "self" else "")
    return "\n".join(part for part in said if part)


def _files(draft: Draft, answers: Answers) -> Words:
    said = ", ".join(f"{file.label} ({file.row.get_kind_display()})" for file in opened(draft.box, of_box(draft.box)))
    if said and answers.cover:
        said += ". " + _("Please cover my name and NIK in these photos") + "."
    return said or _("None")


def _wishes(answers: Answers) -> Words:
    kept = answers.to_file()
    said = [f"{words.WISHES[wish]}" for wish in kept.wishes if wish in words.WISHES]
    if kept.wish_by:
        said.append(kept.wish_by)
    said = [". ".join(said) + "."] if said else [_("Nothing chosen")]
    if kept.earlier:
        said.append(_("Told before: %(words)s") % {"words": kept.earlier})
    if kept.loss:
        said.append(_("What it cost: %(words)s") % {"words": kept.loss})
    return "\n".join(said)


def _reach(answers: Answers) -> Words:
    kept = answers.to_file()
    parts = [words.REACHES[Reach(kept.reach)][0], kept.name, grouped(kept.phone) or kept.email]
    if kept.reach == Reach.PHONE:
        parts.append(lower_first(str(words.HOURS.get(kept.safe_hours, ""))))
    said = ", ".join(str(part) for part in parts if part) + "."
    if kept.reach == Reach.PHONE and kept.discreet:
        said += " " + _("Say nothing about a complaint to others.")
    return said


def grouped(phone: str) -> str:
    """Return a telephone number in groups of four, as it is read aloud; a leading plus stays."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    plus = "+" if phone.startswith("+") else ""
    return plus + " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def lower_first(words: str) -> str:
    """Return words as they stand after a comma."""
    return words[:1].lower() + words[1:]
