"""Reports that belong together: a row beside them, never a state."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models.complaint import Complaint
from dengar.people.models import Officer


class Link(models.Model):
    """
    One report stands with another. A duplicate goes on there; of a cluster each goes on by itself.

    The last link to a duplicate holds, and only while the report is closed as merged: an objection opens it again.
    """

    class Kind(models.TextChoices):
        DUPLICATE = "duplicate", _("the same event")
        CLUSTER = "cluster", _("the same cause")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # a duplicate's person was last told that the other one has ended

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_of_two", condition=~models.Q(complaint=models.F("other"))),
            models.UniqueConstraint(
                fields=["complaint", "other"], condition=models.Q(kind="cluster"), name="link_cluster_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
