"""Who the person is and what was written: only sealed, and the keys to it only wrapped."""

import uuid

from django.db import models


class Box(models.Model):
    """
    One complaint's two data keys, made with its draft and inherited by it.

    Each key is wrapped with the mall's key, which lies outside the database. A key that is null was destroyed:
    what it sealed can be read by nobody any more, in no backup made later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # known before the row: seals name it
    keys = models.SlugField(max_length=40, db_index=False)  # the mall's slug: whose key ring
    wrap_key_id = models.CharField(max_length=20)
    identity_key = models.BinaryField(null=True)
    words_key = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    unread = models.BooleanField(default=True)  # its texts have changed since its tokens were made

    class Meta:
        verbose_name_plural = "boxes"
        indexes = [
            models.Index("keys", "wrap_key_id", name="box_wrapped_with"),
            models.Index("made_at", name="box_unread", condition=models.Q(unread=True)),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Person(models.Model):
    """Who brought a complaint, sealed with its box's identity key. None for an anonymous complaint."""

    box = models.OneToOneField(Box, on_delete=models.PROTECT, related_name="person", primary_key=True)
    sealed = models.BinaryField()  # a PersonDetails
    contact_mac = models.CharField(
        max_length=80, blank=True, db_index=True
    )  # receipts.contact_hash; "" without contact
    two_ways = models.BooleanField(default=False)  # both a telephone and an e-mail are kept; which, only the seal knows
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.box_id)


class Token(models.Model):
    """One stem that a box's texts hold, as a keyed token. It is gone with the box's words."""

    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="tokens", db_index=False)
    key_id = models.CharField(max_length=16)
    token = models.BigIntegerField()

    class Meta:
        indexes = [models.Index("token", "box", name="token_found"), models.Index("key_id", name="token_made_with")]
        constraints = [models.UniqueConstraint(fields=["box", "token"], name="token_once")]

    def __str__(self) -> str:
        return f"token {self.pk}"
