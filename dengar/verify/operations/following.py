"""The short form's one press: record what was found, and take the step that follows from it."""

from datetime import datetime

from django.db import transaction

from dengar.complaints import journey
from dengar.complaints.journey import Move, State
from dengar.complaints.models import Complaint
from dengar.complaints.operations import recuse
from dengar.kit.actors import Actor
from dengar.people.models import Officer
from dengar.verify.checklist import HardFlag
from dengar.verify.models import Verification
from dengar.verify.operations.checking import Findings, examine, open_dialogue, record
from dengar.verify.operations.completing import ask


@transaction.atomic
def record_then(
    complaint: Complaint,
    findings: Findings,
    move: Move | None,
    *,
    missing: str = "",
    wished: bool = False,
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Verification:
    """
    Record the verification and make one move, both or neither.

    :param move: ASK, OPEN_DIALOGUE or EXAMINE; None only records.
    :param missing: what is missing, for ASK; blank: what is noted at the unclear answers.
    :param wished: as `open_dialogue`.
    :raises Refused: as the operations that it calls.

    Whoever is close to it (HardFlag.OWN_CIRCLE) is kept out by the same press: somebody else who is free handles it.
    """
    made = record(complaint, findings, by=by, at=at, seen=seen)
    match move:
        case None:
            pass
        case journey.ASK:
            ask(complaint, missing.strip() or findings.missing, by=by, at=at)
        case journey.OPEN_DIALOGUE:
            open_dialogue(complaint, wished=wished, by=by, at=at)
        case journey.EXAMINE if complaint.state != State.EXAMINING:  # a hard flag has done it already
            examine(complaint, by=by, at=at)
        case journey.EXAMINE:
            pass
        case _:
            raise ValueError(f"{move.name} does not follow from a verification")
    if HardFlag.OWN_CIRCLE in made.flags:
        recuse(complaint, Officer.objects.get(pk=by.officer), by=by, at=at)
    return made
