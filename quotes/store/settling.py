"""After a change: the kept answers and the search index of what it touched, brought in line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, select

from quotes.store import schema, search
from quotes.store.current import keep, keep_words, parts, rows_of


@dataclass(frozen=True, slots=True)
class Touched:
    """What was written that answers rest on; it grows as a change goes on."""

    quotes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)  # quotes whose words, names or titles are other ones
    articles: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)  # whose country or affiliations are other ones
    named: set[str] = field(default_factory=set)  # actors whose names are other ones
    names: set[str] = field(default_factory=set)  # that are new, folded
    changes: set[int] = field(default_factory=set)  # that were taken back, or back into force

    def note(self, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Note that a row was added, changed or removed; `values` hold at least what leads to its quotes."""
        if table is schema.quote:
            self.quotes.add(key["id"])
            self.words.add(key["id"])
        elif table in (schema.piece, schema.speaker_link):
            self.quotes.add(values["quote_id"])
            self.words.add(values["quote_id"])
        elif table is schema.stance:
            self.quotes.add(values["quote_id"])
        elif table is schema.article:
            self.articles.add(key["id"])
        elif table is schema.actor:
            self.actors.add(key["id"])
        elif table is schema.affiliation:
            self.actors.add(values["actor_id"])
        elif table is schema.alias:
            self.named.add(values["actor_id"])
            self.names.add(values["folded"])
        elif table is schema.change:
            self.changes.add(key["id"])


def settle(connection: Connection, touched: Touched) -> None:
    """Bring what is kept and what is indexed of everything touched in line with what is stored now."""
    if touched.names:
        keep_words(connection, touched.names)
    # what was touched grows, instead of being copied: a large import touches all its quotes
    quotes, words = touched.quotes, touched.words
    words.update(_of_articles(connection, touched.articles))
    words.update(_of_actors(connection, touched.named))
    labelled, linked = _of_changes(connection, touched.changes)
    words.update(linked)
    quotes.update(words, labelled, _of_actors(connection, touched.actors))
    search.forget(connection, list(rows_of(connection, sorted(words)).values()))
    keep(connection, quotes)
    search.index(connection, sorted(words))


def _of_articles(connection: Connection, articles: Iterable[str]) -> Iterator[str]:
    quote, version = schema.quote, schema.article_version
    for part in parts(sorted(articles)):
        query = select(quote.c.id).join(version, version.c.id == quote.c.version_id)
        yield from connection.execute(query.where(version.c.article_id.in_(part))).scalars()


def _of_actors(connection: Connection, actors: Iterable[str]) -> Iterator[str]:
    """Quotes that were ever linked to these actors: a link outlives its actor, who may come back."""
    table = schema.speaker_link
    for part in parts(sorted(actors)):
        query = select(table.c.quote_id).where(table.c.actor_id.in_(part)).distinct()
        yield from connection.execute(query).scalars()


def _of_changes(connection: Connection, changes: Iterable[int]) -> tuple[set[str], set[str]]:
    """Quotes that were labelled, and quotes that were linked to a speaker, in these changes."""
    found: tuple[set[str], set[str]] = (set(), set())
    for part in parts(sorted(changes)):
        for out, table in zip(found, (schema.stance, schema.speaker_link), strict=True):
            out |= set(connection.execute(select(table.c.quote_id).where(table.c.change_id.in_(part))).scalars())
    return found
