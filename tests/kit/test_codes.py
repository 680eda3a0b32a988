import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengar.kit import codes
from dengar.kit.codes import ALPHABET, check_number

payloads = st.text(ALPHABET, min_size=7, max_size=7)


def number_from(payload: str) -> str:
    """The one number that begins with these seven signs."""
    (number,) = [check.canonical for last in ALPHABET if (check := check_number(payload + last)).ok]
    return number


def test_the_number_of_the_drawings_holds():
    assert check_number("7K2M-94R7") == codes.NumberCheck(ok=True, canonical="7K2M-94R7")


def test_new_numbers_hold_and_differ():
    numbers = {codes.new_number() for _ in range(2_000)}
    assert len(numbers) > 1_990
    assert all(check_number(number) == codes.NumberCheck(ok=True, canonical=number) for number in numbers)


@given(payloads)
def test_seven_signs_have_exactly_one_check_sign(payload):
    assert number_from(payload)[:4] == payload[:4]


@given(payloads)
def test_every_single_wrong_sign_is_caught(payload):
    signs = number_from(payload).replace("-", "")
    for place in range(8):
        for sign in ALPHABET:
            typed = signs[:place] + sign + signs[place + 1 :]
            assert check_number(typed).ok == (typed == signs)


@given(payloads)
def test_every_swap_of_two_signs_is_caught(payload):
    signs = number_from(payload).replace("-", "")
    for first in range(8):
        for second in range(first + 1, 8):
            typed = list(signs)
            typed[first], typed[second] = typed[second], typed[first]
            assert check_number("".join(typed)).ok == (typed[first] == typed[second])


def test_every_pair_of_signs_at_every_pair_of_places_is_caught_when_swapped():
    """Exhaustive: what a swap changes in the sum is (i - j)(a - b), never 0 modulo 17."""
    value = {sign: number for number, sign in enumerate(ALPHABET)}
    changes = {
        (i - j) * (value[a] - value[b]) % 17
        for i in range(1, 9)
        for j in range(1, 9)
        for a in ALPHABET
        for b in ALPHABET
        if i != j and a != b
    }
    assert 0 not in changes


@pytest.mark.parametrize(
    "typed",
    ["7k2m94r7", " 7K2M 94R7 ", "7K2M–94R7", "7-K-2-M 9 4 r 7", "7K2M\u00a094R7", "\uff17K2M-94R7", "7K2M.94R7\n"],
)
def test_case_spaces_and_dashes_do_not_matter(typed):
    assert check_number(typed).canonical == "7K2M-94R7"


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-94R72", "D-5HT3", "é", "\x00", "8" * 10_000])
def test_what_is_no_number_is_refused_without_a_place(typed):
    assert check_number(typed) == codes.NumberCheck(ok=False)


@pytest.mark.parametrize(("typed", "place"), [("7KOM-94R7", 3), ("0K2M-94R7", 1), ("7K2M-94RI", 8)])
def test_a_sign_that_is_not_ours_is_named_by_its_place(typed, place):
    assert check_number(typed) == codes.NumberCheck(ok=False, wrong_at=place)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(typed):
    check = check_number(typed)
    assert not check.ok or check_number(check.canonical) == check


def test_a_number_is_read_aloud():
    assert codes.spell("7K2M-94R7") == ["tujuh", "Kuda", "dua", "Mata", "sembilan", "empat", "Roti", "tujuh"]
    assert len(set(codes.SPOKEN.values())) == 17
    assert all(word[0] == sign for sign, word in codes.SPOKEN.items() if sign.isalpha())
    with pytest.raises(ValueError, match="not signs"):
        codes.spell("7KOM-94R7")


def test_a_handle_is_no_number_and_a_number_no_handle():
    for _ in range(500):
        handle = codes.new_handle()
        assert codes.tidy_handle(handle.lower().replace("-", " ")) == handle
        assert not check_number(handle).ok
        assert codes.tidy_handle(codes.new_number()) == ""
    assert codes.tidy_handle("D-5HT3") == "D-5HT3"
    assert [codes.tidy_handle(text) for text in ("", "D5HT", "E-5HT3", "D-5HTO", "D-5HT33")] == [""] * 5


def test_random_typing_passes_once_in_seventeen():
    chance = random.Random(17)
    typed = ("".join(chance.choices(ALPHABET, k=8)) for _ in range(17_000))
    assert 850 < sum(check_number(text).ok for text in typed) < 1_150


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("7H2M-94R7", (2,)),  # ha, ka
        ("7K2M-94R4", ()),  # no slip that one makes: nothing is guessed
    ],
)
def test_a_wrong_check_sum_hints_at_the_slips_that_one_makes(typed, places):
    found = check_number(typed)
    assert not found.ok
    assert found.formed
    assert found.doubtful == places
