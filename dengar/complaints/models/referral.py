"""The person takes it to the Ombudsman too."""

from django.db import models

from dengar.complaints.models.complaint import Complaint


class Referral(models.Model):
    """
    A file for the Ombudsman, prepared by the person's wish and with what they let in. The journey goes on.

    It holds no text: the sheet is made anew from the complaint each time it is printed.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="referrals")
    parts = models.JSONField()  # some of operations.referring.PARTS, in their order
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"referral {self.pk}"
