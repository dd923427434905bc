"""Quotes of others in whose words somebody is named: the full text narrows, and Python has the last word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, or_, select

from quotes.store import schema
from quotes.store.current import PART
from quotes.store.search import in_latin, matching, phrases_of
from quotes.types import JOINT

KEPT = schema.current_quote


def naming(connection: Connection, actor: str, names: Iterable[str]) -> Iterator[str]:
    """Yield the ids of quotes of others than `actor` in whose words one of these names stands whole.

    They come in the order of a list, and are read as they are asked for.
    """
    known = {name for name in map(in_latin, names) if name}
    search = phrases_of(connection.dialect.name, sorted(known))
    if search is None:
        return
    matched, _ = matching(connection.dialect.name, search)
    others = or_(KEPT.c.voice.is_(None), KEPT.c.voice != actor)
    query = select(KEPT.c.quote_id).where(KEPT.c.row.in_(select(matched.c.row)), others).order_by(KEPT.c.position)
    for part in connection.execute(query, execution_options={"yield_per": PART}).scalars().partitions():
        words = _words_of(connection, part)
        for key in part:
            said = f" {in_latin(words.get(key, ''))} "
            if any(f" {name} " in said for name in known):
                yield key


def _words_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the words of quotes, without all else that is known of them."""
    table = schema.piece
    pieces: dict[str, list[str]] = defaultdict(list)
    query = select(table.c.quote_id, table.c.exact).where(table.c.quote_id.in_(ids))
    for row in connection.execute(query.order_by(table.c.quote_id, table.c.position)):
        pieces[row.quote_id].append(row.exact)
    return {key: JOINT.join(said) for key, said in pieces.items()}
