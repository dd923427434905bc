"""Quotes out of the store, with their speakers and every label; the labels of one quote in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from quotes.store import schema
from quotes.store.current import (
    actors_of,
    every_id,
    labels_of,
    links_of,
    parts,
    position_of,
    speaker_of,
)
from quotes.types import QUOTE_FACTS, Actor, Affiliation, Annotator, Quote, Span, Stance


def read_quotes(
    connection: Connection, ids: Sequence[str] | None = None, *, article_id: str | None = None, removed: bool = False
) -> tuple[Quote, ...]:
    """Return quotes with their current speaker and all labels that count: all, or those of `ids` in that order.

    The order of all is that of a list (`current.position_of`). `stance` stays empty: which label is current depends on
    the target (`quotes.labels`).
    """
    if ids is not None:
        found = dict(_read(connection, ids, removed))
        return tuple(found[key][1] for key in ids if key in found)
    if article_id is not None:
        quote, version = schema.quote, schema.article_version
        query = select(quote.c.id).join(version, version.c.id == quote.c.version_id)
        chosen = list(connection.execute(query.where(version.c.article_id == article_id)).scalars())
    else:
        chosen = [key for some in every_id(connection) for key in some]
    return tuple(quote for _, quote in sorted(_read(connection, chosen, removed).values(), key=lambda pair: pair[0]))


def count_quotes(connection: Connection, *, most: int | None = None) -> int:
    """Return how many quotes there are, removed ones aside, counting no further than `most`."""
    some = select(schema.current_quote.c.row).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar() or 0


def actor_names(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return every actor's names by id."""
    return {actor.id: (actor.name, *actor.aliases) for actor in read_actors(connection).values()}


def read_actors(connection: Connection, ids: Collection[str] | None = None) -> dict[str, Actor]:
    """Return actors by id, in the order of their names: all, or those of `ids`."""
    aliases, affiliations = defaultdict(list), defaultdict(list)
    table = schema.alias
    for row in _of_actors(connection, select(table).order_by(table.c.id), table.c.actor_id, ids):
        aliases[row.actor_id].append(row.name)
    table = schema.affiliation
    dated = select(table).order_by(table.c.since.nulls_first(), table.c.id)
    for row in _of_actors(connection, dated, table.c.actor_id, ids):
        affiliations[row.actor_id].append(
            Affiliation(row.role, row.organisation, row.office, row.official, row.since, row.until)
        )
    rows = _of_actors(connection, select(schema.actor), schema.actor.c.id, ids)
    return {
        row.id: Actor(
            row.id, row.name, row.kind, row.country, tuple(aliases[row.id]), tuple(affiliations[row.id]),
            row.wikidata, row.reviewed,
        )
        for row in sorted(rows, key=lambda row: (row.name, row.id))
    }  # fmt: skip


def _of_actors(connection: Connection, query: Any, column: Any, ids: Collection[str] | None) -> Iterator[Any]:
    """Yield the rows of a query, all or those of some actors, of each in the query's order."""
    if ids is None:
        yield from connection.execute(query)
        return
    for part in parts(sorted(ids)):
        yield from connection.execute(query.where(column.in_(part)))


def _read(connection: Connection, ids: Sequence[str], removed: bool) -> dict[str, tuple[str, Quote]]:
    """Return quotes by id, each with what sorts it."""
    found: dict[str, tuple[str, Quote]] = {}
    for part in parts(ids):
        rows = connection.execute(_ROWS, {"ids": part}).mappings().all()
        chosen = [row["id"] for row in rows if removed or not row["removed"]]
        pieces, orphaned = _pieces(connection, chosen)
        links, labels = links_of(connection, chosen), labels_of(connection, chosen)
        actors = actors_of(connection, {link.actor_id for link in links.values() if link.actor_id})
        for row in rows:
            key = row["id"]
            if removed or not row["removed"]:
                stances = [stance for given in labels.get(key, {}).values() for stance in given]
                quote = _quote(row, pieces[key], key in orphaned, links.get(key), stances, actors)
                start = pieces[key][0].start if pieces[key] else None
                found[key] = (position_of({**row, "start": start}, quote.said or quote.published), quote)
    return found


def _rows_query() -> Any:
    quote, version, article, run = schema.quote, schema.article_version, schema.article, schema.run
    finder, adder = schema.annotator.alias("finder"), schema.annotator.alias("adder")
    of_article = [article.c[n].label("article_" + n) for n in ("id", "url", "publisher", "title", "published")]
    by = [finder.c[n].label("by_" + n) for n in ("name", "kind", "version")]
    return (
        select(quote, *of_article, article.c.retrieved, *by, adder.c.name.label("adder"))
        .join(adder, adder.c.id == quote.c.added_by)
        .join(run, run.c.id == quote.c.run_id, isouter=True)
        .join(finder, finder.c.id == run.c.annotator_id, isouter=True)
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .join(article, article.c.id == version.c.article_id, isouter=True)
        .where(quote.c.id.in_(bindparam("ids", expanding=True)))
    )


_ROWS = _rows_query()


def _pieces(connection: Connection, ids: Sequence[str]) -> tuple[dict[str, list[Span]], set[str]]:
    """Return the pieces of quotes, and which quotes no longer stand in their texts."""
    piece, quote, version = schema.piece, schema.quote, schema.article_version
    there = func.substr(version.c.text, piece.c.start + 1, piece.c.end - piece.c.start)
    rows = connection.execute(
        select(piece, (there == piece.c.exact).label("matches"))
        .join(quote, quote.c.id == piece.c.quote_id)
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .where(piece.c.quote_id.in_(ids))
        .order_by(piece.c.quote_id, piece.c.position)
    )
    spans: dict[str, list[Span]] = defaultdict(list)
    orphaned = set()
    for row in rows:
        spans[row.quote_id].append(Span(row.start, row.end, row.exact))
        if row.matches is not None and not row.matches:
            orphaned.add(row.quote_id)
    return spans, orphaned


def _quote(
    row: Any, pieces: list[Span], orphaned: bool, link: Any, stances: list[Stance], actors: dict[str, Actor]
) -> Quote:
    facts = {name: row[name] for name in QUOTE_FACTS}
    if row["article_id"] is not None:
        facts |= {name: row["article_" + name] for name in ("publisher", "title", "published")}
        facts["source_url"] = row["article_url"]
    day = row["said"] or facts["published"]
    finder = Annotator(row["by_name"], row["by_kind"], row["by_version"] or None) if row["by_name"] else None
    return Quote(
        tuple(pieces),
        id=row["id"],
        document=row["article_id"] or row["document"],
        source=_span(row, "source"),
        cue=_span(row, "cue"),
        speaker=speaker_of(link, actors.get(link.actor_id), day) if link is not None and link.name else None,
        orphaned=orphaned,
        stances=tuple(sorted(stances, key=lambda stance: stance.time or "")),
        added_by=row["adder"],
        found_by=finder,
        extra=row["extra"],
        **facts,
    )


def _span(row: Any, name: str) -> Span | None:
    if row[name + "_text"] is None:
        return None
    return Span(row[name + "_start"], row[name + "_end"], row[name + "_text"])
