"""The closed list of clocks that may run on a complaint (journey.md, "Rows"), and of the classes that narrow them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What has to happen before the clock runs out."""

    FIRST_CONTACT = "first_contact", _("A person contacts you")
    RECEIPT = "receipt", _("You get a receipt")
    VERIFICATION = "verification", _("It is clear who handles it")
    COMPLETION = "completion", _("You add what is missing")
    ANSWER = "answer", _("First answer of the agency")
    CLASS = "class", _("Target for the decision, after classification")
    DECISION = "decision", _("Decision")
    TELLING = "telling", _("The decision is told to you")
    PROMISE = "promise", _("The promise is kept")
    WITHDRAWAL = "withdrawal", _("Your withdrawal takes effect")
    LAPSE = "lapse", _("We close without certainty if we hear nothing")
    OBJECTION = "objection", _("You may object")
    REOPENING = "reopening", _("First answer after reopening")
    STAND = "stand", _("The decision stands")
    HANDOVER = "handover", _("The other agency takes it or hands it back")


class Klass(TextChoices):
    """What narrows a term: the class of a complaint, what is brought, or how somebody can be reached."""

    INFORMATION = "information", _("request for information")
    NORMATIVE = "normative", _("normative complaint")
    ORDINARY = "ordinary", _("ordinary class")
    SERIOUS = "serious", _("serious class")
    COMPLETENESS = "completeness", _("complete or incomplete")
    QUESTION = "question", _("question")
    SUGGESTION = "suggestion", _("suggestion")
    COMPLIMENT = "compliment", _("compliment")
    NO_CONTACT = "no_contact", _("without contact data")
