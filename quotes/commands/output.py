"""What commands print for programs: JSON, JSON lines, CSV, on standard output."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, cast

import click

from quotes.text import CONTROL

if TYPE_CHECKING:
    from quotes.types import Quote


def write_json(rows: Iterable[Mapping[str, Any]], form: str) -> None:
    """Write objects as JSON lines, or as one JSON array."""
    if form == "jsonl":
        for row in rows:
            click.echo(_json(row))
    else:
        click.echo(_json(list(rows), indent=2))


def write_object(value: Mapping[str, Any]) -> None:
    """Write one object as JSON."""
    click.echo(_json(value, indent=2))


def _json(value: Any, indent: int | None = None) -> str:
    """JSON with every script as it is, but what could steer a terminal escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _escaped(written)


def _escaped(text: str) -> str:
    return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def excel_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --excel-safe."""
    return click.option(
        "--excel-safe", is_flag=True, callback=_of_csv, help="With --format csv: mark what would run as a formula."
    )(command)


def _of_csv(ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
    if value and ctx.params.get("form") != "csv":
        raise click.UsageError("--excel-safe is for spreadsheets: add --format csv", ctx)
    return value


def write_quotes(quotes: Iterable[Quote], form: str, *, stances: bool = False, excel_safe: bool = False) -> None:
    """Write quotes for programs, in the promised shape."""
    if form == "csv":
        from quotes.tables.writing import write_table

        held = io.BytesIO()
        write_table(quotes, held, format="csv", excel_safe=excel_safe)
        write_text(held.getvalue())
    else:
        from quotes.as_json import quote_to_json

        write_json((quote_to_json(quote, stances=stances) for quote in quotes), form)


def write_rows(
    rows: Sequence[Mapping[str, Any]], form: str, *, columns: Sequence[str], excel_safe: bool = False
) -> None:
    """Write flat rows for programs: JSON, JSON lines, or CSV under these column names."""
    if form != "csv":
        write_json(rows, form)
        return
    import csv

    from quotes.tables.excel import mark

    held = io.StringIO()
    writer = csv.DictWriter(held, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: mark(c) if excel_safe and isinstance(c, str) else c for name, c in row.items()})
    write_text(held.getvalue().encode("utf-8-sig" if excel_safe else "utf-8"))


def write_text(text: bytes) -> None:
    """Write a table or objects as they are; into a terminal, escape what could steer it."""
    if sys.stdout.isatty():
        text = _escaped(text.decode("utf-8-sig").replace("\r\n", "\n")).encode("utf-8")
    sys.stdout.buffer.write(text)


def standard_output() -> IO[bytes]:
    """Return standard output as a stream of whole lines, each of which is written as `write_text` does."""
    return cast(IO[bytes], _Lines())


class _Lines(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, text: Any) -> int:
        write_text(bytes(text))
        return len(text)
