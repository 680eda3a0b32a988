"""The guided conversation (Propartif): what was noted, both sides' summaries, options, hearings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import Complaint, Message
from dengar.people.models import Officer


class Phase(models.TextChoices):
    """The five phases of the conversation (domain.md 1.3). Any may be entered again: it is a circle."""

    INTAKE = "intake", pgettext_lazy("phase", "Arrive")
    EXPLORATION = "exploration", pgettext_lazy("phase", "Explore")
    TURNING = "turning", pgettext_lazy("phase", "Turning point")
    OPTIONS = "options", pgettext_lazy("phase", "Options")
    CLOSING = "closing", pgettext_lazy("phase", "Feasibility")


class Side(models.TextChoices):
    """Whose words these are. Each side is a party, with a summary and options of its own."""

    COMPLAINANT = "complainant", _("the person")
    AGENCY = "agency", _("the agency")
    DESK = "desk", _("the complaint desk")


class Conversation(models.Model):
    """One conversation of one complaint; a complaint opened again has a new one."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="conversations")
    started_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.INTAKE)
    tested = models.ForeignKey("Option", on_delete=models.PROTECT, null=True, related_name="+")  # for feasibility
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=models.Q(ended_at=None), name="conversation_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class SelfCheck(models.Model):
    """An officer's own answer to "am I neutral?". Nobody else ever reads it, no superior and no overseer."""

    class Neutral(models.TextChoices):
        YES = "yes", _("yes, I can hear both sides alike")
        UNSURE = "unsure", _("I am not sure")

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    neutral = models.CharField(max_length=6, choices=Neutral)
    words = models.BinaryField()  # sealed; may be an empty text
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("conversation", "officer", "at", name="self_check_of_officer")]

    def __str__(self) -> str:
        return f"self check {self.pk}"


class Apart(models.Model):
    """Both sides are talked with each alone, and are never brought together, until this ends."""

    class Why(models.TextChoices):
        WISH = "wish", pgettext_lazy("apart", "the person wishes it")
        AGENCY = "agency", pgettext_lazy("apart", "the agency wishes it")
        SECRET = "secret", pgettext_lazy("apart", "the agency must not learn who it is")
        POWER = "power", pgettext_lazy("apart", "one side is much stronger")
        FEAR = "fear", pgettext_lazy("apart", "somebody is afraid")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="aparts")
    why = models.CharField(max_length=6, choices=Why)
    words = models.BinaryField()  # sealed; may be an empty text
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: the person
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=models.Q(ended_at=None), name="apart_one_open")
        ]

    def __str__(self) -> str:
        return f"apart {self.pk}"


class Note(models.Model):
    """
    What a handler wrote down under one prompt of one phase. A later one stands beside the earlier.

    :ivar option: the way out that a feasibility answer is about; null for all other notes.
    :ivar message: the person's own message that was taken over into it; null where an officer wrote it.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="notes")
    phase = models.CharField(max_length=12, choices=Phase)
    field = models.CharField(max_length=20)  # a name of method.FIELDS
    option = models.ForeignKey("Option", on_delete=models.PROTECT, null=True, related_name="+")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="+")  # taken over from
    words = models.BinaryField()  # sealed
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("conversation", "field", "at", name="note_of_field")]

    def __str__(self) -> str:
        return f"{self.field} {self.pk}"


class Asked(models.Model):
    """A question of the guide that was sent to the person as a message, and where the answer goes."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="asked")
    phase = models.CharField(max_length=12, choices=Phase)
    field = models.CharField(max_length=20)  # a name of method.FIELDS, or method.OPTION
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="asked")

    def __str__(self) -> str:
        return f"asked {self.pk}"


class JointTalk(models.Model):
    """
    A talk of both sides together. It happens only when both have said yes; a no costs nothing and ends it.

    :ivar over_at: it was refused, called off, or its moment is past and somebody said whether it was held.
    """

    class Answer(models.TextChoices):
        NOT_YET = "", pgettext_lazy("joint talk", "not answered yet")
        YES = "yes", pgettext_lazy("joint talk", "said yes")
        NO = "no", pgettext_lazy("joint talk", "said no")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="joint_talks")
    starts_at = models.DateTimeField()
    place = models.BinaryField()  # sealed: a room, or the address of a call
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    complainant = models.CharField(max_length=3, choices=Answer, blank=True, default="")
    agency = models.CharField(max_length=3, choices=Answer, blank=True, default="")
    reminded_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=models.Q(over_at=None), name="joint_talk_one_open"),
            models.CheckConstraint(
                name="joint_talk_held_with_both",
                condition=models.Q(held=False) | models.Q(complainant="yes", agency="yes", over_at__isnull=False),
            ),
            models.CheckConstraint(
                name="joint_talk_refused_is_over",
                condition=models.Q(over_at__isnull=False) | (~models.Q(complainant="no") & ~models.Q(agency="no")),
            ),
        ]

    def __str__(self) -> str:
        return f"joint talk {self.pk}"

    @property
    def agreed(self) -> bool:
        """Whether both sides have said yes."""
        return self.complainant == self.agency == self.Answer.YES


class Summary(models.Model):
    """
    What one side means and needs, in words which that side confirms.

    A correction is a new row, confirmed by whoever corrected it; the old one stays, superseded.
    """

    class How(models.TextChoices):
        NOT_YET = "", _("not confirmed yet")
        PAGE = "page", _("confirmed on the page")
        READ_BACK = "read_back", _("read back, and the answer was yes")
        SEPARATE = "separate", _("from a separate talk, read back there")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="summaries")
    side = models.CharField(max_length=12, choices=Side)
    words = models.BinaryField()  # sealed: what happened, as this side sees it
    need = models.BinaryField()  # sealed: what this side needs
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")  # null: their own
    written_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "side"], condition=models.Q(superseded_at=None), name="summary_one_in_force"
            ),
            models.CheckConstraint(
                name="summary_confirmed_somehow",
                condition=models.Q(how="", confirmed_at=None)
                | (~models.Q(how="") & models.Q(confirmed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.pk}"


class Option(models.Model):
    """One possible way out, collected before any is judged, with its author."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="options")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, null=True, related_name="+")  # taken over from
    side = models.CharField(max_length=12, choices=Side)
    words = models.BinaryField()  # sealed
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"option {self.pk}"


class Hearing(models.Model):
    """
    All that a respondent ever sees: the approved neutral allegation, and their own answers.

    No number, no story, no file, no date finer than needed. Nothing before it is opened.
    """

    class Answer(models.TextChoices):
        NOT_YET = "", _("not confirmed yet")
        RIGHT = "right", _("yes, that is what I meant")
        WRONG = "wrong", _("something is wrong")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="hearings")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="hearings")
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    allegation = models.BinaryField()  # sealed
    answered_at = models.DateTimeField(null=True)  # by the newest statement
    summary = models.BinaryField(null=True)  # sealed, by the handler
    summary_answer = models.CharField(max_length=5, choices=Answer, blank=True, default="")
    voice = models.PositiveSmallIntegerField(null=True)  # "was I heard?" 1..4
    neutrality = models.PositiveSmallIntegerField(null=True)  # "did they take no side?" 1..4

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "officer"], name="hearing_once")]

    def __str__(self) -> str:
        return f"hearing {self.pk}"


class Statement(models.Model):
    """What a respondent said, once. A correction is another one; the newest counts, the earlier stay."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="statements")
    words = models.BinaryField()  # sealed
    need = models.BinaryField(null=True)  # sealed
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"statement {self.pk}"
