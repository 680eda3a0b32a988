"""What was done, and how it can be seen."""

from django.db import models

from dengar.agree.models import Commitment
from dengar.complaints.models import Complaint
from dengar.decide.models import Point
from dengar.files.models import Attachment
from dengar.people.models import Officer


class FollowUp(models.Model):
    """
    The proof that something was done: one promise, one remedy of a decision, or (neither) the whole.

    Nothing is edited: what turns out wrong is objected to, and another proof stands beside it.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="follow_ups")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="follow_ups")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="follow_ups")
    proof = models.BinaryField()  # sealed
    files = models.ManyToManyField(Attachment, related_name="follow_ups")  # the person may open them
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("complaint", "at", name="follow_up_of_complaint")]
        constraints = [
            models.CheckConstraint(name="follow_up_of_one", condition=models.Q(commitment=None) | models.Q(point=None))
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"
