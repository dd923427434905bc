"""What labels in the store are about."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from quotes.store import schema
from quotes.targets import nearest_target


@dataclass(frozen=True, slots=True)
class Spelled:
    """A target that was asked for, as the store spells it."""

    name: str
    near: str | None = None  # of one that nobody knows: the known one that it may be a mistyping of


def target_names(connection: Connection) -> tuple[str, ...]:
    """Return the names of all targets that a label was ever given for."""
    return tuple(connection.execute(select(schema.target.c.name).order_by(schema.target.c.id)).scalars())


def spelled_target(connection: Connection, name: str) -> Spelled:
    """Return a target as the store spells it; one that is not there yet is taken as it was written."""
    names = target_names(connection)
    known = next((known for known in names if known.casefold() == name.casefold()), name)
    return Spelled(known, nearest_target(name, names))
