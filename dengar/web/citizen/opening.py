"""The door to one's own complaint: number and five words, typed and posted."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dengar.complaints.models import Complaint
from dengar.complaints.queries import by_number_alone, by_receipt
from dengar.kit.codes import check_number
from dengar.kit.now import now
from dengar.kit.words import parse_words
from dengar.web.audiences import everyone
from dengar.web.citizen import session, slowing
from dengar.web.kit.forms import KitForm, LineField

NO_MATCH = _(
    "The number and the words do not belong together. Please look at both slips again; capitals make no difference."
)

SIGN_WRONG = _("Character %(n)s may be wrong. Please look at the slip again.")
SIGN_DOUBTFUL = _(
    "Look at the slip again, first at character %(places)s: one may be wrong, or two have changed places."
)
SIGNS_MIXED = _("One character may be wrong, or two have changed places. Please look at the slip again.")
NO_NUMBER = _("This is not one of our numbers. Ours have 8 letters and digits, like 7K2M-94R7.")


class OpenForm(KitForm):
    number = LineField(
        label=_("Number"),
        help_text=_("8 letters and digits. There is no 0 and no 1, no O and no I."),
        max_length=40,
    )
    words = LineField(
        label=_("Five words"),
        help_text=_("With spaces between them, in the order of the slip. A suggestion or a question has none."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        plain = {"autocomplete": "off", "spellcheck": "false"}
        self.fields["number"].widget.attrs |= plain | {"class": "short", "autocapitalize": "characters"}
        self.fields["words"].widget.attrs |= plain | {"autocapitalize": "none"}

    def clean_number(self) -> str:
        found = check_number(self.cleaned_data["number"])
        if found.ok:
            return found.canonical
        if found.wrong_at:
            raise ValidationError(SIGN_WRONG, params={"n": found.wrong_at})
        if found.doubtful:
            raise ValidationError(SIGN_DOUBTFUL, params={"places": ", ".join(map(str, found.doubtful))})
        if found.formed:
            raise ValidationError(SIGNS_MIXED)
        raise ValidationError(NO_NUMBER)


@sensitive_post_parameters("number", "words")
@require_http_methods(["GET", "HEAD", "POST"])
@everyone
def opening(request: HttpRequest) -> HttpResponse:
    """Show the two questions; open the page if they fit."""
    if request.method != "POST" and session.read(request):
        return redirect("mine:page")
    form = OpenForm(request.POST or None)
    found = _found(request, form) if form.is_valid() else None
    response: HttpResponse
    if found:
        response = redirect("mine:page")
        session.keep(request, response, found)
    else:
        response = render(request, "citizen/mine/open.html", {"form": form}, status=form.status)
    response["Cache-Control"] = "no-store"
    return response


def _found(request: HttpRequest, form: OpenForm) -> Complaint | None:
    number, at = form.cleaned_data["number"], now().timestamp()
    if seconds := slowing.wait(request, number, at):
        sentence = ngettext(
            "That was wrong several times. Please wait %(n)s second, then try again.",
            "That was wrong several times. Please wait %(n)s seconds, then try again.",
            seconds,
        )
        form.add_error(None, sentence % {"n": seconds})
        return None
    typed = form.cleaned_data["words"]
    found = by_receipt(number, parse_words(typed)) if typed else by_number_alone(number)
    if found is None:
        slowing.missed(request, number, at)
        form.add_error(None, str(NO_MATCH))
    return found


@require_POST
@everyone
def leave(request: HttpRequest) -> HttpResponse:
    """Close the page on this device."""
    response = redirect(reverse("public:home"))
    session.forget(response)
    return response
