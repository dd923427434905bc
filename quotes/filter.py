"""Choosing quotes: by speaker, affiliation, country, official, office, stance, date, publisher, words."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, replace

from quotes.dates import within
from quotes.labels import Labels, bears, reading
from quotes.targets import DEFAULT
from quotes.text import folded
from quotes.types import Quote


@dataclass(frozen=True, slots=True)
class Filter:
    """What a quote must be; None asks nothing."""

    speaker: str | None = None  # words of a name or alias; @ID or an id of several words: that actor alone
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
    text: str | None = None  # words that occur in the quote in this order; the last may be unfinished
    doubted: bool | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked of a store: the quotes that are all that each filter wants, judged toward a target."""

    filters: tuple[Filter, ...] = ()
    target: str = DEFAULT
    labels: Labels = "any"  # whose labels count
    words: str | None = None  # that a quote, its speaker's names or its title hold; such quotes come best first
    raw: bool = False  # `words` are the database's own syntax

    def also(self, wanted: Filter) -> Selection:
        """Return the selection of those that are this too."""
        return replace(self, filters=(*self.filters, wanted))


def day_of(quote: Quote) -> str | None:
    """Return when a quote was said, or else published."""
    return quote.said or quote.published


def choose(
    quotes: Iterable[Quote], *wanted: Filter, aliases: Mapping[str, Iterable[str]] | None = None
) -> tuple[Quote, ...]:
    """Return the quotes that are all that each filter wants. `aliases` are each actor's names, by id."""
    tests = [test for one in wanted for test in _tests(one, aliases or {})]
    return tuple(quote for quote in quotes if all(test(quote) for test in tests))


KNOWABLE = ("country", "official", "office")  # what may be unknown of a speaker


def maybe(
    quotes: Iterable[Quote], *wanted: Filter, aliases: Mapping[str, Iterable[str]] | None = None
) -> tuple[Quote, ...]:
    """Return the quotes that could be all that is wanted, if what is not known of them (KNOWABLE) were."""
    loose = [replace(one, **dict.fromkeys(KNOWABLE)) for one in wanted]
    asked = [(name, value) for one in wanted for name in KNOWABLE if (value := getattr(one, name)) is not None]

    def test(quote: Quote) -> bool:
        told = [(getattr(quote.speaker, name, None), value) for name, value in asked]
        return any(one is None for one, _ in told) and all(one is None or one == value for one, value in told)

    return tuple(quote for quote in choose(quotes, *loose, aliases=aliases) if test(quote))


def says(quote: Quote, words: str) -> bool:
    """Tell whether a quote holds words in this order, the last of which may be the start of one."""
    return f" {folded(words)}" in f" {folded(quote.text)}"


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
        tests.append(lambda q: reading(q.stance) == wanted.stance)
    if wanted.about is not None:
        tests.append(lambda q: bears(q.stance) is wanted.about)
    if wanted.publisher is not None:
        tests.append(lambda q: folded(wanted.publisher or "") in folded(q.publisher or ""))
    if wanted.since or wanted.until:
        tests.append(lambda q: day_of(q) is not None and within(day_of(q), wanted.since, wanted.until))
    if wanted.text is not None:
        tests.append(lambda q: says(q, wanted.text or ""))
    if wanted.doubted is not None:
        tests.append(lambda q: (q.doubted is not None) is wanted.doubted)
    return tests


def _equals(name: str, value: object, *, of_speaker: bool = False) -> Callable[[Quote], bool]:
    return lambda quote: getattr(quote.speaker if of_speaker else quote, name, None) == value


def actor_alone(name: str, known: Container[str]) -> str | None:
    """Return the actor whom a name means alone: "@putin", or an id of several words such as "vladimir-putin".

    An id of one word is a name that others may bear too.
    """
    if name.startswith("@"):
        return name[1:]
    return name if "-" in name and name in known else None


def is_called(words: Iterable[str], names: Iterable[str]) -> bool:
    """Tell whether all of these folded words stand in one of the names; no word is nobody's name."""
    wanted = set(words)
    return bool(wanted) and any(wanted <= set(folded(name).split()) for name in names)


def _by_speaker(name: str, aliases: Mapping[str, Iterable[str]]) -> Callable[[Quote], bool]:
    alone = actor_alone(name, aliases)
    if alone is not None:
        return lambda quote: quote.speaker is not None and quote.speaker.actor == alone
    words = folded(name).split()

    def test(quote: Quote) -> bool:
        who = quote.speaker
        return who is not None and is_called(words, (who.name, who.canonical or "", *aliases.get(who.actor or "", ())))

    return test


def _by_affiliation(text: str) -> Callable[[Quote], bool]:
    words = set(folded(text).split())

    def test(quote: Quote) -> bool:
        who = quote.speaker
        told = (who.affiliation, who.role, who.organisation) if who else ()
        return words <= set(folded(" ".join(part or "" for part in told)).split())

    return test
