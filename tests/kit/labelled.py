"""
How well the rules find what tells: counted on sentences that were labelled by hand (tests/data).

`python -m tests.kit.labelled` prints the table of docs/redaction.md. A labelled span counts as found only if all
of it is hidden by hits of its kind: half a telephone number is still one. A hit is right if it touches a span of
its kind.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dengar.kit.identifying import Kind
from dengar.kit.redaction import Hit, find

FILE = Path(__file__).parents[1] / "data" / "redaction_labelled.jsonl"


@dataclass(frozen=True)
class Sentence:
    text: str
    spans: list[Hit]
    held: bool  # held out: not looked at while the rules were written


@dataclass(frozen=True)
class Figure:
    labelled: int
    found: int
    hits: int
    right: int

    @property
    def recall(self) -> float:
        return self.found / self.labelled

    @property
    def precision(self) -> float:
        return self.right / self.hits


def sentences() -> list[Sentence]:
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [Sentence(row["text"], [Hit(a, b, Kind(kind)) for a, b, kind in row["spans"]], row["held"]) for row in rows]


def covered(span: Hit, hits: list[Hit]) -> bool:
    places = {place for hit in hits if hit.kind == span.kind for place in range(hit.start, hit.end)}
    return set(range(span.start, span.end)) <= places


def touches(hit: Hit, spans: list[Hit]) -> bool:
    return any(span.kind == hit.kind and span.start < hit.end and hit.start < span.end for span in spans)


def measure(chosen: list[Sentence]) -> dict[str, Figure]:
    """Return the figures of each kind, and of all together under "all"."""
    counts = {what: Counter[str]() for what in ("labelled", "found", "hits", "right")}
    for sentence in chosen:
        hits = find(sentence.text)
        for span in sentence.spans:
            counts["labelled"].update((span.kind, "all"))
            counts["found"].update((span.kind, "all") * covered(span, hits))
        for hit in hits:
            counts["hits"].update((hit.kind, "all"))
            counts["right"].update((hit.kind, "all") * touches(hit, sentence.spans))
    return {
        kind: Figure(*(counts[what][kind] for what in ("labelled", "found", "hits", "right")))
        for kind in (*Kind, "all")
        if counts["labelled"][kind] and counts["hits"][kind]
    }


def misses(chosen: list[Sentence]) -> Iterator[str]:
    """Yield what went wrong, for whoever betters the rules; the held-out part is not for that."""
    for sentence in chosen:
        hits = find(sentence.text)
        for span in sentence.spans:
            if not covered(span, hits):
                yield f"missed {span.kind} {sentence.text[span.start : span.end]!r} in {sentence.text!r}"
        for hit in hits:
            if not touches(hit, sentence.spans):
                yield f"no {hit.kind}: {sentence.text[hit.start : hit.end]!r} in {sentence.text!r}"


def table() -> str:
    known = [one for one in sentences() if not one.held]
    held = [one for one in sentences() if one.held]
    rows = [
        "| kind | written with: recall | precision | n | held out: recall | precision | n |",
        "|---|---|---|---|---|---|---|",
    ]
    first, second = measure(known), measure(held)
    for kind in first:
        figures = [first[kind], second.get(kind)]
        cells = [f"{one.recall:.2f} | {one.precision:.2f} | {one.labelled}" if one else "- | - | 0" for one in figures]
        rows.append(f"| {kind} | {cells[0]} | {cells[1]} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
