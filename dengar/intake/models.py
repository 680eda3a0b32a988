"""What is being written before it is filed, and what was told once it is. All of it sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.malls.models import Mall
from dengar.people.models import Officer
from dengar.vault.models import Box


class Draft(models.Model):
    """
    Answers on their way. Whoever holds the token goes on writing; only its SHA-256 is kept.

    Filing hands the box to the complaint and empties the answers. The row stays for 48 hours, so that the same
    phone gets the same number and, for half an hour, the same words, however often it sends.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="+")
    box = models.OneToOneField(Box, on_delete=models.PROTECT, related_name="draft")
    answers = models.BinaryField(blank=True)  # sealed JSON; empty before the first answer and after filing
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    receipt_key_id = models.CharField(max_length=16, blank=True)  # with which the words were made on filing
    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, null=True, related_name="draft")

    class Meta:
        indexes = [models.Index("touched_at", name="draft_touched")]
        constraints = [
            models.CheckConstraint(
                name="draft_empty_once_filed", condition=models.Q(complaint=None) | models.Q(answers=b"")
            ),
            models.CheckConstraint(
                name="draft_filed_has_a_moment",
                condition=models.Q(complaint=None) | models.Q(filed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Story(models.Model):
    """
    What the person told, in their own words. Never changed: what comes later is a message.

    Written by themselves when filing, or by an officer who heard it, read it back, and was told yes.
    """

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="story")
    sealed = models.BinaryField()  # a Told, as JSON
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: themselves

    class Meta:
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return f"story {self.pk}"


class Settlement(models.Model):
    """
    What an officer noted of something settled on the spot. The person may say that it is not.

    One in ten of those who left a number is called back by another officer.
    """

    class Answer(models.TextChoices):
        WAITING = "", _("not called back yet")
        RIGHT = "right", _("the person said: it is settled")
        NOT_SETTLED = "not_settled", _("the person said: it is not settled")
        NEVER = "never", _("the person said: it never happened")
        UNREACHED = "unreached", _("could not be reached")

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="settlement")
    what = models.BinaryField()  # sealed
    done = models.BinaryField()  # sealed
    token_hash = models.CharField(max_length=64, unique=True)  # of the form's: sent twice, noted once
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)  # both slips are with the person: never printed again
    call_back = models.BooleanField(default=False)  # drawn: another officer asks the person whether it is settled
    called_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=11, choices=Answer, blank=True, default="")  # by telephone

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settlement_called_by_another",
                condition=models.Q(called_by=None) | ~models.Q(called_by=models.F("officer")),
            )
        ]

    def __str__(self) -> str:
        return f"settlement {self.pk}"
