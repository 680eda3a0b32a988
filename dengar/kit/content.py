"""The lists of content/policies that pure code reads. Pure."""

import tomllib
from functools import cache
from typing import Any

from dengar.kit.folders import CONTENT


class BadList(Exception):
    """A file of content/policies does not hold what its list needs; the message says which and what."""


@cache
def policy(name: str) -> dict[str, Any]:
    """Return content/policies/NAME.toml. Raises BadList."""
    try:
        return tomllib.loads((CONTENT / "policies" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadList(f"{name}.toml: {error}") from error
