"""`quotes search`: full text, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.output import excel_option
from quotes.commands.quote_tables import print_quotes, say_count
from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option

if TYPE_CHECKING:
    pass

_BEGINNING = 60  # characters of an article's text that stand for its title


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--raw", is_flag=True, help="Take WORDS as the database's own query syntax.")
@target_option
@labels_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@format_option()
@excel_option
@db_option
def search(
    words: tuple[str, ...],
    raw: bool,
    target: str,
    labels: Any,
    limit: int | None,
    form: str,
    excel_safe: bool,
    db: str | None,
) -> None:
    """Search words, names and titles, best first; accents and script do not matter, the last word may be unfinished.

    \b
    quotes search humiliation
    quotes search Захар
    """
    from quotes.commands.output import write_quotes
    from quotes.commands.shared import open_db
    from quotes.labels import with_current
    from quotes.store import search as index
    from quotes.store.reading import read_quotes

    store = open_db(db)
    target = known_target(store, target)
    with store.read() as connection:
        quotes = with_current(
            read_quotes(connection, index.find(connection, " ".join(words), raw=raw)), target, labels=labels
        )
    shown = quotes[:limit]
    if form != "table":
        write_quotes(shown, form, excel_safe=excel_safe)
        return
    print_quotes(shown, target=target)
    say_count(store, quotes, shown)
