"""`quotes compare`: how two groups differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_of, filter_options, say_bearers
from quotes.commands.output import excel_option
from quotes.commands.shared import db_option, format_option, known_target, labels_option, many, target_option
from quotes.commands.tallies import COUNTS, READ, beside, counts_of, say_foot, say_none, shares_of

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.types import Quote
    from stance.reports.speakers import Side


@click.command()
@click.argument("left", metavar="FILTER")
@click.argument("right", metavar="FILTER")
@filter_options
@target_option
@labels_option
@click.option("--with-doubted", is_flag=True, help="Count quotes whose attribution is in doubt too.")
@format_option()
@excel_option
@db_option
def compare(
    left: str,
    right: str,
    target: str,
    labels: Any,
    with_doubted: bool,
    form: str,
    excel_safe: bool,
    db: str | None,
    **options: Any,
) -> None:
    """Put two groups side by side: official, unofficial, or any filter such as country=AZ,office=legislature.

    \b
    quotes compare official unofficial --country RU
    quotes compare country=RU country=AZ --since 2022-02-24
    quotes compare zakharova dugin
    """
    from quotes.commands.output import write_json, write_rows
    from quotes.commands.shared import console, open_db
    from quotes.filter import choose, maybe
    from quotes.filter_words import parse_filter
    from quotes.labels import with_current
    from quotes.store.reading import actor_names, read_quotes
    from stance.reports.speakers import compare as side_by_side

    store = open_db(db)
    target = known_target(store, target)
    filters, both = (parse_filter(left), parse_filter(right)), filter_of(options)
    with store.read() as connection:
        aliases = actor_names(connection)
        quotes = with_current(read_quotes(connection), target, labels=labels)
    first, second = (choose(quotes, both, wanted, aliases=aliases) for wanted in filters)
    for found, wanted in ((first, filters[0]), (second, filters[1])):
        say_bearers(store, wanted.speaker)
        if not found and wanted.speaker is not None:
            _refuse_nobody(wanted.speaker, quotes, aliases)
    open_ = (
        maybe(quotes, both, filters[0], aliases=aliases),
        maybe(quotes, both, filters[1], aliases=aliases),
    )
    sides = side_by_side((left, first), (right, second), unknown=open_, doubted=with_doubted)
    if form == "csv":
        rows = [{"side": side.name, **counts_of(side.tally), "unknown": side.unknown} for side in sides]
        write_rows(rows, form, columns=("side", *COUNTS, "unknown"), excel_safe=excel_safe)
    elif form != "table":
        write_json([_side_object(side) for side in sides], form)
    elif not choose(quotes, both, aliases=aliases):
        say_none(0, store.shown)
    else:
        out = console()
        out.print(_compare_table(sides, target, out.width))
        _say_differences(sides)
        say_foot((*first, *second), with_doubted=with_doubted, target=target)


def _refuse_nobody(name: str, quotes: Sequence[Quote], aliases: Mapping[str, Iterable[str]]) -> None:
    """Raise InputError if nobody whom the store knows bears the name, with the one who nearly does."""
    from quotes.errors import InputError
    from quotes.filter import Filter, choose, nearest_speaker
    from quotes.text import folded

    words = set(folded(name).split())
    known = any(words <= set(folded(n).split()) for names in aliases.values() for n in names)
    if not quotes or known or name in aliases or choose(quotes, Filter(speaker=name), aliases=aliases):
        return
    near = nearest_speaker(name, quotes, aliases)
    mend = (
        f"do you mean {near}?" if near else "write official, unofficial, country=AZ, or a name of `quotes actors list`"
    )
    raise InputError(f"the filter {name!r} is nobody's name: {mend}")


def _compare_table(sides: tuple[Side, Side], target: str, width: int) -> Any:
    from rich.text import Text

    from quotes.commands.shared import new_table
    from quotes.text import printable

    table = new_table(*(printable(side.name) for side in sides))
    table.show_lines = False
    half = max(20, (width - 2) // 2)
    for column in table.columns:
        column.width = half
    table.add_row(*(_side_head(side, target) for side in sides))
    longest = max(len(side.quotes) for side in sides)
    for place in range(longest):
        table.add_row(Text(""), Text(""))
        table.add_row(*(_side_quote(side.quotes[place]) if place < len(side.quotes) else Text("") for side in sides))
    return table


def _say_differences(sides: tuple[Side, Side]) -> None:
    """Say by how many points the shares differ, each with its interval."""
    from rich.text import Text

    from quotes.commands.shared import console
    from quotes.intervals import difference

    first, second = (side.tally.shares for side in sides)
    found = {READ[label]: difference(first[label], second[label]) for label in first}
    told = [
        f"{word} {100 * d[0]:+.0f} ({100 * d[1]:+.0f} to {100 * d[2]:+.0f})"
        for word, d in found.items()
        if d is not None and (d[0] or word in ("favourable", "critical"))
    ]
    if told:
        console().print(Text(f"{sides[0].name} less {sides[1].name}, in points: {'; '.join(told)}"))


def _side_head(side: Side, target: str) -> Text:
    from rich.text import Text

    from quotes.text import printable

    head = Text(f"{side.tally.about} of {many(side.tally.quotes, 'quote')} about {printable(target)}", style="bold")
    for count, what in beside(side.tally):
        head.append(f"\n{count} {what}", style="not bold dim")
    if side.unknown:
        head.append(f"\n{side.unknown} of unknown office or country beside", style="not bold dim")
    head.append("\n")
    return head.append_text(shares_of(side.tally).copy() if side.tally.about else Text("no label"))


def _side_quote(quote: Quote) -> Text:
    from rich.text import Text

    from quotes.display import who, words_of
    from quotes.labels import in_words
    from quotes.text import printable

    cell = Text(who(quote.speaker), style="bold")
    if quote.speaker and quote.speaker.affiliation:
        cell.append(f", {printable(quote.speaker.affiliation)}", style="not bold dim")
    cell.append(f"\n{words_of(quote)}", style="not bold")
    return cell.append(f"\n({printable(in_words(quote.stance))})", style="not bold dim")


def _side_object(side: Side) -> dict[str, Any]:
    from dataclasses import asdict

    from quotes.as_json import quote_to_json

    quotes = [quote_to_json(quote) for quote in side.quotes]
    return {"side": side.name, "tally": asdict(side.tally), "unknown": side.unknown, "quotes": quotes}
