"""What the mall kept before this program: a case that had ended when it was brought in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models.complaint import Complaint
from dengar.malls.models import Mall


class PastCase(models.Model):
    """
    Beside a complaint that came from older records: from which, and how they say that it ended.

    Nobody stands as its handler and nothing moves it; it can be found and read. No row of a source comes in
    twice: the database refuses a second one with the same mark.
    """

    class Ended(models.TextChoices):
        SETTLED = "settled", _("settled, as the older records say")
        ANSWERED = "answered", _("answered, as the older records say")
        UNFOUNDED = "unfounded", _("found not to be so, as the older records say")
        WITHDRAWN = "withdrawn", _("withdrawn, as the older records say")
        FORWARDED = "forwarded", _("passed to another body, as the older records say")
        UNKNOWN = "unknown", _("the older records do not say how")

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="past", primary_key=True)
    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=40)  # the older records, as the map names them
    mark = models.BinaryField(max_length=32)  # keyed HMAC of the row's key in them
    ended = models.CharField(max_length=10, choices=Ended)
    sealed = models.BinaryField()  # key, text and answer as JSON
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mall", "mark", "source"], name="past_case_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"
