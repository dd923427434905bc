"""Looking a store over: is it whole, does every quote still stand in its text, which versions made it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from quotes.store import schema
from quotes.store.articles import text_hash
from quotes.store.current import every_id, keep_all, stamp, stamped
from quotes.store.engine import HEAD
from quotes.store.kept_checks import answers_of, kept_answers
from quotes.store.reading import read_quotes
from quotes.store.search import reindex


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
        _kept(connection),
        _actors(connection),
        *_makers(connection),
    ]


def mend(connection: Connection) -> None:
    """Make anew what is kept beside the quotes: answers and the search index."""
    keep_all(connection)
    reindex(connection)


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
    piece, quote, version = schema.piece, schema.quote, schema.article_version
    there = func.substr(version.c.text, piece.c.start + 1, piece.c.end - piece.c.start)
    query = (
        select(piece.c.quote_id)
        .join(quote, quote.c.id == piece.c.quote_id)
        .join(version, version.c.id == quote.c.version_id)
        .where(quote.c.removed.is_(False), there != piece.c.exact)
        .distinct()
        .order_by(piece.c.quote_id)
    )
    orphans = list(connection.execute(query).scalars())
    detail = f"{len(orphans)} orphaned: {', '.join(orphans[:5])}" if orphans else "all stand in their texts"
    return Finding("quotes", not orphans, detail)


def _kept(connection: Connection) -> Finding:
    """Answers that are kept are those that the quotes give when they are read and asked one by one."""
    wrong: list[str] = []
    total = 0
    live = 0
    for ids in every_id(connection):
        quotes = read_quotes(connection, ids)
        live += len(quotes)
        answers = kept_answers(connection, ids)
        total += len(answers)
        wrong += [quote.id for quote in quotes if answers.get(quote.id) != answers_of(connection, quote)]
    made_by = stamped(connection)
    old = made_by != stamp()
    mend = ": run `quotes doctor --mend`"
    if wrong or total != live or old:
        what = f"{len(wrong)} differ ({', '.join(wrong[:5])})" if wrong else f"{total} of {live} quotes"
        return Finding("kept answers", False, ("made by other rules" if old else what) + mend)
    return Finding("kept answers", True, f"{total} quotes, as they are when asked anew")


def _empty(connection: Connection) -> Finding:
    quote, piece = schema.quote, schema.piece
    words = select(piece.c.quote_id).where(piece.c.quote_id == quote.c.id, func.trim(piece.c.exact) != "")
    ids = list(connection.execute(select(quote.c.id).where(~words.exists()).order_by(quote.c.id)).scalars())
    return Finding("quotes without words", not ids, ", ".join(ids[:5]) or "none")


def _index(connection: Connection) -> Finding:
    live = connection.execute(select(func.count()).where(schema.quote.c.removed.is_(False))).scalar() or 0
    name = "rowid" if connection.dialect.name == "sqlite" else "row"
    held = connection.execute(text("SELECT count(*) FROM quote_search")).scalar() or 0
    both = f"SELECT count(*) FROM quote_search s JOIN current_quote q ON q.row = s.{name}"
    found = connection.execute(text(both)).scalar() or 0
    well = live == held == found
    return Finding("search index", well, f"{found} of {live} quotes" + ("" if well else ": run `quotes doctor --mend`"))


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
