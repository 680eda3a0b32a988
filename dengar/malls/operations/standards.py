"""Say what a service promises. The page shows what holds now; what held before stays in the register as a digest."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Actor
from dengar.kit.errors import Refused
from dengar.ledger import operations as ledger
from dengar.malls.models import Service, ServiceStandard
from dengar.malls.operations.rules import SUBJECT, digest, must_run, replace
from dengar.malls.standard import components


class NotAComponent(Refused):
    message = _("This is no part of a service standard.")


@transaction.atomic
def tell_standard(
    service: Service,
    told: Mapping[str, str],
    *,
    published_on: date | None = None,
    by: Actor,
    at: datetime,
    seen: int = 0,
) -> ServiceStandard:
    """
    Replace what is told of a service's standard: all components at once, as the page shows them.

    :param told: code of malls.standard.components -> text; an empty text is a gap, and so is a code left out.
    :param seen: the revision that the page showed; 0 while nothing was ever told.
    :raises NotYourMall, NotAComponent, ChangedMeanwhile:
    """
    mall = service.agency.mall
    must_run(by, mall)
    known = components()
    if not told.keys() <= known.keys():
        raise NotAComponent
    texts = {code: text for code in known if (text := told.get(code, "").strip())}
    standard, _made = ServiceStandard.objects.get_or_create(service=service)
    replace(standard, seen, told=texts, published_on=published_on)
    facts = {"service": service.pk, "told": len(texts), "digest": digest(standard)}
    ledger.append(mall.slug, SUBJECT, "standard_changed", actor=by.ref, at=at, facts=facts)
    return standard
