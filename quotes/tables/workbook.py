"""Rows of an XLSX workbook as text, with the guards that a file from elsewhere needs."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from quotes.errors import InputError
from quotes.tables.cells import as_text
from quotes.tables.excel import unescape_xml

_UNPACKED = 1 << 29  # bytes that a workbook may unpack to
_RATIO = 200  # times that a large part may shrink
_ROWS, _COLUMNS = 1_048_576, 16_384  # of a sheet
_OLD = b"\xd0\xcf\x11\xe0"  # old .xls files and those with a password
# no tag reaches over the next "<": a part made of open tags alone would otherwise take quadratic time
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")
# a formula without a value; one whose value is the empty text says t="str"
_UNCALCULATED = re.compile(rb'<c\s(?![^<>]*\bt="str")[^<>]*><f[^<>]*?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that was opened."""

    name: str
    rows: Iterator[tuple[int, list[str] | str]]  # row number from 1, with the cells, or why they cannot be read


def open_sheet(stream: BinaryIO, sheet: str | None = None) -> Sheet:
    """Return the named sheet, else the first that holds anything; formulas are read as their last values.

    A cell that is merged over several rows counts for each of them. Raises InputError for what is no workbook, one
    that unpacks to too much, and a sheet that there is not.
    """
    _guard(stream)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and extensions that do not matter to a reader of values
            book = load_workbook(stream, read_only=True, data_only=True)
            source = load_workbook(stream, read_only=True, data_only=False)
    except Exception as error:  # openpyxl lets any exception of its parsers out
        raise InputError(f"the workbook cannot be opened ({error}): save it again as .xlsx") from None
    names = [page.title for page in book.worksheets]
    if sheet is not None and sheet not in names:
        raise InputError(f"the workbook has no sheet {sheet!r}; its sheets are {', '.join(names)}")
    for page in book.worksheets:
        if sheet == page.title or (sheet is None and _holds_anything(page)):
            return Sheet(page.title, _rows(page, source[page.title], *_scanned(book, page)))
    raise InputError("the workbook is empty: it needs a row of column names")


def _guard(stream: BinaryIO) -> None:
    head = stream.read(8)
    stream.seek(0)
    if head.startswith(_OLD):
        raise InputError("this is an old .xls workbook, or one with a password: save it as .xlsx without a password")
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
            if "[Content_Types].xml" not in packed.namelist():
                raise InputError("this is a zip file but no workbook: save the table as .xlsx or .csv")
            total = sum(part.file_size for part in parts)
            steep = any(p.file_size > 1 << 26 and p.file_size > _RATIO * max(p.compress_size, 1) for p in parts)
            if total > _UNPACKED or steep or len(parts) > 10_000:
                raise InputError(f"the workbook unpacks to {total:,} bytes, too much for a table: save it as .csv")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with packed.open(part) as opened:
                        if b"<!DOCTYPE" in opened.read(4096):
                            raise InputError(f"the workbook's {part.filename} has a DOCTYPE, which no workbook needs")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise InputError(f"this is no .xlsx workbook ({error}): save the table as .xlsx or .csv") from None
    finally:
        stream.seek(0)


def _holds_anything(page: Any) -> bool:
    try:
        page.reset_dimensions()
        return any(cell not in (None, "") for row in page.iter_rows(values_only=True) for cell in row)
    except Exception:  # a sheet that cannot be read is not empty; reading it says what is wrong
        return True


def _scanned(book: Any, page: Any) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Return the merged cells as column, row, column, row, and whether a formula was never calculated."""
    from openpyxl.utils.cell import range_boundaries

    merged: list[tuple[int, int, int, int]] = []
    formulas, tail = False, b""
    with book._archive.open(page._worksheet_path) as part:  # openpyxl's reader by rows leaves merges out
        while chunk := part.read(1 << 20):
            text = tail + chunk
            formulas = formulas or bool(_UNCALCULATED.search(text))
            found = list(_MERGED.finditer(text))
            merged += [range_boundaries(match.group(1).decode()) for match in found]
            rest = text[found[-1].end() :] if found else text
            tail = rest[-10_000:]  # longer than a formula may be
    return [box for box in merged if box[3] > box[1]], formulas


def _rows(
    page: Any, source: Any, merged: list[tuple[int, int, int, int]], formulas: bool
) -> Iterator[tuple[int, list[str] | str]]:
    held: dict[tuple[int, int], str] = {}  # (column, last row) -> what a merged cell says
    starts = {(left, top): bottom for left, top, _, bottom in merged}
    for number, (values, sources) in enumerate(_raw(page, source, formulas), start=1):
        cells = [unescape_xml(as_text(value)) for value in values]
        lost = _lost(values, sources)
        if lost is not None:
            yield number, f"column {lost} has a formula without a value: open the workbook, calculate, save it"
            continue
        for (column, last), text in list(held.items()):
            if number > last:
                del held[column, last]
            elif any(cells):  # a wholly blank row stays blank
                cells += [""] * (column - len(cells))
                cells[column - 1] = cells[column - 1] or text
        for index, text in enumerate(cells if starts else (), start=1):
            if text and (index, number) in starts:
                held[index, starts[index, number]] = text
        yield number, cells


def _raw(page: Any, source: Any, formulas: bool) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    number = 0
    try:
        page.reset_dimensions()
        source.reset_dimensions()
        beside = source.iter_rows(values_only=True) if formulas else None
        for values in page.iter_rows(values_only=True):
            number += 1
            if number > _ROWS or len(values) > _COLUMNS:
                raise InputError(f"the sheet is larger than {_ROWS:,} rows or {_COLUMNS:,} columns")
            yield tuple(values), tuple(next(beside, ())) if beside else ()
    except InputError:
        raise
    except Exception as error:  # openpyxl lets any exception of its parsers out
        raise InputError(f"the sheet cannot be read after row {number} ({error}): save the workbook again") from None


def _lost(values: tuple[Any, ...], sources: tuple[Any, ...]) -> str | None:
    """Return the letters of a column whose formula was never calculated, so that its value is not in the file."""
    from openpyxl.utils import get_column_letter

    for index, (value, formula) in enumerate(zip(values, sources, strict=False), start=1):
        if value is None and formula is not None:
            return str(get_column_letter(index))
    return None
