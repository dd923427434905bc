"""What a store remembers for its user: how tables were read, and what a model learned from people's labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from quotes.store import schema
from quotes.store.change import Change


def remembered(connection: Connection, signature: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return the mapping and the labels that a table with these columns was read with; None for a new one."""
    table = schema.import_mapping
    row = connection.execute(select(table.c.mapping, table.c.labels).where(table.c.signature == signature)).first()
    return (row.mapping, row.labels) if row else None


def remember(change: Change, signature: str, mapping: Mapping[str, Any], labels: Mapping[str, Any]) -> None:
    """Keep how a table was read."""
    values = {"mapping": dict(mapping), "labels": dict(labels)}
    if remembered(change.connection, signature) is None:
        change.insert(schema.import_mapping, signature=signature, **values)
    else:
        change.update(schema.import_mapping, {"signature": signature}, **values)


def learned(connection: Connection, model: str) -> tuple[dict[str, Any], str] | None:
    """Return the head that a model was given here, and what it rests on in words; None if it learned nothing."""
    table = schema.learned
    row = connection.execute(select(table.c.head, table.c.note).where(table.c.model == model)).first()
    return (row.head, row.note) if row else None


def learn(change: Change, model: str, head: Mapping[str, Any] | None, note: str = "") -> None:
    """Keep a head for a model in the place of the one before; None forgets that."""
    known, key = learned(change.connection, model), {"model": model}
    if head is None:
        if known is not None:
            change.delete(schema.learned, key)
    elif known is None:
        change.insert(schema.learned, **key, head=dict(head), note=note)
    else:
        change.update(schema.learned, key, head=dict(head), note=note)
