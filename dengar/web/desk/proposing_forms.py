"""The form of a proposal: words, and up to five promises with who does what by when."""

from collections.abc import Sequence
from typing import Any, Self

from django.forms import HiddenInput, IntegerField
from django.utils.translation import gettext_lazy as _

from dengar.agree.models import Commitment
from dengar.agree.operations import NoPromise, NotTheAuthor, NoWords, PastDate, Promise
from dengar.complaints.models import Complaint
from dengar.complaints.operations.behalf import NotReadBack
from dengar.complaints.operations.timing import local_day
from dengar.complaints.remedies import Remedy
from dengar.kit.now import now
from dengar.web.desk.cases import OLD_PAGE, CaseForm
from dengar.web.desk.telling import TellingForm
from dengar.web.kit.forms import EMPTY, DayField, LineField, ListField, PickField, TickField, WordsField

MOST = 5
NAMES = ("what", "bearer", "due", "remedy")
OF_THE_DESK, OF_THE_PERSON = "desk", "complainant"
BEARERS = [
    (Commitment.Bearer.AGENCY.value, _("the agency")),
    (Commitment.Bearer.MALL.value, _("the mall")),
    (Commitment.Bearer.COMPLAINANT.value, _("the person")),
]
REMEDIES = [("", _("not said")), *Remedy.choices]


class ProposalForm(TellingForm):
    """
    Promises `p1_what`, `p1_bearer`, `p1_due`, `p2_what` …; one without words and day does not count.

    :param count: how many promises the page shows; what was posted says it again.
    """

    count = IntegerField(widget=HiddenInput, label="", error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE})
    words = WordsField(
        label=_("The way out, in a few sentences"),
        help_text=_("Both sides read these words, and agree to exactly these. No name of the person in it."),
        max_length=2000,
    )
    at_field = {NoWords: "words", NoPromise: "p1_what", PastDate: "p1_due"}
    bearers = BEARERS
    most = MOST

    def __init__(self, data: Any, complaint: Complaint, *, count: int = 1, initial: Any = None) -> None:
        self.shown = max(1, min(count, self.most))
        super().__init__(data, complaint, initial={**(initial or {}), "seen": complaint.step, "count": self.shown})
        for n in range(1, self.shown + 1):
            self.fields.update(_fields_of_promise(n, self.bearers))

    @classmethod
    def sent(cls, data: Any, complaint: Complaint) -> Self:
        """Return the form as it was posted."""
        return cls(data, complaint, count=_count(data))

    @classmethod
    def with_room(cls, data: Any, complaint: Complaint) -> Self:
        """Return the form with one more promise, and everything that was typed; nothing is checked yet."""
        typed = {name: value for name, value in data.items() if name not in ("seen", "count")}
        return cls(None, complaint, count=_count(data) + 1, initial=typed)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The promises for the page: their number and their fields by name."""
        return [{"n": n, **{name: self[f"p{n}_{name}"] for name in NAMES}} for n in range(1, self.shown + 1)]

    @property
    def full(self) -> bool:
        """Whether there is room for no more promises."""
        return self.shown >= self.most

    def watched(self) -> list[str]:
        return ["words", *(f"p{n}_what" for n in range(1, self.shown + 1))]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        today = local_day(self.complaint, now())
        for n in self._begun():
            for name in (f"p{n}_what", f"p{n}_due"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, EMPTY)
            if (due := given.get(f"p{n}_due")) and due < today:
                self.add_error(f"p{n}_due", str(PastDate.message))
        return given

    def _begun(self) -> list[int]:
        """Return the numbers of the promises that somebody began to write; the first one is always asked for."""
        typed = (
            n
            for n in range(1, self.shown + 1)
            if any(str(self.data.get(f"p{n}_{name}") or "").strip() for name in ("what", "due"))
        )
        return list(typed) or [1]

    def promises(self) -> list[Promise]:
        """Return the promises that were written, in their order."""
        return [self._promise(n) for n in self._begun()]

    def _promise(self, n: int) -> Promise:
        what, bearer, due, remedy = (self.cleaned_data[f"p{n}_{name}"] for name in NAMES)
        return Promise(what, Commitment.Bearer(bearer), due, remedy)


class DeskProposalForm(ProposalForm):
    """A proposal that the desk writes down: its own, or what the person said by voice."""

    author = PickField(
        label=_("Whose proposal is it?"),
        choices=[
            (OF_THE_DESK, _("the desk's, for both sides")),
            (OF_THE_PERSON, _("the person's, told by voice")),
        ],
        notes={OF_THE_PERSON: _("It is no acceptance yet: a colleague calls back for that.")},
        initial=OF_THE_DESK,
        required=False,
    )
    read_back = TickField(label=_("I read it back, and the person said yes"), required=False)
    at_field = {**ProposalForm.at_field, NotReadBack: "read_back", NotTheAuthor: "author"}

    @property
    def for_the_person(self) -> bool:
        return bool(self.cleaned_data["author"] == OF_THE_PERSON)


def _fields_of_promise(n: int, bearers: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    number = {"n": n}
    return {
        f"p{n}_what": LineField(label=_("Promise %(n)s: what") % number, required=False, max_length=300),
        f"p{n}_bearer": ListField(label=_("Promise %(n)s: who does it") % number, choices=bearers, initial="agency"),
        f"p{n}_due": DayField(label=_("Promise %(n)s: by which day") % number, required=False),
        f"p{n}_remedy": ListField(label=_("Promise %(n)s: what kind") % number, choices=REMEDIES, required=False),
    }


def _count(data: Any) -> int:
    given = str(data.get("count", ""))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1


class RetractForm(CaseForm):
    """Take one's own proposal off the table."""

    why = WordsField(label=_("Why?"), help_text=_("May stay empty."), max_length=2000, rows=2, required=False)
