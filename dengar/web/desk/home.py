"""The desk of whoever is signed in: what waits for them, and why."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from dengar.close.models import Withdrawal
from dengar.complaints import queries
from dengar.complaints.conduct import waiting_for
from dengar.complaints.models import Complaint, LostWords, OnBehalf
from dengar.complaints.operations import tell_by_phone
from dengar.complaints.speaking import speaks_for
from dengar.complaints.visibility import visible_to
from dengar.decide.queries import second_examinations
from dengar.intake import queries as intake
from dengar.kit.actors import Actor, Role
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.notices import operations as notices
from dengar.notices import queries as owed
from dengar.notices.models import Notice
from dengar.people.queries import has_overseer
from dengar.talk.queries import hearings_of
from dengar.verify import queries as verify
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk import work_list
from dengar.web.desk.cases import HANDLING

FEW = 20  # tasks of one kind on the first page


@require_safe
@officers()
def home(request: ActorRequest) -> HttpResponse:
    """Everything that waits for this officer in this role. The most urgent first; the reason is written."""
    at, actor = now(), request.actor
    shown: dict[str, Any] = {"at": at, "hearings": hearings_of(actor), "page": _page(request.GET.get("halaman", ""))}
    if actor.role in HANDLING:
        shown["desk"] = work_list.desk(actor, at, page=shown["page"])
        shown["at_counter"] = actor.role is Role.HANDLER
        shown |= _tasks(actor, at)
        shown["cases"] = [work for part in speaks_for(actor, at) for work in work_list.of_agency(part, at)]
        shown["alone"] = actor.role is Role.COORDINATOR and not has_overseer(actor.mall_id or 0, at)
        if actor.role is not Role.HANDLER:
            shown["contradicted"] = list(queries.contradicted(actor, at)[:FEW])
    elif actor.role is Role.LIAISON:
        shown["cases"] = work_list.of_agency(actor, at)
    return render(request, "desk/home.html", shown)


def _page(said: str) -> int:
    """Return which page of the desk was asked for; whatever is no number is the first."""
    return max(1, int(said)) if said.isdecimal() and len(said) < 5 else 1


def _tasks(actor: Actor, at: datetime) -> dict[str, Any]:
    """Calls to make, wishes to ask about: only of reports that exist for this officer. At most eleven SQL queries."""
    mall = get_object_or_404(Mall, pk=actor.mall_id or 0)
    seen = visible_to(actor, at)
    calls = list(owed.phone_tasks(mall.slug).filter(due_at__lte=at, about__in=seen.values("subject"))[:FEW])
    dead = list(owed.dead_letters(mall.slug).filter(about__in=seen.values("subject"))[:FEW])
    about = {notice.about for notice in (*calls, *dead)}
    numbers = dict(seen.filter(subject__in=about).values_list("subject", "number"))
    waiting = OnBehalf.objects.filter(needs_call_back=True, answer="", complaint__in=seen)
    asked = Withdrawal.objects.filter(taken_back_at=None, done_at=None, asked_at=None, complaint__in=seen)
    return {
        "calls": [(call, numbers[call.about]) for call in calls],
        "settled_calls": list(intake.settled_calls(seen, actor, at)[:FEW]),
        "lost": _lost(actor, seen, at),
        "call_backs": list(waiting.exclude(officer=actor.officer_id).select_related("complaint")[:FEW]),
        "withdrawals": list(asked.exclude(complaint__handler=actor.officer_id).select_related("complaint")[:FEW]),
        "seconds": second_examinations(actor, at, FEW),
        "forwards": verify.forwards_waiting(seen, mall.pk, at, most=FEW),
        "plans": waiting_for(actor, at)[:FEW],
        "dead_letters": [(notice, numbers[notice.about]) for notice in dead],
    }


def _lost(actor: Actor, seen: QuerySet[Complaint], at: datetime) -> list[Complaint]:
    """Return the reports whose words were lost; a coordinator calls only about what is in their hands."""
    waiting = seen.filter(pk__in=LostWords.objects.waiting(at).values("complaint"))
    if actor.role is Role.COORDINATOR:
        waiting = waiting.filter(handler=actor.officer_id)
    return list(waiting.order_by("received_at")[:FEW])


@require_POST
@officers(*HANDLING)
def told(request: ActorRequest, pk: int) -> HttpResponse:
    """Record that somebody was told by telephone, or was not reached."""
    notice, complaint = _notice(request, pk)
    reached = request.POST.get("hasil") == "sampai"
    with suppress(Refused):  # somebody was quicker; the desk shows what is left
        tell_by_phone(complaint, notice, reached=reached, by=request.actor, at=now())
    return redirect("desk:home")


@require_POST
@officers(*HANDLING)
def send_again(request: ActorRequest, pk: int) -> HttpResponse:
    """Try a message again that could not be delivered."""
    notice, _complaint = _notice(request, pk)
    with suppress(Refused):
        notices.try_again(notice, by=request.actor, at=now())
    return redirect("desk:home")


def _notice(request: ActorRequest, pk: int) -> tuple[Notice, Complaint]:
    """Return a notice and its report; 404 unless the report exists for this officer."""
    seen = visible_to(request.actor, now())
    notice = get_object_or_404(Notice, pk=pk, about__in=seen.values("subject"))
    return notice, get_object_or_404(seen, subject=notice.about)
