"""What of a report appears in public: the rule's answer, and the text that the person is asked about."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from dengar.complaints.queries import read
from dengar.kit.identifying import Kind
from dengar.kit.now import now
from dengar.kit.redaction import find, redact
from dengar.publish import operations, queries, rule
from dengar.publish.models import WHY_WORDS, PublicText
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, Case, CaseForm, by_number, posted, show
from dengar.web.desk.telling import TellingForm
from dengar.web.kit import marking
from dengar.web.kit.forms import LineField, WordsField


class TextForm(TellingForm):
    """The text, part by part. What still tells needs a second look and a tick."""

    title = LineField(label=_("Heading, without names"), max_length=90)
    told = WordsField(label=_("What happened"), max_length=1500, rows=5)
    way = WordsField(label=_("What was agreed or decided"), max_length=1500, rows=5)
    dispute = WordsField(
        label=_("What the person says to it"),
        help_text=_("Only where it stayed disputed: it stands beside the answer."),
        max_length=1500,
        rows=3,
        required=False,
    )
    at_field = {operations.Blank: "told"}

    kinds = frozenset(Kind)

    def watched(self) -> list[str]:
        return list(queries.PARTS)

    def known_names(self) -> list[str]:
        return queries.names_of(self.complaint)

    def text(self) -> dict[str, str]:
        """What was typed, by part."""
        return {name: self.cleaned_data[name] for name in queries.PARTS}


@officers(*HANDLING)
def publish(request: ActorRequest, number: str) -> HttpResponse:
    """Prepare a text from the approved words, hidden where they tell, and ask the person."""
    case = by_number(request, number)
    source = queries.sources(case.complaint)
    names = queries.names_of(case.complaint)
    suggested = {name: redact(words, find(words, names)) for name, words in source.items()}
    form = TextForm(posted(request), case.complaint, initial=suggested)
    if form.is_valid() and form.carry_out(
        lambda at: operations.offer(
            case.complaint, form.text(), by=request.actor, at=at, seen=form.cleaned_data["seen"]
        )
    ):
        return redirect(request.path)
    marked = [(queries.PARTS[name], marking.telling(words, names)) for name, words in source.items() if words]
    return show(request, "publish", case, form, _("What appears in public"), source=marked, **_standing(case))


def _standing(case: Case) -> dict[str, Any]:
    """How it stands in public, what the rule says, and what the person answered."""
    complaint, at = case.complaint, now()
    story, publication = queries.story_of(complaint), queries.publication_of(complaint)
    why = rule.why_not(queries.facts_of(complaint, at))
    gone = publication is not None and publication.down_on is not None
    asks = not gone and not complaint.secret and rule.outcome(complaint.state, complaint.close_reason) is not None
    return {
        "answer": story,
        "wish": read(complaint, story.wish, "publication:wish") if story and story.wish else "",
        "public": queries.shown(publication) if publication else None,
        "why": WHY_WORDS[why] if why else "",
        "may_ask": asks and (story is None or story.answer in (PublicText.Answer.WAITING, PublicText.Answer.CHANGE)),
    }


@require_POST
@officers(*HANDLING)
def correct(request: ActorRequest, number: str) -> HttpResponse:
    """Take down at once what told too much."""
    case = by_number(request, number)
    form = CaseForm(request.POST, case.complaint)
    if form.is_valid():
        form.carry_out(lambda at: operations.correct(case.complaint, by=request.actor, at=at))
    return redirect("desk:publish", case.complaint.number)
