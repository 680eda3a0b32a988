"""
Receipt numbers that survive being written by hand and read aloud, and the handles that agencies see.

A receipt number looks like `7K2M-94R7`: two groups of four signs, no prefix, no sequence, no year.
The alphabet has no 0/O and 1/I, no vowels (so no words), and few letters that rhyme in Indonesian.
Seven signs are random (17**7 = 410 million); the eighth makes sum(position x value) = 0 modulo 17.
As 17 is prime, every single wrong sign and every swap of two signs is caught.

Pure: the only thing read from outside is the machine's source of randomness.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field

ALPHABET = "23456789HKLMRSTWY"
PRIME = len(ALPHABET)  # 17
LENGTH = 8  # signs of a number, the check sign included
SEPARATORS = frozenset(" -\t\r\n\u2010\u2011\u2012\u2013\u2014\u2015\u2212_.")

DIGITS = {
    "2": "dua",
    "3": "tiga",
    "4": "empat",
    "5": "lima",
    "6": "enam",
    "7": "tujuh",
    "8": "delapan",
    "9": "sembilan",
}
LETTERS = {
    "H": "Hujan",
    "K": "Kuda",
    "L": "Laut",
    "M": "Mata",
    "R": "Roti",
    "S": "Sapi",
    "T": "Topi",
    "W": "Warung",
    "Y": "Yoyo",
}
SPOKEN = DIGITS | LETTERS  # how each sign is read aloud in Indonesian

MOST_DOUBTFUL = 2  # more places than this are no help
# Each sign with those that one takes it for: by ear in Indonesian (ha-ka, em-es, te-we-ye) or by eye in handwriting.
ALIKE = {
    "2": "7", "3": "8", "4": "9", "5": "6S", "6": "5", "7": "2T", "8": "3", "9": "4",
    "H": "K", "K": "HR", "M": "SW", "R": "K", "S": "5M", "T": "7WY", "W": "MTY", "Y": "TW",
}  # fmt: skip

_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_INVERSE_OF_LAST = pow(LENGTH, -1, PRIME)  # 8 x 15 = 1 modulo 17


@dataclass(frozen=True)
class NumberCheck:
    """
    What can be said of a typed number before anything is looked up. It tells nothing about existence.

    :param ok: the form and the check sign are right.
    :param canonical: the number as we print it ("7K2M-94R7"); "" unless ok.
    :param wrong_at: which sign, counted from 1, is not one of ours, where that can be known; a
        wrong check sum alone cannot say where, so it gives None.
    :param formed: it has eight signs of ours, whatever their check sum.
    :param doubtful: with a wrong check sum, the places where a likely slip would explain it: a sign that
        looks or sounds like another. Empty: no such place, or too many.
    """

    ok: bool
    canonical: str = ""
    wrong_at: int | None = None
    doubtful: tuple[int, ...] = ()
    formed: bool = field(default=False, compare=False)


def new_number() -> str:
    """Return a fresh receipt number. The caller makes sure that it is not taken."""
    signs = [secrets.choice(ALPHABET) for _ in range(LENGTH - 1)]
    signs.append(_check_sign(signs))
    return _grouped("".join(signs))


def check_number(text: str) -> NumberCheck:
    """Read a number as people type it: case, spaces and dashes do not matter."""
    signs = _signs(text)
    wrong_at = next((place for place, sign in enumerate(signs, 1) if sign not in _VALUE), None)
    if wrong_at is not None and len(signs) == LENGTH:
        return NumberCheck(ok=False, wrong_at=wrong_at)
    if wrong_at is not None or len(signs) != LENGTH:
        return NumberCheck(ok=False)
    if _weighted_sum(signs) % PRIME:
        return NumberCheck(ok=False, doubtful=_doubtful(signs), formed=True)
    return NumberCheck(ok=True, canonical=_grouped(signs), formed=True)


def _doubtful(signs: str) -> tuple[int, ...]:
    """Return the places where one likely slip would make the check sum wrong by just so much; two at most."""
    off = _weighted_sum(signs) % PRIME
    places = [place for place, sign in enumerate(signs, 1) if _meant(place, sign, off) in ALIKE.get(sign, "")]
    return tuple(places) if len(places) <= MOST_DOUBTFUL else ()


def _meant(place: int, sign: str, off: int) -> str:
    """Return the one sign that would put a wrong sum right at this place."""
    return ALPHABET[(_VALUE[sign] - off * pow(place, -1, PRIME)) % PRIME]


def spell(number: str) -> list[str]:
    """
    Return how a number is read aloud in Indonesian, one word a sign: ["tujuh", "Kuda", "dua", "Mata", ...].

    :raises ValueError: if `number` holds a sign that is not ours.
    """
    signs = _signs(number)
    if unknown := [sign for sign in signs if sign not in SPOKEN]:
        raise ValueError(f"not signs of a number: {unknown}")
    return [SPOKEN[sign] for sign in signs]


def new_handle() -> str:
    """
    Return an agency's own handle of a complaint, such as "D-5HT3". The caller makes sure that it is not taken.

    It is five signs and begins with D, which no receipt number holds, so neither passes for the other.
    """
    return "D-" + "".join(secrets.choice(ALPHABET) for _ in range(4))


def tidy_handle(text: str) -> str:
    """Return a typed handle as we print it ("D-5HT3"); "" if it is not of that form."""
    signs = _signs(text)
    if len(signs) != 5 or signs[0] != "D" or not set(signs[1:]) <= set(ALPHABET):
        return ""
    return f"D-{signs[1:]}"


def _signs(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign not in SEPARATORS)


def _grouped(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:]}"


def _weighted_sum(signs: str | list[str]) -> int:
    return sum(place * _VALUE[sign] for place, sign in enumerate(signs, 1))


def _check_sign(signs: list[str]) -> str:
    return ALPHABET[-_weighted_sum(signs) * _INVERSE_OF_LAST % PRIME]
