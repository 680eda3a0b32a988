"""The words of the choices on the pages of filing, and of the answers on the page that checks them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengar.complaints.models import Mode, Reach
from dengar.web.kit.lines import Words

WISHES: dict[str, Words] = {
    "solved": _("My matter is settled"),
    "explained": _("An explanation that is clear and always the same"),
    "apology": _("An apology"),
    "money": _("My money is given back"),
    "never_again": _("It should not happen to anybody else"),
    "heard": _("To be listened to is enough"),
    "by_date": _("Settled before a certain day"),
}
WHOM: dict[str, Words] = {
    "self": _("For myself"),
    "other": _("For somebody else, who has agreed"),
    "ward": _("For a child, or somebody I care for"),
}
HOURS: dict[str, Words] = {
    "any": _("At any time during working hours"),
    "morning": _("Mornings, 08.00–11.00"),
    "afternoon": _("Afternoons, 13.00–15.30"),
}
MODES: dict[str, tuple[Words, Words]] = {
    Mode.CONFIDENTIAL: (
        _("Keep it secret from the agency"),
        _("The complaint officer knows my name, the agency does not"),
    ),
    Mode.OPEN: (_("The agency may know"), _("So that my matter is looked up at once")),
    Mode.ANONYMOUS: (_("Without any name at all"), _("We keep no name")),
}
REACHES: dict[str, tuple[Words, Words]] = {
    Reach.PHONE: (_("Telephone"), _("The quickest way to understand each other")),
    Reach.MAIL: (_("E-mail"), _("It only says: “There is news for you”")),
    Reach.DESK: (_("I come to the complaint desk"), _("News is read out to you, or printed")),
    Reach.PAGE: (_("On this page only"), _("I come back by myself with my key words")),
}


@dataclass(frozen=True)
class Sees:
    """One row of the table: who sees what. `icon` says it beside the words."""

    who: Words
    what: Words
    icon: str


_NOBODY = Sees(_("Everyone else"), pgettext_lazy("sees", "nothing at all"), "lock")
_OVERSEER = Sees(_("Overseer"), pgettext_lazy("sees", "only if it rises to them, recorded"), "shield")
_RESPONDENT = Sees(_("Whoever it is about"), pgettext_lazy("sees", "only what they must answer"), "eye")
_HANDLER, _AGENCY = _("Complaint officer"), _("Agency")

SEES: dict[str, tuple[Sees, ...]] = {
    Mode.CONFIDENTIAL: (
        Sees(_HANDLER, pgettext_lazy("sees", "name and story, recorded each time it is opened"), "eye"),
        Sees(_AGENCY, pgettext_lazy("sees", "a neutral summary only"), "lock"),
        _RESPONDENT,
        _OVERSEER,
        _NOBODY,
    ),
    Mode.OPEN: (
        Sees(_HANDLER, pgettext_lazy("sees", "name and story, recorded"), "eye"),
        Sees(_AGENCY, pgettext_lazy("sees", "name and contact, recorded"), "eye"),
        _RESPONDENT,
        _OVERSEER,
        _NOBODY,
    ),
    Mode.ANONYMOUS: (
        Sees(_HANDLER, pgettext_lazy("sees", "the story only"), "eye"),
        Sees(_AGENCY, pgettext_lazy("sees", "the summary only"), "lock"),
        _RESPONDENT,
        _OVERSEER,
        _NOBODY,
    ),
}
CAUTIONS: dict[str, Words] = {
    Mode.CONFIDENTIAL: _("From what the story says, an agency can sometimes guess."),
    Mode.OPEN: "",
    Mode.ANONYMOUS: _("We work on it all the same. But we cannot look up your personal file."),
}
IN_SHORT: dict[str, Words] = {str(mode): mode.label for mode in Mode}
KNOWN_TO: dict[str, Words] = {
    Mode.CONFIDENTIAL: _("The complaint officer only; each time it is opened is recorded. The agency gets a summary."),
    Mode.OPEN: _("The complaint officer and the agency; each time it is opened is recorded."),
    Mode.ANONYMOUS: _("Nobody. We keep no name."),
}


def in_short(mode: str) -> Words:
    """Return what stands beside the step once the mode is chosen; empty before."""
    return IN_SHORT.get(mode, "")
