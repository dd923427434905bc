"""What the database counts, counted in plain Python over quotes at hand: what the tests hold it against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.filter import day_of
from quotes.intervals import Share, share
from quotes.labels import bears, current, in_words
from quotes.text import folded
from quotes.types import Quote, Stance
from stance.reports.comparison import Comparison, Side, differences
from stance.reports.speakers import Summary
from stance.reports.tally import tally
from stance.review import MARK, worth


def _changes(tones: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Each tone where it is another than the one before; who says so is no change of tone."""
    changed = (words for place, (tone, words) in enumerate(tones) if place == 0 or tone != tones[place - 1][0])
    return tuple(changed) if len(tones) > 1 else ()


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
    said = [q.stance for q in dated if q.stance and bears(q.stance)]
    tones = [(in_words(replace(stance, status=None)), in_words(stance)) for stance in said]
    return Summary(
        name=who.canonical or max((q.speaker.name for q in group if q.speaker), key=len),
        actor=who.actor,
        affiliation=who.affiliation,
        country=who.country,
        official=who.official,
        tally=tally(group),
        first=day_of(dated[0]) if dated else None,
        last=day_of(dated[-1]) if dated else None,
        tone=_changes(tones),
        latest=latest,
    )


def to_review(
    quotes: Iterable[Quote], target: str, reviewer: str, *, sides: Sequence[Sequence[Quote]] = ()
) -> tuple[Quote, ...]:
    """Return the quotes that this reviewer has not labelled toward the target, the most valuable first.

    What persons agree on is left alone; among equals the order is that given. With `sides`, those of a comparison, only
    their quotes, and first those that may move its difference most: see `decisive`.
    """
    weights = decisive(sides, target)
    open_ = [quote for quote in quotes if not _settled(quote, target, reviewer) and (not sides or quote.id in weights)]
    return tuple(sorted(open_, key=lambda quote: -worth(quote, target).value * weights.get(quote.id, 1.0)))


def decisive(sides: Sequence[Sequence[Quote]], target: str) -> dict[str, float]:
    """Return how much one label of each quote may move a difference of shares, by id, beside the most that any may.

    A share is taken over the quotes of a side that bear on the target, so a label moves it by one part of so many: one
    of the smaller side weighs more.
    """
    counts = [sum(bears(current(quote.stances, target)) is not False for quote in side) for side in sides]
    least = min((count for count in counts if count), default=1)
    out: dict[str, float] = {}
    for side, count in zip(sides, counts, strict=True):
        for quote in side:
            out[quote.id] = max(out.get(quote.id, 0.0), least / max(count, 1))
    return out


def reviewed_attributions(quotes: Iterable[Quote]) -> Share:
    """Return how many of the machine's finds that persons looked at were right; `quotes` with those taken out.

    A person who labels a find takes it for a quote of that speaker, unless it is marked as wrong (`MARK`).
    """
    right = wrong = 0
    for quote in quotes:
        if quote.found_by is None:
            continue
        if (quote.doubted or "").startswith(MARK):
            wrong += 1
        elif any(_by_person(stance) for stance in quote.stances):
            right += 1
    return share(right, right + wrong)


def _settled(quote: Quote, target: str, reviewer: str) -> bool:
    label = current(quote.stances, target)
    if label is not None and label.status in ("agreed", "adjudicated"):
        return True
    return any(
        _by_person(s) and s.target == target and s.annotator.name == reviewer for s in quote.stances if s.annotator
    )


def _by_person(stance: Stance) -> bool:
    return stance.annotator is not None and stance.annotator.kind in ("person", "adjudicator")


def compared(*groups: tuple[str, Sequence[Quote]], shown: int = 3) -> Comparison:
    """Return named groups of quotes side by side, `shown` quotes of each at hand."""
    sides = []
    for name, quotes in groups:
        voices = {(q.speaker.actor or folded(q.speaker.name)) for q in quotes if q.speaker}
        first = tuple(sorted(quotes, key=lambda quote: not bears(quote.stance)))[:shown]
        sides.append(Side(name, tally(quotes), len(voices), 0, first))
    return Comparison("Russia", tuple(sides), differences(sides), (), 1, 0, 0, 0)
