"""Kept answers: of each quote that is there its day, place and speaker, and the label that counts for each target.

They are derived: written anew for the quotes that a change touches (`quotes.store.settling`), never on record, and made
anew as a whole where the rules or the files that they rest on have changed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from quotes.dates import first_day, last_day
from quotes.labels import bears, current, reading
from quotes.shipped import shipped
from quotes.store import schema
from quotes.targets import canonical_target
from quotes.text import folded
from quotes.types import Actor, Affiliation, Annotator, Speaker, Stance

RULES = "1"  # of what is kept; another number has it made anew
PART = 500  # quotes that are looked at together
_MANY = 10_000  # quotes, from which indexes are made anew rather than filled
_RANK = {"adjudicator": 2, "person": 1, "rule": 0, "model": 0}  # whose word about a speaker counts
_UNDATED = "9999-99-99"  # sorts after every day

Row = dict[str, Any]


def keep(connection: Connection, ids: Iterable[str]) -> None:
    """Write the kept answers of these quotes anew; a quote that is removed or gone has none."""
    names: set[tuple[str, str]] = set()
    for part in parts(sorted(set(ids))):
        held, free = rows_of(connection, part), _free_row(connection)
        _clear(connection, list(held.values()))
        facts = _facts(connection, part)
        links = links_of(connection, part)
        labels = labels_of(connection, part)
        actors = actors_of(connection, {link.actor_id for link in links.values() if link.actor_id})
        quotes, answers = [], []
        for fact in facts:
            if fact["removed"]:
                continue
            row = held.get(fact["id"])
            if row is None:
                row, free = free, free + 1
            link = links.get(fact["id"])
            quotes.append(_quote_row(row, fact, link, actors))
            answers += [_label_row(row, target, given) for target, given in labels.get(fact["id"], {}).items()]
            if quotes[-1]["voice"]:
                names.add((quotes[-1]["name"], quotes[-1]["voice"]))
        if quotes:
            connection.execute(schema.current_quote.insert(), quotes)
        if answers:
            connection.execute(schema.current_label.insert(), answers)
    if names:
        keep_names(connection, names)


def keep_all(connection: Connection, progress: Callable[[int, int], None] | None = None) -> None:
    """Make all kept answers anew, and say by which rules; `progress` is told how many quotes are done, of how many."""
    for table in schema.DERIVED:
        connection.execute(table.delete())
    connection.execute(text("DELETE FROM kept"))
    aliases = connection.execute(select(schema.alias.c.folded).distinct()).scalars()
    keep_words(connection, set(aliases))
    total = connection.execute(select(func.count()).select_from(schema.quote)).scalar() or 0
    indexes = sorted(schema.current_quote.indexes, key=lambda index: str(index.name)) if total > _MANY else []
    for index in indexes:  # made at the end they take a fraction of the time
        index.drop(connection)
    done = 0
    for ids in every_id(connection):
        keep(connection, ids)
        done += len(ids)
        if progress:
            progress(done, total)
    for index in indexes:
        index.create(connection)
    connection.execute(schema.kept.insert(), [{"name": n, "value": v} for n, v in stamp().items()])


def every_id(connection: Connection) -> Iterator[list[str]]:
    """Yield the ids of all quotes, also of removed ones, in their order, so many at once."""
    last = ""
    while True:
        query = select(schema.quote.c.id).where(schema.quote.c.id > last).order_by(schema.quote.c.id).limit(PART)
        ids = list(connection.execute(query).scalars())
        if not ids:
            return
        yield ids
        last = ids[-1]


def stamp() -> dict[str, str]:
    """Return what kept answers rest on beside the store: the version of the rules, the files of targets and actors."""

    def digest(name: str) -> str:
        try:
            return hashlib.sha256(shipped(name).read_bytes()).hexdigest()
        except FileNotFoundError:
            return ""

    return {"rules": RULES, "targets": digest("targets.toml"), "registry": digest("actors.csv")}


def stamped(connection: Connection) -> dict[str, str]:
    """Return what the store's kept answers were made by."""
    return {row.name: row.value for row in connection.execute(select(schema.kept))}


def rows_of(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the numbers under which answers of these quotes are kept, by id."""
    out: dict[str, int] = {}
    for part in parts(ids):
        out |= {row.quote_id: row.row for row in connection.execute(_ROWS, {"ids": part})}
    return out


_ROWS = select(schema.current_quote.c.quote_id, schema.current_quote.c.row).where(
    schema.current_quote.c.quote_id.in_(bindparam("ids", expanding=True))
)


def links_of(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    """The link that counts for each quote: the newest of an adjudicator, else of a person, else of a machine.

    It holds what the article or a person tells, without what the registry adds (`speaker_of`).
    """
    found: dict[str, Any] = {}
    for part in parts(ids):
        for row in sorted(connection.execute(_LINKS, {"ids": part}), key=lambda row: (row.time, row.id)):
            known = found.get(row.quote_id)
            if known is None or _RANK[row.by_kind] >= _RANK[known.by_kind]:
                found[row.quote_id] = row
    return found


def labels_of(connection: Connection, ids: Sequence[str]) -> dict[str, dict[int, list[Stance]]]:
    """Return the labels of each quote that count, by target, oldest first."""
    found: dict[str, dict[int, list[Stance]]] = {}
    same = same_targets(connection)
    for part in parts(ids):
        rows = sorted(connection.execute(_LABELS, {"ids": part}), key=lambda row: (row.time, row.id))
        for row in rows:
            found.setdefault(row.quote_id, {}).setdefault(same[row.target_id], []).append(stance_of(row))
    return found


def same_targets(connection: Connection) -> dict[int, int]:
    """Return for each target's number the first of those that are one target today, as its aliases have it."""
    first: dict[str, int] = {}
    rows = connection.execute(select(schema.target.c.id, schema.target.c.name).order_by(schema.target.c.id)).all()
    return {row.id: first.setdefault(canonical_target(row.name).name, row.id) for row in rows}


def in_force(table: Any) -> Any:
    """Return the condition that the change which added a row was not undone.

    No join: SQLite would go through all rows of a large change to find those of a few quotes.
    """
    undone = schema.change
    return table.c.change_id.not_in(select(undone.c.id).where(undone.c.undone_by.is_not(None)))


def _counting(table: Any) -> Any:
    """Rows of labels of some quotes whose change was not undone, with who gave them."""
    by = schema.annotator
    more = [schema.target.c.name.label("target")] if table is schema.stance else []
    query = (
        select(table, by.c.name.label("by_name"), by.c.kind.label("by_kind"), by.c.version.label("by_version"), *more)
        .join(by, by.c.id == table.c.annotator_id)
        .where(table.c.quote_id.in_(bindparam("ids", expanding=True)), in_force(table))
    )
    return query.join(schema.target, schema.target.c.id == table.c.target_id) if more else query


_LINKS, _LABELS = _counting(schema.speaker_link), _counting(schema.stance)


def stance_of(row: Any) -> Stance:
    """Return a row of a label as a value."""
    return Stance(
        row.target, row.label, row.about, row.aspect, row.score, row.probabilities,
        tuple((start, end) for start, end in row.evidence), annotator_of(row), row.codebook, row.comment, row.time,
    )  # fmt: skip


def annotator_of(row: Any) -> Annotator:
    """Return who gave the label of a row."""
    return Annotator(row.by_name, row.by_kind, row.by_version or None)


def actors_of(connection: Connection, ids: Iterable[str]) -> dict[str, Actor]:
    """Return actors by id, with what they were and when, without their aliases."""
    held: dict[str, list[Affiliation]] = defaultdict(list)
    found: dict[str, Actor] = {}
    actor, table = schema.actor, schema.affiliation
    for part in parts(sorted(ids)):
        query = select(table).where(table.c.actor_id.in_(part)).order_by(table.c.since.nulls_first(), table.c.id)
        for row in connection.execute(query):
            held[row.actor_id].append(
                Affiliation(row.role, row.organisation, row.office, row.official, row.since, row.until)
            )
        for row in connection.execute(select(actor).where(actor.c.id.in_(part))):
            found[row.id] = Actor(
                row.id, row.name, row.kind, row.country, (), tuple(held[row.id]), row.wikidata, row.reviewed
            )
    return found


def speaker_of(link: Any, actor: Actor | None, day: str | None) -> Speaker:
    """The speaker as the article tells; what it does not tell is the registry's, on the day of the quote.

    Of a quote without a day the registry tells only what was always so (`Actor.at`).
    """
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
        annotator=annotator_of(link),
    )


def keep_names(connection: Connection, names: Iterable[tuple[str, str]]) -> None:
    """Keep that voices are called by folded names."""
    rows = [{"name": name, "voice": voice} for name, voice in sorted(names)]
    connection.execute(text("INSERT INTO name_voice (name, voice) VALUES (:name, :voice) ON CONFLICT DO NOTHING"), rows)
    keep_words(connection, {row["name"] for row in rows})


def keep_words(connection: Connection, names: Iterable[str]) -> None:
    """Keep which words folded names are made of."""
    rows = [{"word": word, "name": name} for name in sorted(names) for word in set(name.split())]
    if rows:
        statement = "INSERT INTO name_word (word, name) VALUES (:word, :name) ON CONFLICT DO NOTHING"
        connection.execute(text(statement), rows)


def parts(items: Sequence[Any], size: int = PART) -> Iterator[Sequence[Any]]:
    """Cut a list into parts that one statement can name."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def voice_of(actor: str | None, name: str) -> str:
    """Return who speaks: an actor, else whoever is called by a folded name."""
    return actor or f"~{name}"


def _clear(connection: Connection, rows: Sequence[int]) -> None:
    for table in (schema.current_quote, schema.current_label):
        for part in parts(rows):
            connection.execute(table.delete().where(table.c.row.in_(part)))


def _free_row(connection: Connection) -> int:
    return (connection.execute(select(func.max(schema.current_quote.c.row))).scalar() or 0) + 1


def _facts(connection: Connection, ids: Sequence[str]) -> Sequence[Any]:
    return connection.execute(_FACTS, {"ids": ids}).mappings().all()


def _facts_query() -> Any:
    quote, version, article, piece = schema.quote, schema.article_version, schema.article, schema.piece
    own = ("id", "number", "version_id", "kind", "type", "doubted", "said", "added", "removed")
    return (
        select(
            *(quote.c[name] for name in own),
            func.coalesce(article.c.publisher, quote.c.publisher).label("publisher"),
            func.coalesce(article.c.published, quote.c.published).label("published"),
            article.c.retrieved,
            piece.c.start,
        )
        .join(version, version.c.id == quote.c.version_id, isouter=True)
        .join(article, article.c.id == version.c.article_id, isouter=True)
        .join(piece, (piece.c.quote_id == quote.c.id) & (piece.c.position == 0), isouter=True)
        .where(quote.c.id.in_(bindparam("ids", expanding=True)))
        .order_by(quote.c.number, quote.c.id)
    )


_FACTS = _facts_query()


def _quote_row(row: int, fact: Mapping[str, Any], link: Any, actors: Mapping[str, Actor]) -> Row:
    day = fact["said"] or fact["published"]
    speaker = speaker_of(link, actors.get(link.actor_id), day) if link is not None and link.name else None
    out: Row = {
        "row": row,
        "quote_id": fact["id"],
        "position": position_of(fact, day),
        "saying": fact["id"],
        "kind": fact["kind"],
        "type": fact["type"],
        "doubted": fact["doubted"] is not None,
        "day": day,
        "first": first_day(day) if day else None,
        "last": last_day(day) if day else None,
        "publisher": folded(fact["publisher"]) if fact["publisher"] else None,
    }
    if speaker is None:
        return out | dict.fromkeys(("voice", "actor_id", "name", "affiliation", "country", "official", "office"))
    name = folded(speaker.name)
    held = [part for part in (speaker.affiliation, speaker.role, speaker.organisation) if part]
    return out | {
        "voice": voice_of(speaker.actor, name),
        "actor_id": speaker.actor,
        "name": name,
        "affiliation": f" {folded(' '.join(held))} " if held else None,
        "country": speaker.country,
        "official": speaker.official,
        "office": speaker.office,
    }


def position_of(fact: Mapping[str, Any], day: str | None) -> str:
    """Return what sorts quotes as a list shows them: by day, the undated last; then as their articles arrived, and as
    they stand in the text; those without an article as they were added.

    A number is given again after an undo, so that two quotes have it once the undone one is brought back.
    """
    placed = fact["version_id"] is not None
    arrived = fact["retrieved"] or fact["added"]
    start = fact["start"] or 0 if placed else 0
    places = f"{fact['version_id'] or 0:010d} {start:010d} {fact['number']:010d}"
    return f"{first_day(day) if day else _UNDATED} {arrived} {places} {fact['id']}"


def _label_row(row: int, target: int, given: Sequence[Stance]) -> Row:
    name = given[0].target
    counts = current(given, name)
    human = current(given, name, labels="human") if any(not _by_machine(s) for s in given) else None
    machines = [s for s in given if _by_machine(s)]
    out: Row = {"row": row, "target_id": target, "machine": reading(machines[-1]) if machines else None}
    for prefix, stance in (("", counts), ("human_", human)):
        out |= {
            prefix.rstrip("_") or "label": reading(stance) if stance else None,
            f"{prefix}about": bears(stance),
            f"{prefix}aspect": stance.aspect if stance else None,
            f"{prefix}score": stance.score if stance else None,
            f"{prefix}status": stance.status if stance else None,
        }
    out["sure"] = max((counts.probabilities or {"": 1.0}).values()) if counts else None
    return out


def _by_machine(stance: Stance) -> bool:
    return stance.annotator is not None and stance.annotator.is_machine
