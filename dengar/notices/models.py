"""What the house owes people to know."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from dengar.notices.kinds import KINDS, Kind

LAST_ATTEMPT = 8  # with waits of 1, 2, 4 ... minutes about 4 hours after the first


class Carrier(models.TextChoices):
    """How a notice reaches its reader. Empty as long as nobody has looked how."""

    UNKNOWN = "", "not known yet"
    MAIL = "mail", "e-mail"
    PHONE = "phone", "a call by a handler"
    PAGE = "page", "shown on the page only"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def open(self) -> Self:
        """Neither told nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def owed(self) -> Self:
        """What the house itself still tries to deliver."""
        return self.open().exclude(carrier=Carrier.PHONE).filter(attempts__lt=LAST_ATTEMPT)

    def hopeless(self) -> Self:
        """Every attempt failed, and nobody has said so yet."""
        return self.open().exclude(carrier=Carrier.PHONE).filter(attempts__gte=LAST_ATTEMPT)

    def to_call(self) -> Self:
        return self.open().filter(carrier=Carrier.PHONE)


class Notice(models.Model):
    """
    One thing that one reader is owed to know, since a moment, and whether they were told.

    It holds a reference, never an address or a name; dengar/work/carriers.py alone resolves it.
    Only notices.operations writes to it. The row stays: it is the proof that somebody was told.
    """

    mall = models.SlugField(max_length=40)  # the mall's slug, which is also its log's name
    to = models.CharField(max_length=60)  # "complainant:<subject>", "officer:<id>", "handlers:<mall id>"
    about = models.CharField(max_length=32, blank=True)  # the complaint's subject in the ledger, if it is about one
    kind = models.CharField(max_length=30)
    facts = models.JSONField(default=dict)  # no personal data, no free text
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()  # next attempt; of a call: the next hour that the person called safe
    attempts = models.PositiveSmallIntegerField(default=0)
    carrier = models.CharField(max_length=8, default=Carrier.UNKNOWN, blank=True)
    sent_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=40, blank=True)  # who made the call, as Actor.ref
    given_up_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("due_at", name="notice_open", condition=Q(sent_at=None, given_up_at=None)),
            models.Index("given_up_at", name="notice_given_up", condition=Q(given_up_at__isnull=False)),
            models.Index("about", "made_at", name="notice_about"),
            models.Index("to", "made_at", name="notice_of_reader"),
        ]
        constraints = [
            models.CheckConstraint(
                name="notice_told_or_given_up",
                condition=Q(sent_at=None) | Q(given_up_at=None),
            ),
            models.CheckConstraint(name="notice_carrier_known", condition=Q(carrier__in=Carrier.values)),
            models.CheckConstraint(
                name="notice_call_has_a_caller",
                condition=~Q(carrier="phone", told_by="") | Q(sent_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def words(self) -> Kind:
        return KINDS[self.kind]

    def is_late(self, at: datetime) -> bool:
        return self.sent_at is None and self.due_at < at
