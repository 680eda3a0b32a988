"""Running clocks, and every change of one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models.complaint import Complaint


class Clock(models.Model):
    """
    One term that runs, or ran, for one complaint. Several run at once.

    `term` is a snapshot of the policy that started it (length, unit, basis, confirmed, klass):
    a later change of policy never rewrites it.
    """

    class Kind(models.TextChoices):
        FIRST_CONTACT = "first_contact", _("First personal contact")
        RECEIPT = "receipt", _("Receipt")
        VERIFICATION = "verification", _("Checking the report")
        COMPLETION = "completion", _("Sending what is missing")
        ANSWER = "answer", _("First answer")
        CLASS = "class", _("Target for the decision")
        DECISION = "decision", _("Decision")
        TELLING = "telling", _("Telling the decision")
        PROMISE = "promise", pgettext_lazy("clock", "Promise")
        WITHDRAWAL = "withdrawal", _("Thinking time before withdrawing")
        LAPSE = "lapse", _("Waiting for an answer")
        OBJECTION = "objection", _("Time to object")
        REOPENING = "reopening", _("First step after opening again")

    class Bearer(models.TextChoices):
        MALL = "mall", _("the mall")
        AGENCY = "agency", _("the agency")
        COMPLAINANT = "complainant", _("you")

    class Outcome(models.TextChoices):
        RUNNING = "", _("running")
        KEPT = "kept", _("kept")
        LATE = "late", _("late")
        VOID = "void", _("no longer needed")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="clocks")
    kind = models.CharField(max_length=14, choices=Kind)
    bearer = models.CharField(max_length=12, choices=Bearer)
    term = models.JSONField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=5, choices=Outcome, blank=True, default="")

    class Meta:
        indexes = [
            models.Index("complaint", "stopped_at", name="clock_of_complaint"),
            models.Index("kind", "due_at", name="clock_due", condition=models.Q(stopped_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="clock_outcome_when_stopped",
                condition=models.Q(stopped_at=None, outcome="")
                | (models.Q(stopped_at__isnull=False) & ~models.Q(outcome="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at:%Y-%m-%d}"


class ClockChange(models.Model):
    """One thing that happened to a clock. Append-only: lateness is computed from these, and stays."""

    class Kind(models.TextChoices):
        START = "start", _("started")
        PAUSE = "pause", _("paused")
        RESUME = "resume", _("resumed")
        EXTEND = "extend", _("extended")
        HOLIDAY = "holiday", _("moved by a holiday")
        STOP = "stop", _("stopped")

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind)
    old_due = models.DateTimeField(null=True)
    new_due = models.DateTimeField(null=True)
    reason = models.CharField(max_length=40, blank=True)  # a code, never free text

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
