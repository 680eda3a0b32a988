"""
The components of a service standard, as data: content/policies/service_standard.toml, in both languages. Pure.

A standard keeps its texts under the codes of this list, and so does a verification that says which one was broken.
No code is ever taken out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dengar.kit.content import BadList, policy

LANGUAGES = ("id", "en")


class Group(StrEnum):
    """For whom a component is written. The page is in this order."""

    DELIVERY = "delivery"  # what whoever comes needs to know
    HOUSE = "house"  # how the agency sees to it


@dataclass(frozen=True)
class Component:
    """
    One component.

    :param asks: the question that it answers, in everyday words.
    """

    code: str
    names: Mapping[str, str]  # language -> name, as the law says it
    asks: Mapping[str, str]
    group: Group


@cache
def components() -> Mapping[str, Component]:
    """Return the components by their code, in the order of the list. Raises BadList."""
    return components_in(policy("service_standard"))


def components_in(raw: Mapping[str, Any]) -> Mapping[str, Component]:
    """Return the components of a list as its file holds it. Raises BadList."""
    try:
        rows = [_component(row) for row in raw["component"]]
    except (KeyError, TypeError, ValueError) as error:
        raise BadList(f"service_standard.toml: {error}") from error
    found = {row.code: row for row in rows}
    if len(found) != len(rows):
        raise BadList("service_standard.toml: a code stands there twice")
    return found


def _component(row: Mapping[str, Any]) -> Component:
    return Component(
        code=row["code"],
        names={language: row[language] for language in LANGUAGES},
        asks={language: row["asks"][language] for language in LANGUAGES},
        group=Group(row["group"]),
    )
