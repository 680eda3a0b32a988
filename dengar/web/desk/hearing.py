"""
The hearing on the page of whoever is complained of (look/08c): one sentence, and one's own words about it.

Nothing else stands here: no number, no story, no file, no date. Who is not heard gets 404.
"""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.talk import operations, queries
from dengar.talk.models import Hearing
from dengar.web.audiences import ActorRequest, officers
from dengar.web.citizen.mine_forms import FAIR
from dengar.web.desk.cases import posted
from dengar.web.kit.forms import KitForm, PickField, WordsField, refuse


class StatementForm(KitForm):
    statement = WordsField(
        label=_("What happened, as you see it?"),
        help_text=_("In your own words. You may also tell it; then it is written down and read back to you."),
        rows=5,
    )
    need = WordsField(label=_("What do you need so that it does not happen again?"), rows=2, required=False)

    def keep(self, hearing: Hearing, request: ActorRequest, at: datetime) -> None:
        given = self.cleaned_data
        operations.answer_hearing(hearing, statement=given["statement"], need=given["need"], by=request.actor, at=at)


class VerdictForm(KitForm):
    prefix = "ringkasan"
    answer = PickField(
        label=_("Is this summary right?"),
        choices=[
            (Hearing.Answer.RIGHT.value, pgettext_lazy("hearing", "Yes, that is what I meant")),
            (Hearing.Answer.WRONG.value, pgettext_lazy("hearing", "Something is wrong")),
        ],
    )
    voice = PickField(label=_("Were you listened to?"), choices=FAIR, required=False)
    neutrality = PickField(label=_("Did we take no side?"), choices=FAIR, required=False)

    def keep(self, hearing: Hearing, request: ActorRequest, at: datetime) -> None:
        given = self.cleaned_data
        voice, neutrality = (int(given[name]) if given[name] else None for name in ("voice", "neutrality"))
        answer = Hearing.Answer(given["answer"])
        operations.answer_summary(hearing, answer, voice=voice, neutrality=neutrality, by=request.actor, at=at)


@officers()
def hearing(request: ActorRequest, pk: int) -> HttpResponse:
    """Read the sentence, and give or add to one's statement."""
    row = _own(request, pk)
    seen = queries.view(row)
    form = StatementForm(posted(request), initial={"statement": seen.statement, "need": seen.need})
    return _keep(request, row, form) or _page(request, row, form, VerdictForm())


@officers()
def verdict(request: ActorRequest, pk: int) -> HttpResponse:
    """Say whether the summary is right, and whether one was heard fairly."""
    row = _own(request, pk)
    seen = queries.view(row)
    form = VerdictForm(posted(request))
    statement = StatementForm(initial={"statement": seen.statement, "need": seen.need})
    return _keep(request, row, form) or _page(request, row, statement, form)


def _own(request: ActorRequest, pk: int) -> Hearing:
    row = queries.hearing_of(request.actor, pk)
    if row is None:
        raise Http404
    return row


def _keep(request: ActorRequest, row: Hearing, form: StatementForm | VerdictForm) -> HttpResponse | None:
    """Carry out what was sent and go back to the page; None if there is something to say about it first."""
    if not form.is_valid():
        return None
    try:
        form.keep(row, request, now())
    except Refused as refusal:
        refuse(form, refusal)
        return None
    return redirect("desk:hearing", row.pk)


def _page(request: ActorRequest, row: Hearing, form: StatementForm, verdict: VerdictForm) -> HttpResponse:
    shown = {"hearing": queries.view(row), "asker": row.opened_by.name, "form": form, "verdict": verdict}
    return render(request, "desk/hearing.html", shown, status=max(form.status, verdict.status))
