"""Counting stances: shares with their intervals, never over labels that are not there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.types import LABELS, Label, Quote
from stance.labels import bears, is_machine

_Z = 1.959964  # standard normal quantile of a two-sided 95 % interval
_SCORE: dict[Label, float] = {"favor": 1.0, "against": -1.0, "neutral": 0.0, "mixed": 0.0}


CHECKED = 30  # quotes of a group that people must have checked for shares of machine labels to stand without a warning


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole, with the Wilson score interval."""

    count: int
    of: int
    share: float | None  # None where the whole is empty
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Stances over quotes. Shares are over quotes about the target that have a label; the rest is counted beside."""

    quotes: int
    about: int  # about the target, with a label
    not_about: int  # labelled as not about the target
    unlabelled: int  # without any label
    undecided: int  # disputed, unsure or abstained
    machine: int  # of `about`: labels that are a machine's
    checked: int  # of `quotes`: people settled a label, or one person gave one
    shares: dict[Label, Share]
    mean: float | None  # -1 (all against) to 1 (all favor) over `about`

    @property
    def is_unchecked(self) -> bool:
        """Whether the shares rest on labels of a machine that people checked on fewer than CHECKED quotes."""
        return self.machine > 0 and self.checked < CHECKED


def tally(quotes: Iterable[Quote]) -> Tally:
    """Count the current stances of quotes that carry them (`stance.labels.with_current`)."""
    quotes = tuple(quotes)
    labelled = [q.stance for q in quotes if q.stance is not None and q.stance.label is not None]
    about = [s for s in labelled if bears(s)]
    counts = Counter(s.label for s in about)
    # a person's label has no probability: it counts whole; a machine's counts by its score
    scores = [s.score if is_machine(s) and s.score is not None else _SCORE[s.label] for s in about if s.label]
    return Tally(
        quotes=len(quotes),
        about=len(about),
        not_about=len(labelled) - len(about),
        unlabelled=sum(q.stance is None for q in quotes),
        undecided=sum(q.stance is not None and q.stance.label is None for q in quotes),
        machine=sum(map(is_machine, about)),
        checked=sum(q.stance is not None and q.stance.status in ("agreed", "adjudicated") for q in quotes),
        shares={label: share(counts[label], len(about)) for label in LABELS},
        mean=sum(scores) / len(scores) if scores else None,
    )


def share(count: int, of: int) -> Share:
    """Return count / of with its 95 % interval (Wilson 1927, score interval without continuity correction)."""
    if of == 0:
        return Share(count, of, None, None, None)
    p, z2 = count / of, _Z * _Z
    centre = (p + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * math.sqrt(p * (1 - p) / of + z2 / (4 * of * of))
    return Share(
        count, of, p, 0.0 if count == 0 else max(0.0, centre - half), 1.0 if count == of else min(1.0, centre + half)
    )


def difference(a: Share, b: Share) -> tuple[float, float, float] | None:
    """Return a - b with its 95 % interval (Newcombe 1998, hybrid score, method 10); None if either is of nothing."""
    if a.share is None or b.share is None:
        return None
    assert a.low is not None and a.high is not None and b.low is not None and b.high is not None
    between = a.share - b.share
    low = between - math.hypot(a.share - a.low, b.high - b.share)
    high = between + math.hypot(a.high - a.share, b.share - b.low)
    return between, low, high
