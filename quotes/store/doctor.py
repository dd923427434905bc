"""Looking a store over: is it whole, does every quote still stand in its text, which versions made it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from quotes.store import schema
from quotes.store.articles import text_hash
from quotes.store.engine import HEAD
from quotes.store.reading import read_quotes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    detail: str


def examine(connection: Connection) -> list[Finding]:
    """Return what was found, good and bad."""
    return [
        _schema(connection),
        *_integrity(connection),
        _texts(connection),
        _orphans(connection),
        _empty(connection),
        _index(connection),
        _actors(connection),
        *_makers(connection),
    ]


def _schema(connection: Connection) -> Finding:
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return Finding("schema", revision == HEAD, f"{revision} on {connection.dialect.name}")


def _integrity(connection: Connection) -> list[Finding]:
    if connection.dialect.name != "sqlite":
        return []
    said = [row[0] for row in connection.execute(text("PRAGMA integrity_check(5)"))]
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [
        Finding("database file", said == ["ok"], "; ".join(said)),
        Finding("references", not broken, f"{len(broken)} broken" if broken else "all lead somewhere"),
    ]


def _texts(connection: Connection) -> Finding:
    version = schema.article_version
    total, bad = 0, []
    for row in connection.execute(select(version.c.article_id, version.c.text, version.c.sha256)):
        total += 1
        if text_hash(row.text) != row.sha256:
            bad.append(row.article_id)
    detail = (
        f"{len(bad)} changed behind the store's back: {', '.join(bad[:5])}" if bad else f"{total} as they were kept"
    )
    return Finding("article texts", not bad, detail)


def _orphans(connection: Connection) -> Finding:
    orphans = [quote.id for quote in read_quotes(connection) if quote.orphaned]
    detail = f"{len(orphans)} orphaned: {', '.join(orphans[:5])}" if orphans else "all stand in their texts"
    return Finding("quotes", not orphans, detail)


def _empty(connection: Connection) -> Finding:
    quote, piece = schema.quote, schema.piece
    words = select(piece.c.quote_id).where(piece.c.quote_id == quote.c.id, func.trim(piece.c.exact) != "")
    ids = list(connection.execute(select(quote.c.id).where(~words.exists()).order_by(quote.c.id)).scalars())
    return Finding("quotes without words", not ids, ", ".join(ids[:5]) or "none")


def _index(connection: Connection) -> Finding:
    live = sorted(connection.execute(select(schema.quote.c.id).where(schema.quote.c.removed.is_(False))).scalars())
    held = sorted(row.quote_id for row in connection.execute(text("SELECT quote_id FROM quote_search")))
    found = len(set(live) & set(held))
    detail = f"{found} of {len(live)} quotes" + ("" if live == held else ": run `quotes doctor --mend`")
    return Finding("search index", live == held, detail)


def _actors(connection: Connection) -> Finding:
    actor = schema.actor
    total = connection.execute(select(func.count()).select_from(actor)).scalar()
    unreviewed = connection.execute(select(func.count()).where(actor.c.reviewed.is_(False))).scalar()
    return Finding("actors", True, f"{total}, of them {unreviewed} not reviewed yet")


def _makers(connection: Connection) -> list[Finding]:
    run, annotator, quote = schema.run, schema.annotator, schema.quote
    rows = connection.execute(
        select(annotator.c.name, annotator.c.version, func.count(quote.c.id).label("quotes"))
        .join(run, run.c.annotator_id == annotator.c.id)
        .join(quote, quote.c.run_id == run.c.id)
        .where(quote.c.removed.is_(False))
        .group_by(annotator.c.name, annotator.c.version)
        .order_by(annotator.c.name, annotator.c.version)
    )
    return [Finding("found by", True, f"{row.name} {row.version}: {row.quotes} quotes") for row in rows]
