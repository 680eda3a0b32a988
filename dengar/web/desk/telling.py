"""Words that leave for the other side: what in them tells who somebody is needs a second press by the sender."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from dengar.kit.identifying import Kind
from dengar.web.desk.cases import CaseForm
from dengar.web.kit import marking
from dengar.web.kit.forms import TickField

# A promise has its day, and a visit its address: between the sides of one case these tell nothing new.
BETWEEN_SIDES = frozenset(Kind) - {Kind.DATE, Kind.ADDRESS}


class TellingForm(CaseForm):
    """
    A form whose words somebody else reads. Show {% sure form %} before its button.

    :cvar kinds: what counts.
    """

    sure = TickField(
        label=_("I have looked at it: nobody can tell from this who it is"),
        note=_("What tells is marked above"),
        required=False,
    )
    kinds: ClassVar[frozenset[Kind]] = BETWEEN_SIDES

    def watched(self) -> Iterable[str]:
        """The names of the fields that are read."""
        return ("words",)

    def known_names(self) -> Iterable[str]:
        """Names that are known from the case."""
        return ()

    def crosses(self) -> bool:
        """Whether these words go to the other side."""
        return True

    def telling(self) -> list[marking.Piece]:
        """Return what was typed, with what tells marked; empty where nothing does, or nothing was sent yet."""
        given = getattr(self, "cleaned_data", {})
        if not given or not self.crosses():
            return []
        words = "\n".join(given.get(name) or "" for name in self.watched())
        found = marking.telling(words, self.known_names(), self.kinds)
        return found if any(piece.marked for piece in found) else []

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and not given["sure"] and self.telling():
            self.add_error("sure", _("Something in it still tells who it is. Please hide it, or tick this."))
        return given
