"""Choosing quotes: by speaker, affiliation, country, official, office, stance, date, publisher, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from quotes.errors import InputError
from quotes.reading.dates import iso_date
from quotes.store.dates import first_day, last_day, within
from quotes.tables.cells import country
from quotes.text import folded
from quotes.types import KINDS, LABELS, OFFICES, TYPES, Quote
from stance.labels import bears

_STANCES = (*LABELS, "disputed", "unsure", "none")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a quote must be; None asks nothing."""

    speaker: str | None = None  # words of a name or alias, or an actor's id
    affiliation: str | None = None  # words of role or organisation
    country: str | None = None
    official: bool | None = None
    office: str | None = None
    stance: str | None = None  # a label, or disputed, unsure, none
    about: bool | None = None  # bears on the target; needs a label that says so
    type: str | None = None
    kind: str | None = None
    publisher: str | None = None
    since: str | None = None  # ISO 8601, of the day said, else published
    until: str | None = None
    text: str | None = None  # words that occur in the quote
    doubted: bool | None = None


def day_of(quote: Quote) -> str | None:
    """Return when a quote was said, or else published."""
    return quote.said or quote.published


def choose(
    quotes: Iterable[Quote], wanted: Filter, *, aliases: Mapping[str, Iterable[str]] | None = None
) -> tuple[Quote, ...]:
    """Return the quotes that are all that is wanted. `aliases` are each actor's names, by id."""
    tests = _tests(wanted, aliases or {})
    return tuple(quote for quote in quotes if all(test(quote) for test in tests))


def parse_filter(text: str) -> Filter:
    """Read a filter as one writes it on the command line: "official", "country=AZ,office=legislature", "zakharova".

    Raises InputError naming the part that is not understood and those that are.
    """
    chosen = Filter()
    for part in text.split(","):
        name, equals, value = (side.strip() for side in part.partition("="))
        if not equals:
            word = name.casefold()
            near = get_close_matches(word, ("official", "unofficial"), 1, cutoff=0.85)
            if not word:
                raise InputError(f"the filter {text!r} has an empty part: write official, country=AZ, or a name")
            if near and near[0] != word:
                raise InputError(f"the filter {name!r} is not understood: do you mean {near[0]}?")
            if word in ("official", "unofficial"):
                chosen = replace(chosen, official=word == "official")
            else:
                chosen = replace(chosen, speaker=name)
        elif name in ("official", "about", "doubted"):
            if value.casefold() not in _TRUTH:
                raise InputError(f"{name} must be yes or no, not {value!r}")
            chosen = replace(chosen, **{name: _TRUTH[value.casefold()]})  # type: ignore[arg-type]
        elif name in Filter.__slots__ and value:
            chosen = replace(chosen, **{name: value})  # type: ignore[arg-type]
        else:
            raise InputError(
                f"the filter {part!r} is not understood: write one of {', '.join(Filter.__slots__)} = VALUE"
            )
    return checked_filter(chosen)


def checked_filter(wanted: Filter) -> Filter:
    """Return a filter with its codes as they are stored. Raises InputError naming an unknown value and the known."""
    for name, allowed in (("stance", _STANCES), ("office", OFFICES), ("type", TYPES), ("kind", KINDS)):
        value = getattr(wanted, name)
        if value is not None and value not in allowed:
            raise InputError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
    since, until = (iso_date(day) if day else None for day in (wanted.since, wanted.until))
    if since and until and last_day(until) < first_day(since):
        raise InputError(f"since {since} is later than until {until}: no day lies between them")
    return replace(wanted, country=country(wanted.country) if wanted.country else None, since=since, until=until)


_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def _tests(wanted: Filter, aliases: Mapping[str, Iterable[str]]) -> list[Callable[[Quote], bool]]:
    tests: list[Callable[[Quote], bool]] = []
    if wanted.speaker is not None:
        tests.append(_by_speaker(wanted.speaker, aliases))
    if wanted.affiliation is not None:
        tests.append(_by_affiliation(wanted.affiliation))
    for name in ("country", "official", "office"):
        value = getattr(wanted, name)
        if value is not None:
            tests.append(_equals(name, value, of_speaker=True))
    for name in ("type", "kind"):
        value = getattr(wanted, name)
        if value is not None:
            tests.append(_equals(name, value))
    if wanted.stance is not None:
        tests.append(lambda q: _stance_of(q) == wanted.stance)
    if wanted.about is not None:
        tests.append(lambda q: bears(q.stance) is wanted.about)
    if wanted.publisher is not None:
        tests.append(lambda q: folded(wanted.publisher or "") in folded(q.publisher or ""))
    if wanted.since or wanted.until:
        tests.append(lambda q: day_of(q) is not None and within(day_of(q), wanted.since, wanted.until))
    if wanted.text is not None:
        words = folded(wanted.text)
        tests.append(lambda q: words in folded(q.text))
    if wanted.doubted is not None:
        tests.append(lambda q: (q.doubted is not None) is wanted.doubted)
    return tests


def _equals(name: str, value: object, *, of_speaker: bool = False) -> Callable[[Quote], bool]:
    return lambda quote: getattr(quote.speaker if of_speaker else quote, name, None) == value


def _by_speaker(name: str, aliases: Mapping[str, Iterable[str]]) -> Callable[[Quote], bool]:
    if name in aliases:  # an actor's id means that actor, not others whose name begins alike
        return lambda quote: quote.speaker is not None and quote.speaker.actor == name
    words = set(folded(name).split())

    def test(quote: Quote) -> bool:
        who = quote.speaker
        if who is None or not words:
            return False
        names = (who.name, who.canonical or "", *aliases.get(who.actor or "", ()))
        return any(words <= set(folded(n).split()) for n in names)

    return test


def _by_affiliation(text: str) -> Callable[[Quote], bool]:
    words = set(folded(text).split())

    def test(quote: Quote) -> bool:
        who = quote.speaker
        told = (who.affiliation, who.role, who.organisation) if who else ()
        return words <= set(folded(" ".join(part or "" for part in told)).split())

    return test


def _stance_of(quote: Quote) -> str:
    if quote.stance is None:
        return "none"
    return quote.stance.label or quote.stance.status or "unsure"
