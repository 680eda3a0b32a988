"""Letting an agency in: whom it concerns, the neutral summary, and for whom the door opens."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dengar.complaints import operations, queries
from dengar.complaints.models import Complaint, Concern, Kind
from dengar.complaints.operations.granting import (
    HeardOffSite,
    InConflict,
    NoBrief,
    NoConcern,
    NotTheirSpeaker,
    NotTheirTurn,
)
from dengar.complaints.operations.sight import Blank
from dengar.complaints.speaking import speaker
from dengar.kit.actors import Actor
from dengar.kit.identifying import Kind as Telling
from dengar.kit.now import now
from dengar.malls.models import Agency
from dengar.people.models import Membership, Officer
from dengar.publish.queries import names_of
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk.cases import HANDLING, Case, MarkedForm, by_number, posted, show
from dengar.web.desk.telling import TellingForm
from dengar.web.desk.work_list import plain_title
from dengar.web.kit.forms import LineField, PickField, RowField, WordsField


class WorkerField(RowField):
    """An officer with where they work: two may have one name."""

    def label_from_instance(self, officer: Any) -> str:
        return f"{officer.name}, {officer.works_at}" if officer.works_at else str(officer.name)


class SightForm(MarkedForm, TellingForm):
    """One page for all that must be recorded before an agency sees anything."""

    concern = PickField(
        label=_("Whom does it concern?"),
        choices=[
            (Concern.UNIT.value, _("an agency or a unit, nobody by name")),
            (Concern.PERSON.value, _("a named officer")),
            (Concern.UNKNOWN.value, _("not known yet")),
        ],
    )
    agency = RowField(Agency.objects.none(), label=_("Agency"), required=False, empty_label=_("Not known yet"))
    respondent = WorkerField(
        Officer.objects.none(),
        label=_("Named officer"),
        help_text=_("From now on this report does not exist for them."),
        required=False,
        empty_label=_("Nobody"),
    )
    superior = WorkerField(
        Officer.objects.none(), label=_("Superior who is involved"), required=False, empty_label=_("Nobody")
    )
    title = LineField(label=_("Heading, without names"), max_length=90)
    words = WordsField(
        label=_("Neutral summary"),
        help_text=_("All that the agency sees. No name, no exact date, nothing by which one could guess who it is."),
        max_length=1500,
    )
    speaker = RowField(
        Officer.objects.none(),
        label=_("Who speaks for the agency?"),
        help_text=_("Let them in now, or leave it for later."),
        required=False,
        empty_label=_("Nobody yet"),
    )
    reason = LineField(
        label=_("Why somebody else than the rule says?"),
        help_text=_("Only where you choose another. It stays with the desk."),
        max_length=200,
        required=False,
    )
    at_field = {
        NoConcern: "respondent",
        Blank: "words",
        NoBrief: "words",
        InConflict: "speaker",
        NotTheirSpeaker: "speaker",
        HeardOffSite: "speaker",
        NotTheirTurn: "reason",
    }

    def __init__(self, data: Any, complaint: Complaint, *, by: Actor, **kwargs: Any) -> None:
        super().__init__(data, complaint, **kwargs)
        self._offer("agency", Agency.objects.filter(mall=complaint.mall_id))
        self.about = Agency.objects.filter(mall=complaint.mall_id, pk=self._agency(data) or 0).first()
        named = workers(complaint, self.about, now()).exclude(pk=by.officer)
        for field in ("respondent", "superior"):
            self._offer(field, named)
        self.turn = speaker(complaint, self.about, now()) if self.about else None
        able = [one.pk for one in self.turn.able] if self.turn else []
        self._offer("speaker", Officer.objects.filter(pk__in=able).order_by("name"))
        if not self.initial.get("words") and able and able[0] != by.officer:
            self.initial["speaker"] = able[0]  # the first time the rule's choice stands there; later nothing opens anew

    kinds = frozenset(Telling)  # an agency knows who came on which day, and from which street

    def watched(self) -> tuple[str, ...]:
        return ("title", "words")

    def known_names(self) -> list[str]:
        """Those of the case, and whoever this very page names."""
        given = self.cleaned_data
        chosen = [given[name].name for name in ("respondent", "superior") if given.get(name)]
        return [*names_of(self.complaint), *chosen]

    def mark_now(self) -> str:
        return operations.sight_mark(self.complaint)

    def _offer(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]  # RowField has one

    def _agency(self, data: Any) -> int | None:
        """Return the agency that the page is about: the chosen one, else the report's own."""
        said = (data or {}).get("agency", "")
        return int(said) if said.isdecimal() and len(said) < 18 else self.complaint.agency_id

    def carry(self, request: ActorRequest) -> bool:
        """Record all of it, or nothing."""
        given = self.cleaned_data
        return self.carry_out(
            lambda at: operations.let_in(
                self.complaint,
                concern=Concern(given["concern"]),
                agency=given["agency"],
                respondent=given["respondent"],
                superior=given["superior"],
                title=given["title"],
                words=given["words"],
                speaker=given["speaker"],
                reason=given["reason"],
                seen=given["seen"],
                mark=given["mark"],
                by=request.actor,
                at=at,
            )
        )


def workers(complaint: Complaint, agency: Agency | None, at: datetime) -> QuerySet[Officer]:
    """Return who works in the mall, with `works_at`; those of the agency first. One SQL query."""
    held = Membership.objects.current(at).filter(officer=OuterRef("pk"), mall=complaint.mall_id)
    place = held.filter(agency__isnull=False).order_by("pk").values("agency__name")[:1]
    here = Officer.objects.filter(Exists(held), is_active=True)
    theirs = Exists(held.filter(agency=agency.pk if agency else 0))
    return here.annotate(theirs=theirs, works_at=Subquery(place)).order_by("-theirs", "name", "pk")


@officers(*HANDLING)
def sight(request: ActorRequest, number: str) -> HttpResponse:
    """Record whom it concerns, approve the neutral summary, let the agency's speaker in."""
    case = by_number(request, number)
    complaint = case.complaint
    initial = {
        "concern": complaint.concern or Concern.UNIT.value,
        "agency": complaint.agency_id,
        "title": case.heading or (complaint.service and str(complaint.service)) or "",
        "words": case.words,
    }
    if complaint.kind != Kind.COMPLAINT and not case.words:
        initial |= _of_note(case)
    form = SightForm(posted(request), complaint, by=request.actor, initial=initial)
    if form.is_valid() and form.carry(request):
        return redirect(case.page if queries.one(request.actor, number, now()) else "desk:home")
    recorded = queries.brief(complaint) if form.moved else None
    more = {"turn": form.turn, "agency": form.about, "grants": queries.granted(complaint, now()), "recorded": recorded}
    return show(request, "sight", case, form, _("Let the agency in"), **more)


def _of_note(case: Case) -> dict[str, str]:
    """Return what the handler starts from: what nobody signed may mostly be passed on as it stands."""
    said = case.story()
    return {"title": plain_title(case.complaint), "words": said.story if said else ""}
