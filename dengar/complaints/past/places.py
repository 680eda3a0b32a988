"""The agencies and services of a mall, by the words of a map. What is not there is never made up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dengar.complaints.past.maps import REFUSED, Map
from dengar.malls.models import Agency, Mall, Service


@dataclass(frozen=True)
class Places:
    """
    What a word stands for.

    :param agencies: ids by code, "disdukcapil".
    :param services: ids of agency and service by "disdukcapil/Akta kelahiran".
    """

    agencies: Mapping[str, int]
    services: Mapping[str, tuple[int, int]]


def of(mall: Mall) -> Places:
    """Return all agencies and services of a mall, also those that have ended: the past may be about them."""
    agencies = {row.code: row.pk for row in Agency.objects.filter(mall=mall)}
    services = Service.objects.filter(agency__mall=mall).select_related("agency")
    return Places(agencies, {f"{row.agency.code}/{row.name}": (row.agency_id, row.pk) for row in services})


def faults(places: Places, given: Map, mall: Mall) -> Iterator[str]:
    """Say every word of the map that stands for no agency or service of the mall."""
    there = {"agency": sorted(places.agencies), "service": sorted(places.services)}
    for name, known in there.items():
        for word, where in given.words(name):
            if word and word != REFUSED and word not in known:
                yield f'{where}: "{word}" is no {name} of {mall.slug}. There are: {", ".join(known) or "none"}.'
