"""Refusing what one database would keep and another not: every value must be of its column's type."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, Table, Text

from quotes.errors import InputError
from quotes.text import checked

_LONGEST = 1200  # bytes of a text that an index holds: PostgreSQL takes 2,704 in a row of one
_LARGEST = 2**31 - 1  # of an integer column in PostgreSQL
_INDEXED = ("name", "version", "folded", "sha256", "key")  # in indexes over several columns

Check = Callable[[Any], None]


def check_rows(table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Raise InputError naming the table, the column and the value that cannot be kept."""
    checks = _checks(table)
    for values in rows:
        for name, value in values.items():
            if value is not None:
                checks[name](value)


@cache
def _checks(table: Table) -> dict[str, Check]:
    allowed = {rule.info["column"]: rule.info["allowed"] for rule in table.constraints if rule.info}
    return {column.name: _check(table, column, allowed.get(column.name)) for column in table.c}


def _check(table: Table, column: Column[Any], allowed: tuple[str, ...] | None) -> Check:
    what = f"{table.name} {column.name}"

    def one_of(value: Any) -> None:
        if value not in allowed:  # type: ignore[operator]
            raise InputError(f"{what} must be one of {', '.join(allowed or ())}, not {value!r}")

    def indexed(value: Any) -> None:
        words(value)
        size = len(value.encode())
        if size > _LONGEST:
            raise InputError(f"{what} has {size} bytes, at most {_LONGEST} are kept: {value[:40]!r}...")

    def words(value: Any) -> None:
        if not isinstance(value, str):
            raise InputError(f"{what} must be text, not {value!r}")
        checked(value, what)

    def truth(value: Any) -> None:
        if not isinstance(value, bool):
            raise InputError(f"{what} must be true or false, not {value!r}")

    def whole(value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST:
            raise InputError(f"{what} must be a whole number from 0 to {_LARGEST}, not {value!r}")

    def number(value: Any) -> None:
        if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
            raise InputError(f"{what} must be a number, not {value!r}")

    if allowed:
        return one_of
    if isinstance(column.type, Text):
        held = column.primary_key or column.index or column.unique or column.name in _INDEXED
        return indexed if held else words
    for kind, check in ((Boolean, truth), (Integer, whole), (Float, number)):
        if isinstance(column.type, kind):
            return check
    return lambda value: _check_json(value, what)


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
