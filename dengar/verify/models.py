"""What verification found, what was missing, where it was forwarded, how it was answered."""

from datetime import datetime
from typing import Self

from django.db import models

from dengar.complaints.models import Complaint
from dengar.people.models import Officer
from dengar.verify.checklist import HARD, Route


class Verification(models.Model):
    """One verification of one complaint. A later one stands beside the earlier; the last one holds."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="verifications")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    checks = models.JSONField()  # {question of checklist.QUESTIONS: Tick}
    flags = models.JSONField()  # codes of checklist.FLAGS, sorted
    klass = models.CharField(max_length=12)  # one of checklist.CLASSES
    route = models.CharField(max_length=6)  # a Route
    reason = models.BinaryField()  # sealed; why a talk in spite of a soft flag, or why the formal route
    notes = models.BinaryField(null=True)  # sealed JSON {question: why this answer, or what is missing}
    kinds = models.JSONField(default=list)  # codes of taxonomy.kinds, sorted; or [UNCATEGORISED]. Alleged, not found
    kinds_version = models.PositiveSmallIntegerField(default=0)  # of the list of kinds; 0: from before there was one
    component = models.CharField(max_length=24, blank=True)  # of the service standard: a code of taxonomy.components

    class Meta:
        indexes = [
            models.Index(models.F("complaint"), models.F("at").desc(), models.F("id").desc(), name="verification_last")
        ]
        constraints = [
            models.CheckConstraint(name="verification_route_known", condition=models.Q(route__in=Route.values))
        ]

    def __str__(self) -> str:
        return f"verification {self.pk}"

    @property
    def hard(self) -> list[str]:
        """The flags that forbid a joint talk."""
        return [flag for flag in self.flags if flag in HARD]


class GapQuerySet(models.QuerySet["Gap"]):
    def open(self) -> Self:
        return self.filter(answered_at=None)


class Gap(models.Model):
    """What exactly was missing, as the person read it, and what they sent."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="gaps")
    words = models.BinaryField()  # sealed
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.BinaryField(null=True)  # sealed
    answered_at = models.DateTimeField(null=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=models.Q(answered_at=None), name="gap_one_open"),
            models.CheckConstraint(
                name="gap_answer_with_moment",
                condition=models.Q(answer=None, answered_at=None)
                | models.Q(answer__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"gap {self.pk}"


class ForwardQuerySet(models.QuerySet["Forward"]):
    def open(self) -> Self:
        return self.filter(accepted_at=None, refused_at=None)

    def open_since(self, moment: datetime) -> Self:
        return self.open().filter(asked_at__lte=moment)


class Forward(models.Model):
    """Another body was asked to take it. It stays ours until that body has accepted."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="forwards")
    body = models.BinaryField()  # sealed: the other body's name
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    reason = models.BinaryField(null=True)  # sealed: why it was refused, or where it goes on

    objects = ForwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(accepted_at=None, refused_at=None),
                name="forward_one_open",
            ),
            models.CheckConstraint(
                name="forward_not_both", condition=models.Q(accepted_at=None) | models.Q(refused_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"forward {self.pk}"


class Reply(models.Model):
    """The words with which a report was answered, thanked for, or closed with a reason."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="replies")
    words = models.BinaryField()  # sealed
    reason = models.CharField(max_length=16)  # a journey.Reason
    merged_into = models.ForeignKey(Complaint, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(models.F("complaint"), models.F("at").desc(), name="reply_last")]
        constraints = [
            models.CheckConstraint(
                name="reply_merged_into_another",
                condition=models.Q(reason="merged", merged_into__isnull=False)
                | (~models.Q(reason="merged") & models.Q(merged_into=None)),
            )
        ]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"
