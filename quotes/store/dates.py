"""Comparing dates of which only a year or a month may be known."""

from __future__ import annotations

from datetime import date


def within(day: str | None, since: str | None, until: str | None) -> bool:
    """Tell whether `day` (today for None) can lie between `since` and `until`, both inclusive; None is open.

    A month or a year stands for all its days: "2022-10" is within anything that touches October 2022.
    """
    day = day or date.today().isoformat()
    return not (since and _last(day) < _first(since)) and not (until and _first(day) > _last(until))


def _first(day: str) -> str:
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def _last(day: str) -> str:
    return (day + "-12-31")[:10] if len(day) == 4 else (day + "-31")[:10]
