"""
The doors that pages show in their head and foot, in their order.

A door whose page does not stand yet (no route answers its path) is left out, so a page never links
into nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengar.kit.actors import Role


@dataclass(frozen=True)
class Door:
    """One link of a menu. :param roles: who sees it; empty: everyone."""

    path: str
    words: str | Promise
    roles: frozenset[Role] = frozenset()


STAFF = frozenset({Role.HANDLER, Role.COORDINATOR, Role.OFFICER})

FOOT = (
    Door("/pantau/", _("My report")),
    Door("/saran/", _("Suggestion or praise")),
    Door("/angka/", _("Our figures")),
    Door("/tata-kelola/", _("How we are governed")),
    Door("/periksa/", _("Check for yourself")),
)

DESK = (
    Door("/meja/", _("My desk")),
    Door("/meja/beres/", _("Settled on the spot"), frozenset({Role.OFFICER, Role.LIAISON, Role.HANDLER})),
    Door("/meja/catat/", _("Take down a complaint"), frozenset({Role.OFFICER, Role.HANDLER})),
    Door("/penjaga/", _("Requests for names"), frozenset({Role.CUSTODIAN, Role.COORDINATOR, Role.OVERSEER})),
    Door("/ringkasan/", _("Figures"), frozenset({Role.COORDINATOR, Role.OVERSEER})),
    Door("/meja/adil/", _("Was it fair?"), frozenset({Role.COORDINATOR})),
    Door("/sunyi/", _("Silence"), STAFF),
    Door("/angka/", _("Public figures"), STAFF),
    Door("/akademi/", _("Academy")),
    Door("/pengaturan/", _("Settings"), frozenset({Role.COORDINATOR})),
)

SIGN_IN, SIGN_OUT, ACCOUNT = "/masuk/", "/keluar/", "/akun/"
FILE, OPEN = "/lapor/", "/pantau/"


@cache
def stands(path: str) -> bool:
    """Tell whether a page answers at `path`; asked for every link of every menu, so it is kept."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def standing(doors: Iterable[Door], role: Role | None = None) -> list[Door]:
    """Return the doors that lead somewhere and that `role` may see."""
    return [door for door in doors if (not door.roles or role in door.roles) and stands(door.path)]
