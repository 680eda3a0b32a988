"""How people speak with each other while a complaint runs: a plan on conduct, a row beside it, never a state."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models.complaint import Complaint
from dengar.people.models import Officer


class ConductPlanQuerySet(models.QuerySet["ConductPlan"]):
    def open(self) -> Self:
        """Proposed or in force: neither refused nor ended."""
        return self.filter(ended_at=None).exclude(approved=False)

    def in_force(self, on: date) -> Self:
        """Approved and not past its day: what nobody reviewed in time holds no more."""
        return self.filter(ended_at=None, approved=True, review_on__gte=on)


class ConductPlan(models.Model):
    """
    What happened, what is done about it, and until when. It is about conduct, never about the complaint.

    Proposed by whoever handles the complaint, approved by a senior who is somebody else, read by the person, who may
    object. It stops no move and no clock. `renews`: the plan that this one goes on with.
    """

    class Measure(models.TextChoices):
        """The closed list. Nothing here shuts a door: every way of being heard that the law gives stays open."""

        ONE_PERSON = "one_person", _("one contact person")
        WRITTEN = "written", _("answers in writing only")
        HOURS = "hours", _("calls and visits at agreed times")
        SHORTER = "shorter", _("shorter calls")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="conduct_plans")
    conduct = models.BinaryField()  # sealed: what was done or said, without a judgement of the person
    measures = models.JSONField()  # some of Measure, sorted
    reason = models.BinaryField()  # sealed: why these measures
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    review_on = models.DateField()  # the last day on which it holds unless it is renewed
    approved = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refusal = models.BinaryField(null=True)  # sealed: why it was not approved
    objection = models.BinaryField(null=True)  # sealed: the person's words
    objected_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    words = models.BinaryField(null=True)  # sealed: why it ended, or goes on in another plan
    renews = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="renewed")

    objects = ConductPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(ended_at=None) & (models.Q(approved=None) | models.Q(approved=True)),
                name="conduct_plan_one_open",
            ),
            models.CheckConstraint(
                name="conduct_plan_decided_by_another",
                condition=models.Q(approved=None, decided_by=None, decided_at=None)
                | (
                    models.Q(approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="conduct_plan_ended_with_words",
                condition=models.Q(ended_at=None, ended_by=None, words=None)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False, words__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"conduct plan {self.pk}"
