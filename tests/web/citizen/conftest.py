import pytest
from django.test import Client

from tests.cast import WORDS, Cast, make_cast
from tests.places import Place, make_place


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def sari(client: Client, cast: Cast) -> Client:
    """A browser in which Sari has typed her number and words."""
    client.post("/pantau/", {"number": cast.complaint.number, "words": " ".join(WORDS)})
    return client


@pytest.fixture
def place(db) -> Place:
    """A mall in which nobody has filed anything yet."""
    return make_place()
