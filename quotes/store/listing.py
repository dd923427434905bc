"""Actors as a list shows them: in the order of their names, so many at once, with how many quotes each has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from quotes.store import schema
from quotes.store.current import parts

ACTOR, ALIAS = schema.actor, schema.alias


def actor_ids(
    connection: Connection,
    *,
    among: Collection[str] | None = None,
    unreviewed: bool = False,
    limit: int | None = None,
) -> list[str]:
    """Return the ids of actors by their folded names, at most `limit`: all, or those `among` some.

    With `unreviewed`, only those that nobody has looked at.
    """
    by = [_bytes(connection, column) for column in (func.coalesce(ALIAS.c.folded, ""), ACTOR.c.name, ACTOR.c.id)]
    own_name = (ALIAS.c.actor_id == ACTOR.c.id) & (ALIAS.c.name == ACTOR.c.name)
    query = select(ACTOR.c.id).outerjoin(ALIAS, own_name).where(*_where(among, unreviewed))
    return list(connection.execute(query.order_by(*by).limit(limit)).scalars())


def count_actors(
    connection: Connection,
    *,
    among: Collection[str] | None = None,
    unreviewed: bool = False,
    most: int | None = None,
) -> int:
    """Return how many actors there are (`actor_ids`), counting no further than `most`."""
    some = select(ACTOR.c.id).where(*_where(among, unreviewed)).limit(most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar() or 0


def quotes_by_actor(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return how many quotes each of these actors has; one without any is left out."""
    voice = schema.current_quote.c.voice  # an actor's is its id, and indexed
    out: dict[str, int] = {}
    for part in parts(ids):
        query = select(voice, func.count().label("quotes")).where(voice.in_(part)).group_by(voice)
        out |= {row.voice: row.quotes for row in connection.execute(query)}
    return out


def _where(among: Collection[str] | None, unreviewed: bool) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if among is not None:
        where.append(ACTOR.c.id.in_(sorted(among)))
    if unreviewed:
        where.append(ACTOR.c.reviewed.is_(False))
    return where


def _bytes(connection: Connection, column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Sort a column as SQLite does, whatever the server's language."""
    return column if connection.dialect.name == "sqlite" else column.collate("C")
