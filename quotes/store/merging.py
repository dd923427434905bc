"""Quotes of a table or of a colleague's store into this one: nothing twice, every label with its annotator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from quotes.registry import Names
from quotes.store import schema
from quotes.store.actors import put_actor, put_alias
from quotes.store.change import Change
from quotes.store.ids import with_ids
from quotes.store.labels import put_stance
from quotes.store.linking import known_names, link_actor, link_surname
from quotes.store.writing import put_quotes
from quotes.text import folded
from quotes.types import Annotator, Quote, Speaker

_ID = re.compile("[0-9a-f]{16}")


def merge_quotes(change: Change, quotes: Iterable[Quote], *, by: Annotator) -> Counter[str]:
    """Store quotes that are new and the labels of those that are known; count `added`, `known`, `removed`, `labels`.

    A quote is known by its id; by its words at the same places of a text, where a colleague keeps the article under
    another address; or, without an id, by its words and speaker. One that was removed here stays removed.
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
    batch, places = _Batch(change), _Places(change.connection)
    for quote in (*with_own, *named):
        quote = places.known(quote)
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
            speaker = link(change, quote.speaker, names, by_hand=quote.found_by is None) if quote.speaker else None
            if speaker and speaker.annotator is None:
                speaker = replace(speaker, annotator=by)
            batch.add(replace(quote, speaker=speaker))
            counts["added"] += 1
            counts["labels"] += len(quote.stances)
    batch.store()
    return counts


class _Places:
    """Stored quotes by their words and where these stand: the ids differ where an article's address does."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ids: dict[tuple[tuple[int, int, str], ...], list[str]] | None = None  # read when first needed

    def known(self, quote: Quote) -> Quote:
        """Return the quote with the id under which it is stored here, if it is."""
        if quote.document is None or self._is_stored(quote.id):
            return quote
        article = schema.article_version.c.article_id
        if self.connection.execute(select(article).where(article == quote.document).limit(1)).scalar() is not None:
            return quote  # the article is here under the same address, the quote is not
        if self.ids is None:
            self.ids = self._read()
        same = self.ids.get(tuple((piece.start, piece.end, piece.text) for piece in quote.content), [])
        return replace(quote, id=same[0]) if len(same) == 1 else quote

    def _is_stored(self, key: str) -> bool:
        return self.connection.execute(select(schema.quote.c.id).where(schema.quote.c.id == key)).first() is not None

    def _read(self) -> dict[tuple[tuple[int, int, str], ...], list[str]]:
        piece, quote = schema.piece, schema.quote
        rows = self.connection.execute(
            select(piece.c.quote_id, piece.c.start, piece.c.end, piece.c.exact)
            .join(quote, quote.c.id == piece.c.quote_id)
            .where(quote.c.version_id.is_not(None))
            .order_by(piece.c.quote_id, piece.c.position)
        )
        places: dict[str, list[tuple[int, int, str]]] = {}
        for row in rows:
            places.setdefault(row.quote_id, []).append((row.start, row.end, row.exact))
        ids: dict[tuple[tuple[int, int, str], ...], list[str]] = {}
        for key, place in places.items():
            ids.setdefault(tuple(place), []).append(key)
        return ids


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


def link(change: Change, speaker: Speaker, names: Names, *, by_hand: bool) -> Speaker:
    """Link a speaker from elsewhere: by the registry's name that it brings along, else by the article's."""
    if not speaker.canonical:
        return (link_surname if by_hand else link_actor)(change, replace(speaker, actor=None), names)
    name, own = folded(speaker.canonical), folded(speaker.name)
    fits = names.fitting(name)
    if not fits:
        taken = change.connection.execute(select(schema.actor.c.id).where(schema.actor.c.id == speaker.actor)).scalar()
        key = put_actor(
            change, speaker.canonical, key=None if taken else speaker.actor, kind=speaker.kind, country=speaker.country,
            reviewed=False,
        )  # fmt: skip
        names.add(name, key, speaker.kind)
        names.countries[key] = speaker.country
        if not names.fitting(own) and len(own.split()) > 1:
            put_alias(change, key, speaker.name)
            names.add(own, key, speaker.kind)
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
