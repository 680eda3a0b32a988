import pytest

from dengar.kit import keyring

LOG = "banjarbaru"


@pytest.fixture
def log(settings) -> str:
    """The name of a log whose mall has keys."""
    keyring.create(settings.KEYS_DIR, LOG)
    return LOG
