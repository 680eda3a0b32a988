"""The decision's form: as many points as are asked for, each with finding, reason and remedy."""

from typing import Any

from django.forms import HiddenInput, IntegerField
from django.utils.translation import gettext_lazy as _

from dengar.complaints.models import Complaint, Contact
from dengar.complaints.remedies import Remedy
from dengar.decide.models import Point
from dengar.decide.operations import Finding, deciding
from dengar.verify import queries as verify
from dengar.web.desk.cases import OLD_PAGE, CaseForm
from dengar.web.kit.forms import EMPTY, DayField, LineField, ListField, PickField, WordsField

NAMES = ("matter", "kind", "finding", "reason", "remedy", "remedy_kind", "remedy_due")


class DecisionForm(CaseForm):
    """
    Points `p1_matter`, `p1_finding` … `p2_matter` …; one that is wholly empty does not count.

    :param count: how many points the page shows; what was posted says it again.
    """

    count = IntegerField(widget=HiddenInput, label="", error_messages={"required": OLD_PAGE, "invalid": OLD_PAGE})
    official = LineField(
        label=_("Who decides"),
        help_text=_("The office, as the person reads it: not anybody who is involved."),
        max_length=200,
    )
    unheard = WordsField(
        label=_("Why was a side not heard?"),
        help_text=_("The person reads this. Empty where both were heard."),
        max_length=1000,
        rows=2,
        required=False,
    )
    at_field = {deciding.NoOfficial: "official", deciding.NotHeard: "unheard"}

    def __init__(self, data: Any, complaint: Complaint, *, count: int = 1, initial: Any = None) -> None:
        self.shown = max(1, min(count, deciding.MOST_POINTS))
        super().__init__(data, complaint, initial={**(initial or {}), "seen": complaint.step, "count": self.shown})
        self.kinds = [(code, verify.kind_name(code)) for code in verify.alleged(complaint)]
        for n in range(1, self.shown + 1):
            self.fields.update(_fields_of_point(n, self.kinds))
        self.order_fields(["seen", "count", *(f"p{n}_{name}" for n in range(1, self.shown + 1) for name in NAMES)])

    @classmethod
    def sent(cls, data: Any, complaint: Complaint) -> "DecisionForm":
        """Return the form as it was posted."""
        return cls(data, complaint, count=_count(data))

    @classmethod
    def with_room(cls, data: Any, complaint: Complaint) -> "DecisionForm":
        """Return the form with one more point, and everything that was typed; nothing is checked yet."""
        typed = {name: value for name, value in data.items() if name not in ("seen", "count")}
        return cls(None, complaint, count=_count(data) + 1, initial=typed)

    @property
    def points(self) -> list[dict[str, Any]]:
        """The points for the page: their number and their fields by name."""
        return [{"n": n, **{name: self[f"p{n}_{name}"] for name in NAMES}} for n in range(1, self.shown + 1)]

    @property
    def full(self) -> bool:
        """Whether there is room for no more points."""
        return self.shown >= deciding.MOST_POINTS

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begun = [n for n in range(1, self.shown + 1) if self._begun(n)] or [1]
        for n in begun:
            for name in ("matter", "finding", "reason"):
                self._needs(f"p{n}_{name}")
            self._needs_all(f"p{n}_remedy", f"p{n}_remedy_kind", f"p{n}_remedy_due")
        return given

    def _begun(self, n: int) -> bool:
        return any(str(self.data.get(f"p{n}_{name}") or "").strip() for name in NAMES)

    def _needs(self, name: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, EMPTY)

    def _needs_all(self, *names: str) -> None:
        """Say at each empty part of a remedy that it is missing, once one part was filled in."""
        given = self.cleaned_data
        if any(name in self.errors for name in names) or not any(given.get(name) for name in names):
            return
        for name in names:
            if not given.get(name):
                self.add_error(name, str(deciding.RemedyIncomplete.message))

    def findings(self) -> list[Finding]:
        """Return the points that were begun, in their order."""
        return [self._finding(n) for n in range(1, self.shown + 1) if self._begun(n)]

    def _finding(self, n: int) -> Finding:
        matter, kind, finding, reason, remedy, remedy_kind, due = (self.cleaned_data[f"p{n}_{name}"] for name in NAMES)
        return Finding(matter, finding, reason, remedy, due, remedy_kind, kind)


def _fields_of_point(n: int, kinds: list[tuple[str, str]]) -> dict[str, Any]:
    number = {"n": n}
    return {
        f"p{n}_matter": LineField(label=_("Point %(n)s: what was complained of") % number, required=False),
        f"p{n}_kind": ListField(
            label=_("Point %(n)s: what was alleged") % number,
            help_text=_("It stays an allegation until it is found here."),
            choices=[("", _("not said")), *kinds],
            required=False,
        ),
        f"p{n}_finding": PickField(
            label=_("Point %(n)s: finding") % number, choices=Point.Finding.choices, required=False
        ),
        f"p{n}_reason": WordsField(label=_("Point %(n)s: reason, in plain words") % number, required=False, rows=3),
        f"p{n}_remedy": LineField(
            label=_("Point %(n)s: how it is put right") % number,
            help_text=_("Who does what. Empty where nothing is to be put right."),
            required=False,
            max_length=300,
        ),
        f"p{n}_remedy_kind": ListField(
            label=_("Point %(n)s: which kind") % number, choices=[("", _("nothing")), *Remedy.choices], required=False
        ),
        f"p{n}_remedy_due": DayField(label=_("Point %(n)s: by which day") % number, required=False),
    }


def _count(data: Any) -> int:
    given = str(data.get("count", ""))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 4 else 1


class ToldForm(CaseForm):
    """How the person was told the decision."""

    how = PickField(label=_("How did you tell the person?"), choices=Contact.Way.choices)


class NobodyElseForm(CaseForm):
    """Hands a second examination to the overseer; nothing to fill in."""
