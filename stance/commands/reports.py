"""`quotes summary` and `quotes compare`: what each speaker says, and how two groups differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filters import chosen, filter_options
from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option
from quotes.types import LABELS

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.types import Quote
    from stance.reports import Side, Summary
    from stance.tally import Share, Tally

_COUNTS = (
    "quotes", "about", "not_about", "unlabelled", "undecided", "machine", "mean",
    *(f"{label}{part}" for label in LABELS for part in ("", "_share", "_low", "_high")),
)  # fmt: skip
_TOLD = ("name", "actor", "affiliation", "country", "official", "first", "last")
_FLAT = (*_TOLD, *_COUNTS, "tone", "latest")
_LATEST = 160  # characters of the latest words in a summary; `show` has them whole
_READ = {"favor": "favourable", "against": "critical", "neutral": "neutral", "mixed": "mixed"}


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@labels_option
@click.option("--with-doubted", is_flag=True, help="Count quotes whose attribution is in doubt too.")
@format_option()
@db_option
def summary(
    words: tuple[str, ...], target: str, labels: Any, with_doubted: bool, form: str, db: str | None, **options: Any
) -> None:
    """Sum up each speaker: quotes about the target, shares of each stance, first, last and latest words.

    \b
    quotes summary
    quotes summary --country AZ --labels human
    quotes summary zakharova --format json
    """
    from quotes.commands.output import write_json, write_rows
    from quotes.commands.shared import console, open_db
    from stance.reports import summarise

    store = open_db(db)
    target = known_target(store, target)
    quotes = chosen(store, options, target=target, labels=labels, words=words)
    found = summarise(quotes, doubted=with_doubted)
    if form == "csv":
        write_rows([_flat(row) for row in found], form, columns=_FLAT)
    elif form != "table":
        write_json([_object(row) for row in found], form)
    elif not found:
        _say_none(len(quotes), store.shown)
    else:
        console().print(_summary_table(found, target))
        _foot(quotes, with_doubted=with_doubted, target=target)


@click.command()
@click.argument("left", metavar="FILTER")
@click.argument("right", metavar="FILTER")
@filter_options
@target_option
@labels_option
@click.option("--with-doubted", is_flag=True, help="Count quotes whose attribution is in doubt too.")
@format_option(formats=("table", "json", "jsonl", "csv"))
@db_option
def compare(
    left: str, right: str, target: str, labels: Any, with_doubted: bool, form: str, db: str | None, **options: Any
) -> None:
    """Put two groups side by side: official, unofficial, or any filter such as country=AZ,office=legislature.

    \b
    quotes compare official unofficial --country RU
    quotes compare country=RU country=AZ --since 2022-02-24
    quotes compare zakharova dugin
    """
    from quotes.commands.output import write_json, write_rows
    from quotes.commands.shared import console, open_db
    from quotes.store.reading import actor_names
    from stance.choosing import choose
    from stance.filters import parse_filter
    from stance.reports import compare as side_by_side

    store = open_db(db)
    target = known_target(store, target)
    filters = (parse_filter(left), parse_filter(right))
    quotes = chosen(store, options, target=target, labels=labels)
    with store.read() as connection:
        aliases = actor_names(connection)
    first, second = (choose(quotes, wanted, aliases=aliases) for wanted in filters)
    for found, wanted in ((first, filters[0]), (second, filters[1])):
        if not found and wanted.speaker is not None:
            _refuse_nobody(wanted.speaker, chosen(store, {}, target=target), aliases)
    sides = side_by_side((left, first), (right, second), doubted=with_doubted)
    if form == "csv":
        write_rows([{"side": side.name, **_counts(side.tally)} for side in sides], form, columns=("side", *_COUNTS))
    elif form != "table":
        write_json([_side_object(side) for side in sides], form)
    elif not quotes:
        _say_none(0, store.shown)
    else:
        out = console()
        out.print(_compare_table(sides, target, out.width))
        _say_differences(sides)
        _foot((*first, *second), with_doubted=with_doubted, target=target)


def _refuse_nobody(name: str, quotes: Sequence[Quote], aliases: Mapping[str, Iterable[str]]) -> None:
    """Raise InputError if nobody whom the store knows bears the name, with the one who nearly does."""
    from quotes.errors import InputError
    from quotes.text import folded
    from stance.choosing import Filter, choose, nearest_speaker

    words = set(folded(name).split())
    known = any(words <= set(folded(n).split()) for names in aliases.values() for n in names)
    if not quotes or known or name in aliases or choose(quotes, Filter(speaker=name), aliases=aliases):
        return
    near = nearest_speaker(name, quotes, aliases)
    mend = (
        f"do you mean {near}?" if near else "write official, unofficial, country=AZ, or a name of `quotes actors list`"
    )
    raise InputError(f"the filter {name!r} is nobody's name: {mend}")


def _summary_table(found: Sequence[Summary], target: str) -> Any:
    from textwrap import shorten

    from rich.text import Text

    from quotes.commands.shared import new_table
    from quotes.display import officially, words_of
    from quotes.text import printable
    from stance.labels import in_words

    table = new_table("Speaker", f"About {printable(target)}", "Stance", "Latest words")
    table.columns[0].width, table.columns[1].width, table.columns[2].width = 20, 12, 17
    for row in found:
        name = Text(printable(row.name), style="bold")
        for fact in (row.affiliation, officially(row.official) if row.official is not None else None):
            if fact:
                name.append(f"\n{printable(fact)}", style="not bold dim")
        counts = Text(f"{row.tally.about} of {row.tally.quotes}")
        for count, what in _beside(row.tally):
            counts.append(f"\n{count} {what}", style="dim")
        shares = _shares(row.tally)
        if row.first:
            shares.append(f"\n{row.first}" + (f" to {row.last}" if row.last != row.first else ""), style="dim")
        if len(row.tone) > 1:
            shares.append("\n" + " → ".join(row.tone), style="italic")
        latest = Text(shorten(words_of(row.latest), _LATEST, placeholder=" ..."))
        latest.append(f"\n({printable(in_words(row.latest.stance))})", style="dim")
        table.add_row(name, counts, shares, latest)
    return table


def _shares(tally: Tally) -> Text:
    """Counts of each stance, each with its share and interval; the mean score below."""
    from rich.text import Text

    lines = [f"{_READ[label]} {_share(share)}" for label, share in tally.shares.items() if share.count]
    if tally.mean is not None:
        lines.append(f"mean {tally.mean:+.2f}")
    return Text("\n".join(lines) or "no label")


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "0 of 0"
    return f"{share.count}: {share.share:.0%}\n  ({100 * share.low:.0f}–{100 * share.high:.0f} %)"


def _beside(tally: Tally) -> list[tuple[int, str]]:
    """What a tally counts beside the quotes about the target, where there is any."""
    counted = (
        (tally.beside, "not about"),
        (tally.unlabelled, "unlabelled"),
        (tally.undecided, "undecided"),
        (tally.machine, "machine"),
    )
    return [(count, what) for count, what in counted if count]


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
    from stance.tally import difference

    first, second = (side.tally.shares for side in sides)
    found = {_READ[label]: difference(first[label], second[label]) for label in first}
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

    head = Text(f"{side.tally.about} of {side.tally.quotes} quotes about {printable(target)}", style="bold")
    for count, what in _beside(side.tally):
        head.append(f"\n{count} {what}", style="not bold dim")
    head.append("\n")
    return head.append_text(_shares(side.tally).copy() if side.tally.about else Text("no label"))


def _side_quote(quote: Quote) -> Text:
    from rich.text import Text

    from quotes.display import who, words_of
    from quotes.text import printable
    from stance.labels import in_words

    cell = Text(who(quote.speaker), style="bold")
    if quote.speaker and quote.speaker.affiliation:
        cell.append(f", {printable(quote.speaker.affiliation)}", style="not bold dim")
    cell.append(f"\n{words_of(quote)}", style="not bold")
    return cell.append(f"\n({printable(in_words(quote.stance))})", style="not bold dim")


def _foot(quotes: Sequence[Quote], *, with_doubted: bool, target: str) -> None:
    """Say what the figures rest on: intervals, labels of machines, quotes left out."""
    from quotes.commands.shared import say
    from stance.labels import is_machine

    machine = sum(is_machine(q.stance) for q in quotes)
    doubted = sum(q.doubted is not None for q in quotes)
    lines = [f"Shares are of labelled quotes about {target}, with 95 % intervals (Wilson); mean from -1 to +1."]
    if machine:
        lines.append(f"{machine} labels are a machine's and not checked by anybody: --labels human leaves them out.")
    if doubted and not with_doubted:
        left_out = "1 quote whose attribution is in doubt is" if doubted == 1 else f"{doubted} doubted quotes are"
        lines.append(f"{left_out} left out: --with-doubted counts doubted ones.")
    for line in lines:
        say(line)


def _say_none(quotes: int, shown: str) -> None:
    from quotes.commands.shared import say

    if quotes:
        say("None of the quotes that fit has a known speaker outside doubt: try --with-doubted.")
    else:
        say(f"No quotes fit in {shown}: `quotes list` shows what there is.")


def _counts(tally: Tally) -> dict[str, Any]:
    flat: dict[str, Any] = {
        "quotes": tally.quotes, "about": tally.about, "not_about": tally.beside, "unlabelled": tally.unlabelled,
        "undecided": tally.undecided, "machine": tally.machine, "mean": tally.mean,
    }  # fmt: skip
    for label, share in tally.shares.items():
        flat |= {
            label: share.count,
            f"{label}_share": share.share,
            f"{label}_low": share.low,
            f"{label}_high": share.high,
        }
    return flat


def _object(row: Summary) -> dict[str, Any]:
    from dataclasses import asdict

    from quotes.shape import quote_to_json

    return {**asdict(row), "latest": quote_to_json(row.latest)}


def _flat(row: Summary) -> dict[str, Any]:
    told = {
        name: getattr(row, name) for name in ("name", "actor", "affiliation", "country", "official", "first", "last")
    }
    return {**told, **_counts(row.tally), "tone": " → ".join(row.tone), "latest": row.latest.text}


def _side_object(side: Side) -> dict[str, Any]:
    from dataclasses import asdict

    from quotes.shape import quote_to_json

    return {"side": side.name, "tally": asdict(side.tally), "quotes": [quote_to_json(q) for q in side.quotes]}
