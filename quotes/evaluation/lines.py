"""Reads JSON lines, packed or not, for everything that is measured; what cannot be read is told with its place."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from quotes.errors import InputError

Stretch = tuple[int, int]  # characters into a text, half open
_GZIP = b"\x1f\x8b"
_SHOWN = 60  # characters of a value that an error shows
_WRITTEN: Mapping[type, str] = {  # how a value of each type is written, for the mends
    str: "as words in quotation marks", int: "as a whole number", bool: "as true or false", list: "as a list in [ ]",
    object: "as words or a number", dict: "as an object in { }",
}  # fmt: skip
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Line:
    """One object of a file."""

    where: str  # the file and the line, as errors name them
    row: Mapping[str, Any]


def gold_lines(path: Path) -> tuple[tuple[Line, ...], str]:
    """Return the objects of a file, and the SHA-256 of its unpacked content.

    Raises InputError naming the file, the line where there is one, and the mend.
    """
    content = _unpacked(path)
    out = []
    for number, line in enumerate(content.split(b"\n"), 1):
        where = f"{path}, line {number}"
        text = _decoded(line, where)
        if text.strip():
            out.append(Line(where, _object(text, where)))
    return tuple(out), hashlib.sha256(content).hexdigest()


def _unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    if content[:2] != _GZIP and path.suffix != ".gz":
        return content
    try:
        return gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:  # damaged at its edges, cut off, damaged inside
        raise InputError(f"{path} cannot be unpacked ({error}): get the file anew, or pack it again") from None


def _decoded(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:  # a byte replaced would move what the offsets point at
        raise InputError(f"{where}: {error.object[error.start]:#04x} is no UTF-8: save the file as UTF-8") from None


def _object(text: str, where: str) -> Mapping[str, Any]:
    try:
        row = json.loads(text)
    except json.JSONDecodeError as error:
        reason = f"{error.msg}, character {error.pos + 1}"
        raise InputError(f"{where}: this is no JSON ({reason}): write one object a line, whole") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists a thousand deep
        raise InputError(f"{where}: this JSON cannot be read ({error}): write one object a line") from None
    if not isinstance(row, dict):
        raise InputError(f"{where}: {_shown(row)} is no object: write one a line, in {{ }}")
    return row


def needed(row: Mapping[str, Any], name: str, kind: type[_T], where: str) -> _T:
    """Return a field that must be there. Raises InputError naming it and the mend."""
    value = optional(row, name, kind, where)
    if value is None:
        raise InputError(f'{where}: there is no "{name}": write it {_WRITTEN[kind]}')
    return value


def optional(row: Mapping[str, Any], name: str, kind: type[_T], where: str) -> _T | None:
    """Return a field that may be absent or null. Raises InputError where it is something else than it must be."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is int):
        raise InputError(f'{where}: "{name}" is {_shown(value)}: write it {_WRITTEN[kind]}, or leave it out')
    return value


def one_of(row: Mapping[str, Any], name: str, known: Sequence[_T], where: str) -> _T | None:
    """Return a field that is one of the `known` words, or absent or null. Raises InputError naming them."""
    value = optional(row, name, str, where)
    for word in known:
        if word == value:
            return word
    if value is not None:
        raise InputError(f'{where}: "{name}" is {_shown(value)}: write {", ".join(map(str, known))}, or leave it out')
    return None


def words_in(row: Mapping[str, Any], name: str, where: str) -> str:
    """Return a text that must be there and can be read. Raises InputError naming it and the mend."""
    text = needed(row, name, str, where)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(text[error.start]):04x}"
        raise InputError(f'{where}: "{name}" holds {half}, half a character: write both halves, or none') from None
    return text


def stretch_in(text: str, start: Any, end: Any, what: str) -> Stretch:
    """Return a stretch of a text. Raises InputError, beginning with `what`, if it is none or lies outside."""
    if type(start) is not int or type(end) is not int:
        raise InputError(f"{what}: {_shown(start)} to {_shown(end)} is no stretch: write two whole numbers")
    if not 0 <= start <= end <= len(text):
        mend = f"count characters, from 0 to {len(text)}"
        raise InputError(f"{what}: {start} to {end} lies outside the text: {mend}")
    return start, end


def _shown(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False)
    return written if len(written) <= _SHOWN else written[: _SHOWN - 1] + "…"
