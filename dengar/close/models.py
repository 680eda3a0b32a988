"""How it ends, and how it goes on after an end: objections, withdrawals."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint
from dengar.people.models import Officer


class Objection(models.Model):
    """The person says that it is not settled, or opens it again; the words and the wish."""

    class Wish(models.TextChoices):
        TALK = "talking", _("talk again")
        EXAMINE = "examining", _("have it examined")

    class Says(models.TextChoices):
        """What the person says of a note "settled at the counter"; empty for every other end."""

        NOTHING = "", _("nothing was noted at a counter")
        NOT_SETTLED = "not_settled", _("It is not settled yet.")
        NEVER = "never", _("It never happened.")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="objections")
    words = models.BinaryField()  # sealed; empty only where `says` speaks
    wish = models.CharField(max_length=9, choices=Wish)
    says = models.CharField(max_length=11, choices=Says, blank=True, default="")
    again = models.BooleanField(default=False)  # opened again after the time to object, with something new
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: the person
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"objection {self.pk}"


class Withdrawal(models.Model):
    """
    The person asks to withdraw. It takes effect after three days unless they take it back;
    meanwhile the house asks on the page, and somebody else than the officer of the case by voice, whether it was free.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="withdrawals")
    words = models.BinaryField(null=True)  # sealed: why, if they said
    at = models.DateTimeField()
    effective_at = models.DateTimeField()
    question_at = models.DateTimeField(null=True)  # the person was sent word that a question waits on their page
    own_word_at = models.DateTimeField(null=True)  # the person said there that it is free
    taken_back_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    free = models.BooleanField(null=True)  # what the person answered to them
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"],
                condition=models.Q(taken_back_at=None, done_at=None),
                name="withdrawal_one_waiting",
            )
        ]
        indexes = [
            models.Index("effective_at", name="withdrawal_due", condition=models.Q(taken_back_at=None, done_at=None))
        ]

    def __str__(self) -> str:
        return f"withdrawal {self.pk}"

    @property
    def asked(self) -> str:
        """Who heard from the person that it is free: "officer", "page" or "nobody"."""
        return "officer" if self.asked_at else "page" if self.own_word_at else "nobody"
