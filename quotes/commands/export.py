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
    from quotes.actions.give_out import format_of, give_out
    from quotes.commands.output import standard_output, write_text
    from quotes.commands.shared import open_db

    form = form or (format_of(file) if file != "-" else "csv")
    if form is None:
        fail(f"{file}: the format is not clear: write --format {'|'.join(FORMATS)}")
    store = open_db(db)
    selection = selection_of(options, target=known_target(store, target), labels=labels)
    if file != "-":
        count = give_out(store, selection, Path(file), format=form, excel_safe=excel_safe)
    elif form == "jsonl":  # a line as soon as it is read
        count = give_out(store, selection, standard_output(), format=form)
    elif form in ("xlsx", "parquet"):
        count = give_out(store, selection, sys.stdout.buffer, format=form)
    else:
        held = io.BytesIO()
        count = give_out(store, selection, held, format=form, excel_safe=excel_safe)
        write_text(held.getvalue())
    say(many(count, "quote") + (f" in {file}" if file != "-" else ""))
