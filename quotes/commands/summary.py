"""`quotes summary`: what each speaker says about a target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import chosen, filter_options, say_bearers
from quotes.commands.output import excel_option
from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option
from quotes.commands.tallies import COUNTS, beside, counts_of, say_foot, say_none, shares_of

if TYPE_CHECKING:
    from stance.reports.speakers import Summary

_TOLD = ("name", "actor", "affiliation", "country", "official", "first", "last")
_FLAT = (*_TOLD, *COUNTS, "tone", "latest")
_LATEST = 160  # characters, at 80 columns, of the latest words in a summary; `show` has them whole


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@labels_option
@click.option("--with-doubted", is_flag=True, help="Count quotes whose attribution is in doubt too.")
@format_option()
@excel_option
@db_option
def summary(
    words: tuple[str, ...],
    target: str,
    labels: Any,
    with_doubted: bool,
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
    from quotes.commands.output import write_json, write_rows
    from quotes.commands.shared import console, open_db
    from stance.reports.speakers import summarise

    store = open_db(db)
    target = known_target(store, target)
    say_bearers(store, " ".join(words) or options["speaker"])
    quotes = chosen(store, options, target=target, labels=labels, words=words)
    found = summarise(quotes, doubted=with_doubted)
    if form == "csv":
        write_rows([_flat(row) for row in found], form, columns=_FLAT, excel_safe=excel_safe)
    elif form != "table":
        write_json([_object(row) for row in found], form)
    elif not found:
        say_none(len(quotes), store.shown)
    else:
        console().print(_summary_table(found, target))
        say_foot(quotes, with_doubted=with_doubted, target=target)


def _summary_table(found: Sequence[Summary], target: str) -> Any:
    from textwrap import shorten

    from rich.text import Text

    from quotes.commands.shared import new_table, widths
    from quotes.display import officially, words_of
    from quotes.labels import in_words
    from quotes.text import printable

    table = new_table("Speaker", f"About {printable(target)}", "Stance", "Latest words")
    for column, width in zip(table.columns, widths(18, 10, 21), strict=False):
        column.width = width
    for row in found:
        name = Text(printable(row.name), style="bold")
        for fact in (row.affiliation, officially(row.official) if row.official is not None else None):
            if fact:
                name.append(f"\n{printable(fact)}", style="not bold dim")
        counts = Text(f"{row.tally.about} of {row.tally.quotes}")
        for count, what in beside(row.tally):
            counts.append(f"\n{count} {what}", style="dim")
        shares = shares_of(row.tally)
        if row.first:
            shares.append(f"\n{row.first}" + (f" to {row.last}" if row.last != row.first else ""), style="dim")
        if len(row.tone) > 1:
            shares.append("\n" + " → ".join(row.tone), style="italic")
        latest = Text(shorten(words_of(row.latest), *widths(_LATEST), placeholder=" ..."))
        latest.append(f"\n({printable(in_words(row.latest.stance))})", style="dim")
        table.add_row(name, counts, shares, latest)
    return table


def _object(row: Summary) -> dict[str, Any]:
    from dataclasses import asdict

    from quotes.as_json import quote_to_json

    return {**asdict(row), "latest": quote_to_json(row.latest)}


def _flat(row: Summary) -> dict[str, Any]:
    told = {
        name: getattr(row, name) for name in ("name", "actor", "affiliation", "country", "official", "first", "last")
    }
    return {**told, **counts_of(row.tally), "tone": " → ".join(row.tone), "latest": row.latest.text}
