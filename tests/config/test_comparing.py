"""What counts as the same value, and what does not."""

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection

from dengar.config.comparing import Tally, digest
from dengar.config.copying import LEFT_OUT, MADE_BY_MIGRATE, in_order

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = uuid.UUID(int=7)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (NOON, NOON.astimezone(timezone(timedelta(hours=8)))),
        (b"abc", memoryview(b"abc")),
        ({"b": 1, "a": [1.0, {"c": None}]}, {"a": [1, {"c": None}], "b": 1.0}),
        (Decimal("1.50"), Decimal("1.5")),
        (1e20, 10**20),
    ],
)
def test_one_value_in_two_ways(here, there):
    assert digest((here,)) == digest((there,))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((NOON,), (NOON + timedelta(microseconds=1),)),
        ((None,), ("",)),
        ((b"1",), ("1",)),
        (("1",), (1,)),
        ((True,), (1,)),
        (("ab", "c"), ("a", "bc")),
        (({"a": 1},), ({"a": "1"},)),
        (({"a": True},), ({"a": 1},)),
        (({"a": 0.1},), ({"a": 0.10000001},)),
        ((KEY,), (str(KEY),)),
        ((date(2026, 3, 2),), ("2026-03-02",)),
        ((time(8, 0),), (time(8, 1),)),
    ],
)
def test_two_values(here, there):
    assert digest(here) != digest(there)


def test_a_tally_asks_for_no_order_but_for_every_row_as_often():
    def of(*rows):
        counted = Tally()
        for row in rows:
            counted.add(row)
        return counted

    assert of((1,), (2,)) == of((2,), (1,))
    assert of((1,), (1,)) != of((2,), (2,))
    assert of((1,), (1,), (2,)) != of((1,), (2,), (2,))


@pytest.mark.django_db
def test_every_table_is_copied_or_named_as_left_out():
    copied = [model._meta.db_table for model in in_order()]
    assert len(copied) == len(set(copied)) == len(apps.get_models(include_auto_created=True)) - len(LEFT_OUT)
    assert set(connection.introspection.table_names()) - set(copied) == LEFT_OUT | {"cache", "django_migrations"}
    assert set(copied) >= MADE_BY_MIGRATE - {"django_migrations"}


def test_what_a_row_points_at_comes_first():
    place = {model: n for n, model in enumerate(in_order())}
    for model in place:
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is not model:
                assert place[field.related_model] < place[model], field
