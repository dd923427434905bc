"""Giving quotes out with everything that is known of them, so that `take_in` loses nothing."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from quotes.actions.ask import stream
from quotes.tables.opening import FORMATS
from quotes.tables.writing import write_table

if TYPE_CHECKING:
    from quotes.filter import Selection
    from quotes.store import Store


def format_of(name: str) -> str | None:
    """Return the format that a file's name tells; None for a name that tells none."""
    suffix = Path(name).suffix.lstrip(".").lower()
    told = {"ndjson": "jsonl"}.get(suffix, suffix)
    return told if told in FORMATS else None


def give_out(
    store: Store, selection: Selection, target: Path | IO[bytes], *, format: str, excel_safe: bool = False
) -> int:
    """Write the quotes of a selection to a file, whole or not at all, or to a stream; return how many.

    Of JSON lines a batch is in memory at a time. Raises as `write_table` and `stream` do.
    """
    return write_table(stream(store, selection), target, format=format, excel_safe=excel_safe)
