import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.ledger.canonical import LARGEST, canonical, moment

values = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_the_examples_of_rfc_8785_that_hold_no_fractions():
    """Sections 3.2.2 (strings) and 3.2.3 (order of keys)."""
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
    assert canonical({"literals": [None, True, False], "string": text}) == (
        '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'.encode()
    )
    keys = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(canonical(keys))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


@given(values)
def test_what_is_written_can_be_read_and_is_written_the_same_again(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text(), st.integers(0, 9), max_size=6))
def test_the_order_in_which_keys_were_put_does_not_matter(value):
    assert canonical(value) == canonical(dict(reversed(value.items())))


def test_a_moment_is_written_in_utc_to_the_microsecond():
    wita = timezone(timedelta(hours=8))
    assert moment(datetime(2026, 11, 19, 10, 42, tzinfo=wita)) == "2026-11-19T02:42:00.000000Z"
    assert canonical([datetime(2026, 1, 1, 0, 0, 0, 5, tzinfo=UTC)]) == b'["2026-01-01T00:00:00.000005Z"]'


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        LARGEST + 1,
        datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        {1: "a"},
        {"a": {None: 1}},
        "\ud800",
        {"\udfff": 1},
        b"bytes",
        {1, 2},
        [object()],
    ],
)
def test_what_other_machines_could_read_otherwise_is_refused(value):
    with pytest.raises(ValueError):
        canonical(value)
