"""Full text search: one form for SQLite (FTS5), one for PostgreSQL (tsvector).

What is indexed: the quote's words, its speaker's names and title, and a Latin transliteration of them, so that
"zakharova" finds «Захарова». Diacritics are dropped: FTS5 does so itself, for PostgreSQL it is done here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Float, Integer, bindparam, column, func, select, text
from sqlalchemy.exc import DBAPIError

from quotes.errors import InputError
from quotes.store import schema
from quotes.store.current import every_id, links_of, parts
from quotes.text import checked, folded

_LONGEST = 500  # characters of a search; longer is a paste by mistake
_BETWEEN = re.compile(r"[\W_]+")
_MARKS = re.compile("[“”„‟‘’‚«»‹›—–…·]")  # without them most texts are plain ASCII, which is fast
_MOST = 100_000  # characters of a quote that are indexed; PostgreSQL takes a megabyte


@dataclass(frozen=True, slots=True)
class Match:
    """A search as the database takes it."""

    query: str  # in its syntax
    form: str = "to_tsquery"  # of PostgreSQL


def match_of(dialect: str, query: str, *, raw: bool = False) -> Match:
    """Return the search for quotes that hold every word of `query`, the last of which may be the start of one.

    With `raw` the query is the database's own syntax (FTS5, or websearch_to_tsquery). Raises InputError.
    """
    if len(query) > _LONGEST:
        raise InputError(f"the search has {len(query)} characters; at most {_LONGEST} are taken")
    words = _words(checked(query, "the search"))
    if raw:
        return Match(query, "websearch_to_tsquery")
    if not words:
        raise InputError(f"the search {query!r} has no word to look for")
    if dialect == "sqlite":
        return Match(" AND ".join(_either(word, '"', "*" if last else "", " OR ") for word, last in _marked(words)))
    return Match(" & ".join(_either(word, "'", ":*" if last else "", " | ") for word, last in _marked(words)))


def phrase_of(dialect: str, words: str) -> Match | None:
    """Return a search that finds at least the quotes in which these words stand in this order; None for no word."""
    return phrases_of(dialect, [words])


def phrases_of(dialect: str, phrases: Iterable[str]) -> Match | None:
    """Return a search that finds at least the quotes in which one of these stands (`phrase_of`); None for no word."""
    known = dict.fromkeys(words for phrase in phrases if (words := in_latin(phrase)))
    if not known:
        return None
    if dialect == "sqlite":
        return Match(" OR ".join(f'"{words}" *' for words in known))
    return Match(" | ".join("(" + " <-> ".join(f"'{word}'" for word in words.split()) + ":*)" for words in known))


def in_latin(words: str) -> str:
    """Return words as they are indexed in Latin letters: an apostrophe parts them ("O'Brien's": o brien s)."""
    return folded(" ".join(_words(words)))


def either_of(dialect: str, words: Sequence[str]) -> Match:
    """Return a search for quotes that hold at least one of these words (`rarest`)."""
    return Match(" OR ".join(f'"{word}"' for word in words) if dialect == "sqlite" else " | ".join(words))


def rarest(words: str, *, most: int = 4) -> list[str]:
    """Return the words that fewest other texts are likely to hold: the longest."""
    latin = dict.fromkeys(_words(folded(words)))
    return sorted(latin, key=lambda word: (-len(word), word))[:most]


@contextmanager
def searching(connection: Connection, query: str, *, raw: bool) -> Iterator[None]:
    """Turn the database's complaint of a raw query into an InputError; the connection can still be used."""
    try:
        with connection.begin_nested():
            yield
    except DBAPIError as error:
        if not raw:
            raise
        raise InputError(f"the search {query!r} is not valid: {error.orig}: leave --raw out") from None


def matching(dialect: str, match: Match) -> tuple[Any, Any]:
    """Return a table of the numbers of the quotes that match, and what orders it, best first."""
    if dialect == "sqlite":
        table = text("SELECT rowid AS row, rank FROM quote_search WHERE quote_search MATCH :match")
    else:
        table = text(
            f"SELECT row, -ts_rank(document, query) AS rank FROM quote_search, {match.form}('simple', :match) query "
            "WHERE document @@ query"
        )
    found = table.bindparams(match=match.query).columns(column("row", Integer), column("rank", Float)).subquery()
    return found, found.c.rank


def index(connection: Connection, ids: Sequence[str]) -> None:
    """Put the words of these quotes, those that are there, into the index, in which they must not be (`forget`)."""
    for part in parts(ids):
        bodies = [{"row": row, "body": body} for row, body in _bodies(connection, part).items()]
        if bodies:
            connection.execute(text(_INSERT[connection.dialect.name]), bodies)


def forget(connection: Connection, rows: Sequence[int]) -> None:
    """Take quotes out of the index, by the numbers under which they are kept."""
    for part in parts(rows):
        connection.execute(_FORGET[connection.dialect.name], {"rows": part})


def reindex(connection: Connection) -> None:
    """Make the index anew."""
    connection.execute(text("DELETE FROM quote_search"))
    for ids in every_id(connection):
        index(connection, ids)


_INSERT = {
    "sqlite": "INSERT INTO quote_search (rowid, body) VALUES (:row, :body)",
    "postgresql": "INSERT INTO quote_search (row, body) VALUES (:row, :body)",
}
_FORGET = {
    name: text(f"DELETE FROM quote_search WHERE {key} IN :rows").bindparams(bindparam("rows", expanding=True))
    for name, key in (("sqlite", "rowid"), ("postgresql", "row"))
}


def _bodies(connection: Connection, ids: Sequence[str]) -> dict[int, str]:
    """Return what is indexed of each quote, by the number under which it is kept."""
    quote, piece, alias, kept = schema.quote, schema.piece, schema.alias, schema.current_quote
    version, article = schema.article_version, schema.article
    live = (
        select(kept.c.row, kept.c.quote_id, func.coalesce(article.c.title, quote.c.title).label("title"), quote.c.note)
        .join(quote, quote.c.id == kept.c.quote_id)
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .join(article, article.c.id == version.c.article_id, isouter=True)
        .where(kept.c.quote_id.in_(ids))
    )
    words: dict[str, tuple[int, list[str]]] = {
        row.quote_id: (row.row, [part for part in (row.title, row.note) if part]) for row in connection.execute(live)
    }
    pieces = select(piece.c.quote_id, piece.c.exact).where(piece.c.quote_id.in_(ids))
    for key, exact in connection.execute(pieces.order_by(piece.c.quote_id, piece.c.position)):
        if key in words:
            words[key][1].append(exact)
    links = links_of(connection, ids)
    names: dict[str, list[str]] = {}
    actors = sorted({link.actor_id for link in links.values() if link.actor_id})
    for some in parts(actors):
        spelled = select(alias.c.actor_id, alias.c.name).where(alias.c.actor_id.in_(some)).order_by(alias.c.id)
        for actor, name in connection.execute(spelled):
            names.setdefault(actor, []).append(name)
    for key, link in links.items():
        if key in words:
            told = (link.name, link.affiliation, *names.get(link.actor_id, ()))
            words[key][1].extend(dict.fromkeys(part for part in told if part))
    return {row: _body(said) for row, said in words.values()}


def _body(parts: list[str]) -> str:
    """Words with one blank between them, which both databases cut into the same words again."""
    said = " ".join(_words(" \n ".join(parts)))[:_MOST]
    if said.isascii():
        return said
    latin = (folded(said), folded(said.replace("ə", "a")))  # Əliyev is written Eliyev and Aliyev
    return "\n".join(dict.fromkeys((said, *(form[:_MOST] for form in latin))))


def _plain(value: str) -> str:
    value = _MARKS.sub(" ", value)
    if value.isascii():
        return value.lower()
    decomposed = unicodedata.normalize("NFKD", value)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


def _words(query: str) -> list[str]:
    return [word for word in _BETWEEN.split(_plain(query)) if word]


def _either(word: str, mark: str, tail: str, either: str) -> str:
    """The word as it is or in Latin letters: «Захарова» finds Zakharova too."""
    forms = dict.fromkeys(form for form in (word, folded(word)) if form and " " not in form)
    return "(" + either.join(f"{mark}{form}{mark}{tail}" for form in forms) + ")"


def _marked(words: list[str]) -> list[tuple[str, bool]]:
    """Each word, and whether it is the last: that one may be the start of a longer word."""
    return [(word, place == len(words)) for place, word in enumerate(words, 1)]
