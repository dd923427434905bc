"""What was changed, by whom, when."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Select, select

from quotes.store import schema
from quotes.store.change import written


def changes(connection: Connection, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the newest changes first: number, time, by, command, rows, undone_by."""
    return [dict(row) for row in connection.execute(_changes(schema.change.c.rows).limit(limit)).mappings()]


def changes_of_quote(connection: Connection, quote_id: str, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return the newest changes of one quote first: number, time, by, command, what, undone_by."""
    change, history = schema.change, schema.history
    found = []
    of_row = (history.c.tablename == "quote") & (history.c.key == written({"id": quote_id}))
    query = _changes(history.c.action, history.c.before, history.c.after)
    rows = connection.execute(query.join(history, history.c.change_id == change.c.id).where(of_row)).mappings()
    made = _changes().join(schema.quote, schema.quote.c.change_id == change.c.id).where(schema.quote.c.id == quote_id)
    found += [{**_change_of(row), "what": "insert"} for row in connection.execute(made).mappings()]
    for row in rows:
        what = row["action"] if row["action"] != "update" else _differences(row["before"], row["after"])
        found.append({**_change_of(row), "what": what})
    for table in schema.APPEND_ONLY:
        said = [
            c for c in table.c if c.name in ("label", "aspect", "name", "affiliation", "official", "reason", "comment")
        ]
        rows = connection.execute(
            _changes(*said).join(table, table.c.change_id == change.c.id).where(table.c.quote_id == quote_id)
        ).mappings()
        for row in rows:
            values = [f"{c.name} {row[c.name]}" for c in said if row[c.name] is not None]
            found.append({**_change_of(row), "what": f"{table.name.replace('_', ' ')}: {', '.join(values) or 'none'}"})
    return sorted(found, key=lambda r: -int(r["number"]))[:limit]


def _changes(*more: Any) -> Select[Any]:
    change, annotator = schema.change, schema.annotator
    return (
        select(
            change.c.id.label("number"), change.c.time, annotator.c.name.label("by"), change.c.command,
            change.c.undone_by, *more,
        )
        .join(annotator, annotator.c.id == change.c.annotator_id)
        .order_by(change.c.id.desc())
    )  # fmt: skip


def _change_of(row: Any) -> dict[str, Any]:
    return {name: row[name] for name in ("number", "time", "by", "command", "undone_by")}


def _differences(before: dict[str, Any], after: dict[str, Any]) -> str:
    return "; ".join(f"{name}: {json.dumps(before[name], ensure_ascii=False)} -> "
                     f"{json.dumps(after[name], ensure_ascii=False)}" for name in after)  # fmt: skip
