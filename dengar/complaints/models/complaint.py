"""What one person brings, and where it stands."""

from datetime import UTC, datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.journey import ENDS, Reason, State
from dengar.malls.models import Agency, Counter, Mall, Service
from dengar.people.models import Officer
from dengar.vault.models import Box

# A moment that sorts last on every database, where NULL sorts first on one and last on another.
NEVER = datetime(9999, 12, 31, tzinfo=UTC)


class Kind(models.TextChoices):
    """What a report is. Only a complaint has the terms of a complaint."""

    COMPLAINT = "complaint", _("complaint")
    SUGGESTION = "suggestion", _("suggestion")
    COMPLIMENT = "compliment", _("compliment")
    QUESTION = "question", _("question")


class Mode(models.TextChoices):
    """Who may know who is asking (protection.md). The stricter is the default."""

    OPEN = "open", pgettext_lazy("mode", "the agency may know")
    CONFIDENTIAL = "confidential", pgettext_lazy("mode", "secret from the agency")
    ANONYMOUS = "anonymous", pgettext_lazy("mode", "without a name")


class Channel(models.TextChoices):
    """By which door it came in."""

    WEB = "web", _("phone or computer")
    COUNTER = "counter", _("complaint desk")
    PHONE = "phone", _("telephone")
    LETTER = "letter", _("letter")


class Reach(models.TextChoices):
    """How the person wants to hear from us: no address, only the way."""

    PHONE = "phone", _("by telephone")
    MAIL = "mail", _("by e-mail")
    DESK = "desk", _("at the complaint desk")
    PAGE = "page", _("on this page only")


class Concern(models.TextChoices):
    """Whom it concerns, as the handler recorded it; until then no agency is let in."""

    OPEN = "", _("not recorded yet")
    UNKNOWN = "unknown", _("not known yet")
    UNIT = "unit", _("an agency or a unit")
    PERSON = "person", _("named officers")


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def open(self) -> Self:
        return self.exclude(state__in=ENDS)

    def late(self, at: datetime) -> Self:
        return self.open().filter(due_at__lt=at)


class Complaint(models.Model):
    """
    What one person brings to the mall, and where it stands on its journey.

    This row holds what every step needs. What one step alone needs is a row of that step
    with a key to this one. Nothing here names a person; every text is sealed elsewhere.
    Only complaints.operations writes to it.
    """

    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="complaints")
    box = models.OneToOneField(Box, on_delete=models.PROTECT, related_name="complaint")
    number = models.CharField(max_length=9, unique=True)  # said aloud, printed on the slip: "7K2M-94R7"
    subject = models.CharField(max_length=32, unique=True)  # the ledger's random name for it

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.COMPLAINT)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.CONFIDENTIAL)
    secret = models.BooleanField(default=False)  # nothing about it is ever published
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    reach = models.CharField(max_length=6, choices=Reach, default=Reach.PAGE)
    check_in = models.BooleanField(default=False)  # may be asked after closing whether there was trouble
    around_desk = models.BooleanField(default=False)  # about handler or coordinator: the overseer's list

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="complaints")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="complaints")
    counter = models.ForeignKey(Counter, on_delete=models.PROTECT, null=True, related_name="complaints")
    concern = models.CharField(max_length=8, choices=Concern, default=Concern.OPEN, blank=True)
    klass = models.CharField(max_length=12, blank=True)  # golongan, set by verification
    handler = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="handled")

    words_key_id = models.CharField(max_length=16)
    words_check = models.BinaryField(max_length=32)  # keyed HMAC of number and the five words

    received_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    state_since = models.DateTimeField()
    step = models.PositiveIntegerField(default=0)  # moves made so far: what a page saw, and the guard
    due_at = models.DateTimeField(default=NEVER)  # the earliest running clock; NEVER: none runs
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=16, choices=Reason, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("mall", "due_at", "id", name="complaint_desk", condition=~models.Q(state__in=sorted(ENDS))),
            models.Index("state", "state_since", name="complaint_waiting"),
        ]
        constraints = [
            models.CheckConstraint(name="complaint_state_known", condition=models.Q(state__in=sorted(State.values))),
            models.CheckConstraint(
                name="complaint_closed_at_with_end",
                condition=models.Q(state__in=sorted(ENDS), closed_at__isnull=False, due_at=NEVER)
                | (~models.Q(state__in=sorted(ENDS)) & models.Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="complaint_reason_with_closed_other",
                condition=models.Q(state="closed_other") ^ models.Q(close_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def brought_in(self) -> bool:
        """Whether it comes from older records: nobody handles it, nothing moves it, no receipt opens it."""
        return self.close_reason == Reason.IMPORTED
