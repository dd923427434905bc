"""Quotes of a table or of a colleague's store into this one: nothing twice, every label with its annotator."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from sqlalchemy import Connection, select

from quotes.registry import Names
from quotes.store import schema
from quotes.store.actors import put_actor, put_alias
from quotes.store.change import Change
from quotes.store.current import PART
from quotes.store.ids import with_ids
from quotes.store.labels import put_stances
from quotes.store.linking import known_names, link_actor, link_surname
from quotes.store.writing import put_quotes
from quotes.text import folded
from quotes.types import Annotator, Quote, Speaker, Stance

_ID = re.compile("[0-9a-f]{16}")
_LINKED = 10_000  # speakers that are remembered


def merge_quotes(
    change: Change, quotes: Iterable[Quote], *, by: Annotator, progress: Callable[[int], None] | None = None
) -> Counter[str]:
    """Store quotes that are new and the labels of those that are known; count `added`, `known`, `removed`, `labels`.

    A quote is known by its id; by its words at the same places of a text, where a colleague keeps the article under
    another address; or, without an id, by its words and speaker. One that was removed here stays removed.
    Labels without an annotator are `by`'s. `progress` is told how many quotes are done.
    """
    counts: Counter[str] = Counter(added=0, known=0, removed=0, labels=0)
    links, places = _Links(change, known_names(change.connection), by), _Places(change.connection)
    done = 0
    for part in _cut(_named(quote, by) for quote in quotes):
        counts += _merge_part(change, part, links, places)
        done += len(part)
        if progress:
            progress(done)
    return counts


def _named(quote: Quote, by: Annotator) -> Quote:
    """The quote with an id, and with labels that somebody gave."""
    quote = _own_id(quote)
    if any(stance.annotator is None for stance in quote.stances):
        quote = replace(quote, stances=tuple(s if s.annotator else replace(s, annotator=by) for s in quote.stances))
    return quote if quote.id else with_ids([quote], "")[0]


def _cut(quotes: Iterable[Quote]) -> Iterator[list[Quote]]:
    iterator = iter(quotes)
    while part := list(islice(iterator, PART)):
        yield part


def _merge_part(change: Change, part: Sequence[Quote], links: _Links, places: _Places) -> Counter[str]:
    counts: Counter[str] = Counter()
    connection = change.connection
    part = places.known(part, _states(connection, [quote.id for quote in part]))
    states = _states(connection, [quote.id for quote in part])
    fresh: dict[str, Quote] = {}
    labels: list[tuple[str, Stance]] = []
    for quote in part:
        if states.get(quote.id):
            counts["removed"] += 1
        elif quote.id in states or quote.id in fresh:
            counts["known"] += 1
            labels += [(quote.id, stance) for stance in quote.stances]
        else:
            speaker = links.of(quote.speaker, by_hand=quote.found_by is None) if quote.speaker else None
            fresh[quote.id] = replace(quote, speaker=speaker)
            counts["added"] += 1
            counts["labels"] += len(quote.stances)
    texts = _Versions(connection, fresh.values())
    placed = [(texts.of(quote), quote) for quote in fresh.values()]
    for (version, finder), group in groupby(placed, key=lambda pair: (pair[0], pair[1].found_by)):
        version_id, text = version or (None, None)
        put_quotes(change, [quote for _, quote in group], version_id=version_id, text=text, finder=finder)
    counts["labels"] += put_stances(change, labels)
    return counts


def _states(connection: Connection, ids: Sequence[str]) -> dict[str, bool]:
    """Which of these quotes are stored, and whether they are removed."""
    quote = schema.quote
    return {row.id: row.removed for row in connection.execute(
        select(quote.c.id, quote.c.removed).where(quote.c.id.in_(ids))
    )}  # fmt: skip


class _Places:
    """Stored quotes by their words and where these stand: the ids differ where an article's address does."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ids: dict[tuple[tuple[int, int, str], ...], list[str]] | None = None  # read when first needed

    def known(self, quotes: Sequence[Quote], states: Container[str]) -> list[Quote]:
        """Return the quotes, each with the id under which it is stored here, if it is; `states` are known ids."""
        open_ = {quote.document for quote in quotes if quote.document is not None and quote.id not in states}
        if not open_:
            return list(quotes)
        article = schema.article_version.c.article_id
        # where the article is here under the same address, the quote is not
        here = set(self.connection.execute(select(article).where(article.in_(sorted(open_))).distinct()).scalars())
        return [
            quote if quote.document in here or quote.document is None or quote.id in states else self._known(quote)
            for quote in quotes
        ]

    def _known(self, quote: Quote) -> Quote:
        if self.ids is None:
            self.ids = self._read()
        same = self.ids.get(tuple((piece.start, piece.end, piece.text) for piece in quote.content), [])
        return replace(quote, id=same[0]) if len(same) == 1 else quote

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


def _own_id(quote: Quote) -> Quote:
    """An id of another kind, such as a row's number, is not ours: it is kept as a column of its own."""
    if not quote.id or _ID.fullmatch(quote.id):
        return quote
    return replace(quote, id="", extra={**quote.extra, "id": quote.id})


class _Links:
    """Speakers as they are linked, with who says so; one that comes again is not looked up again."""

    def __init__(self, change: Change, names: Names, by: Annotator) -> None:
        self.change, self.names, self.by = change, names, by
        self.known: dict[tuple[Speaker, bool], Speaker] = {}

    def of(self, speaker: Speaker, *, by_hand: bool) -> Speaker:
        found = self.known.get((speaker, by_hand))
        if found is None:
            written = self.change.statements
            found = link(self.change, speaker, self.names, by_hand=by_hand)
            if found.annotator is None:
                found = replace(found, annotator=self.by)
            if self.change.statements != written or len(self.known) == _LINKED:
                self.known.clear()  # there is a new actor, whom speakers of before may fit
            else:
                self.known[speaker, by_hand] = found
        return found


def link(change: Change, speaker: Speaker, names: Names, *, by_hand: bool) -> Speaker:
    """Link a speaker from elsewhere: by the registry's name that it brings along, else by the article's."""
    if not speaker.canonical:
        own = speaker if speaker.actor is None else replace(speaker, actor=None)
        return (link_surname if by_hand else link_actor)(change, own, names)
    name, spoken = folded(speaker.canonical), folded(speaker.name)
    fits = names.fitting(name)
    if not fits:
        taken = change.connection.execute(select(schema.actor.c.id).where(schema.actor.c.id == speaker.actor)).scalar()
        key = put_actor(
            change, speaker.canonical, key=None if taken else speaker.actor, kind=speaker.kind, country=speaker.country,
            reviewed=False,
        )  # fmt: skip
        names.add(name, key, speaker.kind)
        names.countries[key] = speaker.country
        if not names.fitting(spoken) and len(spoken.split()) > 1:
            put_alias(change, key, speaker.name)
            names.add(spoken, key, speaker.kind)
        return replace(speaker, actor=key)
    if len(fits) > 1:
        return replace(speaker, actor=speaker.actor if speaker.actor in fits else None)
    linked = link_actor(change, replace(speaker, actor=None, name=speaker.canonical), names)
    return replace(linked, name=speaker.name)


class _Versions:
    """The stored versions of the articles of some quotes, newest first."""

    def __init__(self, connection: Connection, quotes: Iterable[Quote]) -> None:
        version = schema.article_version
        documents = sorted({quote.document for quote in quotes if quote.document is not None})
        self.versions: dict[str, list[tuple[int, str]]] = {}
        rows = connection.execute(
            select(version.c.article_id, version.c.id, version.c.text)
            .where(version.c.article_id.in_(documents))
            .order_by(version.c.id.desc())
        )
        for row in rows if documents else ():
            self.versions.setdefault(row.article_id, []).append((row.id, row.text))

    def of(self, quote: Quote) -> tuple[int, str] | None:
        """Return the newest version of the quote's article in which every piece stands at its place, and its text."""
        for number, text in self.versions.get(quote.document or "", ()):
            if all(text[piece.start : piece.end] == piece.text for piece in quote.content):
                return number, text
        return None
