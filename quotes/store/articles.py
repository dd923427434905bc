"""Articles and their versions in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select

from quotes.errors import AmbiguousError, InputError, NotFoundError
from quotes.store import schema
from quotes.store.change import Change
from quotes.store.current import parts
from quotes.store.ids import beginning_with
from quotes.text import checked
from quotes.types import Article

State = Literal["added", "known", "changed"]
_BEGINNING = 200  # characters of a text that stand for its article's title
_FACTS = ("url", "title", "publisher", "published", "language")


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an article is in the store, and what that took."""

    article_id: str
    version_id: int
    state: State  # added; known: the same text was there; changed: a new version of a known page


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(checked(text, "the article").encode()).hexdigest()


def article_id(article: Article) -> str:
    """Return the id that an article has or would get: of its URL, else of its text; 12 hexadecimal digits."""
    return article.id or text_hash(article.url or article.text)[:12]


def find_known(connection: Connection, article: Article) -> Kept | None:
    """Return where the same text is kept already, under whatever address."""
    row = connection.execute(
        select(schema.article_version.c.article_id, schema.article_version.c.id)
        .where(schema.article_version.c.sha256 == text_hash(article.text))
        .order_by(schema.article_version.c.id)
        .limit(1)
    ).first()
    return Kept(row.article_id, row.id, "known") if row else None


def state_of(connection: Connection, article: Article) -> State:
    """Tell what `put_article` would do, without doing it."""
    if find_known(connection, article):
        return "known"
    return "changed" if _row(connection, article) else "added"


def address(connection: Connection, article: Article) -> str:
    """Return the id of the stored article of that address, else the id that it would get."""
    return _row(connection, article) or article_id(article)


def put_article(change: Change, article: Article, *, given: Collection[str] = ()) -> Kept:
    """Keep an article: the same text twice is one, a changed page is a new version of it.

    Facts that a known article lacked are filled in; those that it has stay, unless a person gave them: `given` are
    their names. Raises InputError for an empty text.
    """
    if not article.text.strip():
        raise InputError("the article has no text: nothing to keep")
    for name in _FACTS:
        checked(getattr(article, name) or "", f"the article's {name}")
    known = find_known(change.connection, article)
    row = known.article_id if known else _row(change.connection, article)
    if row is not None:
        _fill(change, row, article, given)
    if known:
        return known
    key = row or article_id(article)
    retrieved = article.retrieved or change.time
    if row is None:
        facts = {name: getattr(article, name) for name in _FACTS}
        change.insert(schema.article, id=key, retrieved=retrieved, **facts)
    version = change.insert(
        schema.article_version, article_id=key, text=article.text, sha256=text_hash(article.text), retrieved=retrieved
    )
    return Kept(key, version["id"], "changed" if row else "added")


def read_article(connection: Connection, prefix: str, *, version_id: int | None = None) -> tuple[Article, int]:
    """Return an article by its id (any unique prefix) or URL, in its newest version or the one asked for.

    Raises NotFoundError and AmbiguousError naming the prefix.
    """
    table, version, wanted = schema.article, schema.article_version, checked(prefix.strip(), "the article's id")
    rows = connection.execute(select(table).where((table.c.url == wanted) | (table.c.id == wanted))).all()
    if not rows and wanted:
        ids = beginning_with(connection, select(table.c.id), table.c.id, wanted)
        rows = connection.execute(select(table).where(table.c.id.in_(ids[:3])).order_by(table.c.id)).all()
    if not rows:
        raise NotFoundError(f"no article {prefix!r}: `quotes list --articles` shows them")
    if len(rows) > 1:
        raise AmbiguousError(
            f"{prefix!r} fits several articles ({', '.join(r.id for r in rows)} ...): give more of the id"
        )
    row = rows[0]
    query = select(version).where(version.c.article_id == row.id).order_by(version.c.id.desc()).limit(1)
    if version_id is not None:
        query = query.where(version.c.id == version_id)
    kept = connection.execute(query).first()
    if kept is None:
        raise NotFoundError(f"article {row.id} has no version {version_id}: `quotes list --articles` shows them")
    facts = {name: getattr(row, name) for name in _FACTS}
    return Article(kept.text, id=row.id, retrieved=kept.retrieved, **facts), int(kept.id)


def text_of_quote(connection: Connection, quote_id: str) -> str | None:
    """Return the text of the article version that a quote points to; None for one without an article."""
    version, quote = schema.article_version, schema.quote
    query = select(version.c.text).join(quote, quote.c.version_id == version.c.id).where(quote.c.id == quote_id)
    return connection.execute(query).scalar()


def texts_of(connection: Connection, quote_ids: Sequence[str]) -> dict[str, str]:
    """Return the texts of the article versions that quotes point to, by quote; one text is held once."""
    version, quote = schema.article_version, schema.quote
    out: dict[str, str] = {}
    held: dict[int, str] = {}
    for part in parts(quote_ids):
        rows = connection.execute(
            select(quote.c.id, quote.c.version_id).where(quote.c.id.in_(part), quote.c.version_id.is_not(None))
        )
        for key, number in rows.all():
            if number not in held:
                held[number] = connection.execute(select(version.c.text).where(version.c.id == number)).scalar_one()
            out[key] = held[number]
    return out


def list_articles(connection: Connection, *, limit: int | None = None) -> list[dict[str, object]]:
    """Return articles' facts, in the order of their arrival, with their numbers of versions and of quotes.

    `beginning` is how the newest text of one without a title begins, by which it is known instead; else None.
    """
    article, version, quote = schema.article, schema.article_version, schema.quote
    newest = version.alias()
    beginning = (
        select(func.substr(newest.c.text, 1, _BEGINNING))
        .where(newest.c.article_id == article.c.id, func.coalesce(article.c.title, "") == "")
        .order_by(newest.c.id.desc())
        .limit(1)
        .correlate(article)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            article,
            beginning.label("beginning"),
            func.count(version.c.id.distinct()).label("versions"),
            func.count(quote.c.id.distinct()).label("quotes"),
        )
        .join(version, version.c.article_id == article.c.id)
        .join(quote, (quote.c.version_id == version.c.id) & quote.c.removed.is_(False), isouter=True)
        .group_by(*article.c)
        .order_by(article.c.retrieved, article.c.id)
        .limit(limit)
    )
    return [dict(row) for row in rows.mappings()]


def _row(connection: Connection, article: Article) -> str | None:
    """Return the id of the stored article of the same address."""
    table = schema.article
    if article.url:
        row = connection.execute(select(table.c.id).where(table.c.url == article.url)).scalar()
        if row is not None or article.id is None:
            return row
    return connection.execute(select(table.c.id).where(table.c.id == article_id(article))).scalar()


def _fill(change: Change, key: str, article: Article, given: Collection[str]) -> None:
    row = change.connection.execute(select(schema.article).where(schema.article.c.id == key)).mappings().one()
    taken = (
        article.url
        and change.connection.execute(select(schema.article.c.id).where(schema.article.c.url == article.url)).scalar()
    )
    better = {
        name: getattr(article, name)
        for name in _FACTS
        if (row[name] is None or name in given) and getattr(article, name) is not None and not (name == "url" and taken)
    }
    if better:
        change.update(schema.article, {"id": key}, **better)
