"""Drafts: begun, answered, forgotten."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from dengar.files import operations as files
from dengar.intake import queries
from dengar.intake.answers import Answers
from dengar.intake.models import Draft
from dengar.kit.errors import Refused
from dengar.malls.models import Mall
from dengar.vault.models import Box
from dengar.vault.operations import make_box
from dengar.vault.sealing import seal_words

TRIES = 20  # other tabs that may save between our look and our writing


class Forgotten(Refused):
    message = _("We no longer have what you wrote here: it is kept for 48 hours. Please start again.")


class FiledAlready(Refused):
    message = _("This has been sent already.")


def begin(mall: Mall, changes: Mapping[str, Any] | None = None, *, at: datetime, token: str = "") -> tuple[Draft, str]:
    """
    Start a draft with its own box; return it, and the token that alone opens it again.

    :param changes: first answers, as for `answer`.
    :param token: one that the door has given out already; a second call with it returns the same draft.
    """
    token = token or secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            draft = Draft(token_hash=queries.hash_of(token), mall=mall, started_at=at, touched_at=at)
            draft.box = make_box(mall.slug, at=at)
            draft.answers = _sealed(draft, Answers().changed(changes or {}))
            draft.save(force_insert=True)
    except IntegrityError:
        found = queries.by_token(token, at)
        if found is None:
            raise Forgotten from None
        return found, token
    return draft, token


def answer(draft: Draft, changes: Mapping[str, Any], *, at: datetime) -> Answers:
    """
    Keep some answers. Of two tabs the later wins for the same answer; nothing else is lost.

    :raises FiledAlready: if it was filed meanwhile.
    :raises Forgotten: if it is gone.
    """
    for _attempt in range(TRIES):
        given = queries.answers(draft).changed(changes)
        sealed = _sealed(draft, given)
        unchanged = Draft.objects.filter(pk=draft.pk, filed_at=None, answers=bytes(draft.answers))
        if unchanged.update(answers=sealed, touched_at=at):
            draft.answers, draft.touched_at = sealed, at
            return given
        _look_again(draft)
    raise RuntimeError(f"draft {draft.pk} never stood still")


def _look_again(draft: Draft) -> None:
    row = Draft.objects.filter(pk=draft.pk).values_list("answers", "filed_at").first()
    if row is None:
        raise Forgotten
    draft.answers, draft.filed_at = row
    if draft.filed_at is not None:
        raise FiledAlready


def _sealed(draft: Draft, given: Answers) -> bytes:
    return seal_words(draft.box, given.to_json(), "draft")


def forget_drafts(at: datetime) -> bool:
    """
    Forget one draft that nobody has touched for 48 hours. A chore.

    An unfiled one goes with its box, and so with everything that was written or attached; of a filed one only the
    row goes, and with it the token: from then on nothing on the phone leads to the report.

    :returns: False when nothing was due.
    """
    old = Draft.objects.filter(touched_at__lte=at - queries.KEPT)
    draft = old.order_by("touched_at").first()
    if draft is None:
        return False
    with transaction.atomic():
        if old.filter(pk=draft.pk, filed_at=draft.filed_at).delete()[0] and draft.filed_at is None:
            files.forget(draft.box)
            Box.objects.filter(pk=draft.box_id).delete()
    return True
