"""A proposal with its promises, and whether both sides have accepted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Clock, Complaint
from dengar.complaints.remedies import Remedy
from dengar.people.models import Officer
from dengar.talk.models import Side


class Agreement(models.Model):
    """
    One proposal. It binds once both sides have accepted it; nobody accepts for the other.

    One is on the table at a time; what was declined stays.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="agreements")
    side = models.CharField(max_length=12, choices=Side)  # the author's
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: the person
    words = models.BinaryField()  # sealed
    proposed_at = models.DateTimeField()
    complainant_at = models.DateTimeField(null=True)
    agency_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_by = models.CharField(max_length=12, choices=Side, blank=True, default="")
    why = models.BinaryField(null=True)  # sealed: why it was declined

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(declined_at=None) & (models.Q(complainant_at=None) | models.Q(agency_at=None)),
                name="agreement_one_on_the_table",
            )
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"

    @property
    def binds(self) -> bool:
        """Whether both sides have accepted it."""
        return self.complainant_at is not None and self.agency_at is not None


class Commitment(models.Model):
    """One promise of an agreement: who does what by when. Its clock runs from the moment both agreed."""

    class Bearer(models.TextChoices):
        AGENCY = "agency", _("the agency")
        MALL = "mall", _("the mall")
        COMPLAINANT = "complainant", _("you")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="commitments")
    bearer = models.CharField(max_length=12, choices=Bearer)
    what = models.BinaryField()  # sealed
    remedy = models.CharField(max_length=11, choices=Remedy, blank=True, default="")  # empty: not said
    due_on = models.DateField()  # the last day, in the mall's time zone
    clock = models.OneToOneField(Clock, on_delete=models.PROTECT, null=True, related_name="commitment")
    kept_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)  # the person said so; it stays

    def __str__(self) -> str:
        return f"promise {self.pk}"
