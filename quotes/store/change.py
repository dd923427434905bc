"""One command is one change: a transaction whose every row is on record with what it was before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, select, tuple_

from quotes.errors import NotFoundError
from quotes.store import schema
from quotes.store.current import parts
from quotes.store.row_checks import check_rows
from quotes.store.settling import Touched, settle
from quotes.text import checked
from quotes.types import Annotator

Key = dict[str, Any]
PART = 400  # keys in one statement, below every database's limit


def now() -> str:
    """Return the time in UTC, to the second, in ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Change:
    """What one command writes, with a record of every row that it changed or removed.

    A row that it added carries its number (`change_id`); only what an undo brings back is on record as added.
    """

    connection: Connection
    id: int
    by: int  # annotator's row
    time: str
    touched: Touched = field(default_factory=Touched, repr=False, compare=False)
    _annotators: dict[Annotator, int] = field(default_factory=dict, repr=False, compare=False)  # rows found before
    _rows: list[int] = field(default_factory=list, repr=False, compare=False)  # how many were written, by statement

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
        if who is None:
            return self.by
        if who not in self._annotators:
            self._annotators[who] = annotator_id(self.connection, who)
        return self._annotators[who]

    def insert(self, table: Table, **values: Any) -> Key:
        """Add a row and return its key. Raises InputError for a value that no database keeps."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[Key]:
        """Add rows, all of the same columns, and return their keys. Raises InputError as `insert` does."""
        if not rows:
            return []
        own = self._own(table, rows)
        names = [c.name for c in table.primary_key]
        if names[0] in own[0]:
            self.connection.execute(table.insert(), own)
            keys = [{name: values[name] for name in names} for values in own]
        elif len(own) == 1:
            made = self.connection.execute(table.insert().values(**own[0]))
            keys = [dict(zip(names, made.inserted_primary_key, strict=True))]  # type: ignore[arg-type]
        else:
            adding = table.insert().returning(*table.primary_key, sort_by_parameter_order=True)
            keys = [dict(row) for row in self.connection.execute(adding, own).mappings()]
        self._note(table, zip(keys, own, strict=True), len(own))
        return keys

    def append(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Add rows whose numbers nobody needs to know, which is faster. Raises InputError as `insert` does."""
        if rows:
            own = self._own(table, rows)
            self.connection.execute(table.insert(), own)
            self._note(table, (({}, values) for values in own), len(own))

    def _own(self, table: Table, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return rows as they are written: with the change's number, without columns that are empty in all of them."""
        empty = [name for name in _optional(table) if name in rows[0] and all(row[name] is None for row in rows)]
        names = [name for name in rows[0] if name not in empty]
        own = [{name: row[name] for name in names} for row in rows]
        check_rows(table, own)
        for row in own:
            row["change_id"] = self.id
        return own

    def restore(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Put rows back that were removed, as they were."""
        names = [c.name for c in table.primary_key]
        self.connection.execute(table.insert(), list(rows))
        keys = [{name: values[name] for name in names} for values in rows]
        self._note(table, zip(keys, rows, strict=True), len(rows))
        self._record(table, "insert", [(key, None, None) for key in keys])

    def update(self, table: Table, key: Key, **values: Any) -> bool:
        """Change a row where it differs; tell whether anything did. Raises NotFoundError."""
        if table in schema.APPEND_ONLY:
            raise AssertionError(f"{table.name} is append only")
        check_rows(table, [values])
        row = next(iter(self._rows_at(table, [key])), None)
        if row is None:
            raise _missing(table, key)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            self.connection.execute(table.update().where(at(table, [key])).values(**changed))
            self._note(table, [(key, {**row, **changed})], 1)
            self._record(table, "update", [(key, {name: row[name] for name in changed}, changed)])
        return bool(changed)

    def delete(self, table: Table, key: Key) -> None:
        """Remove a row, kept in the history. Raises NotFoundError."""
        self.delete_many(table, [key])

    def delete_many(self, table: Table, keys: Sequence[Key]) -> None:
        """Remove rows, kept in the history. Raises NotFoundError."""
        names = [c.name for c in table.primary_key]
        for part in parts(keys, PART):
            rows = {written({n: row[n] for n in names}): row for row in self._rows_at(table, part)}
            gone = [key for key in part if written(key) not in rows]
            if gone:
                raise _missing(table, gone[0])
            self.connection.execute(table.delete().where(at(table, part)))
            self._note(table, ((key, rows[written(key)]) for key in part), len(part))
            self._record(table, "delete", [(key, rows[written(key)], None) for key in part])

    def end(self) -> None:
        """Bring what is kept and indexed in line; a change that wrote nothing leaves nothing behind."""
        change = schema.change
        if self.is_empty():
            self.connection.execute(change.delete().where(change.c.id == self.id))
        else:
            settle(self.connection, self.touched)
            self.connection.execute(change.update().where(change.c.id == self.id).values(rows=sum(self._rows)))

    def is_empty(self) -> bool:
        """Tell whether nothing was written."""
        return not self._rows

    @property
    def statements(self) -> int:
        """How many statements wrote rows."""
        return len(self._rows)

    def _rows_at(self, table: Table, keys: Sequence[Key]) -> list[dict[str, Any]]:
        return [dict(row) for row in self.connection.execute(select(table).where(at(table, keys))).mappings()]

    def _note(self, table: Table, rows: Iterable[tuple[Key, Mapping[str, Any]]], count: int) -> None:
        self._rows.append(count)
        for key, values in rows:
            self.touched.note(table, key, values)

    def _record(self, table: Table, action: str, rows: Sequence[tuple[Key, Any, Any]]) -> None:
        self.connection.execute(
            schema.history.insert(),
            [
                {
                    "change_id": self.id,
                    "tablename": table.name,
                    "key": written(key),
                    "action": action,
                    "before": before,
                    "after": after,
                }
                for key, before, after in rows
            ],
        )


@cache
def _optional(table: Table) -> tuple[str, ...]:
    """The columns that are empty in a row that does not name them."""
    return tuple(column.name for column in table.c if column.nullable and column.default is None)


def annotator_id(connection: Connection, who: Annotator) -> int:
    """Return the row of an annotator, made if new."""
    values = {"name": who.name, "kind": who.kind, "version": who.version or ""}
    table = schema.annotator
    check_rows(table, [values])
    found = connection.execute(select(table.c.id).filter_by(**values)).scalar()
    if found is not None:
        return int(found)
    return int(connection.execute(table.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]


def written(key: Key) -> str:
    """Return a row's key as the history writes it."""
    return json.dumps(key, sort_keys=True, ensure_ascii=False)


def _missing(table: Table, key: Key) -> NotFoundError:
    return NotFoundError(f"{table.name} {', '.join(map(str, key.values()))} is not in the store")


def at(table: Table, keys: Sequence[Key]) -> Any:
    """Return the condition that a row has one of these keys."""
    if len(table.primary_key) == 1:
        (column,) = table.primary_key
        return column.in_([key[column.name] for key in keys])
    columns = list(table.primary_key)
    return tuple_(*columns).in_([tuple(key[column.name] for column in columns) for key in keys])
