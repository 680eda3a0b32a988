"""The only writer of boxes and persons. `read_person` is here and not in queries: reading a name is an act."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.db import transaction

from dengar.kit.keyring import Key
from dengar.ledger import bulk
from dengar.vault import cipher, sealing
from dengar.vault.contacts import contact_hash
from dengar.vault.details import PersonDetails
from dengar.vault.models import Box, Person, Token
from dengar.vault.tokens import tokens

ROUND = 100  # boxes that one call of `rewrap` takes


def make_box(keys: str, *, at: datetime) -> Box:
    """
    Make the box of a new draft, saved. One INSERT.

    :param keys: the mall's slug.
    :raises MissingKey, BadKey: if the mall's wrap key cannot be had.
    """
    key = sealing.ring(keys).current("wrap")
    box = Box(keys=keys, wrap_key_id=key.id, made_at=at)
    box.identity_key = sealing.wrap(box, "identity", cipher.new_key(), key)
    box.words_key = sealing.wrap(box, "words", cipher.new_key(), key)
    box.save(force_insert=True)
    return box


def make_boxes(keys: str, count: int, *, at: datetime) -> list[Box]:
    """
    Make many boxes at once, saved, their keys at hand.

    :raises MissingKey, BadKey: if the mall's wrap key cannot be had.
    """
    key = sealing.ring(keys).current("wrap")
    boxes = [_new_box(keys, key, at) for _n in range(count)]
    bulk.insert(boxes)
    return boxes


def _new_box(keys: str, key: Key, at: datetime) -> Box:
    box = Box(keys=keys, wrap_key_id=key.id, made_at=at)
    identity, words = cipher.new_key(), cipher.new_key()
    box.identity_key = sealing.wrap(box, "identity", identity, key)
    box.words_key = sealing.wrap(box, "words", words, key)
    sealing.keep_open(box, identity, words)
    return box


def keep_people(people: Iterable[tuple[Box, PersonDetails]], *, at: datetime) -> None:
    """Keep who many people are, in boxes of which nothing is kept yet. Who is empty is left out."""
    rows = []
    for box, details in people:
        if not details.empty:
            mac = contact_hash(box.keys, details.contact) if details.contact else ""
            sealed = sealing.seal_identity(box, details.to_bytes())
            rows.append(Person(box=box, sealed=sealed, contact_mac=mac, two_ways=details.two_ways, kept_at=at))
    bulk.insert(rows)


def keep_person(box: Box, details: PersonDetails, *, at: datetime) -> None:
    """
    Keep who the person is, in place of what was kept before. Details without name and contact are not kept at all.

    One statement, so it needs no transaction of its own.

    :raises Shredded: if the identity of this box was destroyed.
    """
    if details.empty:
        Person.objects.filter(box=box).delete()
        return
    mac = contact_hash(box.keys, details.contact) if details.contact else ""
    sealed = sealing.seal_identity(box, details.to_bytes())
    Person.objects.bulk_create(
        [Person(box=box, sealed=sealed, contact_mac=mac, two_ways=details.two_ways, kept_at=at)],
        update_conflicts=True,
        unique_fields=["box"],
        update_fields=["sealed", "contact_mac", "two_ways", "kept_at"],
    )


def has_two_ways(box: Box) -> bool:
    """Whether both a telephone and an e-mail are kept. Nothing is opened. One SQL query."""
    return Person.objects.filter(box=box, two_ways=True).exists()


def renew_identity(box: Box) -> None:
    """
    Give a box a new identity key in the place of a destroyed one; what was destroyed stays so.

    For somebody who had gone nameless and now tells anew who they are.
    """
    if box.identity_key is not None:
        return
    key = sealing.ring(box.keys).get("wrap", box.wrap_key_id)
    box.identity_key = sealing.wrap(box, "identity", cipher.new_key(), key)
    box.__dict__.pop("_opened", None)
    box.save(update_fields=["identity_key"])


def read_person(box: Box) -> PersonDetails | None:
    """
    Return who the person is; None if it was never said, or was destroyed.

    Only complaints.operations.open_identity (which records the look) and the carrier of notices may call this;
    tests/house sees to it.

    :raises Tampered: if the row was changed.
    """
    person = Person.objects.filter(box=box, box__identity_key__isnull=False).first()
    return PersonDetails.from_bytes(sealing.open_identity(box, bytes(person.sealed))) if person else None


@transaction.atomic
def destroy(box: Box, what: Literal["identity", "words", "both"]) -> None:
    """
    Destroy a box's keys, and with "identity" the person's row. It cannot be taken back; doing it twice does no harm.

    :raises ValueError: if `what` is none of the three.
    """
    fields = {"identity": ["identity_key"], "words": ["words_key"], "both": ["identity_key", "words_key"]}.get(what)
    if fields is None:
        raise ValueError(f"nothing called {what!r} can be destroyed")
    Box.objects.filter(pk=box.pk).update(**dict.fromkeys(fields))
    if "identity_key" in fields:
        Person.objects.filter(box=box).delete()
    if "words_key" in fields:
        Token.objects.filter(box=box).delete()
    for field in fields:
        setattr(box, field, None)
    box.__dict__.pop("_opened", None)


def read_again(box: Box) -> None:
    """Say that a box's searched texts have changed. Call it in the transaction that changes them."""
    Box.objects.filter(pk=box.pk, unread=False).update(unread=True)


def claim_unread(box: Box) -> bool:
    """
    Take a box to read its texts anew, inside the transaction that ends with `keep_tokens`.

    Whoever changes a text meanwhile waits at the same row, and leaves it unread again: nothing is missed.

    :returns: False if another worker was quicker.
    """
    return bool(Box.objects.filter(pk=box.pk, unread=True).update(unread=False))


def keep_tokens(box: Box, texts: Iterable[str]) -> None:
    """Keep the tokens of a box's texts, in place of those before."""
    key = sealing.ring(box.keys).current("search")
    made = tokens(key, texts)
    held = dict(Token.objects.filter(box=box).values_list("token", "key_id"))
    gone = [one for one, key_id in held.items() if one not in made or key_id != key.id]
    Token.objects.filter(box=box, token__in=gone).delete()
    new = [Token(box=box, key_id=key.id, token=one) for one in sorted(made) if held.get(one) != key.id]
    Token.objects.bulk_create(new)


def renew_tokens(keys: str) -> bool:
    """
    Mark up to 100 boxes whose tokens were made with an older search key as unread. A chore.

    :returns: False when nothing was due.
    """
    *older, _newest = sealing.ring(keys).all("search")
    if not older:
        return False
    held = Token.objects.filter(key_id__in=[key.id for key in older], box__keys=keys, box__unread=False)
    due = list(held.values_list("box", flat=True).distinct()[:ROUND])
    return Box.objects.filter(pk__in=due).update(unread=True) > 0


def rewrap(keys: str) -> bool:
    """
    Take up to 100 rows from an older key of the mall to its newest: wrapped keys, and digests of contacts. A chore.

    Each row is one guarded UPDATE that names what it saw, so a key that somebody destroys meanwhile does not come
    back. Costs no query while there is only one key.

    :returns: False when nothing was due.
    """
    return _rewrap_boxes(keys) or _rehash_contacts(keys)


def _rewrap_boxes(keys: str) -> bool:
    *older, newest = sealing.ring(keys).all("wrap")
    if not older:
        return False
    due = Box.objects.filter(keys=keys, wrap_key_id__in=[key.id for key in older])[:ROUND]
    return sum(_rewrap(box, newest) for box in due) > 0


def _rehash_contacts(keys: str) -> bool:
    # Whoever has an older contact key and the database could try all phone numbers, so its digests must go.
    *older, newest = sealing.ring(keys).all("contact")
    if not older:
        return False
    due = Person.objects.exclude(contact_mac="").exclude(contact_mac__startswith=f"{newest.id}:")
    return sum(_rehash(person) for person in due.filter(box__keys=keys).select_related("box")[:ROUND]) > 0


def _rehash(person: Person) -> bool:
    details = PersonDetails.from_bytes(sealing.open_identity(person.box, bytes(person.sealed)))
    mac = contact_hash(person.box.keys, details.contact)
    return bool(Person.objects.filter(pk=person.pk, contact_mac=person.contact_mac).update(contact_mac=mac))


def _rewrap(box: Box, newest: Key) -> bool:
    seen: dict[str, object] = {}
    changes: dict[str, object] = {"wrap_key_id": newest.id}
    for part in sealing.PARTS:
        field = f"{part}_key"
        wrapped = getattr(box, field)
        if wrapped is None:
            seen[f"{field}__isnull"] = True
        else:
            seen[field] = bytes(wrapped)
            changes[field] = sealing.wrap(box, part, sealing.data_key(box, part), newest)
    return bool(Box.objects.filter(pk=box.pk, wrap_key_id=box.wrap_key_id, **seen).update(**changes))
