"""Quotes as a file: CSV, TSV, JSON lines, a JSON array, XLSX or Parquet, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, BinaryIO

from quotes.as_json import quote_to_json
from quotes.errors import InputError, MissingExtraError
from quotes.tables.checking import checked_quote
from quotes.tables.delimited import CELL_LIMIT as TEXT_LIMIT
from quotes.tables.delivering import Target, deliver, refuse_text
from quotes.tables.excel import CELL_LIMIT, escape_xml, mark, utf16_length
from quotes.tables.opening import FORMATS
from quotes.tables.rows import (
    BOOLEANS,
    JSON_COLUMNS,
    NUMBERS,
    PLAIN_COLUMNS,
    SAFE_COLUMN,
    extra_columns,
    quote_to_row,
)
from quotes.types import Quote
from quotes.values import yes_or_no

_BINARY = ("xlsx", "parquet")
_ROWS, _COLUMNS = 1_048_576, 16_384  # of a sheet
_WIDE = {"text": 60, "original": 40, "title": 30, "speaker": 24, "affiliation": 24}  # characters


def write_table(
    quotes: Iterable[Quote],
    target: Target,
    *,
    format: str,
    excel_safe: bool = False,
    bom: bool | None = None,
) -> int:
    """Write quotes in the order given, and return how many.

    `target` is a path, a binary stream, or a text stream for the text formats. `read_table` brings the same quotes
    back. JSON is written as the quotes come, of other formats all are held. With `excel_safe` the cells of CSV and TSV
    that a spreadsheet program would run as a formula are marked, and the file begins with a byte order mark (unless
    `bom` says otherwise); the reader undoes the marks where the column `excel_safe` says yes. A file is replaced only
    when the new one is complete.
    Raises InputError that names the quote's id for what the format cannot hold, the path where it cannot be written,
    or the format that is no text for a text stream or a terminal; MissingExtraError for Parquet without its library.
    """
    if format not in FORMATS:
        raise InputError(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    if format in ("jsonl", "json"):
        counted = _Counted(quotes)
        _write_text(target, _json(counted, array=format == "json"))
        return counted.count
    held = list(quotes)  # which columns a table has is known at its end
    if format in _BINARY:
        refuse_text(target, format)
        packed = (_xlsx if format == "xlsx" else _parquet)(held)
        deliver(target, lambda stream: _copied(packed, stream), binary=format)
    else:
        rows = _delimited(_rows(held), "," if format == "csv" else "\t", excel_safe)
        _write_text(target, rows, start="\ufeff" if (excel_safe if bom is None else bom) else "")
    return len(held)


class _Counted:
    """Quotes that are counted as they go by."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self.quotes, self.count = quotes, 0

    def __iter__(self) -> Iterator[Quote]:
        for quote in self.quotes:
            self.count += 1
            yield quote


def _write_text(target: Target, chunks: Iterable[str], *, start: str = "") -> None:
    if isinstance(target, io.TextIOBase):
        target.write(start)
        target.writelines(chunks)
    else:
        deliver(target, lambda stream: _encoded(start, chunks, stream))


def _json(quotes: Iterable[Quote], *, array: bool) -> Iterator[str]:
    """Yield a line for each quote, of an array with the marks around and between."""
    if array:
        yield "["
    for place, quote in enumerate(quotes):
        line = json.dumps(quote_to_json(checked_quote(quote), stances=True), ensure_ascii=False, allow_nan=False)
        yield f"{',' if place else ''}\n{line}" if array else f"{line}\n"
    if array:
        yield "\n]\n"


def _rows(quotes: list[Quote]) -> Iterator[list[str]]:
    """Yield the column names, then each quote's cells; other columns stand before those of JSON."""
    rows = [quote_to_row(quote) for quote in quotes]
    columns = (*PLAIN_COLUMNS, *extra_columns(rows), *JSON_COLUMNS)
    yield list(columns)
    for row in rows:
        yield [row.get(column, "") for column in columns]


def _delimited(rows: Iterator[list[str]], delimiter: str, excel_safe: bool) -> Iterator[str]:
    line = io.StringIO(newline="")
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\r\n")
    for number, row in enumerate(rows):
        if excel_safe:
            row = [mark(cell) for cell in row] + ["yes" if number else SAFE_COLUMN]
        for column, cell in enumerate(row):
            if len(cell) >= TEXT_LIMIT:
                raise InputError(
                    f"quote {row[0]!r} has a cell of {len(cell):,} characters (column {column + 1}): shorten it"
                )
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _xlsx(quotes: list[Quote]) -> BinaryIO:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = _rows(quotes)
    columns = next(rows)
    if len(columns) > _COLUMNS or len(quotes) >= _ROWS:
        raise InputError(f"a sheet holds {_COLUMNS:,} columns and {_ROWS:,} rows: use --format csv")
    # every cell is checked before the workbook is begun, because one that is left unfinished complains
    heads = _fitting(columns, columns, "the column names")
    lines = [_fitting(row, columns, f"quote {row[0]!r}" if row[0] else "a quote without id") for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("quotes")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDE.get(column, 14)

    def cell_of(text: str, kind: str, font: Any = None) -> Any:
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = kind  # "s" for text, or what begins with = would become a formula
        if font:
            cell.font = font
        return cell

    bold = Font(bold=True)
    sheet.append([cell_of(column, "s", bold) for column in heads])
    # numbers are "n" with all their digits as text, of which openpyxl would drop the last
    kinds = ["n" if column in NUMBERS else "s" for column in columns]
    for line in lines:
        sheet.append([cell_of(text, kind) if text else None for text, kind in zip(line, kinds, strict=True)])
    out = io.BytesIO()
    book.save(out)
    return out


def _fitting(row: list[str], columns: list[str], owner: str) -> list[str]:
    """Return the cells as a workbook can hold them; raises InputError that names the owner of one that is too long."""
    cells = [escape_xml(text) for text in row]
    for column, cell in zip(columns, cells, strict=True):
        if utf16_length(cell) > CELL_LIMIT:
            where = f"{owner}, {column[:40]}"
            raise InputError(f"{where}: a workbook's cell holds {CELL_LIMIT:,} characters: use --format csv")
    return cells


def _parquet(quotes: list[Quote]) -> BinaryIO:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtraError("Parquet", "parquet") from None
    rows = _rows(quotes)
    columns = next(rows)
    cells: list[list[Any]] = [[] for _ in columns]
    for row in rows:
        for place, (column, text) in enumerate(zip(columns, row, strict=True)):
            typed = float if column in NUMBERS else yes_or_no if column in BOOLEANS else str
            cells[place].append(typed(text) if text else None)
    kinds = [pa.float64() if c in NUMBERS else pa.bool_() if c in BOOLEANS else pa.string() for c in columns]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays([pa.array(*p) for p in zip(cells, kinds, strict=True)], names=columns), out)
    return out


def _encoded(start: str, chunks: Iterable[str], stream: IO[bytes]) -> None:
    stream.write(start.encode())
    for chunk in chunks:
        stream.write(chunk.encode())


def _copied(packed: BinaryIO, stream: IO[bytes]) -> None:
    packed.seek(0)
    while chunk := packed.read(1 << 20):
        stream.write(chunk)
