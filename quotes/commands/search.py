"""`quotes search`: full text, best first."""

from __future__ import annotations

from typing import Any

import click

from quotes.commands.paging import page_options
from quotes.commands.shared import known_target, labels_option, target_option


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--raw", is_flag=True, help="Take WORDS as the database's own query syntax.")
@target_option
@labels_option
@click.option("--page", "number", type=click.IntRange(1), metavar="N", help="Which page of so many.")
@page_options
def search(
    words: tuple[str, ...],
    raw: bool,
    target: str,
    labels: Any,
    number: int | None,
    limit: int | None,
    full: bool,
    pager: bool,
    form: str,
    excel_safe: bool,
    db: str | None,
) -> None:
    """Search words, names and titles, best first; accents and script do not matter, the last word may be unfinished.

    \b
    quotes search humiliation
    quotes search Захар
    """
    from quotes.actions.ask import page, stream
    from quotes.commands.output import write_quotes
    from quotes.commands.paging import page_size
    from quotes.commands.quote_tables import print_quotes, say_count
    from quotes.commands.shared import open_db
    from quotes.filter import Selection

    store = open_db(db)
    selection = Selection((), known_target(store, target), labels, " ".join(words), raw)
    if form == "table" or number is not None:
        shown = limit or page_size(pager)
        found = page(store, selection, number=number or 1, limit=shown)
        if form == "table":
            print_quotes(found.quotes, target=selection.target, full=full, pager=pager)
            say_count(store, found, onward=f"--page {(number or 1) + 1}")
        else:
            write_quotes(found.quotes, form, excel_safe=excel_safe)
    else:
        write_quotes(stream(store, selection, limit=limit), form, excel_safe=excel_safe)
