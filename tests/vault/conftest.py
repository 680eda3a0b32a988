from datetime import UTC, datetime
from pathlib import Path

import pytest

from dengar.kit import keyring
from dengar.vault import operations
from dengar.vault.models import Box

MALL = "mpp-banjarbaru"
THURSDAY = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)  # 10.42 in Banjarbaru


@pytest.fixture
def keys(keys_dir: Path) -> keyring.KeyRing:
    return keyring.create(keys_dir, MALL)


@pytest.fixture
def box(db: None, keys: keyring.KeyRing) -> Box:
    return operations.make_box(MALL, at=THURSDAY)
