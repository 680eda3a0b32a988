"""
Figures about the house in the text format of Prometheus, version 0.0.4. Pure.

Source: https://prometheus.io/docs/instrumenting/exposition_formats/.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, Mapping[str, str], float]  # what is added to the family's name ("_bucket"), labels, value


@dataclass(frozen=True)
class Family:
    """
    One figure with all its samples.

    :param kind: "gauge", "counter" or "histogram".
    """

    name: str
    kind: str
    meaning: str
    samples: tuple[Sample, ...]


def gauge(name: str, meaning: str, value: float | None, **labels: str) -> Family:
    """Return a figure with one sample; with none when there is nothing to say yet (`value` is None)."""
    return Family(name, "gauge", meaning, () if value is None else (("", labels, value),))


def text(families: Iterable[Family]) -> str:
    """Return the page. A family without a sample is left out."""
    lines: list[str] = []
    for family in families:
        if family.samples:
            lines += [f"# HELP {family.name} {_on_one_line(family.meaning)}", f"# TYPE {family.name} {family.kind}"]
            lines += [f"{family.name}{end}{_labels(labels)} {value:.15g}" for end, labels, value in family.samples]
    return "".join(f"{line}\n" for line in lines)


def _labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_quotable(value)}"' for name, value in labels.items()) + "}"


def _on_one_line(words: str) -> str:
    return words.replace("\\", r"\\").replace("\n", r"\n")


def _quotable(words: str) -> str:
    return _on_one_line(words).replace('"', r"\"")
