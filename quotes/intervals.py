"""How sure a figure is: intervals of shares, of their differences, and of anything by resampling."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

_Item = TypeVar("_Item")
_Z = 1.959964  # standard normal quantile of a two-sided 95 % interval
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a whole, with the Wilson score interval."""

    count: int
    of: int
    share: float | None  # None where the whole is empty
    low: float | None
    high: float | None


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


def percentiles(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the ends of the middle 95 % of values; None of nothing."""
    some = sorted(values)
    return (some[int(0.025 * len(some))], some[max(0, int(0.975 * len(some)) - 1)]) if some else None


def bootstrap(
    items: Sequence[_Item], measure: Callable[[Sequence[_Item]], float | None], *, resamples: int = RESAMPLES
) -> tuple[float, float] | None:
    """Return a measure's 95 % interval over samples drawn with a fixed seed (Efron 1979); None if undefined."""
    drawn = bootstraps(items, lambda some: {"": value} if (value := measure(some)) is not None else {}, resamples)
    return drawn.get("")


def bootstraps(
    items: Sequence[_Item], measures: Callable[[Sequence[_Item]], dict[str, float]], resamples: int
) -> dict[str, tuple[float, float]]:
    """Return the 95 % intervals of several measures by name, each over the samples of `items` that have it."""
    chance = random.Random(0)
    drawn: dict[str, list[float]] = {}
    for _ in range(resamples if items else 0):
        for name, value in measures(chance.choices(items, k=len(items))).items():
            drawn.setdefault(name, []).append(value)
    return {name: ends for name, values in drawn.items() if (ends := percentiles(values)) is not None}
