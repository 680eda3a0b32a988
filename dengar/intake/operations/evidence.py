"""What a person attaches while filing: kept at once, each file by itself, and taken back at will."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from dengar.files import operations as files
from dengar.files.models import Attachment
from dengar.files.operations import Upload
from dengar.files.refusals import Unfit
from dengar.intake.models import Draft
from dengar.intake.operations.drafts import FiledAlready, Forgotten, answer
from dengar.kit.actors import Actor


@dataclass
class Attached:
    """What became of the files that were sent: those kept, and those refused with why."""

    kept: list[Attachment] = field(default_factory=list)
    refused: list[tuple[Upload, Unfit]] = field(default_factory=list)


def attach(
    draft: Draft, uploads: Sequence[Upload], *, by: Actor, at: datetime, cover: bool | None = None, without: int = 0
) -> Attached:
    """
    Keep files with a draft. One that is refused takes no other with it.

    :param cover: whether name and number are to be covered in them; None leaves the answer as it is.
    :param without: the number of a file to take back first.
    :raises FiledAlready: if it was filed meanwhile. :raises Forgotten: if it is gone.
    """
    done = Attached()
    if cover is not None:
        answer(draft, {"cover": cover}, at=at)
    if without:
        detach(draft, without, at=at)
    for upload in uploads:
        try:
            done.kept.append(_attach(draft, upload, by=by, at=at))
        except Unfit as refusal:
            done.refused.append((upload, refusal))
    return done


def _attach(draft: Draft, upload: Upload, *, by: Actor, at: datetime) -> Attachment:
    with files.prepared(draft.box, [upload], at=at) as ready, transaction.atomic():
        _hold(draft, at)
        return files.keep(draft.box, ready[0], by=by, at=at)


@transaction.atomic
def detach(draft: Draft, ordinal: int, *, at: datetime) -> None:
    """
    Take a file back. Doing it twice does no harm.

    :raises FiledAlready, Forgotten: as `attach`.
    """
    _hold(draft, at)
    row = Attachment.objects.filter(box=draft.box_id, ordinal=ordinal).first()
    if row:
        files.remove(row)


def _hold(draft: Draft, at: datetime) -> None:
    """Make sure that the draft is still being written, and hold it until the commit."""
    here = Draft.objects.filter(pk=draft.pk)
    if not here.filter(filed_at=None).update(touched_at=at):
        raise FiledAlready if here.exists() else Forgotten
