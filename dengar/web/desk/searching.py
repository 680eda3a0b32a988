"""Searching at the desk: a number, an agency's handle, or words. Posted, so that no word is in an address or a log."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from dengar.kit.errors import Refused
from dengar.kit.now import now
from dengar.malls.models import Mall
from dengar.search import operations
from dengar.web.audiences import ActorRequest, officers
from dengar.web.desk import work_list
from dengar.web.desk.cases import HANDLING, posted
from dengar.web.kit.forms import KitForm, LineField, refuse


class SearchForm(KitForm):
    """What is looked for. Its field is the box on the desk, too."""

    cari = LineField(
        label=_("A number, an agency's own number, or words"),
        help_text=_("All words have to be in the report. Endings do not matter: “menunggu” finds “ditunggu”."),
        max_length=100,
    )


@officers(*HANDLING)
def search(request: ActorRequest) -> HttpResponse:
    """Show what is found, the latest first. No name stands here; what does not exist for this officer is not found."""
    form, at, found = SearchForm(posted(request)), now(), None
    if form.is_valid():
        mall = get_object_or_404(Mall, pk=request.actor.mall_id or 0)
        try:
            found = operations.search(mall, form.cleaned_data["cari"], by=request.actor, at=at)
        except Refused as refusal:
            refuse(form, refusal, "cari")
    rows = work_list.found(found.rows, request.actor, at) if found else []
    return render(request, "desk/search.html", {"form": form, "found": found, "rows": rows}, status=form.status)
