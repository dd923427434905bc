"""`quotes undo` and `quotes history`: what was changed, and changing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.shared import as_option, db_option, format_option, say

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("change", required=False, type=click.IntRange(1), metavar="[CHANGE]")
@db_option
@as_option
def undo(change: int | None, db: str | None, who: str | None) -> None:
    """Take back the last change, or the one of that number in `quotes history`; undoing an undo brings it back.

    \b
    quotes undo
    quotes undo 12
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.undo import undo as take_back

    number, command = take_back(open_db(db, absent="fail"), change, annotator(who))
    say(f"undone: change {number} ({command})")


@click.command()
@click.argument("quote_id", required=False, metavar="[ID]")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@format_option()
@db_option
def history(quote_id: str | None, limit: int, form: str, db: str | None) -> None:
    """List changes, newest first: all, or those of one quote with what was there before.

    \b
    quotes history
    quotes history 3f2a --format json
    """
    from rich.text import Text

    from quotes.commands.output import write_rows
    from quotes.commands.shared import console, new_table, open_db
    from quotes.store.history import changes, changes_of_quote
    from quotes.store.ids import full_id
    from quotes.text import printable

    store = open_db(db)
    with store.read() as connection:
        if quote_id is None:
            rows = changes(connection, limit=limit)
        else:
            rows = changes_of_quote(connection, full_id(connection, quote_id, removed=True), limit=limit)
    if form != "table":
        last = "rows" if quote_id is None else "what"
        write_rows(rows, form, columns=("number", "time", "by", "command", "undone_by", last))
        return
    if not rows:
        say(f"No changes in {store.shown} yet.")
        return
    names = [name for name in rows[0] if name != "undone_by"]
    table = new_table(*(name.capitalize() for name in names))
    for row in rows:
        style = "dim strike" if row["undone_by"] else ""
        cells = [printable(str(row[name]) if row[name] is not None else "") for name in names]
        table.add_row(*(Text(cell, style=style) for cell in cells))
    console().print(table)
