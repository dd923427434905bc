"""Comparing dates of which only a year or a month may be known."""

from __future__ import annotations

from datetime import date


def within(day: str | None, since: str | None, until: str | None) -> bool:
    """Tell whether `day` (today for None) can lie between `since` and `until`, both inclusive; None is open.

    A month or a year stands for all its days: "2022-10" is within anything that touches October 2022.
    """
    day = day or date.today().isoformat()
    return not (since and last_day(day) < first_day(since)) and not (until and first_day(day) > last_day(until))


def first_day(day: str) -> str:
    """Return the first day of a day, a month or a year."""
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def last_day(day: str) -> str:
    """Return a day that none of a day, a month or a year comes after."""
    return (day + "-12-31")[:10] if len(day) == 4 else (day + "-31")[:10]
