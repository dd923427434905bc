"""Full text search: one form for SQLite (FTS5), one for PostgreSQL (tsvector).

What is indexed: the quote's words, its speaker's names and title, and a Latin transliteration of them, so that
"zakharova" finds «Захарова». Diacritics are dropped: FTS5 does so itself, for PostgreSQL it is done here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.exc import DBAPIError

from quotes.errors import InputError
from quotes.store import schema
from quotes.store.reading import current_links
from quotes.text import checked, folded

_LONGEST = 500  # characters of a search; longer is a paste by mistake
_MOST = 100_000  # characters of a quote that are indexed; PostgreSQL takes a megabyte
_PART = 400  # ids in one statement, below every database's limit


def find(connection: Connection, query: str, *, raw: bool = False) -> list[str]:
    """Return ids of quotes that hold every word of `query`, best first.

    With `raw` the query is the database's own syntax (FTS5, or websearch_to_tsquery). Raises InputError.
    """
    if len(query) > _LONGEST:
        raise InputError(f"the search has {len(query)} characters; at most {_LONGEST} are taken")
    words = _words(checked(query, "the search"))
    if not words and not raw:
        raise InputError(f"the search {query!r} has no word to look for")
    if connection.dialect.name == "sqlite":
        either = [_either(word, '"', "*" if last else "", " OR ") for word, last in _marked(words)]
        match = query if raw else " AND ".join(either)
        statement = "SELECT quote_id FROM quote_search WHERE quote_search MATCH :q ORDER BY rank, rowid"
    else:
        either = [_either(word, "'", ":*" if last else "", " | ") for word, last in _marked(words)]
        match = query if raw else " & ".join(either)
        form = "websearch_to_tsquery" if raw else "to_tsquery"
        statement = (
            f"SELECT quote_id FROM quote_search, {form}('simple', :q) query WHERE document @@ query "
            "ORDER BY ts_rank(document, query) DESC, quote_id"
        )
    try:
        with connection.begin_nested():
            return [row.quote_id for row in connection.execute(text(statement), {"q": match})]
    except DBAPIError as error:
        if not raw:
            raise
        raise InputError(f"the search {query!r} is not valid: {error.orig}: leave --raw out") from None


def reindex(connection: Connection, ids: Iterable[str] | None = None, *, fresh: bool = False) -> None:
    """Bring the index in line with the quotes of these ids; with None, of the whole store.

    `fresh` says that none of them is in the index yet, which saves a look through all of it.
    """
    chosen = None if ids is None else sorted(set(ids))
    if chosen is None:
        connection.execute(text("DELETE FROM quote_search"))
        _add(connection, None)
        return
    for start in range(0, len(chosen), _PART):
        part = chosen[start : start + _PART]
        if not fresh:
            gone = text("DELETE FROM quote_search WHERE quote_id IN :ids").bindparams(bindparam("ids", expanding=True))
            connection.execute(gone, {"ids": part})
        _add(connection, part)


def quotes_of_article(connection: Connection, article_id: str) -> list[str]:
    """Return the ids of the quotes in all versions of an article, whose index holds its title."""
    quote, version = schema.quote, schema.article_version
    query = select(quote.c.id).join(version, version.c.id == quote.c.version_id)
    return list(connection.execute(query.where(version.c.article_id == article_id)).scalars())


def _add(connection: Connection, ids: Sequence[str] | None) -> None:
    quote, piece, alias = schema.quote, schema.piece, schema.alias
    bodies: dict[str, list[str]] = {}
    version, article = schema.article_version, schema.article
    live = (
        select(quote.c.id, func.coalesce(article.c.title, quote.c.title).label("title"), quote.c.note)
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .join(article, article.c.id == version.c.article_id, isouter=True)
        .where(quote.c.removed.is_(False))
    )
    pieces = select(piece.c.quote_id, piece.c.exact).order_by(piece.c.quote_id, piece.c.position)
    chosen = select(quote.c.id)
    if ids is not None:
        live, pieces = live.where(quote.c.id.in_(ids)), pieces.where(piece.c.quote_id.in_(ids))
        chosen = chosen.where(quote.c.id.in_(ids))
    links = current_links(connection, chosen)
    actors = {link.actor_id for link in links.values() if link.actor_id}
    names: dict[str, list[str]] = {}
    spelled = select(alias.c.actor_id, alias.c.name).order_by(alias.c.id)
    if ids is not None:
        spelled = spelled.where(alias.c.actor_id.in_(actors))
    for actor, name in connection.execute(spelled):
        names.setdefault(actor, []).append(name)
    for row in connection.execute(live):
        bodies[row.id] = [part for part in (row.title, row.note) if part]
    for key, exact in connection.execute(pieces):
        if key in bodies:
            bodies[key].append(exact)
    for key, link in links.items():
        if key in bodies:
            bodies[key] += [part for part in (link.name, link.affiliation, *names.get(link.actor_id, ())) if part]
    if bodies:
        connection.execute(
            text("INSERT INTO quote_search (quote_id, body) VALUES (:id, :body)"),
            [{"id": key, "body": _body(parts)} for key, parts in bodies.items()],
        )


def _body(parts: list[str]) -> str:
    """Words with one blank between them, which both databases cut into the same words again."""
    said = " ".join(_words(" \n ".join(dict.fromkeys(parts))))[:_MOST]
    latin = (folded(said), folded(said.replace("ə", "a")))  # Əliyev is written Eliyev and Aliyev
    return "\n".join(dict.fromkeys((said, *(form[:_MOST] for form in latin))))


def _plain(value: str) -> str:
    decomposed = unicodedata.normalize("NFKD", value)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


def _words(query: str) -> list[str]:
    kept = "".join(c if c.isalnum() else " " for c in _plain(query))
    return kept.split()


def _either(word: str, mark: str, tail: str, either: str) -> str:
    """The word as it is or in Latin letters: «Захарова» finds Zakharova too."""
    forms = dict.fromkeys(form for form in (word, folded(word)) if form and " " not in form)
    return "(" + either.join(f"{mark}{form}{mark}{tail}" for form in forms) + ")"


def _marked(words: list[str]) -> list[tuple[str, bool]]:
    """Each word, and whether it is the last: that one may be the start of a longer word."""
    return [(word, place == len(words)) for place, word in enumerate(words, 1)]
