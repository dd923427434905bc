"""Opening a file of any format as rows of text cells, each with its number or with the reason why it cannot be read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from quotes.errors import InputError, MissingExtraError
from quotes.tables.cells import as_text
from quotes.tables.delimited import Dialect, dialect_of, encoding_of, lines_of, records
from quotes.tables.workbook import open_sheet

FORMATS = ("csv", "tsv", "jsonl", "json", "xlsx", "parquet")
_SUFFIXES = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip
_REFUSED = {".xls": "an old workbook", ".xlsb": "a binary workbook", ".ods": "an OpenDocument table", ".docx": "a text"}
_SIGNS = {  # how files that are no tables begin
    b"%PDF": "a PDF",
    b"{\\rtf": "a text of a word processor",
    b"\x1f\x8b": "packed",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
_SAMPLE = 1 << 16  # characters that the delimiter is guessed from

Cells = list[str] | str  # a row's cells, or why they cannot be read


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Stands for an object that is none."""

    reason: str


Record = Mapping[str, Any] | Unreadable


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened; either `rows` or `objects` is given."""

    format: str
    rows: Iterator[tuple[int, Cells]] | None = None
    objects: Iterator[tuple[int, Record]] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@contextmanager
def opened(source: str | Path | bytes, name: str | None) -> Iterator[tuple[BinaryIO, str]]:
    """Open a path, or bytes with the name they came under; OSError becomes an InputError that names the path."""
    if isinstance(source, bytes):
        yield io.BytesIO(source), name or ""
        return
    try:
        stream = open(source, "rb")  # noqa: SIM115 - closed below
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {source}: {getattr(error, 'strerror', None) or error}") from None
    with stream:
        if stream.seekable():
            yield stream, name or str(source)
        else:
            yield io.BytesIO(stream.read()), name or str(source)


def open_source(
    stream: BinaryIO, name: str, *, encoding: str | None, sheet: str | None, delimiter: str | None
) -> Source:
    """Open a stream by its content and its name's suffix. Raises InputError for an empty file and for other formats."""
    kind = _format(stream, name)
    if sheet is not None and kind != "xlsx":
        raise InputError(f"only a workbook has sheets, and {name or 'this'} is {kind}: leave --sheet out")
    if kind == "xlsx":
        page = open_sheet(stream, sheet)
        return Source(kind, rows=page.rows, sheet=page.name)
    if kind == "parquet":
        return Source(kind, rows=_parquet(stream))
    encoding = encoding_of(stream, encoding)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    if kind in ("json", "jsonl"):
        return Source(kind, objects=_objects(text), encoding=encoding)
    sample = text.read(_SAMPLE)
    if not sample.strip():
        raise InputError(f"{name or 'the table'} is empty: it needs a row of column names")
    text.seek(0)
    first = sample.split("\n", 1)[0].strip()
    lines = lines_of(text)
    skipped = 0
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's way of naming the delimiter
        delimiter, skipped = delimiter or first[-1], 1
        next(lines)
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    dialect = Dialect(delimiter) if delimiter else dialect_of(sample, "\t" if kind == "tsv" else ",")
    rows = ((number + skipped, cells) for number, cells in records(lines, dialect))
    return Source(kind, rows=rows, encoding=encoding, delimiter=dialect.delimiter)


def _format(stream: BinaryIO, name: str) -> str:
    head = stream.read(4096)
    stream.seek(0)
    suffix = Path(name).suffix.lower()
    if not head:
        raise InputError(f"{name or 'the table'} is empty: it needs a row of column names")
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    sign = next((sign for sign in _SIGNS if begins[: len(sign)].lower() == sign.lower()), None)
    if sign is not None:
        raise InputError(f"{name or 'this'} is {_SIGNS[sign]}: save the table in it as .xlsx or .csv")
    if head.startswith(b"PAR1"):
        return "parquet"
    if suffix in _REFUSED and not head.startswith(b"PK"):
        raise InputError(f"{name} is {_REFUSED[suffix]}: save the table as .xlsx or .csv")
    if suffix in (".ods", ".docx"):
        raise InputError(f"{name} is {_REFUSED[suffix]}: save the table as .xlsx or .csv")
    if head.startswith(b"PK\x03\x04") or suffix in (".xlsx", ".xlsm") or head.startswith(b"\xd0\xcf\x11\xe0"):
        return "xlsx"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    return {b"[": "json", b"{": "jsonl"}.get(begins[:1], "csv")


def _parquet(stream: BinaryIO) -> Iterator[tuple[int, Cells]]:
    try:
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("Parquet", "parquet") from None
    try:
        file = pq.ParquetFile(stream)
        yield 0, [str(name) for name in file.schema_arrow.names]
        number = 0
        for batch in file.iter_batches(batch_size=1000):
            for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                number += 1
                yield number, [as_text(value) for value in values]
    except (OSError, ValueError, NotImplementedError) as error:  # pyarrow's own errors are of these
        raise InputError(f"the Parquet file cannot be read ({error}): write it again") from None


def _objects(text: io.TextIOBase) -> Iterator[tuple[int, Record]]:
    first = text.read(1)
    while first.isspace():
        first = text.read(1)
    text.seek(0)
    if first == "[":
        array = _loaded(text.read())
        if isinstance(array, Unreadable):
            raise InputError(f"the file cannot be read: {array.reason}")
        for number, data in enumerate(array, start=1):
            yield number, _object(data)
        return
    empty = True
    for number, line in enumerate(_newline_ended(text), start=1):
        if line.strip():
            empty = False
            yield number, _object(_loaded(line))
    if empty:
        raise InputError("the file is empty: it needs an object a line")


def _newline_ended(text: io.TextIOBase) -> Iterator[str]:
    """Join what a lone CR parted: only LF ends an object's line."""
    held = ""
    for line in lines_of(text):
        held += line
        if held.endswith("\n"):
            yield held
            held = ""
    yield held


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return Unreadable(f"this is no JSON: {error.msg} at character {error.pos}")
    except (ValueError, RecursionError) as error:
        return Unreadable(f"this is no JSON that can be taken: {error}")


def _object(data: Any) -> Record:
    if isinstance(data, (dict, Unreadable)):
        return data
    return Unreadable(f"a quote must be an object, not {str(data)[:60]!r}")
