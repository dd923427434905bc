"""One command is one change: a transaction whose every row is on record with what it was before."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Connection, Engine, Float, Integer, Table, Text, select, tuple_

from quotes.errors import InputError, NotFoundError
from quotes.store import schema
from quotes.store.engine import translated
from quotes.text import checked
from quotes.types import Annotator

Key = dict[str, Any]
PART = 400  # keys in one statement, below every database's limit
_LONGEST = 1200  # bytes of a text that an index holds: PostgreSQL takes 2,704 in a row of one
_LARGEST = 2**31 - 1  # of an integer column in PostgreSQL


def now() -> str:
    """Return the time in UTC, to the second, in ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Change:
    """What one command writes, with a record of every row."""

    connection: Connection
    id: int
    by: int  # annotator's row
    time: str
    _annotators: dict[Annotator, int] = field(default_factory=dict, repr=False, compare=False)  # rows found before

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
        for values in rows:
            _check(table, values)
        names = [c.name for c in table.primary_key]
        if not rows:
            return []
        if names[0] in rows[0]:
            self.connection.execute(table.insert(), list(rows))
            keys = [{name: values[name] for name in names} for values in rows]
        elif len(rows) == 1:
            made = self.connection.execute(table.insert().values(**rows[0]))
            keys = [dict(zip(names, made.inserted_primary_key, strict=True))]  # type: ignore[arg-type]
        else:
            adding = table.insert().returning(*table.primary_key, sort_by_parameter_order=True)
            keys = [dict(row) for row in self.connection.execute(adding, list(rows)).mappings()]
        self._record(table, "insert", [(key, None, None) for key in keys])
        return keys

    def update(self, table: Table, key: Key, **values: Any) -> bool:
        """Change a row where it differs; tell whether anything did. Raises NotFoundError."""
        if table in schema.APPEND_ONLY:
            raise AssertionError(f"{table.name} is append only")
        _check(table, values)
        row = next(iter(self._rows(table, [key])), None)
        if row is None:
            raise _missing(table, key)
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            self.connection.execute(table.update().where(_at(table, [key])).values(**changed))
            self._record(table, "update", [(key, {name: row[name] for name in changed}, changed)])
        return bool(changed)

    def delete(self, table: Table, key: Key) -> None:
        """Remove a row, kept in the history. Raises NotFoundError."""
        self.delete_many(table, [key])

    def delete_many(self, table: Table, keys: Sequence[Key]) -> None:
        """Remove rows, kept in the history. Raises NotFoundError."""
        names = [c.name for c in table.primary_key]
        for start in range(0, len(keys), PART):
            part = keys[start : start + PART]
            rows = {written({n: row[n] for n in names}): row for row in self._rows(table, part)}
            gone = [key for key in part if written(key) not in rows]
            if gone:
                raise _missing(table, gone[0])
            self.connection.execute(table.delete().where(_at(table, part)))
            self._record(table, "delete", [(key, rows[written(key)], None) for key in part])

    def is_empty(self) -> bool:
        """Tell whether nothing was written."""
        history = schema.history
        return self.connection.execute(select(history.c.id).where(history.c.change_id == self.id)).first() is None

    def _rows(self, table: Table, keys: Sequence[Key]) -> list[dict[str, Any]]:
        return [dict(row) for row in self.connection.execute(select(table).where(_at(table, keys))).mappings()]

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
        """Give the handle that writes. An error, also one of the caller's, leaves the store as it was.

        A command that wrote nothing leaves no change behind, so that `undo` takes back one that did.
        """
        with writing(self) as connection:
            change = Change.begin(connection, command, by)
            yield change
            if change.is_empty():
                connection.execute(schema.change.delete().where(schema.change.c.id == change.id))


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """Give a connection that holds the writer's lock, in one transaction."""
    with (
        translated(store.shown),
        store.engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
    ):
        yield connection


def annotator_id(connection: Connection, who: Annotator) -> int:
    """Return the row of an annotator, made if new."""
    values = {"name": who.name, "kind": who.kind, "version": who.version or ""}
    table = schema.annotator
    _check(table, values)
    found = connection.execute(select(table.c.id).filter_by(**values)).scalar()
    if found is not None:
        return int(found)
    return int(connection.execute(table.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]


def written(key: Key) -> str:
    """Return a row's key as the history writes it."""
    return json.dumps(key, sort_keys=True, ensure_ascii=False)


def _missing(table: Table, key: Key) -> NotFoundError:
    return NotFoundError(f"{table.name} {', '.join(map(str, key.values()))} is not in the store")


def _at(table: Table, keys: Sequence[Key]) -> Any:
    if len(table.primary_key) == 1:
        (column,) = table.primary_key
        return column.in_([key[column.name] for key in keys])
    columns = list(table.primary_key)
    return tuple_(*columns).in_([tuple(key[column.name] for column in columns) for key in keys])


def _check(table: Table, values: dict[str, Any]) -> None:
    """Refuse what one database would keep and another not: every value must be of its column's type."""
    for rule in table.constraints:
        value = values.get(rule.info.get("column", ""))
        if value is not None and value not in rule.info["allowed"]:
            raise InputError(
                f"{table.name} {rule.info['column']} must be one of {', '.join(rule.info['allowed'])}, not {value!r}"
            )
    for name, value in values.items():
        column, what = table.c[name], f"{table.name} {name}"
        if value is None:
            continue
        if isinstance(column.type, Text):
            if not isinstance(value, str):
                raise InputError(f"{what} must be text, not {value!r}")
            checked(value, what)
            size = len(value.encode())
            if size > _LONGEST and (column.primary_key or column.index or column.unique or name in _INDEXED):
                raise InputError(f"{what} has {size} bytes, at most {_LONGEST} are kept: {value[:40]!r}...")
        elif isinstance(column.type, Boolean):
            if not isinstance(value, bool):
                raise InputError(f"{what} must be true or false, not {value!r}")
        elif isinstance(column.type, Integer):
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
                raise InputError(f"{what} must be a whole number from 0 to {_LARGEST}, not {value!r}")
        elif isinstance(column.type, Float):
            if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
                raise InputError(f"{what} must be a number, not {value!r}")
        else:
            _check_json(value, what)


_INDEXED = ("name", "version", "folded", "sha256", "key")  # in indexes over several columns


def _check_json(value: Any, what: str) -> None:
    if isinstance(value, str):
        checked(value, what)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise InputError(f"{what} must hold numbers, not {value!r}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_json(key, what)
            _check_json(inner, what)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _check_json(inner, what)
    elif not isinstance(value, (int, type(None))):
        raise InputError(f"{what} cannot hold {value!r}")
