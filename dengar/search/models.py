"""Which reports look alike. Scores only: what was compared stays sealed where it is."""

from django.db import models

from dengar.complaints.models import Complaint
from dengar.people.models import Officer


class Likeness(models.Model):
    """How alike the stories of two reports are, until somebody says that they are not the same."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="likenesses")  # the later one
    other = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="alike_to")  # came before it
    score = models.PositiveSmallIntegerField()  # hundredths, from likeness.LOWEST to 100
    found_at = models.DateTimeField()
    apart_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    apart_at = models.DateTimeField(null=True)  # somebody looked: not the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "other"], name="likeness_once"),
            models.CheckConstraint(name="likeness_of_two", condition=~models.Q(complaint=models.F("other"))),
            models.CheckConstraint(
                name="likeness_apart_by_somebody",
                condition=models.Q(apart_by=None, apart_at=None)
                | models.Q(apart_by__isnull=False, apart_at__isnull=False),
            ),
        ]
        verbose_name_plural = "likenesses"

    def __str__(self) -> str:
        return f"{self.score} {self.pk}"
