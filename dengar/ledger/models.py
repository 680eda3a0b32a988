"""
The register: entries, their places in the tree, the tree's head, and every head that was signed.

Entries, leaves and checkpoints can only be added: the database refuses to change or remove them
(migration 0002). Only ledger.operations and ledger.sealing write here.
"""

from typing import Self

from django.db import models

LOG = 40  # characters of a log's name: the mall's slug


class EntryQuerySet(models.QuerySet["Entry"]):
    def unsealed(self, log: str) -> Self:
        """
        Narrow to the entries of `log` that have no place in the tree yet, the oldest first.

        Always a comparison of all entries with all leaves: on PostgreSQL ids commit out of order, so
        "everything after the last one sealed" would lose an entry for good.
        """
        return self.filter(log=log, leaf=None).order_by("pk")


class Entry(models.Model):
    """
    One thing that happened, as it was written in the same transaction that made it so.

    :ivar subject: 32 random hex digits that stand for the complaint (or mall, person, rule); never its number.
    :ivar at: the moment that it speaks of. `recorded_at`: the moment that it was written, by the machine's clock.
    :ivar facts: what ledger.events lets this event say: no personal data, words only as keyed HMACs.
    :ivar salt: 16 random bytes, so that nobody can guess an entry from its leaf.
    """

    log = models.CharField(max_length=LOG)
    subject = models.CharField(max_length=32)
    event = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    facts = models.JSONField()
    salt = models.BinaryField(max_length=16)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index("log", "subject", "at", name="entry_timeline"),
            models.Index("log", "id", name="entry_unsealed"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"


class Leaf(models.Model):
    """
    The place of one entry in its log's tree. An entry without a leaf is not sealed yet.

    :ivar hash: the RFC 9162 leaf hash (32 bytes) of the entry's commitment; see ledger.leaves.
    """

    log = models.CharField(max_length=LOG)
    index = models.PositiveBigIntegerField()  # from 0
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")
    hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name_plural = "leaves"
        constraints = [models.UniqueConstraint(fields=["log", "index"], name="leaf_one_per_place")]

    def __str__(self) -> str:
        return f"{self.log} {self.index}"


class Head(models.Model):
    """
    Where a log's tree stands. Whoever seals must change this row first, by a guarded UPDATE.

    :ivar origin: the name under which the log's checkpoints are signed; never changes.
    :ivar frontier: the compact range over all leaves (ledger.merkle.Range).
    :ivar looked_at: the last fixed hour that was dealt with, whether or not there was anything to seal.
    """

    log = models.CharField(max_length=LOG, unique=True)
    origin = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    frontier = models.BinaryField(max_length=64 * 32)
    sealed_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.log} {self.size}"


class Checkpoint(models.Model):
    """One head of one log, signed: what the public sees of it. Never two roots for one size."""

    log = models.CharField(max_length=LOG)
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    note = models.TextField()  # C2SP signed note, as served
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="checkpoint_one_per_size")]

    def __str__(self) -> str:
        return f"{self.log} {self.size}"
