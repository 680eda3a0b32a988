"""
What verification asks, and what forbids or hampers a joint conversation: closed lists.

Questions: a short form of the formal and the material verification. Flags: domain.md 1.7, after the
Ombudsman's practice and a Dutch municipality's list of contra-indications.
"""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.deadlines.kinds import Klass


class Formal(TextChoices):
    """May we take it?"""

    WHAT = "what", _("It is clear what happened")
    HERE = "here", _("It is about a service in this mall")
    IN_TIME = "in_time", _("It is still within the time limit")
    NO_COURT = "no_court", _("No court has decided it")
    NOT_TWICE = "not_twice", _("It is not the same report again")


class Material(TextChoices):
    """Is there something to work on?"""

    DUTY = "duty", _("Something should have been done, or not been done")
    WHOM = "whom", _("It is known who has to be heard")
    ENOUGH = "enough", _("There is enough to begin; the story alone is enough")


class Tick(TextChoices):
    """An answer. `unclear` asks for something; it counts against nobody."""

    YES = "yes", pgettext_lazy("verification", "Yes")
    UNCLEAR = "unclear", pgettext_lazy("verification", "Not yet")
    NO = "no", pgettext_lazy("verification", "No")


class HardFlag(TextChoices):
    """No joint contact: the formal route, whatever else speaks for a talk."""

    ILLEGAL_FEE = "illegal_fee", _("Money was asked beyond the tariff, or another crime")
    HARASSMENT = "harassment", _("Sexual harassment")
    VIOLENCE = "violence", _("Violence or a threat")
    DANGER = "danger", _("Danger to life")
    WOULD_REVEAL = "would_reveal", _("The person wants secrecy, and contact would reveal them")
    IN_COURT = "in_court", _("A court is deciding the same matter")
    OWN_CIRCLE = "own_circle", _("It is about your own superior or a relative of yours")


class SoftFlag(TextChoices):
    """A conversation is possible, with a reason that is written down."""

    RULING = "ruling", _("A legal question needs a ruling")
    THIRD_PARTY = "third_party", _("Other people have rights in it")
    REPEATED = "repeated", _("The same is reported again and again")
    POWER_GAP = "power_gap", _("One side is much stronger")
    REFUSAL = "refusal", _("One side does not want to talk")
    COUNSEL = "counsel", _("The person has a lawyer")
    LEGAL_TERM = "legal_term", _("A term of the law would run out")
    GUESSABLE = "guessable", _("Only one person can know this: the agency would guess who")


class Route(TextChoices):
    """How it goes on."""

    TALK = "talk", _("Talk with both sides")
    FORMAL = "formal", _("Formal examination")


QUESTIONS: tuple[str, ...] = (*Formal.values, *Material.values)
FLAGS = {**dict(HardFlag.choices), **dict(SoftFlag.choices)}
HARD = frozenset(HardFlag.values)
# Of these the overseer is told (docs/decisions/0018): a possible crime, somebody above the handler, a life. Not of
# harassment and violence: more eyes may be the last thing that the person wants.
OVERSEER_TOLD = frozenset({HardFlag.ILLEGAL_FEE, HardFlag.OWN_CIRCLE, HardFlag.DANGER})
SOFT = frozenset(SoftFlag.values)

# How long after the event a report is taken, to begin with: UU 37/2008 art. 24, the Ombudsman's own limit.
REPORT_WITHIN = timedelta(days=2 * 365)

# The classes (golongan) that a handler may set; each has its term in content/policies/terms.toml.
CLASSES = (Klass.NORMATIVE, Klass.ORDINARY, Klass.SERIOUS, Klass.INFORMATION)
