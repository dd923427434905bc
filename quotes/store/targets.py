"""What labels in the store are about."""

from __future__ import annotations

from sqlalchemy import Connection, select

from quotes.store import schema


def target_names(connection: Connection) -> tuple[str, ...]:
    """Return the names of all targets that a label was ever given for."""
    return tuple(connection.execute(select(schema.target.c.name).order_by(schema.target.c.id)).scalars())
