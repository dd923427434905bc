"""How far annotators agree beyond chance (Cohen, Gwet, Krippendorff), and how right a machine is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.intervals import Share, bootstrap, share
from quotes.types import Annotator, Quote

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two annotators over the quotes that both labelled; intervals are 95 %, over resampled quotes."""

    one: str
    other: str
    quotes: int
    same: Share
    kappa: float | None  # None: undefined, as where both gave one and the same label throughout
    kappa_low: float | None
    kappa_high: float | None
    ac1: float | None
    alpha: float | None


def cohen_kappa(pairs: Sequence[Pair]) -> float | None:
    """Return the agreement of two annotators beyond what their own shares of labels give (Cohen 1960)."""
    if not pairs:
        return None
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(one[label] * other[label] for label in one) / len(pairs) ** 2
    return _beyond(sum(a == b for a, b in pairs) / len(pairs), by_chance)


def gwet_ac1(pairs: Sequence[Pair]) -> float | None:
    """Return the agreement beyond chance where one label is far commoner than others (Gwet 2008)."""
    if not pairs:
        return None
    counts = Counter(label for pair in pairs for label in pair)
    if len(counts) < 2:
        return 1.0
    shares = [count / (2 * len(pairs)) for count in counts.values()]
    by_chance = sum(p * (1 - p) for p in shares) / (len(counts) - 1)
    return _beyond(sum(a == b for a, b in pairs) / len(pairs), by_chance)


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Return the nominal alpha of any number of annotators (Krippendorff 2011); a unit is the labels that it was given.

    Units with one label tell nothing.
    """
    rated = [unit for unit in units if len(unit) > 1]
    totals = Counter(label for unit in rated for label in unit)
    n = sum(totals.values())
    if n < 2:
        return None
    apart = sum((len(unit) ** 2 - sum(c * c for c in Counter(unit).values())) / (len(unit) - 1) for unit in rated) / n
    expected = (n * n - sum(c * c for c in totals.values())) / (n * (n - 1))
    return 1 - apart / expected if expected else None


def agreements(quotes: Iterable[Quote], target: str) -> tuple[Agreement, ...]:
    """Return every two annotators who labelled a quote in common, most quotes first; a label is the newest of each."""
    given = [_newest(quote, target) for quote in quotes]
    pairs: dict[tuple[Annotator, Annotator], list[Pair]] = {}
    for labels in given:
        people = sorted(labels, key=lambda by: (by.kind == "model", str(by)))
        for i, one in enumerate(people):
            for other in people[i + 1 :]:
                pairs.setdefault((one, other), []).append((labels[one], labels[other]))
    found = [_agreement(str(one), str(other), both) for (one, other), both in pairs.items()]
    return tuple(sorted(found, key=lambda a: (-a.quotes, a.one, a.other)))


def alpha_of(quotes: Iterable[Quote], target: str) -> float | None:
    """Return Krippendorff's alpha of all persons who labelled quotes toward a target."""
    people = ("person", "adjudicator")
    return krippendorff_alpha(
        [label for by, label in _newest(quote, target).items() if by.kind in people] for quote in quotes
    )


def _newest(quote: Quote, target: str) -> Mapping[Annotator, str]:
    out: dict[Annotator, str] = {}
    for stance in quote.stances:
        if stance.target == target and stance.annotator:
            by = replace(stance.annotator, kind="model") if stance.annotator.kind == "rule" else stance.annotator
            out.pop(by, None)
            if stance.label is not None:
                out[by] = stance.label
    return out


def _agreement(one: str, other: str, pairs: Sequence[Pair]) -> Agreement:
    low, high = bootstrap(pairs, cohen_kappa) or (None, None)
    return Agreement(
        one,
        other,
        len(pairs),
        share(sum(a == b for a, b in pairs), len(pairs)),
        cohen_kappa(pairs),
        low,
        high,
        gwet_ac1(pairs),
        krippendorff_alpha(pairs),
    )


def _beyond(observed: float, by_chance: float) -> float | None:
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else None
