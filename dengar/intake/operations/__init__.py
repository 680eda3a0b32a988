"""The only writer of drafts, stories and settlements."""

from dengar.intake.operations.assisting import ASSISTS, Heard, handed_over, take_down
from dengar.intake.operations.calling import ask_for_call
from dengar.intake.operations.calling_back import NoneDrawn, record_call_back
from dengar.intake.operations.drafts import FiledAlready, Forgotten, answer, begin, forget_drafts
from dengar.intake.operations.emptiness import report_empty
from dengar.intake.operations.evidence import Attached, attach, detach
from dengar.intake.operations.filing import (
    SOMEBODY,
    NobodyAbove,
    NotComplete,
    Otherwise,
    file,
    words_again,
    words_of,
)
from dengar.intake.operations.notes import file_note
from dengar.intake.operations.settling import NothingNoted, NotOnTheSpot, settle, settled_words
from dengar.intake.operations.writing import NothingTold, NotReadBack, WrittenAlready, write_down

__all__ = [
    "ASSISTS",
    "SOMEBODY",
    "Attached",
    "FiledAlready",
    "Forgotten",
    "Heard",
    "NobodyAbove",
    "NoneDrawn",
    "NotComplete",
    "NotOnTheSpot",
    "NotReadBack",
    "NothingNoted",
    "NothingTold",
    "Otherwise",
    "WrittenAlready",
    "answer",
    "ask_for_call",
    "attach",
    "begin",
    "detach",
    "file",
    "file_note",
    "forget_drafts",
    "handed_over",
    "record_call_back",
    "report_empty",
    "settle",
    "settled_words",
    "take_down",
    "words_again",
    "words_of",
    "write_down",
]
