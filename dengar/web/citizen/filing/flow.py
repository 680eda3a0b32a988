"""How the pages of filing lead from one to the next, and what becomes of what was written on the way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dengar.intake import operations
from dengar.intake.answers import STEPS
from dengar.intake.models import Draft
from dengar.malls.models import Mall
from dengar.web.citizen.filing.cookie import remember, token_of

CHANGING = "ubah"  # in the address: one answer is being changed, then back to the page that checks all
LEFT = "kurang"  # in the address: this one is still missing
LOST = "hilang"  # in the address: "semua" or "sebagian" of what was written is no longer here


@dataclass(frozen=True)
class Place:
    """Where a page stands among the steps, and where its links lead."""

    step: str
    changing: bool = False
    left: bool = False
    here: str = ""  # where to lead on to instead of the next step

    @property
    def number(self) -> int:
        return STEPS.index(self.step) + 1

    @property
    def words(self) -> str:
        return _("Step %(n)s of %(all)s") % {"n": self.number, "all": len(STEPS)}

    @property
    def before(self) -> str:
        if self.changing:
            return reverse("filing:check")
        return reverse(f"filing:{STEPS[self.number - 2]}") if self.number > 1 else reverse("public:home")

    @property
    def after(self) -> str:
        if self.here:
            return self.here
        return reverse("filing:check" if self.changing else f"filing:{STEPS[self.number]}")


def place_of(request: HttpRequest, step: str) -> Place:
    return Place(step, changing=CHANGING in request.GET, left=LEFT in request.GET)


def mall_of(request: HttpRequest) -> Mall:
    """Return the mall of this page; 404 before the first one is set up."""
    mall: Mall | None = getattr(request, "mall", None)
    if mall is None:
        raise Http404
    return mall


def lost(how_much: str) -> str:
    """Return the address of the first step, where it says that what was written is no longer here."""
    return f"{reverse('filing:about')}?{LOST}={how_much}"


def left(step: str) -> str:
    """Return the address of a step that is still missing."""
    return f"{reverse(f'filing:{step}')}?{CHANGING}=1&{LEFT}=1"


def keep(
    request: HttpRequest, draft: Draft | None, changes: dict[str, Any], place: Place, *, at: datetime
) -> HttpResponse:
    """
    Keep answers in the draft and lead on.

    Is the draft gone (48 hours), a new one takes the answers of this page, and the person is told.
    """
    if draft is not None:
        try:
            operations.answer(draft, changes, at=at)
        except operations.FiledAlready:
            return redirect("filing:receipt")
        except operations.Forgotten:
            pass
        else:
            return remember(redirect(place.after), token_of(request))
    _draft, token = operations.begin(mall_of(request), changes, at=at)
    return remember(redirect(place.after if place.step == STEPS[0] else lost("sebagian")), token)
