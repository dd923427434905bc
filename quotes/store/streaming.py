"""All quotes of a selection, however many they are, a batch in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from quotes.filter import Selection
from quotes.labels import with_current
from quotes.store.current import PART, parts
from quotes.store.reading import read_quotes
from quotes.store.selecting import KEPT, asked, position_of_quote, select_ids
from quotes.types import Quote


def every(
    connection: Connection, selection: Selection, *, after: str | None = None, limit: int | None = None
) -> Iterator[Quote]:
    """Yield the quotes of a selection, reading some at a time; otherwise as `select_quotes`."""
    for ids in _batches(connection, selection, after, limit):
        yield from with_current(read_quotes(connection, ids), selection.target, labels=selection.labels)


def _batches(
    connection: Connection, selection: Selection, after: str | None, limit: int | None
) -> Iterator[Sequence[str]]:
    """Yield ids, so many at once.

    The database hands them out as they are asked for; not where they are ranked, or Python has the last word.
    """
    question = asked(connection, selection)
    if selection.words is not None or question.texts:
        yield from parts(select_ids(connection, selection, after=after, limit=limit), PART)
        return
    query = question.query(KEPT.c.quote_id).order_by(*question.order).limit(limit)
    if after is not None:
        query = query.where(KEPT.c.position > position_of_quote(connection, after))
    found = connection.execute(query, execution_options={"yield_per": PART})
    yield from found.scalars().partitions()
