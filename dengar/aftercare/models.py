"""After closing: was it fair?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.talk.models import Side


class Fairness(models.Model):
    """
    What one side answered to the four questions of procedural justice (domain.md 1.6), 1 not at all .. 4 fully.

    Both sides are asked the same; neither sees the other's answers.
    """

    class Favour(models.TextChoices):
        """What the last decision found; a favourable outcome colours how fair it feels, so it is told beside it."""

        NONE = "", _("Nothing was decided")
        FOR = "for", _("The decision agreed with the person")
        PARTLY = "partly", _("The decision agreed in part")
        AGAINST = "against", _("The decision did not agree with the person")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="fairness")
    side = models.CharField(max_length=12, choices=Side)
    voice = models.PositiveSmallIntegerField(null=True)
    respect = models.PositiveSmallIntegerField(null=True)
    neutrality = models.PositiveSmallIntegerField(null=True)
    motive = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=20)  # how it stood when they answered: fairness is split by outcome
    favour = models.CharField(max_length=7, choices=Favour, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "side"], name="fairness_once_a_side"),
            models.CheckConstraint(
                name="fairness_one_to_four",
                condition=models.Q(
                    *(
                        models.Q(**{name: None}) | models.Q(**{f"{name}__range": (1, 4)})
                        for name in ("voice", "respect", "neutrality", "motive")
                    )
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"fairness {self.side}"
