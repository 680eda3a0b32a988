"""A reasoned decision, point by point, with what is to be put right."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import Clock, Complaint
from dengar.complaints.remedies import Remedy
from dengar.people.models import Officer


class Decision(models.Model):
    """One decision of one examination. A second examination makes another one; the first stays."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="decisions")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")  # who examined
    official = models.BinaryField()  # sealed: who decides, and in which office
    round = models.PositiveSmallIntegerField()  # 1, then 2 after an objection
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # told by a person, not by a notice
    unheard = models.BinaryField(null=True)  # sealed: why a side was not heard; null: both were

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "round"], name="decision_one_a_round")]

    def __str__(self) -> str:
        return f"decision {self.round}"


class Point(models.Model):
    """One point of a decision: what was said, whether it is so, why, and how it is put right."""

    class Finding(models.TextChoices):
        PROVEN = "proven", pgettext_lazy("finding", "It is so")
        PARTLY = "partly", pgettext_lazy("finding", "Partly so")
        NOT = "not", pgettext_lazy("finding", "It is not so")
        UNKNOWN = "unknown", _("It cannot be known")

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="points")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(
        max_length=8, blank=True, default=""
    )  # of verify.taxonomy.kinds: what was alleged; "": not said
    matter = models.BinaryField()  # sealed
    finding = models.CharField(max_length=7)  # a Finding
    reason = models.BinaryField()  # sealed
    remedy = models.BinaryField(null=True)  # sealed: who does what
    remedy_kind = models.CharField(max_length=11, choices=Remedy, blank=True, default="")
    remedy_due = models.DateField(null=True)  # the last day, in the mall's time zone
    remedy_done_at = models.DateTimeField(null=True)
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="point")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "order"], name="point_order_in_decision"),
            models.CheckConstraint(
                name="point_finding_known",
                condition=models.Q(finding__in=["proven", "partly", "not", "unknown"]),
            ),
            models.CheckConstraint(
                name="point_remedy_with_day",
                condition=models.Q(remedy=None, remedy_due=None, remedy_done_at=None)
                | models.Q(remedy__isnull=False, remedy_due__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.order}"

    @property
    def found(self) -> str:
        """The finding in words."""
        return str(self.Finding(self.finding).label)
