"""Filters as people write them: "official", "country=AZ,office=legislature", "zakharova"."""

from __future__ import annotations

from dataclasses import fields, replace
from difflib import get_close_matches

from quotes.dates import first_day, iso_date, last_day
from quotes.errors import InputError
from quotes.filter import Filter
from quotes.types import KINDS, LABELS, OFFICES, TYPES
from quotes.values import country

_STANCES = (*LABELS, "disputed", "unsure", "none")
_NAMES = tuple(field.name for field in fields(Filter))
_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def parse_filter(text: str) -> Filter:
    """Read a filter of one part or of several with commas between; a quote must be all of them.

    Raises InputError naming the part that is not understood and those that are.
    """
    values: dict[str, str | bool] = {}
    for part in text.split(","):
        name, value = _parsed(part.strip(), text)
        if name in values:
            raise InputError(f"the filter {text!r} tells {name} twice: a quote has one; compare one with the other")
        values[name] = value
    return checked_filter(Filter(**values))  # type: ignore[arg-type]


def checked_filter(wanted: Filter) -> Filter:
    """Return a filter with its codes as they are stored. Raises InputError naming an unknown value and the known."""
    for name in _NAMES:
        value = getattr(wanted, name)
        if isinstance(value, str) and not value.strip():
            raise InputError(f"--{name} {value!r} asks for nothing: leave it out, or write what it must be")
    for name, allowed in (("stance", _STANCES), ("office", OFFICES), ("type", TYPES), ("kind", KINDS)):
        value = getattr(wanted, name)
        if value is not None and value not in allowed:
            raise InputError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    since, until = (iso_date(day) if day else None for day in (wanted.since, wanted.until))
    if since and until and last_day(until) < first_day(since):
        raise InputError(f"since {since} is later than until {until}: no day lies between them")
    return replace(wanted, country=country(wanted.country) if wanted.country else None, since=since, until=until)


def _parsed(part: str, whole: str) -> tuple[str, str | bool]:
    """Return the field that a part of a filter tells, and its value."""
    name, equals, value = (side.strip() for side in part.partition("="))
    if not part:
        raise InputError(f"the filter {whole!r} has an empty part: write official, country=AZ, or a name")
    if not equals:
        return _word(part)
    if name not in _NAMES:
        near = get_close_matches(name, _NAMES, 1)
        mend = f"do you mean {near[0]}?" if near else f"write one of {', '.join(_NAMES)} = VALUE"
        raise InputError(f"the filter {part!r} is not understood: {mend}")
    if not value:
        raise InputError(f"the filter {part!r} has no value: write for example country=AZ")
    if "=" in value and name != "text":
        raise InputError(f"the filter {part!r} is not understood: put a comma between two filters")
    if name not in ("official", "about", "doubted"):
        return name, value
    if value.casefold() not in _TRUTH:
        raise InputError(f"{name} must be yes or no, not {value!r}")
    return name, _TRUTH[value.casefold()]


def _word(word: str) -> tuple[str, str | bool]:
    """Read a word that stands alone: official, unofficial, else a speaker."""
    near = get_close_matches(word.casefold(), ("official", "unofficial"), 1, cutoff=0.85)
    if not near:
        return "speaker", word
    if near[0] != word.casefold():
        raise InputError(f"the filter {word!r} is not understood: do you mean {near[0]}?")
    return "official", near[0] == "official"
