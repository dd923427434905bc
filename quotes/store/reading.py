"""Quotes out of the store, with their speakers and every label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from quotes.store import schema
from quotes.types import Actor, Affiliation, Annotator, Quote, Span, Speaker, Stance

_FACTS = (
    "kind", "type", "confidence", "damaged", "doubted", "said", "venue", "translated_from", "original",
    "source_url", "source_note", "publisher", "title", "published", "note",
)  # fmt: skip
_RANK = {"adjudicator": 2, "person": 1, "rule": 0, "model": 0}  # whose word about a speaker counts
_PART = 400  # ids in one statement


def read_quotes(
    connection: Connection, ids: Sequence[str] | None = None, *, article_id: str | None = None, removed: bool = False
) -> tuple[Quote, ...]:
    """Return quotes with their current speaker and all labels that count: all, or those of `ids` in that order.

    The order of all is that of the articles' arrival, then of the text. `stance` stays empty: which label is current
    for which target is decided where stances are (`quotes.labels`).
    """
    if ids is not None:
        found: dict[str, Quote] = {}
        known = _known(connection)
        for start in range(0, len(ids), _PART):
            part = list(ids[start : start + _PART])
            found |= {q.id: q for q in _read(connection, schema.quote.c.id.in_(part), removed, known)}
        return tuple(found[key] for key in ids if key in found)
    if article_id is not None:
        return _read(connection, schema.article_version.c.article_id == article_id, removed, _known(connection))
    return _read(connection, None, removed, _known(connection))


def count_quotes(connection: Connection) -> int:
    """Return how many quotes there are, removed ones aside."""
    return connection.execute(select(func.count()).where(schema.quote.c.removed.is_(False))).scalar() or 0


def actor_names(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return every actor's names by id."""
    return {actor.id: (actor.name, *actor.aliases) for actor in read_actors(connection).values()}


def read_actors(connection: Connection) -> dict[str, Actor]:
    """Return every actor by id."""
    aliases, affiliations = defaultdict(list), defaultdict(list)
    for row in connection.execute(select(schema.alias).order_by(schema.alias.c.id)):
        aliases[row.actor_id].append(row.name)
    table = schema.affiliation
    for row in connection.execute(select(table).order_by(table.c.since.nulls_first(), table.c.id)):
        affiliations[row.actor_id].append(
            Affiliation(row.role, row.organisation, row.office, row.official, row.since, row.until)
        )
    return {
        row.id: Actor(
            row.id, row.name, row.kind, row.country, tuple(aliases[row.id]), tuple(affiliations[row.id]),
            row.wikidata, row.reviewed,
        )
        for row in sorted(connection.execute(select(schema.actor)), key=lambda row: (row.name, row.id))
    }  # fmt: skip


_Known = tuple[dict[str, Actor], dict[int, Annotator]]


def _known(connection: Connection) -> _Known:
    return read_actors(connection), _annotators(connection)


def _annotators(connection: Connection) -> dict[int, Annotator]:
    rows = connection.execute(select(schema.annotator))
    return {row.id: Annotator(row.name, row.kind, row.version or None) for row in rows}


def _read(connection: Connection, where: Any, removed: bool, known: _Known) -> tuple[Quote, ...]:
    quote, version, article = schema.quote, schema.article_version, schema.article
    chosen = select(quote.c.id).join(version, version.c.id == quote.c.version_id, isouter=True)
    if where is not None:
        chosen = chosen.where(where)
    if not removed:
        chosen = chosen.where(quote.c.removed.is_(False))
    pieces, orphaned = _read_pieces(connection, chosen)
    actors, names = known
    links, stances = _links(connection, chosen, names), _read_stances(connection, chosen, names)
    of_article = [
        article.c[n].label("article_" + n) for n in ("id", "url", "publisher", "title", "published", "retrieved")
    ]
    rows = connection.execute(
        select(quote, schema.run.c.annotator_id.label("finder"), *of_article)
        .join(schema.run, schema.run.c.id == quote.c.run_id, isouter=True)
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .join(article, article.c.id == version.c.article_id, isouter=True)
        .where(quote.c.id.in_(chosen))
    ).mappings()
    placed = [(_place(row, pieces[row["id"]]), row) for row in rows]
    placed.sort(key=lambda pair: pair[0])
    return tuple(_quote(row, pieces[row["id"]], orphaned, links, stances, actors, names) for _, row in placed)


def _place(row: Any, pieces: list[Span]) -> tuple[str, int, int, int, str]:
    """Articles in the order of their arrival, quotes as they stand in the text; by themselves as they were added.

    A number is given again after an undo, so that two quotes have it once the undone one is brought back.
    """
    start = pieces[0].start if pieces and row["version_id"] is not None else 0
    return (row["article_retrieved"] or row["added"], row["version_id"] or 0, start, row["number"], row["id"])


def _read_pieces(connection: Connection, chosen: Select[Any]) -> tuple[dict[str, list[Span]], set[str]]:
    piece, quote, version = schema.piece, schema.quote, schema.article_version
    there = func.substr(version.c.text, piece.c.start + 1, piece.c.end - piece.c.start)
    rows = connection.execute(
        select(piece, (there == piece.c.exact).label("matches"))
        .join(quote, quote.c.id == piece.c.quote_id)
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .where(piece.c.quote_id.in_(chosen))
        .order_by(piece.c.quote_id, piece.c.position)
    )
    spans: dict[str, list[Span]] = defaultdict(list)
    orphaned = set()
    for row in rows:
        spans[row.quote_id].append(Span(row.start, row.end, row.exact))
        if row.matches is not None and not row.matches:
            orphaned.add(row.quote_id)
    return spans, orphaned


def _counting(connection: Connection, table: Any, chosen: Select[Any]) -> list[Any]:
    """Labels of the chosen quotes whose change was not undone, oldest first."""
    change = schema.change
    rows = connection.execute(
        select(table)
        .join(change, change.c.id == table.c.change_id)
        .where(change.c.undone_by.is_(None), table.c.quote_id.in_(chosen))
    )
    return sorted(rows, key=lambda row: (row.time, row.id))  # not by the database, whose order of letters varies


def current_links(connection: Connection, chosen: Select[Any]) -> dict[str, Any]:
    """The link that counts for each chosen quote: the newest of an adjudicator, else of a person, else of a machine.

    It holds what the article or a person tells, without what the registry adds (that is in `Quote.speaker`).
    """
    return _links(connection, chosen, _annotators(connection))


def _links(connection: Connection, chosen: Select[Any], names: dict[int, Annotator]) -> dict[str, Any]:
    current: dict[str, Any] = {}

    def _rank(row: Any) -> int:
        return _RANK[names[row.annotator_id].kind]

    for row in _counting(connection, schema.speaker_link, chosen):
        held = current.get(row.quote_id)
        if held is None or _rank(row) >= _rank(held):
            current[row.quote_id] = row
    return current


def _read_stances(connection: Connection, chosen: Select[Any], names: dict[int, Annotator]) -> dict[str, list[Stance]]:
    targets = {row.id: row.name for row in connection.execute(select(schema.target))}
    stances: dict[str, list[Stance]] = defaultdict(list)
    for row in _counting(connection, schema.stance, chosen):
        stances[row.quote_id].append(
            Stance(
                targets[row.target_id], row.label, row.about, row.aspect, row.score, row.probabilities,
                tuple((start, end) for start, end in row.evidence), names[row.annotator_id], row.codebook,
                row.comment, row.time,
            )
        )  # fmt: skip
    return stances


def _quote(
    row: Any,
    pieces: list[Span],
    orphaned: set[str],
    links: dict[str, Any],
    stances: dict[str, list[Stance]],
    actors: dict[str, Actor],
    names: dict[int, Annotator],
) -> Quote:
    facts = {name: row[name] for name in _FACTS}
    if row["article_id"] is not None:
        facts |= {name: row["article_" + name] for name in ("publisher", "title", "published")}
        facts["source_url"] = row["article_url"]
    day = row["said"] or facts["published"] or (row["article_retrieved"] or "")[:10] or None
    link = links.get(row["id"])
    return Quote(
        tuple(pieces),
        id=row["id"],
        document=row["article_id"] or row["document"],
        source=_span(row, "source"),
        cue=_span(row, "cue"),
        speaker=_speaker(link, actors.get(link.actor_id), day, names[link.annotator_id])
        if link and link.name
        else None,
        orphaned=row["id"] in orphaned,
        stances=tuple(stances[row["id"]]),
        added_by=names[row["added_by"]].name,
        found_by=names[row["finder"]] if row["finder"] is not None else None,
        extra=row["extra"],
        **facts,
    )


def _span(row: Any, name: str) -> Span | None:
    if row[name + "_text"] is None:
        return None
    return Span(row[name + "_start"], row[name + "_end"], row[name + "_text"])


def _speaker(link: Any, actor: Actor | None, day: str | None, annotator: Annotator) -> Speaker:
    """The speaker as the article tells; what it does not tell is the registry's, on the day of the quote."""
    known = (actor.at(day) if actor else None) or Affiliation()
    tells = link.affiliation is not None or link.role is not None or link.organisation is not None
    role, organisation = (link.role, link.organisation) if tells else (known.role, known.organisation)
    whole = link.affiliation or ", ".join(part for part in (role, organisation) if part) or None
    official = known.official if link.official is None else link.official
    return Speaker(
        link.name,
        link.kind or "person",
        canonical=actor.name if actor else None,
        affiliation=whole,
        role=role,
        organisation=organisation,
        country=link.country or (actor.country if actor else None),
        official=official,
        office=link.office or (known.office if official else None),
        actor=actor.id if actor else None,
        confidence=link.confidence,
        reason=link.reason,
        annotator=annotator,
    )
