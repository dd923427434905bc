"""`quotes export`: quotes out, as a table."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import click

from quotes.commands.filter_options import filter_options, selection_of
from quotes.commands.shared import db_option, fail, known_target, labels_option, say, target_option
from quotes.text import many

FORMATS = ("csv", "tsv", "jsonl", "json", "xlsx", "parquet")


@click.command()
@click.argument("file", required=False, default="-", metavar="[FILE|-]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else told from the file's name; csv for -.")
@click.option(
    "--excel-safe", is_flag=True, help="Mark cells that a spreadsheet would run as a formula; import unmarks."
)
@filter_options
@target_option
@labels_option
@db_option
def export(
    file: str, form: str | None, excel_safe: bool, target: str, labels: str, db: str | None, **options: Any
) -> None:
    """Give quotes out with everything that is known of them; `import` takes them in again without loss.

    \b
    quotes export quotes.xlsx --excel-safe
    quotes export --country RU --format jsonl > ru.jsonl
    """
    from quotes.actions.ask import every_quote
    from quotes.commands.output import write_text
    from quotes.commands.shared import open_db
    from quotes.tables.writing import write_table

    suffix = Path(file).suffix.lstrip(".").lower()
    form = form or ({"ndjson": "jsonl"}.get(suffix, suffix) if file != "-" else "csv")
    if form not in FORMATS:
        fail(f"{file}: the format is not clear: write --format {'|'.join(FORMATS)}")
    store = open_db(db)
    quotes = every_quote(store, selection_of(options, target=known_target(store, target), labels=labels))
    if file == "-" and form not in ("xlsx", "parquet"):
        held = io.BytesIO()
        write_table(quotes, held, format=form, excel_safe=excel_safe)
        write_text(held.getvalue())
    else:
        write_table(quotes, sys.stdout.buffer if file == "-" else Path(file), format=form, excel_safe=excel_safe)
    say(many(len(quotes), "quote") + (f" in {file}" if file != "-" else ""))
