"""A proposal with its promises, and whether both sides have accepted it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    overdue_told_at = models.DateTimeField(null=True)  # the person was sent word that its day has passed

    def __str__(self) -> str:
        return f"promise {self.pk}"


class Extension(models.Model):
    """
    More time for a promise: asked for with a reason, given by the other side alone.

    Without consent the day stands. The old day stays in this row, and in the clock's changes.
    """

    class Why(models.TextChoices):
        ABSENT = "absent", pgettext_lazy("more time", "whoever does it is away")
        OTHER_BODY = "other_body", pgettext_lazy("more time", "another office has to do its part first")
        PAPERS = "papers", pgettext_lazy("more time", "papers are missing")
        SYSTEM = "system", pgettext_lazy("more time", "a system does not work")
        MORE_WORK = "more_work", pgettext_lazy("more time", "it is more work than we thought")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="extensions")
    side = models.CharField(max_length=12, choices=Side)  # who asks
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: the person
    why = models.CharField(max_length=10, choices=Why)
    words = models.BinaryField()  # sealed
    old_due = models.DateField()
    new_due = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    given = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=models.Q(answered_at=None), name="extension_one_waiting"
            ),
            models.CheckConstraint(
                name="extension_answered_with_yes_or_no",
                condition=models.Q(answered_at=None, given=None)
                | models.Q(answered_at__isnull=False, given__isnull=False),
            ),
            models.CheckConstraint(name="extension_later", condition=models.Q(new_due__gt=models.F("old_due"))),
        ]

    def __str__(self) -> str:
        return f"extension {self.pk}"
