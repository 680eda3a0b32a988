"""How something is put right: a closed list, the same for what both sides agree and for what is decided."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Remedy(TextChoices):
    """What a promise, or a point of a decision, gives to the person (issue 3, item 4)."""

    EXPLANATION = "explanation", pgettext_lazy("remedy", "an explanation")
    APOLOGY = "apology", pgettext_lazy("remedy", "an apology")
    CORRECTION = "correction", pgettext_lazy("remedy", "it is put right")
    REPAYMENT = "repayment", pgettext_lazy("remedy", "money back")
    CHANGE = "change", pgettext_lazy("remedy", "it changes for everyone")
