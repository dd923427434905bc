"""Invented articles, people and quotes that the tests of the store share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from quotes.filter import Selection
from quotes.store import Store
from quotes.store.articles import Kept, put_article
from quotes.store.ids import with_ids
from quotes.store.labels import put_stance
from quotes.store.linking import known_names, link_actor
from quotes.store.reading import read_quotes
from quotes.store.selecting import select_ids
from quotes.store.writing import put_quotes
from quotes.types import Annotator, Article, Quote, Span, Speaker, Stance

ANNA = Annotator("Anna")
BORIS = Annotator("Boris")
JUDGE = Annotator("Judge", "adjudicator")
FINDER = Annotator("finder", "rule", "1")
MODEL = Annotator("scorer", "model", "2")

TEXT = (
    "“The bridge belongs to all of us,” said Mira Kovalenko, the minister of ferries. "
    "Olzhas Ferhatov told The Lantern that “nobody asked the fishermen.” "
    "“We will paint it green,” Kovalenko added, “and then we will see.”"
)


def hits(connection: Connection, query: str, *, raw: bool = False) -> list[str]:
    """Ids of the quotes that a search finds, best first."""
    return select_ids(connection, Selection(words=query, raw=raw))


def span(text: str, words: str, start: int = 0) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words), words)


def found(text: str = TEXT) -> tuple[Quote, ...]:
    """What a finder would find in TEXT."""
    mira = Speaker("Mira Kovalenko", role="minister", organisation="ferries", affiliation="the minister of ferries")
    return (
        Quote((span(text, "“The bridge belongs to all of us,”"),), source=span(text, "Mira Kovalenko"),
              cue=span(text, "said"), speaker=mira, confidence=0.9),
        Quote((span(text, "“nobody asked the fishermen.”"),), source=span(text, "Olzhas Ferhatov"),
              cue=span(text, "told The Lantern"), speaker=Speaker("Olzhas Ferhatov", country="KZ"), confidence=0.8),
        Quote((span(text, "“We will paint it green,”"), span(text, "“and then we will see.”")),
              source=span(text, "Kovalenko", 150), cue=span(text, "added"), speaker=mira, confidence=0.7),
    )  # fmt: skip


def ingest(
    store: Store,
    text: str = TEXT,
    quotes: tuple[Quote, ...] | None = None,
    *,
    link: bool = True,
    facts: Mapping[str, Any] | None = None,
) -> tuple[Kept, tuple[str, ...]]:
    """Do what `quotes ingest` does: keep the text and its quotes, with actors, in one change."""
    with store.change("ingest", ANNA) as change:
        kept = put_article(change, Article(text, **(facts or {})))
        names = known_names(change.connection)
        chosen = with_ids(found(text) if quotes is None else quotes, kept.article_id)
        if link:
            from dataclasses import replace

            chosen = tuple(replace(q, speaker=link_actor(change, q.speaker, names)) if q.speaker else q for q in chosen)
        ids = put_quotes(change, chosen, version_id=kept.version_id, text=text, finder=FINDER)
    return kept, ids


def by_hand(store: Store, *quotes: Quote, by: Annotator = ANNA) -> tuple[str, ...]:
    """Add quotes that have no article."""
    with store.change("add", by) as change:
        return put_quotes(change, with_ids(quotes, ""))


def quotes_of(store: Store, *ids: str, removed: bool = False) -> tuple[Quote, ...]:
    with store.read() as connection:
        return read_quotes(connection, ids or None, removed=removed)


def tag(store: Store, key: str, label: str | None = "against", *, by: Annotator = ANNA, **more: Any) -> None:
    with store.change(f"tag {key} {label}", by) as change:
        put_stance(change, key, Stance(more.pop("target", "Ruritania"), label, **more))  # type: ignore[arg-type]


def words(text: str, name: str | None = None, **more: Any) -> Quote:
    """A quote without an article."""
    return Quote((Span(0, len(text), text),), speaker=Speaker(name) if name else None, **more)
