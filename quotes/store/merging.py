"""Quotes of a table or of a colleague's store into this one: nothing twice, every label with its annotator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from quotes.store import schema
from quotes.store.actors import put_actor, put_alias
from quotes.store.journal import Change
from quotes.store.linking import Names, known_names, link_actor
from quotes.store.writing import put_quotes, put_stance, with_ids
from quotes.text import folded
from quotes.types import Annotator, Quote, Speaker

_ID = re.compile("[0-9a-f]{16}")


def merge_quotes(change: Change, quotes: Iterable[Quote], *, by: Annotator) -> Counter[str]:
    """Store quotes that are new and the labels of those that are known; count `added`, `known`, `removed`, `labels`.

    A quote is known by its id, or, without one, by its words and speaker. One that was removed here stays removed.
    Labels without an annotator are `by`'s.
    """
    counts: Counter[str] = Counter(added=0, known=0, removed=0, labels=0)
    names = known_names(change.connection)
    with_own: list[Quote] = []
    without: list[Quote] = []
    for quote in quotes:
        quote = _own_id(quote)
        stances = tuple(s if s.annotator else replace(s, annotator=by) for s in quote.stances)
        quote = replace(quote, stances=stances, stance=None)
        (with_own if quote.id else without).append(quote)
    named = tuple(replace(q, id=i.id) for q in without for i in with_ids([q], ""))
    batch = _Batch(change)
    for quote in (*with_own, *named):
        if quote.id in batch.ids:
            batch.store()
        removed = change.connection.execute(
            select(schema.quote.c.removed).where(schema.quote.c.id == quote.id)
        ).scalar()
        if removed:
            counts["removed"] += 1
        elif removed is not None:
            counts["known"] += 1
            counts["labels"] += sum(put_stance(change, quote.id, stance) for stance in quote.stances)
        else:
            speaker = link(change, quote.speaker, names) if quote.speaker else None
            if speaker and speaker.annotator is None:
                speaker = replace(speaker, annotator=by)
            batch.add(replace(quote, speaker=speaker))
            counts["added"] += 1
            counts["labels"] += len(quote.stances)
    batch.store()
    return counts


class _Batch:
    """New quotes that are stored together: those of one article version that one finder found."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.key: tuple[int | None, Annotator | None] = (None, None)
        self.text: str | None = None
        self.quotes: list[Quote] = []
        self.ids: set[str] = set()

    def add(self, quote: Quote) -> None:
        version_id, text = _version(self.change.connection, quote) or (None, None)
        if (version_id, quote.found_by) != self.key:
            self.store()
            self.key, self.text = (version_id, quote.found_by), text
        self.quotes.append(quote)
        self.ids.add(quote.id)

    def store(self) -> None:
        version_id, finder = self.key
        put_quotes(self.change, self.quotes, version_id=version_id, text=self.text, finder=finder)
        self.quotes.clear()
        self.ids.clear()


def _own_id(quote: Quote) -> Quote:
    """An id of another kind, such as a row's number, is not ours: it is kept as a column of its own."""
    if not quote.id or _ID.fullmatch(quote.id):
        return quote
    return replace(quote, id="", extra={**quote.extra, "id": quote.id})


def link(change: Change, speaker: Speaker, names: Names) -> Speaker:
    """Link a speaker from elsewhere: by the registry's name that it brings along, else by the article's."""
    if not speaker.canonical:
        return link_actor(change, replace(speaker, actor=None), names)
    name, own = folded(speaker.canonical), folded(speaker.name)
    fits = names.fitting(name)
    if not fits:
        taken = change.connection.execute(select(schema.actor.c.id).where(schema.actor.c.id == speaker.actor)).scalar()
        key = put_actor(
            change, speaker.canonical, key=None if taken else speaker.actor, kind=speaker.kind, country=speaker.country,
            reviewed=False,
        )  # fmt: skip
        names.actors[name], names.countries[key] = [key], speaker.country
        if not names.fitting(own) and len(own.split()) > 1:
            put_alias(change, key, speaker.name)
            names.actors[own] = [key]
        return replace(speaker, actor=key)
    if len(fits) > 1:
        return replace(speaker, actor=speaker.actor if speaker.actor in fits else None)
    linked = link_actor(change, replace(speaker, actor=None, name=speaker.canonical), names)
    return replace(linked, name=speaker.name)


def _version(connection: Connection, quote: Quote) -> tuple[int, str] | None:
    """The stored version of the quote's article in which every piece stands at its place; the newest of several."""
    if quote.document is None:
        return None
    version = schema.article_version
    rows = connection.execute(
        select(version.c.id, version.c.text).where(version.c.article_id == quote.document).order_by(version.c.id.desc())
    )
    for row in rows:
        if all(row.text[piece.start : piece.end] == piece.text for piece in quote.content):
            return row.id, row.text
    return None
