"""What was said: messages, attempts to reach the person, moves recorded for them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models.complaint import Complaint
from dengar.files.models import Attachment
from dengar.people.models import Officer


class Thread(models.TextChoices):
    """Between whom. Nobody reads a thread that is not theirs."""

    COMPLAINANT = "complainant", _("with the person")
    AGENCY = "agency", _("with the agency")
    INTERNAL = "internal", _("within the desk")


class Side(models.TextChoices):
    """Who speaks."""

    COMPLAINANT = "complainant", _("the person")
    AGENCY = "agency", _("the agency")
    DESK = "desk", _("the complaint desk")


class Message(models.Model):
    """One message in one thread, sealed. Nothing is edited: a correction is another message."""

    Side = Side

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="messages")
    thread = models.CharField(max_length=12, choices=Thread)
    side = models.CharField(max_length=12, choices=Side)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.BinaryField()  # sealed
    files = models.ManyToManyField(Attachment, related_name="messages")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("complaint", "thread", "at", name="message_thread")]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Contact(models.Model):
    """One attempt to reach the person, with its outcome. An automatic message is never one."""

    class Way(models.TextChoices):
        CALL = "call", _("telephone call")
        VISIT = "visit", _("talk at the desk")
        WRITTEN = "written", _("signed message")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("reached, we talked")
        NO_ANSWER = "no_answer", _("no answer")
        SOMEBODY_ELSE = "somebody_else", _("somebody else answered")
        WRONG = "wrong", _("wrong number")

    class Heard(models.TextChoices):
        UNASKED = "", _("not answered yet")
        YES = "yes", pgettext_lazy("called", "yes, somebody called")
        NO = "no", pgettext_lazy("called", "no, nobody called")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="contacts")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way)
    outcome = models.CharField(max_length=14, choices=Outcome)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    heard = models.CharField(max_length=3, choices=Heard, blank=True, default="")  # the person's own word
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="contact")

    class Meta:
        indexes = [models.Index("complaint", "at", name="contact_of_complaint")]
        constraints = [
            models.CheckConstraint(
                name="contact_written_is_its_message",
                condition=models.Q(way="written", message__isnull=False)
                | (~models.Q(way="written") & models.Q(message=None)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.outcome}"


class OnBehalf(models.Model):
    """
    A complainant's move that a handler recorded for them after reading it back.

    `agree`, `confirm` and `withdraw` count only after another officer has called back.
    """

    class Answer(models.TextChoices):
        WAITING = "", _("not called back yet")
        UPHELD = "upheld", _("the person said: yes, that is my wish")
        DENIED = "denied", _("the person said: no")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="on_behalf")
    move = models.CharField(max_length=16)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    needs_call_back = models.BooleanField()
    called_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, choices=Answer, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="on_behalf_called_by_another",
                condition=models.Q(called_by=None) | ~models.Q(called_by=models.F("officer")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.pk}"
