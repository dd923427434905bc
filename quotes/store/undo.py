"""Taking back a change, whose every row is on record; taking back that brings it again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, select

from quotes.errors import NotFoundError
from quotes.store import schema
from quotes.store.change import PART, Change, Key, written
from quotes.store.current import parts
from quotes.store.schema import metadata
from quotes.store.store import Store, writing
from quotes.store.undo_checks import made, refuse_held, refuse_later, staying_actors
from quotes.types import Annotator


def undo(store: Store, change_id: int | None, by: Annotator) -> tuple[int, str]:
    """Take back a change (the last one unless told which) and return its number and command.

    Undoing an undo brings the change back. Labels are not deleted but cease to count, unless their quote goes with
    them. An actor that ingest made stays while quotes of later changes are linked to it. Raises NotFoundError, and
    StoreError naming the later change that builds on this one.
    """
    change = schema.change
    with writing(store) as connection:
        query = select(change).where(change.c.undone_by.is_(None))
        if change_id is None:
            query = query.where(change.c.undoes.is_(False)).order_by(change.c.id.desc()).limit(1)
        else:
            query = query.where(change.c.id == change_id)
        row = connection.execute(query).first()
        if row is None:
            what = "nothing to undo" if change_id is None else f"no change {change_id} that is not undone"
            raise NotFoundError(f"{what}: `quotes history` lists the changes")
        refuse_later(connection, row.id)
        staying = staying_actors(connection, row.id)
        taking = Change.begin(connection, f"undo {row.id}: {row.command}", by, undoes=True)
        gone = _remove_made(taking, row.id, staying)
        _put_back(taking, row.id, gone)
        # on record like any other row: taking back this undo gives the change its force again
        taking.update(change, {"id": row.id}, undone_by=taking.id)
        taking.end()
        return int(row.id), str(row.command)


def _remove_made(taking: Change, change_id: int, staying: set[str]) -> set[tuple[str, str]]:
    """Remove the rows that a change added, those that others lead to last; return which there were, as (table, key).

    Labels stay on record; their change is undone, so they no longer count.
    """
    connection = taking.connection
    gone: set[tuple[str, str]] = set()
    for table in reversed(metadata.sorted_tables):
        if table not in schema.RECORDED or table in schema.APPEND_ONLY:
            continue
        keys = made(connection, change_id, table)
        if staying and table in (schema.actor, schema.alias, schema.affiliation):
            keys = _without(connection, table, keys, staying)
        gone |= {(table.name, written(key)) for key in keys}
        if table is schema.quote:
            for labels in schema.APPEND_ONLY:  # a label cannot outlive its quote
                _delete_labels(taking, labels, [key["id"] for key in keys])
        refuse_held(connection, change_id, table, keys)
        taking.delete_many(table, keys)
    return gone


def _put_back(taking: Change, change_id: int, gone: set[tuple[str, str]]) -> None:
    """Bring rows that a change altered or removed to what they were before; `gone` are those that it added itself."""
    for (name, action), group in groupby(_records(taking.connection, change_id), key=lambda r: (r.tablename, r.action)):
        table = metadata.tables[name]
        if action == "update":
            for record in group:
                if (name, record.key) not in gone:
                    taking.update(table, json.loads(record.key), **record.before)
        else:
            back = []
            for record in group:
                if record.before.get("change_id") == change_id:
                    gone.add((name, record.key))  # it came and went within the change
                else:
                    gone.discard((name, record.key))
                    back.append(record.before)
            if back:
                taking.restore(table, back)


def _records(connection: Connection, change_id: int) -> Iterator[Any]:
    """What a change altered and removed, newest first."""
    history = schema.history
    query = select(history).where(history.c.change_id == change_id, history.c.action != "insert")
    yield from connection.execute(query.order_by(history.c.id.desc())).all()


def _without(connection: Connection, table: Table, keys: list[Key], actors: set[str]) -> list[Key]:
    if table is schema.actor:
        return [key for key in keys if key["id"] not in actors]
    rows = connection.execute(select(table.c.id).where(table.c.actor_id.in_(actors)))
    theirs = {row.id for row in rows}
    return [key for key in keys if key["id"] not in theirs]


def _delete_labels(taking: Change, labels: Table, quotes: Sequence[str]) -> None:
    for part in parts(quotes, PART):
        query = select(labels.c.id).where(labels.c.quote_id.in_(part)).order_by(labels.c.id)
        rows = taking.connection.execute(query)
        taking.delete_many(labels, [{"id": row.id} for row in rows.all()])
