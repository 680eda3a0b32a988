import pytest
from django.db import transaction

from dengar.files import operations
from dengar.files.models import Attachment
from dengar.kit import keyring
from dengar.kit.actors import Actor, Role
from dengar.vault.models import Box
from dengar.vault.operations import make_box
from tests.cast import MONDAY_9AM

PERSON = Actor(Role.COMPLAINANT, "complainant")


@pytest.fixture
def box(db: None, keys_dir) -> Box:
    keyring.create(keys_dir, "contoh")
    return make_box("contoh", at=MONDAY_9AM)


def keep(box: Box, data: bytes, name: str = "foto.jpg", *, by: Actor = PERSON, at=MONDAY_9AM) -> Attachment:
    upload = operations.Upload(name, data, len(data))
    with operations.prepared(box, [upload], at=at) as (ready,), transaction.atomic():
        return operations.keep(box, ready, by=by, at=at)
