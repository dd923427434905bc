"""`quotes extract`: look, and store nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotes.commands.shared import (
    confidence_option,
    format_option,
    registry_option,
    say,
    say_standard_input,
    stance_option,
    target_option,
)

if TYPE_CHECKING:
    from quotes.actions.suggest import Labeller
    from quotes.types import Quote

NOTHING = "No quotes found."


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-|URL...")
@click.option("--encoding", metavar="NAME", help="Of the files, if it is guessed wrong: cp1251, utf-16, ...")
@confidence_option
@registry_option
@target_option
@stance_option
@format_option()
def extract(
    paths: tuple[str, ...],
    encoding: str | None,
    least: float,
    registry: bool,
    target: str,
    with_stance: bool,
    form: str,
) -> None:
    """Print the quotes in articles; store nothing.

    \b
    quotes extract article.txt
    quotes extract --format jsonl articles/ > quotes.jsonl
    pbpaste | quotes extract -
    """
    from quotes.actions.suggest import by_shipped_model
    from quotes.commands.bars import bar
    from quotes.commands.output import write_quotes
    from quotes.commands.shared import console
    from quotes.sources.inputs import expanded

    say_standard_input(paths)
    each = bar("Looking for quotes")(expanded(paths))
    labeller = by_shipped_model() if with_stance else None
    looks = (_found(name, encoding, least, registry, target, labeller) for name in each)
    if form == "jsonl":  # a line as soon as it is found
        none = True
        for found in looks:
            none = none and not found
            write_quotes(found, form)
        if none:
            say(NOTHING)
        return
    quotes = tuple(quote for found in looks for quote in found)
    if not quotes:
        say(NOTHING)
    if form == "table" and quotes:
        console().print(found_table(quotes))
    elif form != "table":
        write_quotes(quotes, form)


def _found(
    name: str, encoding: str | None, least: float, registry: bool, target: str, labeller: Labeller | None
) -> tuple[Quote, ...]:
    """Return the quotes in an input; say so where they are not looked for. Raises what keeps it from being read."""
    from quotes.actions.find import is_english, look, with_facts
    from quotes.actions.suggest import with_suggestion
    from quotes.display import language_name

    found = look(name, encoding=encoding, least=least, registry=registry)
    article = found.article
    if not is_english(article):
        language = language_name(article.language or "")
        say(f"{name}: the text is {language}; quotes are looked for in English only")
    quotes = with_facts(found)
    if labeller is None:
        return quotes
    return tuple(with_suggestion(quote, target, article.text, labeller) for quote in quotes)


def found_table(quotes: Sequence[Quote]) -> object:
    """Return what was found as a table: who, in which role, what."""
    from rich.text import Text

    from quotes.commands.shared import new_table, widths
    from quotes.display import officially, who, words_of
    from quotes.labels import in_words
    from quotes.text import printable

    table = new_table("Speaker", "Type", "Words")
    (table.columns[0].width,) = widths(26)
    for quote in quotes:
        speaker = Text(who(quote.speaker), style="bold")
        if quote.speaker and quote.speaker.affiliation:
            speaker.append(f"\n{printable(quote.speaker.affiliation)}", style="not bold")
        if quote.speaker and quote.speaker.official is not None:
            speaker.append(f"\n{officially(quote.speaker.official)}", style="not bold dim")
        words = Text(words_of(quote))
        if quote.stance:
            words.append(f"\n{printable(in_words(quote.stance))}", style="dim")
        table.add_row(speaker, quote.type, words)
    return table
