"""The guided conversation: five phases that may be entered again; only summary and need are asked for."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from dengar.complaints.models import Message
from dengar.talk import operations, queries
from dengar.talk.method import FIELDS, HEARD, QUESTIONS, Guide, Method, Prompt, Reframe, blame_in, method
from dengar.talk.models import Conversation, Phase, SelfCheck
from dengar.talk.operations.conversing import FEWEST_OPTIONS
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk import next_step
from dengar.web.desk.cases import HANDLING, Case, by_number, posted, show
from dengar.web.desk.talking_forms import PhaseForm


@officers(*HANDLING)
def talk(request: ActorRequest, number: str, phase: str) -> HttpResponse:
    """One phase of the conversation. Saving keeps everything; any phase may be entered again."""
    if phase not in FIELDS:
        raise Http404
    case = by_number(request, number)
    whole = the_guide()
    shown = next(one for one in whole.phases if one.phase == phase).about(_known(request, case))
    form = _form(request, case, whole, shown)
    answers = _answers(form.conversation, phase)
    ask, take = _asks(request, shown), _takes(request, answers)
    if form.is_valid() and form.carry(request, ask=ask, take=take):
        return redirect(_next(case, phase, request.POST.get("lanjut", "")))
    written = {"in_writing": next_step.is_written(case.complaint), "answers": answers}
    beside = {**_beside(case, whole, shown, form), **written}
    return show(request, "talk", case, form, shown.title, noted=form.beside(), **beside)


def _answers(conversation: Conversation | None, phase: str) -> list[queries.WrittenAnswer]:
    """Return what the person wrote to a question of this phase and nobody has taken over yet."""
    found = queries.answers(conversation) if conversation and conversation.ended_at is None else []
    return [one for one in found if one.phase == phase]


def _asks(request: ActorRequest, shown: Guide) -> operations.Question | None:
    """Return the question that a button names, if one does."""
    place = request.POST.get("kirim", "")
    found = shown.prompts[int(place)] if place.isdecimal() and int(place) < len(shown.prompts) else None
    return operations.Question(found.written, found.into) if found and found.written else None


def _takes(request: ActorRequest, answers: list[queries.WrittenAnswer]) -> Message | None:
    """Return the answer that a button names, if one does."""
    return next((one.message for one in answers if str(one.message.pk) == request.POST.get("ambil")), None)


def the_guide() -> Method:
    """Return the guide in the reader's language: the mall's own, where it has one."""
    return method("en" if get_language() == "en" else "id", settings.METHOD_DIR)


def _form(request: ActorRequest, case: Case, whole: Method, shown: Guide) -> PhaseForm:
    """Return the form as it was sent; where new wording was chosen to adapt, with it and unsaved."""
    conversation, chosen = queries.latest(case.complaint), request.POST.get("bingkai", "")
    typed = None
    if chosen.isdecimal() and int(chosen) < len(whole.reframes):
        typed = _typed(request, whole.reframes[int(chosen)])
    data = None if typed else posted(request)
    return PhaseForm(data, case.complaint, shown=shown, conversation=conversation, by=request.actor, typed=typed)


def _typed(request: ActorRequest, reframe: Reframe) -> dict[str, str]:
    """Return everything that was typed, with the chosen example below it; blame that stands there stays as it is."""
    typed = {name: str(value) for name, value in request.POST.items()}
    lines = {"frame": reframe.says}
    if not reframe.heard_in(typed.get("blame", "")):
        lines["blame"] = reframe.hears
    return typed | {name: "\n".join(filter(None, (typed.get(name, "").strip(), line))) for name, line in lines.items()}


def _known(request: ActorRequest, case: Case) -> dict[str, str]:
    """Return what the guide's sentences may name in this report."""
    row = case.complaint
    return {
        "officer": getattr(request.user, "name", ""),
        "mall": row.mall.name,
        "service": row.service.name if row.service else "",
        "agency": (row.agency.short_name or row.agency.name) if row.agency else "",
    }


def _next(case: Case, phase: str, wish: str) -> str:
    """Stay in the phase, or go to the one that the button named."""
    to = wish if wish in FIELDS else phase
    if wish == "propose":
        return reverse("desk:propose", args=[case.name])
    return reverse("desk:talk", args=[case.name, to])


def _beside(case: Case, whole: Method, shown: Guide, form: PhaseForm) -> dict[str, Any]:
    order = [one.phase for one in whole.phases]
    place = order.index(shown.phase)
    notes = queries.notes(form.conversation) if form.conversation else {}
    options = queries.options(case.complaint)
    return {
        "phases": [(one, Phase(one.phase).label) for one in whole.phases],
        "shown": shown,
        "to_person": _said_to(shown, "person"),
        "to_officer": _said_to(shown, "officer"),
        "sheets": {"before": whole.before, "after": whole.after},
        "reframes": list(enumerate(whole.reframes)),
        "blame": _blame(case, whole, form, notes) if shown.phase == Phase.TURNING else [],
        "before": order[place - 1] if place else "",
        "after": order[place + 1] if place + 1 < len(order) else "",
        "filled": {one.phase for one in whole.phases if any(name in notes for name in FIELDS[one.phase])},
        "note_fields": [form[name] for name in form.names if name not in HEARD] if shown.phase != "closing" else [],
        "test": _test(form),
        "heard": [form[name] for name in HEARD] if shown.phase == "closing" else [],
        "tested": next((one for one in options if one.row.pk == form.tested), None),
        "few": len(options) < FEWEST_OPTIONS,
        "unsure": bool(form.own and form.own[0] == SelfCheck.Neutral.UNSURE),
        "own_words": [notes[name] for name in ("story", "interest") if name in notes],
        "apart": queries.apart(case.complaint),
        "summaries": {"complainant": None, "agency": None, **queries.summaries(case.complaint)},
        "options": options,
    }


def _blame(case: Case, whole: Method, form: PhaseForm, notes: Mapping[str, str]) -> list[tuple[int, str, Reframe]]:
    """Return the examples that fit what was noted, is typed, or stands in a summary: place, its word of blame, it."""
    said = [*notes.values(), *(str(form[name].value() or "") for name in form.names)]
    for summary in queries.summaries(case.complaint).values():
        said += [summary.words, summary.need]
    found = blame_in("\n".join(said), settings.METHOD_DIR)
    return [(place, cue, whole.reframes[place]) for place, cue in sorted(found.items())]


def _said_to(shown: Guide, whom: str) -> list[Prompt]:
    """Return the prompts for one side; what is said to both stands with the person's."""
    return [one for one in shown.prompts if one.to == whom or (one.to == "both" and whom == "person")]


def _test(form: PhaseForm) -> list[tuple[Any, Any]]:
    """Return the questions of the feasibility test: the words of the answer, and whether it is so."""
    if "lawful" not in form.fields:
        return []
    return [(form[name], form[f"{name}_ok"]) for name in QUESTIONS]
