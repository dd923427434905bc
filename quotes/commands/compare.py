"""`quotes compare`: how two groups differ, or three."""

from __future__ import annotations

from typing import Any

import click

from quotes.commands.filter_options import filter_options, say_bearers, selection_of
from quotes.commands.output import excel_option
from quotes.commands.paging import pager_option
from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option


@click.command()
@click.argument("left", metavar="FILTER")
@click.argument("right", metavar="FILTER")
@click.argument("third", metavar="[FILTER]", required=False)
@filter_options
@target_option
@labels_option
@click.option("--with-doubted", is_flag=True, help="Count quotes whose attribution is in doubt too.")
@click.option(
    "--quotes", "each", type=click.IntRange(0), default=3, show_default=True, metavar="N",
    help="Show so many quotes of each side.",
)  # fmt: skip
@pager_option
@format_option()
@excel_option
@db_option
def compare(
    left: str,
    right: str,
    third: str | None,
    target: str,
    labels: Any,
    with_doubted: bool,
    each: int,
    pager: bool,
    form: str,
    excel_safe: bool,
    db: str | None,
    **options: Any,
) -> None:
    """Put two groups, or three, side by side: official, unofficial, any filter such as country=AZ,office=legislature.

    \b
    quotes compare official unofficial --country RU
    quotes compare country=RU country=AZ --since 2022-02-24
    quotes compare zakharova dugin
    """
    from quotes.actions.ask import compare as side_by_side
    from quotes.commands.comparison_shape import COLUMNS, comparison_rows, comparison_to_json
    from quotes.commands.output import write_json, write_object, write_rows
    from quotes.commands.paging import show
    from quotes.commands.quote_tables import say_undated
    from quotes.commands.shared import console, open_db, say
    from quotes.commands.sides import comparison_text, quotes_line
    from quotes.commands.tallies import say_foot, say_none
    from quotes.filter_words import parse_filter

    store = open_db(db)
    selection = selection_of(options, target=known_target(store, target), labels=labels)
    sides = [(text, parse_filter(text)) for text in (left, right, *([third] if third else []))]
    for _, wanted in sides:
        say_bearers(store, wanted.speaker)
    found = side_by_side(store, selection, sides, doubted=with_doubted, shown=each)
    if form == "csv":
        write_rows(comparison_rows(found), form, columns=COLUMNS, excel_safe=excel_safe)
    elif form != "table":
        compared = comparison_to_json(found, store, sides)
        write_json([compared], "jsonl") if form == "jsonl" else write_object(compared)
    elif not found.quotes:
        say_none(0, store.shown)
    else:
        show(comparison_text(found, width=console().width), pager=pager)
        if each and any(side.tally.quotes > each for side in found.sides):
            say(quotes_line(found, each))
        say_foot(found, with_doubted=with_doubted)
    say_undated(found.undated)
