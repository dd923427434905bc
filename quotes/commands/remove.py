"""`quotes remove`: take quotes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.shared import as_option, db_option, say

if TYPE_CHECKING:
    pass


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
    from quotes.commands.shared import annotator, open_db
    from quotes.store.ids import full_id
    from quotes.store.writing import remove_quote

    by, store = annotator(who), open_db(db, absent="fail")
    with store.change(f"remove {' '.join(ids)}" + (f": {why}" if why else ""), by) as change:
        keys = list(dict.fromkeys(full_id(change.connection, prefix) for prefix in ids))
        for key in keys:
            remove_quote(change, key)
    shown = ", ".join(key[:8] for key in keys[:5]) + (" ..." if len(keys) > 5 else "")
    say(f"removed {shown}; `quotes undo` brings back")
