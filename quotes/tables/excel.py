"""What a spreadsheet program does to a cell: formulas it runs, characters it cannot hold, and the way back."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?%?")
_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")
# what XML 1.0 cannot hold, and CR, which every XML reader turns into LF; written as Excel itself writes them
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
CELL_LIMIT = 32_767  # UTF-16 units in one cell of a workbook


def is_risky(cell: str) -> bool:
    """Tell whether a spreadsheet program would run a cell of a CSV file as a formula; numbers are not risky."""
    if cell.startswith(_BREAKS):
        return True
    return cell.lstrip().lstrip("\ufeff\u200b").startswith(_STARTS) and not _NUMBER.fullmatch(cell)


def mark(cell: str) -> str:
    """Put an apostrophe before a risky cell, and a second one before a risky cell that has one: `unmark` undoes it."""
    return "'" + cell if is_risky(cell.lstrip("'")) else cell


def unmark(cell: str) -> str:
    """Take away the apostrophe that `mark` put there."""
    return cell[1:] if cell.startswith("'") and is_risky(cell.lstrip("'")) else cell


def escape_xml(cell: str) -> str:
    """Write what XML cannot hold as `_x000D_`, the way of workbooks; `unescape_xml` undoes it."""
    if "_x" in cell:
        cell = _LOOKS_ESCAPED.sub("_x005F_", cell)
    return _UNWRITABLE.sub(lambda m: f"_x{ord(m.group()):04X}_", cell)


def unescape_xml(cell: str) -> str:
    """Read `_x000D_` and the like as the character they stand for."""
    return _ESCAPE.sub(lambda m: chr(int(m.group(1), 16)), cell) if "_x" in cell else cell


def utf16_length(cell: str) -> int:
    """Return the length of a cell as a workbook counts it."""
    return len(cell) + sum(ord(c) > 0xFFFF for c in cell)
