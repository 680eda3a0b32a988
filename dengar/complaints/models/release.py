"""An agency asks for the name behind one complaint, so that things can be put right for that person."""

from django.db import models
from django.utils.translation import pgettext_lazy

from dengar.complaints.models.complaint import Complaint
from dengar.complaints.models.sight import Look
from dengar.malls.models import Agency
from dengar.people.models import Officer


class Release(models.Model):
    """
    One such request, and what became of it (protection.md, "A personal remedy for a confidential complaint").

    Nothing of it says whether a name exists. The custodian decides how it is put to the person; the person's own
    choice alone opens anything, save a written legal order that a second officer has approved.
    """

    class Answer(models.TextChoices):
        WAITING = "", pgettext_lazy("release", "waits for the custodian")
        PUT = "put", pgettext_lazy("release", "put to the person")
        REFUSED = "refused", pgettext_lazy("release", "not put to the person")
        ORDER = "order", pgettext_lazy("release", "a written legal order")

    class Choice(models.TextChoices):
        NONE = "", pgettext_lazy("release", "not chosen yet")
        ONE = "one", pgettext_lazy("release", "Give my name to one person only")
        DESK = "desk", pgettext_lazy("release", "The complaint officer brings the file")
        CAUSE = "cause", pgettext_lazy("release", "No, only mend the cause for everyone")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="releases")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")  # who asks: the one person
    words = models.BinaryField()  # sealed: what for
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=7, choices=Answer, blank=True, default="")
    reason = models.BinaryField(null=True)  # sealed: the custodian's; the person reads it
    consequence = models.BinaryField(null=True)  # sealed: what a name given would mean, in a sentence
    last_day = models.DateField(null=True)  # until when the name may be opened, in the mall's time zone
    decided_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    choice = models.CharField(max_length=5, choices=Choice, blank=True, default="")
    chosen_at = models.DateTimeField(null=True)
    untold = models.BooleanField(default=False)  # the order forbids telling the person
    second = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # approved the order
    second_at = models.DateTimeField(null=True)
    look = models.OneToOneField(Look, on_delete=models.PROTECT, null=True, related_name="release")  # the one opening

    class Meta:
        indexes = [models.Index("complaint", "asked_at", name="release_of_complaint")]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "agency"], condition=models.Q(answer=""), name="release_one_waiting"
            ),
            models.CheckConstraint(
                name="release_chosen_only_when_put",
                condition=models.Q(choice="", chosen_at=None) | models.Q(answer="put", chosen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="release_order_by_two",
                condition=models.Q(second=None) | (models.Q(answer="order") & ~models.Q(second=models.F("decided_by"))),
            ),
            models.CheckConstraint(
                name="release_untold_only_by_order", condition=models.Q(untold=False) | models.Q(answer="order")
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"
