from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast, make_cast
from tests.signing import sign_in


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def desk_of(cast) -> Callable[[str], Client]:
    """Return a browser in which somebody of the cast is signed in: `desk_of("rina")`."""
    return lambda name: sign_in(Client(), cast.officers[name])
