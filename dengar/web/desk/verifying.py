"""Verification, and what does not become a conversation: answered, forwarded, closed with a reason."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.complaints import queries as complaints
from dengar.complaints.journey import ANSWER, DISMISS, EXAMINE, FORWARD, State
from dengar.complaints.models import Kind
from dengar.complaints.operations.contact import contacted
from dengar.kit.now import now
from dengar.verify import operations, queries
from dengar.verify.checklist import HardFlag
from dengar.verify.operations.checking import CHECKABLE
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk import ready
from dengar.web.desk.cases import HANDLING, SPEAKING, Case, by_handle, by_number, posted, show
from dengar.web.desk.known import known
from dengar.web.desk.verifying_forms import (
    DismissForm,
    ForwardAnswerForm,
    ForwardForm,
    ReplyForm,
    VerificationForm,
)


@officers(*HANDLING)
def verify(request: ActorRequest, number: str) -> HttpResponse:
    """The short form (look/06b): questions, marks, class, and the first step that follows."""
    case = by_number(request, number)
    complaint = case.complaint
    last = queries.verification(complaint)
    at = now()
    form = VerificationForm(posted(request), complaint, last=last, known=known(case, request.actor, at), at=at)
    if form.is_valid() and form.carry_out(
        lambda at: operations.record_then(
            complaint,
            form.findings(),
            form.move,
            missing=form.cleaned_data["missing"],
            wished=form.cleaned_data["wished"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page if complaints.one(request.actor, number, now()) else "desk:home")
    title = _("Is there enough to work on?")
    return show(request, "verify", case, form, title, last=last, **_beside(case, last))


def _beside(case: Case, last: queries.Verified | None) -> dict[str, object]:
    """What stands beside the questions."""
    complaint = case.complaint
    return {
        "own_circle": last is not None and HardFlag.OWN_CIRCLE in last.row.hard,
        "contacted": contacted(complaint),
        "earlier": queries.verifications(complaint),
        "gaps": queries.gaps(complaint),
        "shut": complaint.state not in CHECKABLE,
        "received": complaint.state == State.RECEIVED,
        "examining": complaint.state == State.EXAMINING,
        "may_examine": complaint.state in EXAMINE.source,
    }


REPLY_TITLES = {
    Kind.QUESTION: _("Answer the question"),
    Kind.SUGGESTION: _("Answer the suggestion"),
    Kind.COMPLIMENT: _("Say thank you for the compliment"),
}


@officers(*HANDLING)
def reply(request: ActorRequest, number: str) -> HttpResponse:
    """Answer a question, or thank for a suggestion or a compliment."""
    return _reply(request, by_number(request, number))


@officers(*SPEAKING)
def reply_of_agency(request: ActorRequest, handle: str) -> HttpResponse:
    """The same, by the agency's speaker, under the agency's handle."""
    return _reply(request, by_handle(request, handle))


def _reply(request: ActorRequest, case: Case) -> HttpResponse:
    complaint = case.complaint
    typed = ready.inserted(request, complaint, "reply")
    form = ReplyForm(None if typed else posted(request), complaint, initial=typed or {})
    if form.is_valid() and form.carry_out(
        lambda at: operations.reply(
            complaint,
            form.cleaned_data["words"],
            used=form.is_used,
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page)
    title = REPLY_TITLES.get(Kind(complaint.kind), _("This report is not closed by an answer"))
    shut = complaint.state not in ANSWER.source
    answerable, texts = complaint.kind in REPLY_TITLES, ready.texts("reply")
    return show(request, "reply", case, form, title, answerable=answerable, texts=texts, shut=shut)


@officers(*HANDLING)
def forward(request: ActorRequest, number: str) -> HttpResponse:
    """Ask another body, or record its answer."""
    case = by_number(request, number)
    waiting = queries.open_forward(case.complaint)
    if waiting is not None:
        return _forward_answer(request, case, waiting)
    form = ForwardForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.forward_ask(
            case.complaint,
            form.cleaned_data["body"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(request.path)
    before = queries.forwards(case.complaint)
    shut = case.complaint.state not in FORWARD.source
    return show(request, "forward", case, form, _("Another body is responsible"), before=before, shut=shut)


def _forward_answer(request: ActorRequest, case: Case, waiting: queries.Forwarded) -> HttpResponse:
    form = ForwardAnswerForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.forward_answered(
            waiting.row,
            accepted=form.cleaned_data["answer"] == "yes",
            words=form.cleaned_data["words"],
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page)
    return show(request, "forward", case, form, _("What did the other body answer?"), waiting=waiting)


@officers(*HANDLING)
def dismiss(request: ActorRequest, number: str) -> HttpResponse:
    """Close with a reason of the closed list."""
    case = by_number(request, number)
    form = DismissForm(posted(request), case.complaint)
    if form.is_valid() and form.carry_out(
        lambda at: operations.dismiss(
            case.complaint,
            form.cleaned_data["reason"],
            form.cleaned_data["words"],
            into=form.other_report(request.actor, at),
            by=request.actor,
            at=at,
            seen=form.cleaned_data["seen"],
        )
    ):
        return redirect(case.page)
    shut = case.complaint.state not in DISMISS.source
    return show(request, "dismiss", case, form, _("Close with a reason"), shut=shut)
