"""Settings: what a service promises, in the components of a service standard, all on one page."""

from typing import Any

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengar.kit.now import now
from dengar.malls import operations, queries
from dengar.malls.models import Service, ServiceStandard
from dengar.web.audiences import ActorRequest
from dengar.web.kit.forms import DayField, WordsField
from dengar.web.mall.page import SeenForm, ask, mall_of, sent, settings_page

LONGEST = 1500  # characters of one component


class StandardForm(SeenForm):
    """One text for each component, named by its code."""

    published_on = DayField(
        label=_("Made known on"), help_text=_("The day on which the agency made this standard known."), required=False
    )

    def __init__(self, *args: Any, standard: ServiceStandard, **kwargs: Any) -> None:
        self.grouped = queries.grouped(standard)
        self.parts = [part for _words, parts in self.grouped for part in parts]
        said: dict[str, Any] = {part.code: part.text for part in self.parts}
        said |= {"published_on": standard.published_on, "seen": standard.revision}
        super().__init__(*args, initial=said, **kwargs)
        for part in self.parts:
            field = WordsField(label=part.name, help_text=part.asks, max_length=LONGEST, rows=2, required=False)
            self.fields[part.code] = field

    def groups(self) -> list[tuple[queries.Words, list[BoundField]]]:
        """Return the fields of each group, under its words."""
        return [(words, [self[part.code] for part in parts]) for words, parts in self.grouped]

    def told(self) -> dict[str, str]:
        return {part.code: self.cleaned_data[part.code] for part in self.parts}


@settings_page
def standard(request: ActorRequest, pk: int) -> HttpResponse:
    """All components of one service's standard; what is left empty is a gap that everybody sees."""
    mall = mall_of(request)
    service = get_object_or_404(Service.objects.select_related("agency__mall", "standard"), pk=pk, agency__mall=mall)
    kept = queries.standard_of(service)
    form = StandardForm(sent(request), standard=kept)

    def act() -> None:
        said = form.cleaned_data
        operations.tell_standard(
            service,
            form.told(),
            published_on=said["published_on"],
            by=request.actor,
            at=now(),
            seen=said["seen"],
        )

    return ask(
        request,
        "mall/standard.html",
        form,
        act,
        to=reverse("mall:agency", args=[service.agency_id]),
        mall=mall,
        service=service,
        told=len(kept.told),
        whole=len(form.parts),
        tab="places",
    )
