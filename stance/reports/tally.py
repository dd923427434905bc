"""Counting stances: shares with their intervals, never over labels that are not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.intervals import Share, share
from quotes.labels import SCORES, LabelCount, bears, is_machine, reading
from quotes.types import LABELS, Label, Quote

CHECKED = 30  # quotes of a group that people must have checked for shares of machine labels to stand without a warning
_NUMBERS = ("quotes", "about", "not_about", "unlabelled", "undecided", "machine", "checked")


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
    return tally_of(_of_quote(quote) for quote in quotes)


def tally_of(counts: Iterable[LabelCount]) -> Tally:
    """Return the tally of quotes that are counted by kind."""
    numbers: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    score = 0.0
    for count in counts:
        numbers["quotes"] += count.quotes
        if count.status in ("agreed", "adjudicated"):
            numbers["checked"] += count.quotes
        if count.label == "none":
            numbers["unlabelled"] += count.quotes
        elif count.label not in LABELS:
            numbers["undecided"] += count.quotes
        elif count.about is False:
            numbers["not_about"] += count.quotes
        else:
            numbers["about"] += count.quotes
            numbers["machine"] += count.quotes if count.status == "machine" else 0
            labels[count.label] += count.quotes
            score += count.score
    about = numbers["about"]
    return Tally(
        **{name: numbers[name] for name in _NUMBERS},
        shares={label: share(labels[label], about) for label in LABELS},
        mean=score / about if about else None,
    )


def _of_quote(quote: Quote) -> LabelCount:
    """A quote as a kind of its own: a person's label has no probability and counts whole, a machine's by its score."""
    stance = quote.stance
    if stance is None:
        return LabelCount("none", None, None)
    whole = not is_machine(stance) or stance.score is None
    score = SCORES.get(stance.label or "", 0.0) if whole else stance.score
    return LabelCount(reading(stance), bears(stance), stance.status, score=score or 0.0)
