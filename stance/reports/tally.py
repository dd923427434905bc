"""Counting stances: shares with their intervals, never over labels that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.intervals import Share, share
from quotes.labels import bears, is_machine
from quotes.types import LABELS, Label, Quote

_SCORE: dict[Label, float] = {"favor": 1.0, "against": -1.0, "neutral": 0.0, "mixed": 0.0}


CHECKED = 30  # quotes of a group that people must have checked for shares of machine labels to stand without a warning


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
    """Count the current stances of quotes that carry them (`quotes.labels.with_current`)."""
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
