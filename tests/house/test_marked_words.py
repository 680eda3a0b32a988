"""The proof `stolen` fills every column that holds words: one that stays empty would prove nothing."""

import pytest

from tests.proofs import _journey


@pytest.mark.django_db
def test_every_column_of_words_is_filled():
    _journey.found({})
    _journey.answer({"letters": "qmarkedz", "digits": "123456789"})
    # the phone's part of the proof fills what only pages can
    assert set(_journey.empty_columns()) <= {"intake.Draft.answers"}
