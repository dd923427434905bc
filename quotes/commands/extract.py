"""`quotes extract`: look, and store nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.paging import full_option, pager_option
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
@full_option
@pager_option
@format_option()
def extract(
    paths: tuple[str, ...],
    encoding: str | None,
    least: float,
    registry: bool,
    target: str,
    with_stance: bool,
    full: bool,
    pager: bool,
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
    from quotes.commands.quote_tables import print_quotes
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
    if form == "table":
        print_quotes(quotes, target=target if with_stance else None, full=full, pager=pager, stored=False)
    else:
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
