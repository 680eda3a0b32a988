"""Settings: who works here, in which role, under whom, and who keeps out of what."""

from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengar.complaints import operations as complaints
from dengar.kit.actors import Role
from dengar.kit.now import now
from dengar.malls import queries as malls
from dengar.malls.models import Agency, Mall
from dengar.people import operations, queries, second_factor
from dengar.people.models import Invitation, Officer, Recusal
from dengar.people.operations import rules
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import KitForm, LineField, MailField, PickField, RowField, TickField
from dengar.web.kit.roles import ROLE_WORDS
from dengar.web.mall.page import NoForm, ask, mall_of, sent, settings_page

ROLE_NOTES = {
    Role.OFFICER: _("At an agency's counter, or at the mall's. Records what was settled on the spot."),
    Role.LIAISON: _("Speaks for one agency, and promises for it."),
    Role.HANDLER: _("Reads every report and leads the talks. Needs a stand-in."),
    Role.COORDINATOR: _("Runs the mall and decides between agencies."),
    Role.CUSTODIAN: _("Decides how a request for a name is put to the person. Holds no other role."),
    Role.OVERSEER: _("Outside the mall, such as the Ombudsman. Holds no other role."),
    Role.TRAINER: _("Leads practice and training."),
    Role.OPERATOR: _("Keeps the machine running. Sees no report."),
}


class InviteForm(KitForm):
    name = LineField(label=_("Name"), max_length=80)
    email = MailField(label=_("Work e-mail"))
    role = PickField(label=_("Which role?"))
    agency = RowField(Agency.objects.none(), label=_("Agency"), empty_label=_("None"), required=False)
    stand_in = TickField(label=_("Stand-in"), note=_("Acts when the first one is away or in conflict."), required=False)

    def __init__(self, *args: Any, mall: Mall, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [(one.value, str(ROLE_WORDS[one]).capitalize()) for one in operations.rules.INVITED]
        role.notes = {one.value: words for one, words in ROLE_NOTES.items()}
        self.fields["agency"].queryset = malls.agencies(mall, localdate(now()))  # type: ignore[attr-defined]


class SuperiorForm(KitForm):
    superior = RowField(Officer.objects.none(), label=_("Superior"), empty_label=_("None"), required=False)

    def __init__(self, *args: Any, mall: Mall, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Officer.objects.filter(memberships__in=queries.roster(mall, now()).order_by()).exclude(pk=officer.pk)
        self.fields["superior"].queryset = others.distinct().order_by("name")  # type: ignore[attr-defined]


class RecusalForm(KitForm):
    agency = RowField(Agency.objects.none(), label=_("Keeps out of this agency"), empty_label=_("None"), required=False)
    about = RowField(Officer.objects.none(), label=_("or out of this person"), empty_label=_("None"), required=False)

    def __init__(self, *args: Any, mall: Mall, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Officer.objects.filter(memberships__in=queries.roster(mall, now()).order_by()).exclude(pk=officer.pk)
        self.fields["agency"].queryset = malls.agencies(mall, localdate(now()))  # type: ignore[attr-defined]
        self.fields["about"].queryset = people.distinct().order_by("name")  # type: ignore[attr-defined]


class LeaveForm(KitForm):
    to = RowField(Officer.objects.none(), label=_("Who takes it over?"), empty_label=_("Nobody yet"), required=False)

    def __init__(self, *args: Any, heirs: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if heirs:
            heir_ids = [one.pk for one in heirs]
            self.fields["to"].queryset = Officer.objects.filter(pk__in=heir_ids)  # type: ignore[attr-defined]
            self.fields["to"].initial = heir_ids[0]
        else:
            del self.fields["to"]


@settings_page
def roster(request: ActorRequest) -> HttpResponse:
    """Everybody with a role here, and the invitations that are still open."""
    mall, at = mall_of(request), now()
    held = list(queries.roster(mall, at))
    proven = second_factor.with_second_factor(one.officer_id for one in held)
    shown = {
        "mall": mall,
        "rows": [(one, ROLE_WORDS[Role(one.role)], one.officer_id in proven) for one in held],
        "invitations": [(one, ROLE_WORDS[Role(one.role)]) for one in queries.open_invitations(mall, at)],
        "has_deputy": any(one.role == Role.HANDLER and one.stand_in for one in held),
        "has_overseer": queries.has_overseer(mall, at),
        "tab": "people",
    }
    return render(request, "mall/officers.html", shown)


@settings_page
def invite(request: ActorRequest) -> HttpResponse:
    mall = mall_of(request)
    form = InviteForm(sent(request), mall=mall)

    def act() -> None:
        _hand_over(request, *operations.invite(**form.cleaned_data, mall=mall, by=request.actor, at=now()))

    return ask(
        request,
        "mall/invite.html",
        form,
        act,
        to=reverse("mall:officers"),
        at_field={
            rules.NeedsAgency: "agency",
            rules.NotYourself: "email",
            rules.HasRole: "role",
            rules.RolesApart: "role",
        },
        mall=mall,
        tab="people",
    )


@settings_page
def withdraw(request: ActorRequest, pk: int) -> HttpResponse:
    """Make an invitation's link useless."""
    mall = mall_of(request)
    row = get_object_or_404(queries.open_invitations(mall, now()), pk=pk)
    return ask(
        request,
        "mall/withdraw.html",
        _button(request),
        lambda: operations.withdraw_invitation(row, by=request.actor, at=now()),
        to=reverse("mall:officers"),
        mall=mall,
        invitation=row,
        role=ROLE_WORDS[Role(row.role)],
        tab="people",
    )


@settings_page
def officer(request: ActorRequest, pk: int) -> HttpResponse:
    """One person: roles, superior, what they keep out of."""
    mall, row = _found(request, pk)
    form = SuperiorForm(sent(request), mall=mall, officer=row, initial={"superior": row.superior_id})
    return ask(
        request,
        "mall/officer.html",
        form,
        lambda: operations.set_superior(row, form.cleaned_data["superior"], by=request.actor, at=now()),
        to=reverse("mall:officer", args=[pk]),
        at_field={rules.Circle: "superior"},
        **_person(mall, row),
    )


@settings_page
def place(request: ActorRequest, pk: int) -> HttpResponse:
    """Say whether somebody sits in the mall or outside."""
    mall, row = _found(request, pk)
    return ask(
        request,
        "mall/place.html",
        _button(request),
        lambda: operations.set_off_site(row, not row.off_site, by=request.actor, at=now()),
        to=reverse("mall:officer", args=[pk]),
        mall=mall,
        officer=row,
        tab="people",
    )


@settings_page
def lost_factor(request: ActorRequest, pk: int) -> HttpResponse:
    """Say that somebody has lost the phone and the spare codes; a second person agrees on /akun/."""
    mall, row = _found(request, pk)
    return ask(
        request,
        "mall/lost-factor.html",
        _button(request),
        lambda: operations.ask_reset(row, by=request.actor, at=now()),
        to=reverse("mall:officer", args=[pk]),
        mall=mall,
        officer=row,
        tab="people",
    )


@settings_page
def recuse(request: ActorRequest, pk: int) -> HttpResponse:
    """Keep somebody out of an agency, or out of what concerns another person."""
    mall, row = _found(request, pk)
    form = RecusalForm(sent(request), mall=mall, officer=row)
    return ask(
        request,
        "mall/recuse.html",
        form,
        lambda: operations.recuse(row, **form.cleaned_data, by=request.actor, at=now()),
        to=reverse("mall:officer", args=[pk]),
        mall=mall,
        officer=row,
        tab="people",
    )


@settings_page
def end_recusal(request: ActorRequest, pk: int, recusal: int) -> HttpResponse:
    mall, row = _found(request, pk)
    kept = get_object_or_404(Recusal.objects.select_related("agency", "about", "officer"), pk=recusal, officer=row)
    return ask(
        request,
        "mall/end-recusal.html",
        _button(request),
        lambda: operations.end_recusal(kept, by=request.actor, at=now()),
        to=reverse("mall:officer", args=[pk]),
        mall=mall,
        officer=row,
        recusal=kept,
        tab="people",
    )


@settings_page
def end_role(request: ActorRequest, pk: int, membership: int) -> HttpResponse:
    """End a role and hand over what was in its hands; with the last one ends the account."""
    mall, row = _found(request, pk)
    at = now()
    held = get_object_or_404(queries.roster(mall, at).select_related("mall"), pk=membership, officer=row)
    form = LeaveForm(sent(request), heirs=complaints.successors(held, at))
    return ask(
        request,
        "mall/end-role.html",
        form,
        lambda: complaints.leave(held, to=form.cleaned_data.get("to"), by=request.actor, at=at),
        to=reverse("mall:officers"),
        mall=mall,
        officer=row,
        membership=held,
        role=ROLE_WORDS[Role(held.role)],
        in_hand=complaints.in_hand(held, request.actor, at),
        last=queries.memberships(row, at=at).count() == 1,
        tab="people",
    )


def _found(request: ActorRequest, pk: int) -> tuple[Mall, Officer]:
    """Return the mall and one of its people; 404 for people of other malls."""
    mall = mall_of(request)
    row = get_object_or_404(Officer.objects.select_related("superior"), pk=pk)
    get_list_or_404(queries.roster(mall, now()).filter(officer=row))
    return mall, row


def _person(mall: Mall, row: Officer) -> dict[str, Any]:
    at = now()
    held = queries.memberships(row, at=at).filter(mall=mall)
    return {
        "mall": mall,
        "officer": Officer.objects.select_related("superior").get(pk=row.pk),
        "roles": [(one, ROLE_WORDS[Role(one.role)]) for one in held],
        "recusals": queries.recusals(row, at),
        "proven": second_factor.has_second_factor(row),
        "lost": queries.waiting_resets(mall, at).filter(officer=row).first(),
        "tab": "people",
    }


def _button(request: ActorRequest) -> NoForm:
    """Return a form without fields, sent or not."""
    return NoForm(sent(request))


def _hand_over(request: ActorRequest, invitation: Invitation, token: str) -> None:
    """Send the link by e-mail; where no mail leaves the house, show it once, to be handed over in person."""
    link = f"{settings.ADDRESS}{reverse('invitation_link', args=[token])}"
    if settings.ENV.mail.host:
        text = render_to_string("mall/invitation.txt", {"invitation": invitation, "link": link})
        try:
            send_mail(gettext("An invitation for you"), text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
        except (OSError, SMTPException):
            pass  # the link is shown instead
        else:
            messages.success(request, gettext("The invitation is on its way to %(name)s.") % {"name": invitation.name})
            return
    words = gettext("Hand this link to %(name)s in person. It is shown only now, and good for 7 days:")
    messages.warning(request, words % {"name": invitation.name}, extra_tags=link)
