"""One command is one change: a transaction whose every row is on record, and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, select
from sqlalchemy.exc import IntegrityError

from quotes.errors import NotFoundError, StoreError
from quotes.store import schema, search
from quotes.store.engine import translated
from quotes.store.schema import metadata
from quotes.text import checked
from quotes.types import Annotator

Key = dict[str, Any]


def now() -> str:
    """Return the time in UTC, to the second, in ISO 8601."""
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; `read` and `change` are the only ways in."""

    engine: Engine
    shown: str  # where it is, without a password

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store."""
        with translated(self.shown), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def change(self, command: str, by: Annotator) -> Iterator[Change]:
        """Give the handle that writes. An error, also one of the caller's, leaves the store as it was."""
        with (
            translated(self.shown),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield Change.begin(connection, command, by)


@dataclass(frozen=True, slots=True)
class Change:
    """What one command writes, with a record of every row."""

    connection: Connection
    id: int
    by: int  # annotator's row
    time: str

    @classmethod
    def begin(cls, connection: Connection, command: str, by: Annotator, *, undoes: bool = False) -> Change:
        who, time = annotator_id(connection, by), now()
        row = connection.execute(
            schema.change.insert().values(
                command=checked(command, "the command"), annotator_id=who, time=time, undoes=undoes
            )
        )
        return cls(connection, row.inserted_primary_key[0], who, time)  # type: ignore[index]

    def annotator(self, who: Annotator | None) -> int:
        """Return the row of an annotator, made if new; the change's own for None."""
        return self.by if who is None else annotator_id(self.connection, who)

    def insert(self, table: Table, **values: Any) -> Key:
        """Add a row and return its key. Raises InputError for text that no database keeps."""
        _check(table, values)
        row = self.connection.execute(table.insert().values(**values))
        key = dict(zip((c.name for c in table.primary_key), row.inserted_primary_key, strict=True))  # type: ignore[arg-type]
        self._record(table, key, "insert", None, None)
        return key

    def insert_many(self, table: Table, rows: list[dict[str, Any]]) -> None:
        """Add rows that bring their keys along."""
        if rows:
            for values in rows:
                _check(table, values)
            self.connection.execute(table.insert(), rows)
            names = [c.name for c in table.primary_key]
            self.connection.execute(
                schema.history.insert(),
                [
                    {
                        "change_id": self.id,
                        "tablename": table.name,
                        "key": written({n: r[n] for n in names}),
                        "action": "insert",
                    }
                    for r in rows
                ],
            )

    def update(self, table: Table, key: Key, **values: Any) -> bool:
        """Change a row where it differs; tell whether anything did. Raises NotFoundError."""
        if table in schema.APPEND_ONLY:
            raise AssertionError(f"{table.name} is append only")
        _check(table, values)
        row = self._row(table, key)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            self.connection.execute(table.update().where(_at(table, key)).values(**changed))
            self._record(table, key, "update", {name: row[name] for name in changed}, changed)
        return bool(changed)

    def delete(self, table: Table, key: Key) -> None:
        """Remove a row, kept in the history. Raises NotFoundError."""
        row = self._row(table, key)
        self.connection.execute(table.delete().where(_at(table, key)))
        self._record(table, key, "delete", row, None)

    def _row(self, table: Table, key: Key) -> dict[str, Any]:
        row = self.connection.execute(select(table).where(_at(table, key))).mappings().first()
        if row is None:
            raise NotFoundError(f"{table.name} {key} is not in the store")
        return dict(row)

    def _record(self, table: Table, key: Key, action: str, before: Any, after: Any) -> None:
        self.connection.execute(
            schema.history.insert().values(
                change_id=self.id, tablename=table.name, key=written(key), action=action, before=before, after=after
            )
        )


def annotator_id(connection: Connection, who: Annotator) -> int:
    """Return the row of an annotator, made if new."""
    values = {
        "name": checked(who.name, "the annotator's name"),
        "kind": who.kind,
        "version": checked(who.version or "", "the annotator's version"),
    }
    table = schema.annotator
    found = connection.execute(select(table.c.id).filter_by(**values)).scalar()
    if found is not None:
        return int(found)
    return int(connection.execute(table.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]


def undo(store: Store, change_id: int | None, by: Annotator) -> tuple[int, str]:
    """Take back a change (the last one unless told which) and return its number and command.

    Undoing an undo brings the change back. Labels are not deleted but cease to count, unless their quote goes with
    them. Raises NotFoundError, and StoreError naming the later change that builds on this one.
    """
    change, history = schema.change, schema.history
    with (
        translated(store.shown),
        store.engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
    ):
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
        taking = Change.begin(connection, f"undo {row.id}: {row.command}", by, undoes=True)
        records = connection.execute(select(history).where(history.c.change_id == row.id).order_by(history.c.id.desc()))
        try:
            for record in records.all():
                _revert(taking, record)
        except IntegrityError:
            raise StoreError(
                f"change {row.id} ({row.command}) made rows that later changes build on: "
                "undo those first, newest first (`quotes history`)"
            ) from None
        search.reindex(connection, _touched_quotes(connection, (row.id, taking.id)))
        connection.execute(change.update().where(change.c.id == row.id).values(undone_by=taking.id))
        if row.undoes:  # an undone undo: what it had taken back counts again
            connection.execute(change.update().where(change.c.undone_by == row.id).values(undone_by=None))
        return int(row.id), str(row.command)


def _refuse_later(connection: Connection, change_id: int) -> None:
    """Refuse to take back a change whose rows were changed, or whose quotes were labelled, since."""
    change, history = schema.change, schema.history
    mine = history.alias("mine")
    later = history.join(change, history.c.change_id == change.c.id)
    same = and_(mine.c.tablename == history.c.tablename, mine.c.key == history.c.key)
    found = connection.execute(
        select(change.c.id, change.c.command)
        .select_from(later.join(mine, same))
        .where(
            mine.c.change_id == change_id,
            change.c.id > change_id,
            change.c.undone_by.is_(None),
            change.c.undoes.is_(False),
        )
        .limit(1)
    ).first()
    made = _made_quotes(connection, change_id)
    for table in schema.APPEND_ONLY:
        if found is None and made:
            found = connection.execute(
                select(change.c.id, change.c.command)
                .join(table, table.c.change_id == change.c.id)
                .where(table.c.quote_id.in_(made), change.c.id > change_id, change.c.undone_by.is_(None))
                .limit(1)
            ).first()
    if found is not None:
        raise StoreError(
            f"change {change_id} cannot be undone before change {found.id} ({found.command}), which builds on it: "
            f"quotes undo {found.id}"
        )


def _made_quotes(connection: Connection, change_id: int) -> list[str]:
    history = schema.history
    rows = connection.execute(
        select(history.c.key).where(
            history.c.change_id == change_id, history.c.tablename == "quote", history.c.action == "insert"
        )
    )
    return [json.loads(row.key)["id"] for row in rows]


def _touched_quotes(connection: Connection, changes: tuple[int, ...]) -> set[str]:
    """Quotes whose words, facts or speakers these changes wrote."""
    history, link = schema.history, schema.speaker_link
    keys = connection.execute(
        select(history.c.tablename, history.c.key).where(
            history.c.change_id.in_(changes), history.c.tablename.in_(("quote", "piece"))
        )
    )
    touched = {json.loads(row.key)["id" if row.tablename == "quote" else "quote_id"] for row in keys}
    links = connection.execute(select(link.c.quote_id).where(link.c.change_id.in_(changes)).distinct())
    return touched | set(links.scalars())


def _revert(taking: Change, record: Any) -> None:
    table, key = metadata.tables[record.tablename], json.loads(record.key)
    if record.action == "update":
        taking.update(table, key, **record.before)
    elif record.action == "delete":
        taking.insert(table, **record.before)
    elif table in schema.APPEND_ONLY:
        pass  # stays on record; its change is undone, so it no longer counts
    else:
        if table is schema.quote:
            for labels in schema.APPEND_ONLY:  # a label cannot outlive its quote
                rows = taking.connection.execute(select(labels.c.id).where(labels.c.quote_id == key["id"]))
                for row in rows.all():
                    taking.delete(labels, {"id": row.id})
        taking.delete(table, key)


def written(key: Key) -> str:
    """Return a row's key as the history writes it."""
    return json.dumps(key, sort_keys=True, ensure_ascii=False)


def _at(table: Table, key: Key) -> Any:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _check(table: Table, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, str):
            checked(value, f"{table.name} {name}")
