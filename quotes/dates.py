"""Dates of which only a year or a month may be known: as people write them, to ISO 8601, and comparing them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from quotes.errors import InputError
from quotes.text import printable

_LONGEST = 60  # characters; patterns and parsers see no more
_MEND = "write 2025-08-14, 2025-08 or 2025"

_ISO = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?")
_ISO_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]"
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:[.,][0-9]{1,9})?)?"
    r" ?(?:Z|UTC|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:([0-9]{1,2})\. ?)?([0-9]{1,2})\. ?([0-9]{4})")  # day first wherever dots are written
_SLASHED = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_WORDS = re.compile(
    r"(?:(?P<weekday>[^\W\d_]+)\.?,? )?"
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|-го|\.)? (?:of )?)?"
    r"(?P<month>[^\W\d_]+)\.?"
    r"(?: (?P<after>[0-9]{1,2})(?:st|nd|rd|th)?)?"
    r",? (?P<year>[0-9]{4})(?: ?(?:г\.?|года))?",
    re.IGNORECASE,
)


def iso_date(value: str, *, day_first: bool | None = None) -> str:
    """Return the date that `value` writes as "2025-08-14", "2025-08" or "2025", as exact as it was given.

    Takes ISO dates and times (the day as written, not shifted), 14.08.2025, 14/08/2025 and dates with English,
    German, Russian or Ukrainian month names. `day_first` says how to read 03/04/2025, which is refused without it.
    Raises InputError for anything else: impossible days, two-digit years, "yesterday".
    """
    shown = " ".join(printable(value[:_LONGEST]).split())
    if len(value) > _LONGEST:
        raise InputError(f"{shown!r}… is too long for a date: {_MEND}")
    text = " ".join(value.split())
    if found := _ISO_TIME.fullmatch(text) or _ISO.fullmatch(text):
        return _written(shown, *found.groups())
    if found := _DOTTED.fullmatch(text):
        return _written(shown, found[3], found[2], found[1])
    if found := _SLASHED.fullmatch(text):
        return _slashed(shown, found[1], found[3], found[4], day_first)
    if (found := _WORDS.fullmatch(text)) and not (found["day"] and found["after"]):
        day = found["day"] or found["after"]
        month = _month(found["month"])
        if month and (found["weekday"] is None or (day and _is_weekday(found["weekday"]))):
            return _written(shown, found["year"], str(month), day)
    raise InputError(f"{shown!r} is not a date that can be read: {_MEND}")


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


def _slashed(shown: str, first: str, second: str, year: str, day_first: bool | None) -> str:
    if int(first) > 12 or first == second:
        day_first = True
    elif int(second) > 12:
        day_first = False
    if day_first is None:
        raise InputError(f"{shown!r} may start with the day or with the month: {_MEND}")
    day, month = (first, second) if day_first else (second, first)
    return _written(shown, year, month, day)


def _written(shown: str, year: str, month: str | None, day: str | None) -> str:
    """The parts as ISO 8601; raises InputError unless the calendar has them."""
    try:
        checked = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise InputError(f"{shown!r} is not in the calendar: {_MEND}") from None
    if checked.year < 1000:
        raise InputError(f"{shown!r} has an impossible year: {_MEND}")
    return checked.isoformat()[: 10 if day else 7 if month else 4]


@lru_cache(maxsize=256)
def _month(word: str) -> int | None:
    """Number of the month that `word` names; dateparser sees this one word in a date of our own making."""
    if len(word) < 3:
        return None
    found = _parsed(f"1 {word} 2001") or _parsed(f"1 {word}. 2001")
    return found.month if found and (found.year, found.day) == (2001, 1) else None


@lru_cache(maxsize=256)
def _is_weekday(word: str) -> bool:
    # alone, a weekday is a relative date; beside a whole date dateparser skips it, and an unknown word fails
    return len(word) >= 2 and _month(word) is None and _parsed(f"{word}, 1 01 2001") == date(2001, 1, 1)


def _parsed(text: str) -> date | None:
    import dateparser

    found = dateparser.parse(
        text,
        languages=["en", "de", "ru", "uk"],
        settings={
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
            "PREFER_LOCALE_DATE_ORDER": False,
        },
    )
    return found.date() if found else None
