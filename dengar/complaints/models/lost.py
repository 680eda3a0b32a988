"""Receipt words that were lost, and how their owner comes to new ones."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models.complaint import Complaint
from dengar.people.models import Officer

ASK_FOR = timedelta(days=7)  # so long a wish waits for its call


class LostWordsQuerySet(models.QuerySet["LostWords"]):
    def waiting(self, at: datetime) -> Self:
        """Whoever waits for a call. After seven days a wish is over."""
        return self.filter(answer="", asked_at__gt=at - ASK_FOR)


class LostWords(models.Model):
    """
    Somebody who holds the number alone asks for new words. A handler calls the contact in the vault, no other.

    The words show on the telephone on which they were asked for, which alone holds the token; only its SHA-256
    is kept. The officer never sees them (protection.md, "Receipt words").
    """

    class Answer(models.TextChoices):
        WAITING = "", _("not called yet")
        THEIRS = "theirs", _("the person asked for it")
        DENIED = "denied", _("the person did not ask for it")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="lost_words")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=6, choices=Answer, blank=True, default="")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # who called
    answered_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)  # the new words were shown: from here on the old ones are dead

    objects = LostWordsQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("complaint", "asked_at", name="lost_words_waiting", condition=models.Q(answer=""))]
        constraints = [
            models.CheckConstraint(
                name="lost_words_taken_after_a_call",
                condition=models.Q(taken_at=None) | models.Q(answer="theirs", officer__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"lost words {self.pk}"
