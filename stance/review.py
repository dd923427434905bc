"""Which quotes are worth a person's look first, and what reviewing has shown of the attributions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.intervals import Share, share
from quotes.labels import bears, current
from quotes.types import Quote, Stance

MARK = "review: "  # begins the doubt that a reviewer voiced of an attribution
WRONG = ("wrong speaker", "wrong words", "not a quote")


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a quote is worth a look, and why."""

    value: float  # 0 to 1
    why: str


def worth(quote: Quote, target: str) -> Worth:
    """Tell how much looking at a quote would say: disputed ones first, then what the machine is unsure of.

    Entropy sampling (Settles 2009), doubled in weight where the words bear on the target: the others are counted beside
    the shares and decide no comparison.
    """
    label = current(quote.stances, target)
    if label is not None and label.status == "disputed":
        return Worth(1.0, "annotators dispute it")
    if label is None:
        return Worth(0.5, "nobody has labelled it")
    if label.label is None:
        return Worth(0.9, "the machine abstained")
    unsure = 1 - max((label.probabilities or {"": 1.0}).values())
    on_it = label.about is not False
    value = min(0.89, unsure * (1.2 if on_it else 0.6))
    return Worth(value, "the machine is unsure" if unsure > 0.3 else "bears on the target" if on_it else "sure")


def to_review(
    quotes: Iterable[Quote], target: str, reviewer: str, *, sides: Sequence[Sequence[Quote]] = ()
) -> tuple[Quote, ...]:
    """Return the quotes that this reviewer has not labelled toward the target, the most valuable first.

    What persons agree on is left alone; among equals the order is that given. With `sides`, those of a comparison, only
    their quotes, and first those that may move its difference most: see `decisive`.
    """
    weights = decisive(sides, target)
    open_ = [quote for quote in quotes if not _settled(quote, target, reviewer) and (not sides or quote.id in weights)]
    return tuple(sorted(open_, key=lambda quote: -worth(quote, target).value * weights.get(quote.id, 1.0)))


def decisive(sides: Sequence[Sequence[Quote]], target: str) -> dict[str, float]:
    """Return how much one label of each quote may move a difference of shares, by id, beside the most that any may.

    A share is taken over the quotes of a side that bear on the target, so a label moves it by one part of so many: one
    of the smaller side weighs more.
    """
    counts = [sum(bears(current(quote.stances, target)) is not False for quote in side) for side in sides]
    least = min((count for count in counts if count), default=1)
    out: dict[str, float] = {}
    for side, count in zip(sides, counts, strict=True):
        for quote in side:
            out[quote.id] = max(out.get(quote.id, 0.0), least / max(count, 1))
    return out


def reviewed_attributions(quotes: Iterable[Quote]) -> Share:
    """Return how many of the machine's finds that persons looked at were right; `quotes` with those taken out.

    A person who labels a find takes it for a quote of that speaker, unless it is marked as wrong (`WRONG`).
    """
    right = wrong = 0
    for quote in quotes:
        if quote.found_by is None:
            continue
        if (quote.doubted or "").startswith(MARK):
            wrong += 1
        elif any(_by_person(stance) for stance in quote.stances):
            right += 1
    return share(right, right + wrong)


def _settled(quote: Quote, target: str, reviewer: str) -> bool:
    label = current(quote.stances, target)
    if label is not None and label.status in ("agreed", "adjudicated"):
        return True
    return any(
        _by_person(s) and s.target == target and s.annotator.name == reviewer for s in quote.stances if s.annotator
    )


def _by_person(stance: Stance) -> bool:
    return stance.annotator is not None and stance.annotator.kind in ("person", "adjudicator")
