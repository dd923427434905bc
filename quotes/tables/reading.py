"""An analyst's table as quotes: every row is either a quote or named with the reason why it is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeGuard

from quotes.as_json import Shared, quote_from_json
from quotes.errors import InputError
from quotes.tables.cells import as_text
from quotes.tables.checking import CellError, checked_quote
from quotes.tables.excel import unmark
from quotes.tables.mapping import MARKER, field_named, guess_mapping, is_own
from quotes.tables.opening import Cells, Source, Unreadable, open_source, opened
from quotes.tables.rows import SAFE_COLUMN, row_to_quote
from quotes.types import Label, Quote
from quotes.values import web_address

_NESTED = ("content", "source", "cue", "speaker", "stance", "stances", "extra")
_LONGEST = 200  # characters of a bad cell that are kept
_TITLES = 10  # rows of one cell that may stand above the column names


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no quote, and why."""

    number: int  # as the spreadsheet counts, the column names being row 1; from 1 in JSON and Parquet
    column: str | None  # the file's name for it; None: the whole row
    value: str  # the cell, shortened
    reason: str  # what is wrong and how to mend it

    def __str__(self) -> str:
        place = f"row {self.number}, {self.column}" if self.column else f"row {self.number}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Table:
    """What a file held."""

    columns: tuple[str, ...]
    mapping: Mapping[str, str | None]  # column -> field; None: kept under its own name in Quote.extra
    quotes: tuple[tuple[int, Quote], ...]  # row number, quote
    bad: tuple[BadRow, ...]  # at most one for a row
    format: str
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    own: bool = False  # written by write_table


@dataclass(frozen=True, slots=True)
class _Options:
    mapping: Mapping[str, str | None]
    labels: Mapping[str, Label | None]
    day_first: bool | None
    default_target: str


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[str, ...]
    mapping: dict[str, str | None]
    own: bool = False
    columns_of: dict[str, str] = field(default_factory=dict)  # field -> column


def read_table(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    labels: Mapping[str, Label | None] | None = None,
    sheet: str | None = None,
    day_first: bool | None = None,
    default_target: str = "Russia",
) -> Table:
    """Read a table of quotes: CSV, TSV, JSON lines, a JSON array, XLSX or Parquet.

    `source` is a path, or the bytes of a file whose `name` tells the format. Encoding, delimiter and the meaning of
    the columns are detected unless given; `mapping` comes from `parse_map`, `labels` from `parse_labels`. A stance
    without a target is for `default_target`. A bad row never stops the others.
    Raises InputError when there is no table at all: an empty file, no column of words, a wrong format or sheet, an
    unknown encoding, a mapped column that the file lacks; MissingExtraError for Parquet without its library.
    """
    options = _Options(mapping or {}, labels or {}, day_first, default_target)
    with opened(source, name) as (stream, known_as):
        try:
            found = open_source(stream, known_as, encoding=encoding, sheet=sheet, delimiter=delimiter)
            header, taken = _from_objects(found, options) if found.rows is None else _from_rows(found.rows, options)
            rows = list(taken)
        except InputError as error:
            if known_as and known_as not in str(error):
                raise InputError(f"{known_as}: {error}") from None
            raise
    return Table(
        columns=header.columns,
        mapping=header.mapping,
        quotes=tuple(pair for pair in rows if _is_quote(pair)),
        bad=tuple(bad for _, bad in rows if isinstance(bad, BadRow)),
        format=found.format,
        encoding=found.encoding,
        delimiter=found.delimiter,
        sheet=found.sheet,
        own=header.own,
    )


_Taken = Iterator[tuple[int, Quote | BadRow]]


def _is_quote(pair: tuple[int, Quote | BadRow]) -> TypeGuard[tuple[int, Quote]]:
    return isinstance(pair[1], Quote)


def _from_rows(rows: Iterator[tuple[int, Cells]], options: _Options) -> tuple[_Header, _Taken]:
    header, rest = _headed(rows, options)
    return header, _quotes(header, rest, options)


def _headed(rows: Iterator[tuple[int, Cells]], options: _Options) -> tuple[_Header, Iterator[tuple[int, Cells]]]:
    """Find the row of column names: the first that names the words, below titles of one cell."""
    first: list[str] | None = None
    for _ in range(_TITLES):
        number, cells = next(((n, c) for n, c in rows if not isinstance(c, list) or any(x.strip() for x in c)), (0, []))
        if isinstance(cells, str):
            raise InputError(f"row {number} should hold the column names, but {cells}")
        if not cells:
            break
        columns = _named(cells)
        if _knows_words(columns, options.mapping):
            return _header(columns, options), rows
        first = first or list(columns)
        if sum(bool(cell.strip()) for cell in cells) > 1:
            break
    if first is None:
        raise InputError("the table is empty: it needs a row of column names")
    guess_mapping(first, options.mapping)  # names a mapped column that the file lacks
    raise InputError(
        f"no column holds the quotes' words: name it with --map 'COLUMN=text'; the first row is "
        f"{', '.join(first)[:300]} (if that is no row of column names, add one)"
    )


def _knows_words(columns: tuple[str, ...], mapping: Mapping[str, str | None]) -> bool:
    try:
        return "text" in guess_mapping(columns, mapping).values()
    except InputError:
        if any(field_named(column) == "text" for column in columns):
            raise
        return False


def _named(cells: list[str]) -> tuple[str, ...]:
    """Give each column a name of its own: blanks get a number, doubles a count."""
    if SAFE_COLUMN in cells:
        cells = [unmark(cell) for cell in cells]
    own = is_own(cells)
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    out: dict[str, None] = {}
    for place, cell in enumerate(cells, start=1):
        plain = cell if own and cell else " ".join(cell.split()) or f"column {place}"
        unique, count = plain, 1
        while unique in out:
            count += 1
            unique = f"{plain} ({count})"
        out[unique] = None
    return tuple(out)


def _header(columns: tuple[str, ...], options: _Options) -> _Header:
    mapping = guess_mapping(columns, options.mapping)
    return _Header(columns, mapping, is_own(columns), {f: column for column, f in mapping.items() if f})


def _quotes(header: _Header, rows: Iterator[tuple[int, Cells]], options: _Options) -> _Taken:
    width = len(header.columns)
    for number, cells in rows:
        if isinstance(cells, str):
            yield number, BadRow(number, None, "", cells)
        elif any(cell.strip() for cell in cells):
            if any(cell.strip() for cell in cells[width:]):
                over = next(cell for cell in cells[width:] if cell.strip())
                reason = f"the row has {len(cells)} cells and the table {width} columns: put a cell with a delimiter in"
                yield number, BadRow(number, None, over[:_LONGEST], f"{reason} quotation marks")
            else:
                padded = chain(cells[:width], [""] * (width - len(cells)))
                yield number, _taken(number, dict(zip(header.columns, padded, strict=True)), header, options)


def _taken(number: int, cells: dict[str, str], header: _Header, options: _Options) -> Quote | BadRow:
    try:
        row, extra = (_own_row if header.own else _foreign_row)(cells, header)
        return row_to_quote(
            row,
            extra=extra,
            labels=options.labels,
            default_target=options.default_target,
            day_first=options.day_first,
        )
    except CellError as error:
        column = header.columns_of.get(error.field or "", error.field)
        return BadRow(number, column, error.cell[:_LONGEST], error.reason)
    except InputError as error:
        return BadRow(number, None, "", str(error))


def _own_row(cells: dict[str, str], header: _Header) -> tuple[dict[str, str], dict[str, str]]:
    if cells.get(SAFE_COLUMN) == "yes":
        cells = {column: unmark(cell) for column, cell in cells.items()}
    row = {known: cells[column] for column, known in header.mapping.items() if known}
    row.pop(SAFE_COLUMN, None)
    _part_source(row)
    return row, {column: cells[column] for column, known in header.mapping.items() if not known}


def _foreign_row(cells: dict[str, str], header: _Header) -> tuple[dict[str, str], dict[str, str]]:
    cells = {column: cell.strip() for column, cell in cells.items()}
    row = {known: cells[column] for column, known in header.mapping.items() if known}
    extra = {column: cells[column] for column, known in header.mapping.items() if not known and cells[column]}
    _part_source(row)
    if not any(row.get(name) for name in ("stance", "about", "aspect")):
        # nothing was judged in this row: a comment is a note then, and who was to judge it is kept beside it
        row["note"] = "\n".join(filter(None, (row.get("note"), row.pop("comment", ""))))
        for name in ("target", "annotator", "annotator_kind", "annotator_version"):
            if cell := row.pop(name, ""):
                extra[header.columns_of[name]] = cell
    return row, extra


def _part_source(row: dict[str, str]) -> None:
    """Put what a column of sources says where it belongs: a web address, or words."""
    cell = row.pop("source", "")
    try:
        place = "source_url" if cell and web_address(cell) and not row.get("source_url") else "source_note"
    except InputError:
        place = "source_note"
    if cell:
        row[place] = "; ".join(filter(None, (row.get(place), cell)))


def _from_objects(found: Source, options: _Options) -> tuple[_Header, _Taken]:
    """Read objects of the promised shape as they are, and flat objects as the rows of a table."""
    taken: list[tuple[int, Any]] = []
    names: dict[str, None] = {}
    shared = Shared()
    for number, data in found.objects or ():
        if isinstance(data, Unreadable):
            taken.append((number, BadRow(number, None, "", data.reason)))
        elif any(isinstance(data.get(name), (list, dict)) for name in _NESTED):
            taken.append((number, _shaped(number, data, shared)))
        else:
            taken.append((number, data))
            names |= dict.fromkeys(str(name) for name in data)
    header = _Header((), {})
    if names:
        header = _header(tuple(name for name in names if name != MARKER), options)
        if "text" not in header.columns_of and all(isinstance(data, (dict, BadRow)) for _, data in taken):
            listed = ", ".join(header.columns)[:300]
            raise InputError(f"no field holds the quotes' words: name it with --map 'FIELD=text'; there are {listed}")

    def quotes() -> _Taken:
        for pair in taken:
            number, data = pair
            if isinstance(data, Mapping):
                cells = {name: as_text(data.get(name)) for name in header.columns}
                yield number, _taken(number, cells, header, options)
            else:
                yield pair

    return header, quotes()


def _shaped(number: int, data: Mapping[str, Any], shared: Shared) -> Quote | BadRow:
    try:
        return checked_quote(quote_from_json(data, shared))
    except (InputError, TypeError, KeyError, AttributeError, ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, InputError) else f"the object has not the shape of a quote: {error!r}"
        return BadRow(number, None, str(data.get("text") or "")[:_LONGEST], reason)
