"""Settings: who governs complaints, on which paper, and what the leaders decided. All of it is public."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls import operations, queries
from dengar.malls.models import GovernanceKind, GovernanceRecord, LeadershipReview, ReviewDecision
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import DayField, KitForm, LineField, WordsField
from dengar.web.mall.page import SeenForm, ask, mall_of, sent, settings_page

NO_NAMES = _("The office, not the name of whoever holds it: Head of the General Section.")
OFFICE, PAPER = _("Which office?"), _("Number of the decree")
BY_DECREE = {"what": OFFICE, "number": PAPER, "dated": _("Day of the decree"), "signed_by": _("Who decided it?")}

# What is asked of each kind, under which words, in the order of the page. `lacks` is asked of all.
ASKED: dict[GovernanceKind, dict[str, Any]] = {
    GovernanceKind.OFFICER: BY_DECREE | {"where": _("Where can it be read?"), "starts_on": _("In this office since")},
    GovernanceKind.DEPUTY: BY_DECREE | {"where": _("Where can it be read?"), "starts_on": _("In this office since")},
    GovernanceKind.PROCEDURE: {
        "what": _("Its title"),
        "number": _("Number or version"),
        "dated": _("Its day"),
        "signed_by": _("Who decided it?"),
        "where": _("Where can it be read?"),
    },
    GovernanceKind.ROOM: {"what": _("Where is it, and who can reach it?"), "starts_on": _("In use since")},
    GovernanceKind.BUDGET: {
        "what": _("How much, and for what?"),
        "dated": _("Its day"),
        "where": _("Where can it be read?"),
    },
}
AT_FIELD: dict[type[Refused], str] = {
    operations.NothingSaid: "what",
    operations.RecordTaken: "what",
    operations.EndsBeforeStart: "ends_on",
}


class RecordForm(KitForm):
    """What one kind asks; the other fields are taken out."""

    what = LineField(max_length=200)
    number = LineField(max_length=80, required=False)
    dated = DayField(required=False)
    signed_by = LineField(
        help_text=_("The office, such as the mayor. Not a person's name."), max_length=120, required=False
    )
    where = LineField(
        help_text=_("A link that begins with https://, or a place: at the complaint desk."),
        max_length=300,
        required=False,
    )
    starts_on = DayField(required=False)
    lacks = LineField(
        label=_("What is not there yet?"),
        help_text=_("It stands on the public page as well. Empty if nothing is missing."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, kind: GovernanceKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = ASKED[kind]
        for name in ("what", "number", "dated", "signed_by", "where", "starts_on"):
            if name in words:
                self.fields[name].label = words[name]
            else:
                del self.fields[name]
        if words["what"] is OFFICE:
            self.fields["what"].help_text = NO_NAMES


class ChangeRecordForm(RecordForm, SeenForm):
    ends_on = DayField(
        label=_("Last day"),
        help_text=_("For a new decree add a new line; this one ends the day before."),
        required=False,
    )


class ReviewForm(KitForm):
    held_on = DayField(label=_("When was it?"))
    led_by = LineField(label=_("Who led it?"), help_text=NO_NAMES, max_length=120)
    took_part = LineField(
        label=_("Who took part?"), help_text=_("Offices, separated by commas."), max_length=300, required=False
    )
    looked_at = WordsField(label=_("What was looked at?"), max_length=1500, rows=3, required=False)


class ChangeReviewForm(ReviewForm, SeenForm):
    pass


class DecisionForm(KitForm):
    what = LineField(label=_("What was decided?"), max_length=300)
    owner = LineField(label=_("Which office sees to it?"), max_length=120, required=False)
    due_on = DayField(label=_("Done by"))


class FollowForm(SeenForm):
    owner = LineField(label=_("Which office sees to it?"), max_length=120, required=False)
    done_on = DayField(
        label=_("Done on"), help_text=_("Empty while it is not done. What was late stays late."), required=False
    )


@settings_page
def governance(request: ActorRequest) -> HttpResponse:
    """Everything that governs complaints here, with what is missing."""
    mall = mall_of(request)
    shown = {
        "mall": mall,
        "kinds": queries.governance(mall).items(),
        "reviews": queries.reviews(mall),
        "today": localdate(now()),
        "tab": "governance",
    }
    return render(request, "mall/governance.html", shown)


@settings_page
def add_record(request: ActorRequest, kind: str) -> HttpResponse:
    if kind not in GovernanceKind.values:
        raise Http404
    mall, of_kind = mall_of(request), GovernanceKind(kind)
    form = RecordForm(sent(request), kind=of_kind)
    return ask(
        request,
        "mall/record.html",
        form,
        lambda: operations.record_governance(mall, of_kind, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:governance"),
        at_field=AT_FIELD,
        mall=mall,
        kind=of_kind.label,
        record=None,
        tab="governance",
    )


@settings_page
def record(request: ActorRequest, pk: int) -> HttpResponse:
    mall = mall_of(request)
    row = get_object_or_404(GovernanceRecord.objects.select_related("mall"), pk=pk, mall=mall)
    kind = GovernanceKind(row.kind)
    said = {name: getattr(row, name) for name in ChangeRecordForm.base_fields if name != "seen"}
    form = ChangeRecordForm(sent(request), kind=kind, initial=said | {"seen": row.revision})
    return ask(
        request,
        "mall/record.html",
        form,
        lambda: operations.change_governance(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:governance"),
        at_field=AT_FIELD,
        mall=mall,
        kind=kind.label,
        record=row,
        tab="governance",
    )


@settings_page
def add_review(request: ActorRequest) -> HttpResponse:
    mall, form = mall_of(request), ReviewForm(sent(request))
    return ask(
        request,
        "mall/review.html",
        form,
        lambda: operations.hold_review(mall, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:governance"),
        at_field={operations.NothingSaid: "led_by", operations.NotYet: "held_on", operations.RecordTaken: "held_on"},
        mall=mall,
        review=None,
        tab="governance",
    )


@settings_page
def review(request: ActorRequest, pk: int) -> HttpResponse:
    """One review: what was written down of it, and what it decided."""
    mall = mall_of(request)
    row = get_object_or_404(LeadershipReview.objects.select_related("mall"), pk=pk, mall=mall)
    said = {name: getattr(row, name) for name in ReviewForm.base_fields}
    form = ChangeReviewForm(sent(request), initial=said | {"seen": row.revision})
    return ask(
        request,
        "mall/review.html",
        form,
        lambda: operations.change_review(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:governance"),
        at_field={operations.NothingSaid: "led_by", operations.NotYet: "held_on", operations.RecordTaken: "held_on"},
        mall=mall,
        review=LeadershipReview.objects.prefetch_related("decisions").get(pk=pk),  # as it is kept
        today=localdate(now()),
        tab="governance",
    )


@settings_page
def add_decision(request: ActorRequest, pk: int) -> HttpResponse:
    mall = mall_of(request)
    row = get_object_or_404(LeadershipReview.objects.select_related("mall"), pk=pk, mall=mall)
    form = DecisionForm(sent(request))
    return ask(
        request,
        "mall/decision-add.html",
        form,
        lambda: operations.decide(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:review", args=[pk]),
        at_field={
            operations.NothingSaid: "what",
            operations.RecordTaken: "what",
            operations.BeforeReview: "due_on",
        },
        mall=mall,
        review=row,
        tab="governance",
    )


@settings_page
def decision(request: ActorRequest, pk: int) -> HttpResponse:
    """What came of one decision. What was decided, and by when, stays as it was."""
    mall = mall_of(request)
    row = get_object_or_404(ReviewDecision.objects.select_related("review__mall"), pk=pk, review__mall=mall)
    form = FollowForm(sent(request), initial={"owner": row.owner, "done_on": row.done_on, "seen": row.revision})
    return ask(
        request,
        "mall/decision.html",
        form,
        lambda: operations.follow_decision(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:review", args=[row.review_id]),
        at_field={operations.NotYet: "done_on", operations.BeforeReview: "done_on"},
        mall=mall,
        decision=row,
        tab="governance",
    )
