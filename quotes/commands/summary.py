"""`quotes summary`: what each speaker says about a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_options, say_bearers, selection_of
from quotes.commands.output import excel_option
from quotes.commands.paging import pager_option
from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option

if TYPE_CHECKING:
    from stance.reports.speakers import Summary

_WHO = ("name", "actor", "affiliation", "country", "official", "first", "last")


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@labels_option
@click.option("--with-doubted", is_flag=True, help="Count quotes whose attribution is in doubt too.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many speakers; 10 in a table.")
@pager_option
@format_option()
@excel_option
@db_option
def summary(
    words: tuple[str, ...],
    target: str,
    labels: Any,
    with_doubted: bool,
    limit: int | None,
    pager: bool,
    form: str,
    excel_safe: bool,
    db: str | None,
    **options: Any,
) -> None:
    """Sum up each speaker: quotes about the target, shares of each stance, first, last and latest words.

    \b
    quotes summary
    quotes summary --country AZ --labels human
    quotes summary zakharova --format json
    """
    from quotes.actions.ask import summaries
    from quotes.commands.output import write_json, write_rows
    from quotes.commands.paging import PAGE, show
    from quotes.commands.quote_tables import say_undated
    from quotes.commands.shared import console, open_db, say
    from quotes.commands.speaker_blocks import speakers_line, summary_text
    from quotes.commands.tallies import COUNTS, say_foot, say_none

    store = open_db(db)
    selection = selection_of(options, target=known_target(store, target), labels=labels)
    say_bearers(store, " ".join(words) or options["speaker"])
    most = limit or (PAGE if form == "table" else None)
    found = summaries(store, selection, words=words, doubted=with_doubted, limit=most)
    if form == "csv":
        columns = (*_WHO, *COUNTS, "tone", "latest")
        write_rows([_flat(row) for row in found.rows], form, columns=columns, excel_safe=excel_safe)
    elif form != "table":
        write_json([_object(row) for row in found.rows], form)
    elif not found.rows:
        say_none(found.quotes, store.shown)
    else:
        show(summary_text(found.rows, target=selection.target, width=console().width), pager=pager)
        if len(found.rows) < found.speakers:
            say(speakers_line(len(found.rows), found.speakers))
        say_foot(found, with_doubted=with_doubted)
    say_undated(found.undated)


def _object(row: Summary) -> dict[str, Any]:
    from dataclasses import asdict

    from quotes.as_json import quote_to_json

    return {**asdict(row), "latest": quote_to_json(row.latest)}


def _flat(row: Summary) -> dict[str, Any]:
    from quotes.commands.tallies import counts_of

    who = {name: getattr(row, name) for name in _WHO}
    return {**who, **counts_of(row.tally), "tone": " → ".join(row.tone), "latest": row.latest.text}
