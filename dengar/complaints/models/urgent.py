"""A report that needs a rapid response: a row beside it, never a state."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models.complaint import Complaint
from dengar.people.models import Officer


class UrgencyQuerySet(models.QuerySet["Urgency"]):
    def open(self) -> Self:
        return self.filter(ended_at=None)


class Urgency(models.Model):
    """Somebody at the desk saw that it cannot wait, and why; until somebody ends it with a reason."""

    class Why(models.TextChoices):
        """The two cases of the Ombudsman's rapid response (domain.md 2.4, RCO)."""

        LIFE = "life", _("danger to life")
        LIVING = "living", _("the means to live are at stake")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="urgencies")
    why = models.CharField(max_length=6, choices=Why)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    words = models.BinaryField(null=True)  # sealed: why it ended

    objects = UrgencyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=models.Q(ended_at=None), name="urgency_one_open"),
            models.CheckConstraint(
                name="urgency_ended_with_reason",
                condition=models.Q(ended_at=None, ended_by=None, words=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False, words__isnull=False),
            ),
        ]
        verbose_name_plural = "urgencies"

    def __str__(self) -> str:
        return f"{self.why} {self.pk}"
