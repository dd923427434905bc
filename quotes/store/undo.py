"""Taking back a change, whose every row is on record; taking back that brings it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, and_, select

from quotes.errors import NotFoundError, StoreError
from quotes.store import schema, search
from quotes.store.change import PART, Change, Key, Store, writing, written
from quotes.store.schema import metadata
from quotes.types import Annotator


def undo(store: Store, change_id: int | None, by: Annotator) -> tuple[int, str]:
    """Take back a change (the last one unless told which) and return its number and command.

    Undoing an undo brings the change back. Labels are not deleted but cease to count, unless their quote goes with
    them. An actor that ingest made stays while quotes of later changes are linked to it. Raises NotFoundError, and
    StoreError naming the later change that builds on this one.
    """
    change, history = schema.change, schema.history
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
        _refuse_later(connection, row.id)
        staying = _staying(connection, row.id)
        taking = Change.begin(connection, f"undo {row.id}: {row.command}", by, undoes=True)
        records = connection.execute(select(history).where(history.c.change_id == row.id).order_by(history.c.id.desc()))
        for (name, action), group in groupby(_in_order(records.all()), key=lambda r: (r.tablename, r.action)):
            _revert(taking, row.id, metadata.tables[name], action, list(group), staying)
        # on record like any other row: taking back this undo gives the change its force again
        taking.update(change, {"id": row.id}, undone_by=taking.id)
        search.reindex(connection, _touched_quotes(connection, (row.id, taking.id)))
        return int(row.id), str(row.command)


def _in_order(records: Sequence[Any]) -> Sequence[Any]:
    """Records, newest first, in an order to take them back: additions alone by tables, which is much faster."""
    if any(record.action != "insert" for record in records):
        return records
    place = {table.name: at for at, table in enumerate(metadata.sorted_tables)}
    return sorted(records, key=lambda record: -place[record.tablename])


def _refuse_later(connection: Connection, change_id: int) -> None:
    """Refuse to take back a change whose rows were changed, or whose quotes were labelled, since."""
    change, history = schema.change, schema.history
    undone, mine = change.alias("undone"), history.alias("mine")
    # an undo of something later cancels out with it; an undo of something earlier is a change like any other
    earlier = select(undone.c.id).where(undone.c.undone_by == change.c.id, undone.c.id < change_id).exists()
    later = and_(change.c.id > change_id, change.c.undone_by.is_(None), change.c.undoes.is_(False) | earlier)
    same = and_(mine.c.tablename == history.c.tablename, mine.c.key == history.c.key, mine.c.change_id == change_id)
    found = connection.execute(
        select(change.c.id, change.c.command)
        .join(history, history.c.change_id == change.c.id)
        .join(mine, same)
        .where(later)
        .order_by(change.c.id.desc())
        .limit(1)
    ).first()
    made = [key["id"] for key in _made(connection, change_id, schema.quote)]
    for start in range(0, len(made), PART):
        for table in schema.APPEND_ONLY:
            found = (
                found
                or connection.execute(
                    select(change.c.id, change.c.command)
                    .join(table, table.c.change_id == change.c.id)
                    .where(table.c.quote_id.in_(made[start : start + PART]), later)
                    .order_by(change.c.id.desc())
                    .limit(1)
                ).first()
            )
    if found is not None:
        raise _builds_on(change_id, found.id, found.command)


def _builds_on(change_id: int, later: int, command: str) -> StoreError:
    return StoreError(
        f"change {change_id} cannot be undone before change {later} ({command}), which builds on it: "
        f"quotes undo {later}"
    )


def _made(connection: Connection, change_id: int, table: Table) -> list[Key]:
    """Keys of the rows of a table that a change added."""
    history = schema.history
    rows = connection.execute(
        select(history.c.key).where(
            history.c.change_id == change_id, history.c.tablename == table.name, history.c.action == "insert"
        )
    )
    return [json.loads(row.key) for row in rows]


def _staying(connection: Connection, change_id: int) -> set[str]:
    """Actors that a change made and that nobody reviewed, but to which quotes of other changes are linked."""
    change, link, actor = schema.change, schema.speaker_link, schema.actor
    made = [key["id"] for key in _made(connection, change_id, actor)]
    going = {key["id"] for key in _made(connection, change_id, schema.quote)}
    own = _turned(connection, (change_id,))
    # what this brings back in force links these quotes anew, as a merge does whose undo is undone
    again = select(link.c.quote_id, link.c.id).join(change, change.c.id == link.c.change_id)
    newest = {
        row.quote_id: row.id
        for row in connection.execute(again.where(change.c.id.in_(_back(connection, change_id))).order_by(link.c.id))
    }
    staying: set[str] = set()
    for start in range(0, len(made), PART):
        part = made[start : start + PART]
        rows = connection.execute(
            select(
                link.c.actor_id,
                link.c.quote_id,
                link.c.id.label("link"),
                actor.c.reviewed,
                change.c.id,
                change.c.command,
            )
            .join(change, change.c.id == link.c.change_id)
            .join(actor, actor.c.id == link.c.actor_id)
            .where(link.c.actor_id.in_(part), change.c.undone_by.is_(None))
        )
        for row in rows:
            if row.id in own or row.quote_id in going or row.link < newest.get(row.quote_id, 0):
                continue
            if row.reviewed:
                raise _builds_on(change_id, row.id, row.command)
            staying.add(row.actor_id)
    return staying


def _turned(connection: Connection, changes: tuple[int, ...]) -> set[int]:
    """These changes, and those that they undid or brought back."""
    history = schema.history
    keys = select(history.c.key).where(history.c.change_id.in_(changes), history.c.tablename == "change")
    return set(changes) | {int(json.loads(key)["id"]) for key in connection.execute(keys).scalars()}


def _back(connection: Connection, change_id: int) -> list[int]:
    """Changes that come into force when this one is taken back: that which it undid, or what that had brought back."""
    history = schema.history
    turned = select(history.c.key, history.c.before).where(
        history.c.change_id == change_id, history.c.tablename == "change", history.c.action == "update"
    )
    return [json.loads(row.key)["id"] for row in connection.execute(turned) if row.before["undone_by"] is None]


def _touched_quotes(connection: Connection, changes: tuple[int, ...]) -> set[str]:
    """Quotes whose words, facts or speakers, or whose speakers' names, these changes wrote."""
    history, link = schema.history, schema.speaker_link
    quotes: set[str] = set()
    actors: set[str] = set()
    turned = _turned(connection, changes)
    for row in connection.execute(
        select(history.c.tablename, history.c.key, history.c.before).where(
            history.c.change_id.in_(changes), history.c.tablename.in_(("quote", "piece", "alias", "article"))
        )
    ):
        if row.tablename == "alias":
            actors |= {row.before["actor_id"]} if row.before else set()
        elif row.tablename == "article":
            quotes |= set(search.quotes_of_article(connection, json.loads(row.key)["id"]))
        else:
            quotes.add(json.loads(row.key)["id" if row.tablename == "quote" else "quote_id"])
    quotes |= set(connection.execute(select(link.c.quote_id).where(link.c.change_id.in_(turned))).scalars())
    for key in actors:
        quotes |= set(connection.execute(select(link.c.quote_id).where(link.c.actor_id == key)).scalars())
    return quotes


def _revert(
    taking: Change, change_id: int, table: Table, action: str, records: Sequence[Any], staying: set[str]
) -> None:
    """Take back what was done to a table's rows, given newest first."""
    if action == "update":
        for record in records:
            taking.update(table, json.loads(record.key), **record.before)
    elif action == "delete":
        taking.insert_many(table, [record.before for record in records])
    elif table not in schema.APPEND_ONLY:  # labels stay on record; their change is undone, so they no longer count
        keys = [json.loads(record.key) for record in records]
        if staying and table in (schema.actor, schema.alias, schema.affiliation):
            keys = _without(taking.connection, table, keys, staying)
        if table is schema.quote:
            for labels in schema.APPEND_ONLY:  # a label cannot outlive its quote
                _delete_labels(taking, labels, [key["id"] for key in keys])
        _refuse_held(taking.connection, change_id, table, keys)
        taking.delete_many(table, keys)


def _without(connection: Connection, table: Table, keys: list[Key], actors: set[str]) -> list[Key]:
    if table is schema.actor:
        return [key for key in keys if key["id"] not in actors]
    rows = connection.execute(select(table.c.id).where(table.c.actor_id.in_(actors)))
    theirs = {row.id for row in rows}
    return [key for key in keys if key["id"] not in theirs]


def _delete_labels(taking: Change, labels: Table, quotes: Sequence[str]) -> None:
    for start in range(0, len(quotes), PART):
        rows = taking.connection.execute(
            select(labels.c.id).where(labels.c.quote_id.in_(quotes[start : start + PART])).order_by(labels.c.id)
        )
        taking.delete_many(labels, [{"id": row.id} for row in rows.all()])


def _refuse_held(connection: Connection, change_id: int, table: Table, keys: Sequence[Key]) -> None:
    """Refuse to delete rows that rows of later changes lead to, naming the change."""
    history, change = schema.history, schema.change
    leading = [(other, fk.parent) for other in metadata.sorted_tables for fk in other.foreign_keys
               if fk.column.table is table]  # fmt: skip
    for other, column in leading:
        for start in range(0, len(keys), PART):
            ids = [key["id"] for key in keys[start : start + PART]]
            row = connection.execute(select(*other.primary_key).where(column.in_(ids)).limit(1)).mappings().first()
            if row is None:
                continue
            found = connection.execute(
                select(change.c.id, change.c.command)
                .join(history, history.c.change_id == change.c.id)
                .where(history.c.tablename == other.name, history.c.key == written(dict(row)))
                .order_by(change.c.id.desc())
                .limit(1)
            ).one()
            raise _builds_on(change_id, found.id, found.command)
