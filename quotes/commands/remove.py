"""`quotes remove`: take quotes out."""

from __future__ import annotations

import click

from quotes.commands.shared import as_option, db_option, say


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--why", metavar="TEXT", help="Kept in the history.")
@db_option
@as_option
def remove(ids: tuple[str, ...], why: str | None, db: str | None, who: str | None) -> None:
    """Take quotes out; `undo` brings them back, `refresh` does not.

    \b
    quotes remove 3f2a --why "a headline, nobody said it"
    """
    from quotes.actions import by_hand
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    keys = by_hand.remove(store, ids, by, why=why)
    shown = ", ".join(key[:8] for key in keys[:5]) + (" ..." if len(keys) > 5 else "")
    say(f"removed {shown}; `quotes undo` brings back")
