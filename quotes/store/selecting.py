"""A selection becomes WHERE, ORDER BY and LIMIT: the database answers, and reads no more than it must.

Where SQL cannot say what a filter wants (words in the order in which they were said, in any script), SQL narrows and
Python has the last word. `quotes.filter` says the same over quotes at hand; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from quotes.dates import first_day, last_day
from quotes.errors import NotFoundError
from quotes.filter import KNOWABLE, Filter, Selection, says
from quotes.labels import with_current
from quotes.store import schema
from quotes.store.current import in_force, parts, same_targets
from quotes.store.naming import called
from quotes.store.reading import read_quotes
from quotes.store.search import either_of, match_of, matching, phrase_of, rarest, searching
from quotes.targets import canonical_target
from quotes.text import folded
from quotes.types import Quote

KEPT, LABEL = schema.current_quote, schema.current_label


@dataclass(frozen=True, slots=True)
class Columns:
    """What is kept of the label that counts, of people alone or of anybody."""

    label: ColumnElement[Any]
    about: ColumnElement[Any]
    aspect: ColumnElement[Any]
    score: ColumnElement[Any]
    status: ColumnElement[Any]

    @classmethod
    def of(cls, labels: str) -> Columns:
        prefix = "human_" if labels == "human" else ""
        first = LABEL.c.human if prefix else LABEL.c.label
        return cls(first, *(LABEL.c[prefix + name] for name in ("about", "aspect", "score", "status")))


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection in the words of the database."""

    source: Any  # kept quotes, beside their labels toward the target and, where words are asked for, their rank
    where: tuple[ColumnElement[bool], ...]
    order: tuple[ColumnElement[Any], ...]
    texts: tuple[str, ...] = ()  # words of which Python has the last word

    def query(self, *columns: Any) -> Any:
        return select(*columns).select_from(self.source).where(*self.where)


def asked(connection: Connection, selection: Selection, *, loose: bool = False) -> Asked:
    """Return a selection in the words of the database. Raises InputError for what cannot be asked.

    `loose` asks for quotes that could be all that is wanted if what is not known of them (KNOWABLE) were, and are not.
    """
    dialect = connection.dialect.name
    source: Any = KEPT.outerjoin(
        LABEL, (LABEL.c.row == KEPT.c.row) & (LABEL.c.target_id == target_number(connection, selection.target))
    )
    where: list[ColumnElement[bool]] = []
    order: tuple[ColumnElement[Any], ...] = (KEPT.c.position,)
    if selection.words is not None:
        matched, rank = matching(dialect, match_of(dialect, selection.words, raw=selection.raw))
        source = source.join(matched, matched.c.row == KEPT.c.row)
        # by rank alone SQLite takes the best from its index of words; rows of one rank come in their order anyway
        order = (rank,) if dialect == "sqlite" else (rank, KEPT.c.row)
    texts: list[str] = []
    columns = Columns.of(selection.labels)
    for wanted in selection.filters:
        where += _where(connection, replace(wanted, **dict.fromkeys(KNOWABLE)) if loose else wanted, columns)
        if wanted.text is not None and folded(wanted.text):
            texts.append(wanted.text)
            narrowed = phrase_of(dialect, wanted.text)
            if narrowed is not None:
                where.append(KEPT.c.row.in_(select(matching(dialect, narrowed)[0].c.row)))
    if loose:
        where += _unknown(selection.filters)
    return Asked(source, tuple(where), order, tuple(texts))


def target_number(connection: Connection, target: str) -> int:
    """Return the number under which labels toward a target are kept; -1 where there are none."""
    name = canonical_target(target).name
    table = schema.target
    for row in connection.execute(select(table.c.id, table.c.name).order_by(table.c.id)):
        if canonical_target(row.name).name == name or row.name == name:
            return same_targets(connection)[row.id]
    return -1


def same_numbers(connection: Connection, target: str) -> list[int]:
    """Return the numbers of all targets in the store that are one with this one today."""
    number = target_number(connection, target)
    return [key for key, first in same_targets(connection).items() if first == number]


def labelled_by_several(connection: Connection, selection: Selection) -> list[str]:
    """Return ids of a selection's quotes that two annotators or more have labelled toward the target."""
    stance = schema.stance
    several = (
        select(stance.c.quote_id)
        .where(in_force(stance), stance.c.target_id.in_(same_numbers(connection, selection.target)))
        .group_by(stance.c.quote_id)
        .having(func.count(stance.c.annotator_id.distinct()) > 1)
    )
    return select_ids(connection, selection, more=(KEPT.c.quote_id.in_(several),))


def similar(connection: Connection, words: str, *, limit: int = 100) -> tuple[Quote, ...]:
    """Return stored quotes that share one of the longest words, those that share most first: what may be the same."""
    wanted = rarest(words)
    if not wanted:
        return ()
    matched, rank = matching(connection.dialect.name, either_of(connection.dialect.name, wanted))
    query = select(KEPT.c.quote_id).join(matched, matched.c.row == KEPT.c.row).order_by(rank).limit(limit)
    return read_quotes(connection, list(connection.execute(query).scalars()))


def select_ids(
    connection: Connection,
    selection: Selection,
    *,
    after: str | None = None,
    offset: int = 0,
    limit: int | None = None,
    loose: bool = False,
    more: Sequence[ColumnElement[bool]] = (),
) -> list[str]:
    """Return the ids of the quotes of a selection, in the order of a list, or best first where words are asked for.

    `after` goes on behind the quote of that id; `offset` leaves out so many. `loose`: see `asked`; `more` are
    conditions of our own.
    """
    question = asked(connection, selection, loose=loose)
    query = question.query(KEPT.c.quote_id).where(*more).order_by(*question.order)
    if after is not None:
        query = query.where(KEPT.c.position > position_of_quote(connection, after))
    with searching(connection, selection.words or "", raw=selection.raw) if selection.words else nullcontext():
        if not question.texts:
            return list(connection.execute(query.limit(limit).offset(offset)).scalars())
        found: list[str] = []
        for key in _said(connection, query, question.texts):
            found.append(key)
            if limit is not None and len(found) == offset + limit:
                break
        return found[offset:]


def select_quotes(
    connection: Connection,
    selection: Selection,
    *,
    after: str | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[Quote, ...]:
    """Return the quotes of a selection, each with the stance that counts (`select_ids`)."""
    ids = select_ids(connection, selection, after=after, offset=offset, limit=limit)
    return with_current(read_quotes(connection, ids), selection.target, labels=selection.labels)


def count(connection: Connection, selection: Selection, *, most: int | None = None, loose: bool = False) -> int:
    """Return how many quotes a selection has, counting no further than `most`; `loose`: see `asked`."""
    question = asked(connection, selection, loose=loose)
    query = question.query(KEPT.c.quote_id)
    with searching(connection, selection.words or "", raw=selection.raw) if selection.words else nullcontext():
        if question.texts:
            found = 0
            for _ in _said(connection, query, question.texts):
                found += 1
                if found == most:
                    break
            return found
        some = (query if most is None else query.limit(most)).subquery()
        return connection.execute(select(func.count()).select_from(some)).scalar() or 0


def count_undated(connection: Connection, selection: Selection) -> int:
    """Return how many quotes a selection leaves out because nobody knows their day."""
    dateless = tuple(replace(wanted, since=None, until=None) for wanted in selection.filters)
    if dateless == selection.filters:
        return 0
    question = asked(connection, replace(selection, filters=dateless))
    query = question.query(KEPT.c.quote_id).where(KEPT.c.day.is_(None))
    if question.texts:
        return sum(1 for _ in _said(connection, query, question.texts))
    return connection.execute(select(func.count()).select_from(query.subquery())).scalar() or 0


def position_of_quote(connection: Connection, key: str) -> str:
    """Return what sorts a quote in a list. Raises NotFoundError for one that is not there."""
    found = connection.execute(select(KEPT.c.position).where(KEPT.c.quote_id == key)).scalar()
    if found is None:
        raise NotFoundError(f"no quote {key!r} to go on after: `quotes list` shows the ids")
    return str(found)


def _said(connection: Connection, query: Any, texts: Sequence[str]) -> Iterator[str]:
    """Yield the ids that a query gives of quotes that say all of these words."""
    ids = list(connection.execute(query).scalars())
    for part in parts(ids):
        for quote in read_quotes(connection, part):
            if all(says(quote, words) for words in texts):
                yield quote.id


def _where(connection: Connection, wanted: Filter, columns: Columns) -> Iterator[ColumnElement[bool]]:
    if wanted.speaker is not None:
        yield _by_speaker(connection, wanted.speaker)
    if wanted.affiliation is not None:
        for word in dict.fromkeys(folded(wanted.affiliation).split()):
            yield KEPT.c.affiliation.contains(f" {word} ", autoescape=True)
    for name in ("country", "office", "type", "kind"):
        value = getattr(wanted, name)
        if value is not None:
            yield KEPT.c[name] == value
    for name in ("official", "doubted"):
        value = getattr(wanted, name)
        if value is not None:
            yield KEPT.c[name].is_(value)
    if wanted.stance == "none":
        yield columns.label.is_(None)
    elif wanted.stance is not None:
        yield columns.label == wanted.stance
    if wanted.about is not None:
        yield columns.about.is_(wanted.about)
    if wanted.publisher is not None and folded(wanted.publisher):
        yield KEPT.c.publisher.contains(folded(wanted.publisher), autoescape=True)
    yield from _dated(wanted)


def _dated(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """A quote of which only a month or a year is known is within what touches it (`dates.within`)."""
    if wanted.since or wanted.until:
        yield KEPT.c.day.is_not(None)
    if wanted.since:
        yield KEPT.c.last >= first_day(wanted.since)
        yield KEPT.c.position >= wanted.since[:4]  # what the index of positions can use
    if wanted.until:
        yield KEPT.c.first <= last_day(wanted.until)
        yield KEPT.c.position < last_day(wanted.until) + "~"


def _by_speaker(connection: Connection, name: str) -> ColumnElement[bool]:
    found = called(connection, name)
    if not found.whole and not found.partly:
        return false()
    meant = KEPT.c.voice.in_(sorted(found.whole | found.partly))
    if not found.partly:
        return meant
    return and_(meant, or_(KEPT.c.voice.in_(sorted(found.whole)), KEPT.c.name.in_(sorted(found.names))))


def _unknown(filters: Sequence[Filter]) -> Iterator[ColumnElement[bool]]:
    """What is asked of KNOWABLE holds or is unknown, and something is unknown."""
    told = [(KEPT.c[name], value) for one in filters for name in KNOWABLE if (value := getattr(one, name)) is not None]
    for column, value in told:
        yield or_(column.is_(None), column == value)
    yield or_(false(), *(column.is_(None) for column, _ in told))


def plan_of(connection: Connection, query: Any) -> list[str]:
    """Return how SQLite would answer a query, line by line, or PostgreSQL."""
    compiled = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
    if connection.dialect.name == "sqlite":
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")]
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {compiled}")]
