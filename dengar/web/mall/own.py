"""Settings: what is said of the mall itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dengar.kit.now import now
from dengar.malls import operations
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import LineField, PhoneField
from dengar.web.kit.templatetags.kit import ZONES
from dengar.web.mall.page import SeenForm, ask, mall_of, sent, settings_page


class MallForm(SeenForm):
    name = LineField(label=_("Name of the mall"), max_length=120)
    city = LineField(label=_("City or regency"), max_length=80, required=False)
    address = LineField(label=_("Address"), max_length=200, required=False)
    phone = PhoneField(
        label=_("Telephone of the complaint desk"),
        help_text=_("People call it when the page is no help."),
        required=False,
    )
    desk = LineField(
        label=_("Where does the complaint desk stand?"),
        help_text=_("As you would tell somebody at the door: floor 1, beside the entrance."),
        max_length=120,
        required=False,
    )


@settings_page
def own(request: ActorRequest) -> HttpResponse:
    """What everybody reads of the mall: its name, where it is, and how to reach the complaint desk."""
    mall = mall_of(request)
    said = {name: getattr(mall, name) for name in ("name", "city", "address", "phone", "desk")}
    form = MallForm(sent(request), initial=said | {"seen": mall.revision})

    def act() -> None:
        operations.change_mall(mall, **form.cleaned_data, by=request.actor, at=now())
        messages.success(request, gettext("It is changed. Everybody reads it from now on."))

    return ask(
        request,
        "mall/own.html",
        form,
        act,
        to=reverse("mall:own"),
        at_field={operations.NoName: "name"},
        zone=ZONES.get(mall.time_zone, ""),
        mall=mall_of(request),  # as it is kept, not as it was typed
        tab="own",
    )
