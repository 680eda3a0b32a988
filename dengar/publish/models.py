"""What appears in public, what does not and why, and the text that a person lets us publish."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import Complaint
from dengar.malls.models import Mall
from dengar.people.models import Officer
from dengar.publish.rule import Outcome, Why

OUTCOME_WORDS = {
    Outcome.SETTLED: _("Settled: the person said so."),
    Outcome.DISPUTED: _("Disputed: the person does not agree with the decision."),
}
WHY_WORDS = {
    Why.NO_COMPLAINT: _("Only complaints appear in public."),
    Why.SECRET: _("The person wishes that nothing is published."),
    Why.OPEN: _("It has not ended yet."),
    Why.NOT_SETTLED: _("Only what the person called settled, and what stayed disputed, appears in public."),
    Why.NO_AGENCY: _("It is not known which agency it is about."),
    Why.TOO_SOON: _("It appears some weeks after the end, so that nobody can tell whose it is."),
    Why.TOO_FEW: _("The agency has too few cases: one could guess whose it is."),
}


class PublicText(models.Model):
    """
    The neutral text of one case, without what tells who somebody is, as the person was shown it.

    It appears only after their yes, and the yes is for exactly this text: another wording is another row. Sealed as
    everything else; what a person takes back is erased.
    """

    class Answer(models.TextChoices):
        WAITING = "", pgettext_lazy("story", "not answered yet")
        YES = "yes", pgettext_lazy("story", "yes")
        NO = "no", pgettext_lazy("story", "no")
        CHANGE = "change", _("something else has to be hidden")

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="stories")
    words = models.BinaryField(null=True)  # sealed: the parts as JSON; null: erased
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=6, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    wish = models.BinaryField(null=True)  # sealed: what else has to be hidden

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=models.Q(superseded_at=None), name="story_one_in_force"
            ),
            models.CheckConstraint(
                name="story_answered_at_with_answer",
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"story {self.pk}"


class Publication(models.Model):
    """
    One case in public, under an address of its own that stays.

    The facts are what the rule found when it appeared; `week` is the Monday on which it did.
    """

    class Reason(models.TextChoices):
        WITHDRAWN = "withdrawn", _("Taken down at the person's wish.")
        SECRET = "secret", _("Taken down at the person's wish: nothing of it may appear.")
        MISTAKE = "mistake", _("Taken down by us: it told too much.")

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="publication")
    mall = models.ForeignKey(Mall, on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=12, unique=True)  # random
    outcome = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Outcome])
    weeks = models.PositiveSmallIntegerField()  # from arrival to end
    late = models.BooleanField()  # a term of the mall or the agency was missed
    names_service = models.BooleanField()
    week = models.DateField()
    story = models.OneToOneField(PublicText, on_delete=models.PROTECT, null=True, related_name="publication")
    reopened_on = models.DateField(null=True)  # the Monday from which it says so; null: it has not been opened again
    down_on = models.DateField(null=True)  # the Monday of that week
    down_reason = models.CharField(max_length=9, choices=Reason, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["mall", "-week", "slug"], name="publication_list", condition=models.Q(down_on=None))
        ]
        constraints = [
            models.CheckConstraint(
                name="publication_down_without_text",
                condition=models.Q(down_on=None, down_reason="")
                | (models.Q(down_on__isnull=False, story=None) & ~models.Q(down_reason="")),
            ),
            models.CheckConstraint(
                name="publication_reopened_without_text",
                condition=models.Q(reopened_on=None) | models.Q(story=None),
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Refusal(models.Model):
    """Why an ended case does not appear, as the rule last found it."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="not_published")
    why = models.CharField(max_length=12, choices=[(why.value, why.value) for why in Why])
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.why
