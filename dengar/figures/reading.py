"""What the counts of a span say, each with its n: counts, shares with their ranges, a median. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from dengar.figures.honest import ENOUGH, Middle, Share, middle, shown

OUTCOMES = ("for", "partly", "against", "agreed", "other")  # what a report came to, beside how fair it felt
SIDES = ("complainant", "agency")
FAIRNESS = 20  # answers; below it a figure says more of single people than of the mall (protection.md, "Aftercare")


@dataclass(frozen=True)
class Reading:
    """:param counts: by measure (figures.measures), of one span and one agency, or the whole mall."""

    counts: Mapping[str, int]

    def n(self, measure: str) -> int:
        return self.counts.get(measure, 0)

    def parts(self, family: str) -> dict[str, int]:
        """Return the counts of a family by their last word, those that count something: "kind" -> {"complaint": 3}."""
        found = {name.removeprefix(f"{family}/"): n for name, n in self.counts.items() if name.startswith(f"{family}/")}
        return {name: n for name, n in sorted(found.items()) if n}

    @property
    def modes(self) -> dict[str, int | None]:
        """Return how many gave which name, with None where so few tell of single people."""
        return shown(self.parts("mode"))

    def term(self, kind: str) -> Share:
        """Return how many of what was due of one kind was done by its day; what still runs is late."""
        kept = self.n(f"term/{kind}/kept")
        return Share(kept, kept + self.late(kind))

    def late(self, kind: str) -> int:
        return self.n(f"term/{kind}/late") + self.n(f"term/{kind}/running")

    @property
    def agreements(self) -> Share:
        """Return how many conversations whose report ended in the span came to an agreement."""
        agreed = self.n("talk/agreed")
        return Share(agreed, agreed + self.n("talk/without"))

    @property
    def tried(self) -> int:
        """Return how many people were not reached in time although somebody had tried."""
        return self.n("late/late/tried") + self.n("late/running/tried")

    @property
    def untried(self) -> int:
        return self.n("late/late/untried") + self.n("late/running/untried")

    def fairness(self, side: str, outcome: str) -> Share:
        """Return how many of a side found it fair; it is read from FAIRNESS answers on."""
        yes = self.n(f"fair/{side}/{outcome}/yes")
        return Share(yes, yes + self.n(f"fair/{side}/{outcome}/no"), FAIRNESS)

    @property
    def days(self) -> Middle | None:
        """Return how many days it took from the report to its end."""
        return middle({int(days): n for days, n in self.parts("days").items()})

    @property
    def is_enough(self) -> bool:
        """Whether so many complaints came that any range can be shown at all."""
        return self.n("kind/complaint") >= ENOUGH
