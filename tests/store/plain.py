"""What the database counts, counted in plain Python over quotes at hand: what the tests hold it against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.filter import day_of
from quotes.labels import bears, in_words
from quotes.text import folded
from quotes.types import Quote
from stance.reports.speakers import Summary
from stance.reports.tally import tally


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
