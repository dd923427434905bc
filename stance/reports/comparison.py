"""Groups of quotes side by side: their shares, and by how much these differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from quotes.intervals import Share, difference
from quotes.types import Label, Quote
from stance.reports.tally import Tally


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    name: str
    tally: Tally
    voices: int  # speakers
    unknown: int  # quotes that would fit if their office or country, which is not known, were the one asked for
    quotes: tuple[Quote, ...]  # some of them, about the target first


@dataclass(frozen=True, slots=True)
class Difference:
    """By how many percentage points a label's share on one side is greater than on another, with its 95 % interval."""

    a: str  # names of sides
    b: str
    label: Label
    points: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """A machine's labels against what people settled on, over the quotes that have both."""

    right: Share
    group: str  # all, official, unofficial


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sides toward one target, and what the figures rest on."""

    target: str
    sides: tuple[Side, ...]
    differences: tuple[Difference, ...]
    accuracies: tuple[Accuracy, ...]
    quotes: int  # that fit whatever both sides are chosen by
    machines: int  # of the sides' quotes: labels that are a machine's and not checked by anybody
    doubted: int  # of the sides' quotes: attributions in doubt; counted only if asked for
    undated: int  # that dates leave out because nobody knows their day


def differences(sides: Sequence[Side]) -> tuple[Difference, ...]:
    """Return what every two sides differ by, label by label; none where a side has no label."""
    found = []
    for one, other in combinations(sides, 2):
        for label, own in one.tally.shares.items():
            between = difference(own, other.tally.shares[label])
            if between is not None:
                points, low, high = (100 * value for value in between)
                found.append(Difference(one.name, other.name, label, points, (low, high)))
    return tuple(found)
