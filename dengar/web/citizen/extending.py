"""More time for a promise, on the person's page: they say yes or no, or ask for it for what they promised."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dengar.complaints.journey import IN_PUBLIC, State
from dengar.talk.models import Side
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.desk.cases import CaseForm, posted
from dengar.web.desk.extending import ConsentForm, form_for, owed_by


@require_http_methods(["GET", "HEAD", "POST"])
@mine
def more_time(request: MineRequest, pk: int) -> HttpResponse:
    """Answer a wish for more time; without a yes the agreed day stands."""
    complaint = request.complaint
    owed = owed_by(complaint, pk)
    form = form_for(posted(request), complaint, owed, Side.COMPLAINANT)
    if form and form.is_valid() and form.carry_out(lambda at: form.apply(owed, request.complainant, at)):
        news = "waktu-dijawab" if isinstance(form, ConsentForm) else "waktu-diminta"
        return redirect(f"{reverse('mine:page')}?kabar={news}")
    shown: CaseForm = form or CaseForm(None, complaint)
    context = {
        "complaint": complaint,
        "public_words": IN_PUBLIC[State(complaint.state)],
        "owed": owed,
        "form": shown,
        "usable": form,
        "yes_no": isinstance(form, ConsentForm),
    }
    return render(request, "citizen/mine/more_time.html", context, status=shown.status)
