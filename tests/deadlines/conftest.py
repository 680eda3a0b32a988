from datetime import UTC, datetime

import pytest

from dengar.deadlines import policies
from dengar.malls.models import Agency, Mall

THURSDAY = datetime(2026, 11, 19, 2, 42, tzinfo=UTC)  # 10.42 in Banjarbaru


@pytest.fixture
def mall(db: None) -> Mall:
    """A mall with nothing but its name."""
    return Mall.objects.create(slug="mpp-banjarbaru", name="MPP Kota Banjarbaru")


@pytest.fixture
def running(mall: Mall) -> Mall:
    """A mall with the shipped policy."""
    policies.load(mall, at=THURSDAY)
    return mall


@pytest.fixture
def land(mall: Mall) -> Agency:
    return Agency.objects.create(mall=mall, code="pertanahan", name="Kantor Pertanahan")
