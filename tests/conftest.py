"""What all tests share. The people of the tests are in cast.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck
from hypothesis import settings as trials

from tests.emptying import tables_can_be_emptied

# Machines are shared: how long one trial took says nothing about the code.
trials.register_profile("dengar", deadline=None, suppress_health_check=[HealthCheck.too_slow])
trials.load_profile("dengar")


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_can_be_emptied() -> Iterator[None]:
    """After a transactional test. During tests they refuse, as in the field."""
    with tables_can_be_emptied():
        yield


@pytest.fixture(autouse=True)
def keys_dir(settings, tmp_path: Path) -> Path:
    """A folder for the malls' keys, of this test alone."""
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for attached files, of this test alone; outside `tmp_path`, whose content some tests list."""
    settings.DATA_DIR = tmp_path_factory.mktemp("data")
    return settings.DATA_DIR


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Rate limits of one test must not reach the next."""
    cache.clear()
