"""What the complainant does on their page. One post, one call, back to the page; a refusal loses nothing."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dengar.aftercare.operations import answer_fairness
from dengar.agree import operations as agreeing
from dengar.agree import queries as agree
from dengar.close import operations as closing
from dengar.close.models import Objection
from dengar.complaints import conduct
from dengar.complaints.models import Contact, Thread
from dengar.complaints.operations import NotNow, say, say_whether_heard
from dengar.complaints.operations.conduct import object_to_plan
from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.talk import operations as talking
from dengar.talk import queries as talk
from dengar.verify import operations as verifying
from dengar.web.citizen import mine_forms as forms
from dengar.web.citizen.mine import PAGE, show
from dengar.web.citizen.noted import RIGHT, NotedForm
from dengar.web.citizen.session import MineRequest, mine
from dengar.web.kit.forms import KitForm, refuse

Do = Callable[[], object]
STEPS = "citizen/mine/steps.html"
NEWS = {Objection.Says.NOT_SETTLED.value: "belum-beres", Objection.Says.NEVER.value: "tidak-pernah"}


def act(request: MineRequest, form: KitForm, do: Do, *, news: str, template: str = PAGE) -> HttpResponse:
    """Do it and go back to the page, or show the page with the form as it was typed and why not."""
    if not form.is_valid():
        return show(request, form, template=template)
    try:
        do()
    except NotNow:
        request.complaint.refresh_from_db()
        return show(request, form, template=template, moved_on=True)
    except Refused as refusal:
        refuse(form, refusal)
        return show(request, form, template=template)
    return redirect(f"{reverse('mine:page')}?kabar={news}")


@require_POST
@mine
def message(request: MineRequest) -> HttpResponse:
    form = forms.MessageForm(request.POST)

    def do() -> None:
        words = form.cleaned_data["words"]
        say(request.complaint, Thread.COMPLAINANT, words, by=request.complainant, at=now())

    return act(request, form, do, news="pesan")


@require_POST
@mine
def complete(request: MineRequest) -> HttpResponse:
    form = forms.CompleteForm(request.POST)

    def do() -> None:
        given = form.cleaned_data
        verifying.complete(request.complaint, given["words"], by=request.complainant, at=now(), seen=given["seen"])

    return act(request, form, do, news="lengkap")


@require_POST
@mine
def confirm_summary(request: MineRequest) -> HttpResponse:
    form = forms.SeenForm(request.POST, prefix="ringkasan")
    summary = talk.summaries(request.complaint).get("complainant")
    if summary is None:
        raise Http404

    def do() -> None:
        talking.confirm_summary(summary.row, by=request.complainant, at=now())

    return act(request, form, do, news="ringkasan")


@require_POST
@mine
def correct_summary(request: MineRequest) -> HttpResponse:
    form = forms.CorrectForm(request.POST)
    summary = talk.summaries(request.complaint).get("complainant")
    if summary is None:
        raise Http404

    def do() -> None:
        talking.correct_summary(summary.row, words=form.cleaned_data["words"], by=request.complainant, at=now())

    return act(request, form, do, news="betul")


@require_POST
@mine
def add_option(request: MineRequest) -> HttpResponse:
    form = forms.OptionForm(request.POST)

    def do() -> None:
        talking.add_option(request.complaint, form.cleaned_data["words"], by=request.complainant, at=now())

    return act(request, form, do, news="usul")


@require_POST
@mine
def accept(request: MineRequest) -> HttpResponse:
    form = forms.SeenForm(request.POST, prefix="setuju")
    proposal = agree.current(request.complaint)

    def do() -> None:
        if proposal is None:
            raise NotNow
        agreeing.accept(proposal.row, by=request.complainant, at=now(), seen=form.cleaned_data["seen"])

    return act(request, form, do, news="setuju")


@require_POST
@mine
def decline(request: MineRequest) -> HttpResponse:
    form = forms.DeclineForm(request.POST)
    proposal = agree.current(request.complaint)

    def do() -> None:
        if proposal is None:
            raise NotNow
        given = form.cleaned_data
        agreeing.decline(proposal.row, why=given["words"], by=request.complainant, at=now(), seen=given["seen"])

    return act(request, form, do, news="tolak")


@require_POST
@mine
def examine(request: MineRequest) -> HttpResponse:
    form = forms.SeenForm(request.POST, prefix="resmi")

    def do() -> None:
        verifying.examine(request.complaint, by=request.complainant, at=now(), seen=form.cleaned_data["seen"])

    return act(request, form, do, news="resmi", template=STEPS)


@require_POST
@mine
def confirm(request: MineRequest) -> HttpResponse:
    form = forms.SeenForm(request.POST, prefix="beres")

    def do() -> None:
        closing.confirm(request.complaint, by=request.complainant, at=now(), seen=form.cleaned_data["seen"])

    return act(request, form, do, news="beres")


@require_POST
@mine
def answer_note(request: MineRequest) -> HttpResponse:
    """Say whether what an officer noted at the counter is right. What is not becomes a complaint."""
    form = NotedForm(request.POST, complaint=request.complaint)

    def do() -> None:
        given, who, at = form.cleaned_data, request.complainant, now()
        if given["says"] == RIGHT:
            closing.confirm(request.complaint, by=who, at=at, seen=given["seen"])
            return
        say = closing.never_happened if given["says"] == Objection.Says.NEVER else closing.not_settled
        say(request.complaint, given["words"], phone=given.get("phone", ""), by=who, at=at, seen=given["seen"])

    return act(request, form, do, news=NEWS.get(request.POST.get("loket-says", ""), "beres"))


@require_POST
@mine
def object_to(request: MineRequest) -> HttpResponse:
    """Object while there is time; afterwards the same form opens it again with something new."""
    form = forms.ObjectForm(request.POST)

    def do() -> None:
        given, who, at = form.cleaned_data, request.complainant, now()
        wish = Objection.Wish(given["wish"])
        try:
            closing.object_to(request.complaint, given["words"], wish, by=who, at=at, seen=given["seen"])
        except closing.TooLate:
            closing.reopen(request.complaint, given["words"], wish, by=who, at=at, seen=given["seen"])

    return act(request, form, do, news="keberatan", template=STEPS)


@require_POST
@mine
def object_to_conduct(request: MineRequest) -> HttpResponse:
    """Object to the plan on how we speak with each other."""
    form = forms.ConductForm(request.POST)
    found = next((one for one in conduct.plans(request.complaint) if conduct.holds(one, now())), None)

    def do() -> None:
        if found is None:
            raise NotNow
        object_to_plan(found.row, form.cleaned_data["words"], by=request.complainant, at=now())

    return act(request, form, do, news="cara")


@require_POST
@mine
def withdraw(request: MineRequest) -> HttpResponse:
    form = forms.WithdrawForm(request.POST)

    def do() -> None:
        given = form.cleaned_data
        closing.request_withdrawal(
            request.complaint, given["words"], by=request.complainant, at=now(), seen=given["seen"]
        )

    return act(request, form, do, news="cabut", template=STEPS)


@require_POST
@mine
def own_wish(request: MineRequest) -> HttpResponse:
    """Say whether a withdrawal that waits is free."""
    form = forms.OwnWishForm(request.POST)

    def do() -> None:
        free, seen = form.cleaned_data["free"] == "yes", form.cleaned_data["seen"]
        closing.answer_withdrawal(request.complaint, free=free, by=request.complainant, at=now(), seen=seen)

    return act(request, form, do, news="lanjut" if request.POST.get("bebas-free") == "no" else "bebas")


@require_POST
@mine
def take_back(request: MineRequest) -> HttpResponse:
    form = forms.SeenForm(request.POST, prefix="lanjut")

    def do() -> None:
        closing.take_back_withdrawal(request.complaint, by=request.complainant, at=now())

    return act(request, form, do, news="lanjut")


@require_POST
@mine
def fairness(request: MineRequest) -> HttpResponse:
    form = forms.FairnessForm(request.POST)

    def do() -> None:
        answer_fairness(request.complaint, form.answers(), by=request.complainant, at=now())

    return act(request, form, do, news="adil")


@require_POST
@mine
def heard(request: MineRequest) -> HttpResponse:
    form = forms.HeardForm(request.POST)
    reached = Contact.objects.filter(complaint=request.complaint, outcome=Contact.Outcome.REACHED)
    contact = reached.exclude(way=Contact.Way.WRITTEN).order_by("at").last()
    if contact is None:
        raise Http404

    def do() -> None:
        say_whether_heard(contact, form.cleaned_data["called"] == "yes", by=request.complainant, at=now())

    return act(request, form, do, news="ditelepon")
