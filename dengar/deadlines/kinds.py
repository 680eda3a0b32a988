"""The closed list of clocks that may run on a complaint (journey.md, "Rows"), and of the classes that narrow them."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Which clock, as officers and settings call it; the complainant reads a sentence instead."""

    FIRST_CONTACT = "first_contact", pgettext_lazy("clock", "Personal contact")
    RECEIPT = "receipt", pgettext_lazy("clock", "Receipt")
    VERIFICATION = "verification", pgettext_lazy("clock", "Checked and passed on")
    COMPLETION = "completion", pgettext_lazy("clock", "Completing the complaint")
    ANSWER = "answer", pgettext_lazy("clock", "First answer")
    CLASS = "class", pgettext_lazy("clock", "Target for the decision, after classification")
    DECISION = "decision", pgettext_lazy("clock", "Decision")
    TELLING = "telling", pgettext_lazy("clock", "Telling the decision")
    PROMISE = "promise", pgettext_lazy("clock", "Promise")
    WITHDRAWAL = "withdrawal", pgettext_lazy("clock", "Withdrawal takes effect")
    LAPSE = "lapse", pgettext_lazy("clock", "Closing if nothing is heard")
    OBJECTION = "objection", pgettext_lazy("clock", "Time to object")
    REOPENING = "reopening", pgettext_lazy("clock", "Answer after reopening")
    STAND = "stand", pgettext_lazy("clock", "Decision stands")
    HANDOVER = "handover", pgettext_lazy("clock", "Answer to an offered handover")


class Klass(TextChoices):
    """What narrows a term: the class of a complaint, what is brought, or how somebody can be reached."""

    INFORMATION = "information", pgettext_lazy("class", "request for information")
    NORMATIVE = "normative", pgettext_lazy("class", "normative")
    ORDINARY = "ordinary", pgettext_lazy("class", "ordinary")
    SERIOUS = "serious", pgettext_lazy("class", "serious")
    COMPLETENESS = "completeness", pgettext_lazy("class", "complete or not yet")
    QUESTION = "question", pgettext_lazy("class", "question")
    SUGGESTION = "suggestion", pgettext_lazy("class", "suggestion")
    COMPLIMENT = "compliment", pgettext_lazy("class", "compliment")
    NO_CONTACT = "no_contact", pgettext_lazy("class", "without contact data")
