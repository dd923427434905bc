"""What each speaker said about a target, and two groups of speakers side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.filter import day_of
from quotes.labels import bears, in_words
from quotes.text import folded
from quotes.types import Quote
from stance.reports.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class Summary:
    """One speaker's quotes about a target."""

    name: str
    actor: str | None
    affiliation: str | None
    country: str | None
    official: bool | None
    tally: Tally
    first: str | None  # ISO 8601; None: no date is known
    last: str | None
    tone: tuple[str, ...]  # the labels in words, by date, each change once; empty where no two dates are known
    latest: Quote  # about the target where there is one


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison."""

    name: str
    tally: Tally
    quotes: tuple[Quote, ...]  # about the target first
    unknown: int  # quotes that would fit if their office or country, which is not known, were the one asked for


def summarise(quotes: Iterable[Quote], *, doubted: bool = False) -> list[Summary]:
    """Return a summary of each speaker, those with most about the target first; doubted quotes only if asked for.

    Quotes without a speaker are left out. Quotes carry their current stance (`quotes.labels.with_current`).
    """
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.speaker is not None and (doubted or quote.doubted is None):
            groups.setdefault(quote.speaker.actor or folded(quote.speaker.name), []).append(quote)
    found = [_summary(group) for group in groups.values()]
    return sorted(found, key=lambda s: (-s.tally.about, -s.tally.quotes, folded(s.name)))


def compare(
    left: tuple[str, Iterable[Quote]],
    right: tuple[str, Iterable[Quote]],
    *,
    unknown: tuple[Iterable[Quote], Iterable[Quote]] = ((), ()),
    doubted: bool = False,
) -> tuple[Side, Side]:
    """Return two named groups of quotes, counted; doubted quotes only if asked for.

    `unknown` are quotes of which it is not known whether they belong to the left, to the right (`choosing.maybe`).
    """

    def counted(group: tuple[str, Iterable[Quote]], beside: Iterable[Quote]) -> Side:
        quotes, unsure = (tuple(q for q in part if doubted or q.doubted is None) for part in (group[1], beside))
        return Side(group[0], tally(quotes), tuple(sorted(quotes, key=lambda q: not bears(q.stance))), len(unsure))

    return counted(left, unknown[0]), counted(right, unknown[1])


def _summary(group: Sequence[Quote]) -> Summary:
    dated = sorted((q for q in group if day_of(q)), key=lambda q: day_of(q) or "")
    about = [q for q in dated if bears(q.stance)] or [q for q in group if bears(q.stance)]
    latest = (about or dated or list(group))[-1]
    # the fullest telling stands for the speaker; the newest where the dates differ
    told = max(dated[-1:] or group, key=lambda q: len((q.speaker and q.speaker.affiliation) or ""))
    who = told.speaker
    assert who is not None
    tones = [in_words(q.stance) for q in dated if bears(q.stance)]
    return Summary(
        name=who.canonical or max((q.speaker.name for q in group if q.speaker), key=len),
        actor=who.actor,
        affiliation=who.affiliation,
        country=who.country,
        official=who.official,
        tally=tally(group),
        first=day_of(dated[0]) if dated else None,
        last=day_of(dated[-1]) if dated else None,
        tone=tuple(t for place, t in enumerate(tones) if place == 0 or t != tones[place - 1]) if len(tones) > 1 else (),
        latest=latest,
    )
