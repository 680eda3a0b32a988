"""The only writer of drafts, stories and settlements."""

from dengar.intake.operations.drafts import FiledAlready, Forgotten, answer, begin, forget_drafts
from dengar.intake.operations.filing import SOMEBODY, NotComplete, Otherwise, file, words_again, words_of
from dengar.intake.operations.notes import file_note
from dengar.intake.operations.settling import NothingNoted, NotOnTheSpot, settle

__all__ = [
    "SOMEBODY",
    "FiledAlready",
    "Forgotten",
    "NotComplete",
    "NotOnTheSpot",
    "NothingNoted",
    "Otherwise",
    "answer",
    "begin",
    "file",
    "file_note",
    "forget_drafts",
    "settle",
    "words_again",
    "words_of",
]
