"""How tables were read, by their columns, so that the next one like it is read the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from quotes.store import schema
from quotes.store.journal import Change


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
