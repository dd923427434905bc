"""What people do to single quotes: add one, say its stance, take it out. Correcting one is in `edit`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotes.actions.facts import ARTICLE_FACTS, GIVEN_QUOTE_FACTS, read_facts, sure
from quotes.actions.naming import Named, named_speaker
from quotes.errors import InputError
from quotes.marks import type_by_marks
from quotes.types import Annotator, Quote, Span, Stance, pieces_of

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.change import Change

NEAR = 90  # rapidfuzz ratio (0 to 100) of folded words from which two quotes look like one


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote that a person gives, read and checked, with its speaker as yet a name."""

    quote: Quote
    speaker: str
    facts: Mapping[str, Any]  # as they are stored


@dataclass(frozen=True, slots=True)
class Added:
    """A quote that was added, as it was handed to the store."""

    quote: Quote
    named: Named
    near: Quote | None = None  # the stored quote that looks like it


@dataclass(frozen=True, slots=True)
class Tagged:
    """A quote that was given a label."""

    quote_id: str
    counts: Stance | None  # what counts toward the target now


def draft(text: str, speaker: str, facts: Mapping[str, Any], by: Annotator, *, translated: bool = False) -> Draft:
    """Read a quote that a person gives; pieces of its words are joined by JOINT, and its marks tell an untold type.

    Raises InputError naming what is missing or cannot be read.
    """
    from quotes.text import checked, checked_name

    if not text.strip():
        raise InputError('the words are missing: quotes add "“...”" --speaker NAME')
    if not speaker.strip():
        raise InputError("the speaker is missing: write --speaker NAME")
    speaker, known = checked_name(speaker), read_facts(facts, translated=translated)
    words = checked(text.strip(), "the quote")
    plain = {name: known[name] for name in GIVEN_QUOTE_FACTS if known.get(name) is not None}
    quote = Quote(pieces_of(words), type=known.get("quote_type") or type_by_marks(words), added_by=by.name, **plain)
    return Draft(sure(quote), speaker, known)


def add(
    store: Store,
    given: Draft,
    by: Annotator,
    *,
    stance: Stance | None = None,
    article: str | None = None,
    namesake: bool = False,
    near: Callable[[Quote], object] | None = None,
) -> Added:
    """Store a quote; one in an article is named by the article's id. It is not stored twice.

    `near` is told of the stored quote that looks like it, before it is kept, and may raise to leave the store as it
    was. Raises InputError where the article does not hold the words.
    """
    from quotes.store import writing
    from quotes.store.reading import read_quotes
    from quotes.store.selecting import similar

    with store.change(f"add a quote of {given.speaker}", by) as change:
        named = named_speaker(change, given.speaker, given.facts, namesake=namesake)
        quote, version_id, text = _placed(change, replace(given.quote, speaker=named.speaker), article)
        if read_quotes(change.connection, [quote.id], removed=True):
            raise InputError(
                f"this quote is stored already: quotes show {quote.id[:8]} (or it was removed: quotes history)"
            )
        like = near_duplicate(quote, similar(change.connection, quote.text))
        if like is not None and near is not None:
            near(like)
        quote = replace(quote, stances=(stance,) if stance else ())
        writing.put_quotes(change, [quote], version_id=version_id, text=text)
    return Added(quote, named, like)


def tag(store: Store, prefix: str, stance: Stance, by: Annotator, *, evidence: str | None = None) -> Tagged:
    """Give a quote a label; `evidence` are words of it that show it. Raises InputError where it does not hold them."""
    from quotes.labels import current
    from quotes.store.ids import full_id
    from quotes.store.labels import put_stance
    from quotes.store.reading import read_quotes

    with store.change(f"tag {prefix} {stance.label or 'unsure'} toward {stance.target}", by) as change:
        key = full_id(change.connection, prefix)
        (quote,) = read_quotes(change.connection, [key])
        put_stance(change, key, replace(stance, annotator=by, evidence=_evidence(quote.text, evidence)))
        (quote,) = read_quotes(change.connection, [key])
    return Tagged(key, current(quote.stances, stance.target))


def remove(store: Store, prefixes: Sequence[str], by: Annotator, *, why: str | None = None) -> tuple[str, ...]:
    """Take quotes out and return their ids; undo brings them back, refresh does not."""
    from quotes.store.ids import full_id
    from quotes.store.writing import remove_quote

    with store.change(f"remove {' '.join(prefixes)}" + (f": {why}" if why else ""), by) as change:
        keys = tuple(dict.fromkeys(full_id(change.connection, prefix) for prefix in prefixes))
        for key in keys:
            remove_quote(change, key)
    return keys


def near_duplicate(quote: Quote, stored: Iterable[Quote]) -> Quote | None:
    """Return the stored quote whose words are most alike, if they are alike enough to be the same."""
    from rapidfuzz import fuzz, process

    from quotes.text import folded

    others = list(stored)
    best = process.extractOne(
        folded(quote.text), [folded(q.text) for q in others], scorer=fuzz.ratio, score_cutoff=NEAR
    )
    return others[best[2]] if best else None


def find_words(text: str, pieces: Iterable[str], article: str) -> tuple[Span, ...]:
    """Return the spans of pieces in a text, in order. Raises InputError for one that does not stand there exactly."""
    spans, at = [], 0
    for piece in pieces:
        start = text.find(piece, at)
        if start < 0:
            raise InputError(
                f"article {article} does not hold the words {piece[:60]!r}: copy them exactly as they stand there"
            )
        at = start + len(piece)
        spans.append(Span(start, at, piece))
    return tuple(spans)


def _placed(change: Change, quote: Quote, article: str | None) -> tuple[Quote, int | None, str | None]:
    """Return the quote with its place in the article, if it is said to be in one, and with its id."""
    from quotes.store.articles import read_article
    from quotes.store.ids import with_ids

    if article is None:
        return with_ids([quote], "")[0], None, None
    of_article = [name for name in ARTICLE_FACTS if getattr(quote, name)]
    if of_article:
        raise InputError(f"{', '.join(of_article)} are told by the article {article}: leave them out beside --article")
    kept, version_id = read_article(change.connection, article)
    placed = replace(quote, content=find_words(kept.text, [p.text for p in quote.content], kept.id or article))
    return with_ids([placed], kept.id or "")[0], version_id, kept.text


def _evidence(text: str, words: str | None) -> tuple[tuple[int, int], ...]:
    if words is None:
        return ()
    start = text.find(words)
    if start < 0 or not words:
        raise InputError(f"the quote does not hold the words {words!r}: copy them exactly as they stand there")
    return ((start, start + len(words)),)
