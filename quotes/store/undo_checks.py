"""Whether a change can be taken back: what later changes built on it, and whom it must leave."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, select

from quotes.errors import StoreError
from quotes.store import schema
from quotes.store.change import PART, Key, at, written
from quotes.store.current import parts
from quotes.store.schema import metadata

Found = tuple[int, str]  # a later change: its number and command


def made(connection: Connection, change_id: int, table: Table) -> list[Key]:
    """Keys of the rows of a table that a change added, or, being an undo, brought back; those that are still there."""
    names = [column.name for column in table.primary_key]
    rows = connection.execute(select(*table.primary_key).where(table.c.change_id == change_id)).mappings()
    keys = {written(dict(row)): dict(row) for row in rows}
    history = schema.history
    back = select(history.c.key).where(
        history.c.change_id == change_id, history.c.tablename == table.name, history.c.action == "insert"
    )
    brought = [json.loads(key) for key in connection.execute(back).scalars()]
    for part in parts(brought, PART):
        there = connection.execute(select(*table.primary_key).where(at(table, part)))
        keys |= {written(dict(row)): dict(row) for row in there.mappings()}
    assert all(set(key) == set(names) for key in keys.values())
    return list(keys.values())


def refuse_later(connection: Connection, change_id: int) -> None:
    """Refuse to take back a change whose rows were changed, or whose quotes were labelled, since."""
    candidates = [*_same_rows(connection, change_id), *_rows_it_made(connection, change_id)]
    candidates += [*_again(connection, change_id), *_labelled(connection, change_id)]
    if candidates:
        raise builds_on(change_id, *max(candidates))


def builds_on(change_id: int, later: int, command: str) -> StoreError:
    return StoreError(
        f"change {change_id} cannot be undone before change {later} ({command}), which builds on it: "
        f"quotes undo {later}"
    )


def _later(change_id: int) -> Any:
    """Changes in force after this one; an undo of something later cancels out with it."""
    change = schema.change
    undone = change.alias("undone")
    # an undo of something earlier is a change like any other
    earlier = select(undone.c.id).where(undone.c.undone_by == change.c.id, undone.c.id < change_id).exists()
    return and_(change.c.id > change_id, change.c.undone_by.is_(None), change.c.undoes.is_(False) | earlier)


def _same_rows(connection: Connection, change_id: int) -> Iterator[Found]:
    """Later changes of rows that this one altered, removed or brought back."""
    change, history = schema.change, schema.history
    mine = history.alias("mine")
    same = and_(mine.c.tablename == history.c.tablename, mine.c.key == history.c.key, mine.c.change_id == change_id)
    found = connection.execute(
        select(change.c.id, change.c.command)
        .join(history, history.c.change_id == change.c.id)
        .join(mine, same)
        .where(_later(change_id), history.c.change_id > change_id)
        .order_by(change.c.id.desc())
        .limit(1)
    ).first()
    if found:
        yield found.id, found.command


def _rows_it_made(connection: Connection, change_id: int) -> Iterator[Found]:
    """Later changes of rows that this one added."""
    change, history = schema.change, schema.history
    keys: dict[str, dict[str, Found]] = defaultdict(dict)  # by table and key
    rows = connection.execute(
        select(change.c.id, change.c.command, history.c.tablename, history.c.key, history.c.before, history.c.action)
        .join(history, history.c.change_id == change.c.id)
        .where(_later(change_id), history.c.change_id > change_id)
        .order_by(change.c.id)
    )
    for row in rows:
        if row.action == "delete" and row.before.get("change_id") == change_id:
            yield row.id, row.command
        elif row.action != "delete" and metadata.tables[row.tablename] in schema.RECORDED:
            keys[row.tablename][row.key] = (row.id, row.command)
    for name, found in keys.items():
        table, every = metadata.tables[name], [json.loads(key) for key in found]
        for part in parts(every, PART):
            mine = select(*table.primary_key).where(at(table, part), table.c.change_id == change_id)
            for key in connection.execute(mine).mappings():
                yield found[written(dict(key))]


def _again(connection: Connection, change_id: int) -> Iterator[Found]:
    """Later changes that added rows anew which this one had removed."""
    change, history = schema.change, schema.history
    removed: dict[str, list[Key]] = defaultdict(list)
    query = select(history.c.tablename, history.c.key).where(
        history.c.change_id == change_id, history.c.action == "delete"
    )
    for row in connection.execute(query):
        removed[row.tablename].append(json.loads(row.key))
    for name, keys in removed.items():
        table = metadata.tables[name]
        for part in parts(keys, PART):
            found = connection.execute(
                select(change.c.id, change.c.command)
                .join(table, table.c.change_id == change.c.id)
                .where(at(table, part), _later(change_id))
                .order_by(change.c.id.desc())
                .limit(1)
            ).first()
            if found:
                yield found.id, found.command


def _labelled(connection: Connection, change_id: int) -> Iterator[Found]:
    """Later changes that labelled quotes which this one added."""
    change = schema.change
    quotes = [key["id"] for key in made(connection, change_id, schema.quote)]
    for part in parts(quotes, PART):
        for table in schema.APPEND_ONLY:
            found = connection.execute(
                select(change.c.id, change.c.command)
                .join(table, table.c.change_id == change.c.id)
                .where(table.c.quote_id.in_(part), _later(change_id))
                .order_by(change.c.id.desc())
                .limit(1)
            ).first()
            if found:
                yield found.id, found.command


def staying_actors(connection: Connection, change_id: int) -> set[str]:
    """Actors that a change made and that nobody reviewed, but to which quotes of other changes are linked."""
    change, link, actor = schema.change, schema.speaker_link, schema.actor
    actors = [key["id"] for key in made(connection, change_id, actor)]
    if not actors:
        return set()
    going = {key["id"] for key in made(connection, change_id, schema.quote)}
    own = _turned(connection, change_id)
    # what this brings back in force links these quotes anew, as a merge does whose undo is undone
    again = select(link.c.quote_id, link.c.id).join(change, change.c.id == link.c.change_id)
    newest = {
        row.quote_id: row.id
        for row in connection.execute(again.where(change.c.id.in_(_back(connection, change_id))).order_by(link.c.id))
    }
    staying: set[str] = set()
    for part in parts(actors, PART):
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
                raise builds_on(change_id, row.id, row.command)
            staying.add(row.actor_id)
    return staying


def _turned(connection: Connection, change_id: int) -> set[int]:
    """This change, and those that it undid or brought back."""
    history = schema.history
    keys = select(history.c.key).where(history.c.change_id == change_id, history.c.tablename == "change")
    return {change_id} | {int(json.loads(key)["id"]) for key in connection.execute(keys).scalars()}


def _back(connection: Connection, change_id: int) -> list[int]:
    """Changes that come into force when this one is taken back: that which it undid, or what that had brought back."""
    history = schema.history
    turned = select(history.c.key, history.c.before).where(
        history.c.change_id == change_id, history.c.tablename == "change", history.c.action == "update"
    )
    return [json.loads(row.key)["id"] for row in connection.execute(turned) if row.before["undone_by"] is None]


def refuse_held(connection: Connection, change_id: int, table: Table, keys: Sequence[Key]) -> None:
    """Refuse to delete rows that rows of later changes lead to, naming the change."""
    history, change = schema.history, schema.change
    leading = [(other, fk.parent) for other in metadata.sorted_tables for fk in other.foreign_keys
               if fk.column.table is table]  # fmt: skip
    for other, column in leading:
        for part in parts([key["id"] for key in keys], PART):
            query = select(*other.primary_key, other.c.change_id).where(column.in_(part)).limit(1)
            row = connection.execute(query).mappings().first()
            if row is None:
                continue
            key = written({column.name: row[column.name] for column in other.primary_key})
            brought = select(history.c.change_id).where(history.c.tablename == other.name, history.c.key == key)
            last = connection.execute(brought.order_by(history.c.change_id.desc()).limit(1)).scalar()
            number = last or row["change_id"]
            command = connection.execute(select(change.c.command).where(change.c.id == number)).scalar_one()
            raise builds_on(change_id, number, command)
