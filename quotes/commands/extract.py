"""`quotes extract`: look, and store nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quotes.commands.shared import (
    confidence_option,
    fail,
    format_option,
    registry_option,
    say_standard_input,
    stance_option,
    target_option,
)

if TYPE_CHECKING:
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
    from quotes.commands.output import write_quotes
    from quotes.commands.shared import console, progress, say
    from quotes.sources.inputs import expanded

    options = _Options(encoding, least, registry, target if with_stance else None)
    say_standard_input(paths)
    names = expanded(paths)
    none = True
    if form == "jsonl":  # a line as soon as it is found
        with progress(names, "Looking for quotes", len(names)) as each:
            for name in each:
                found = tuple(_found([name], options))
                none = none and not found
                write_quotes(found, form)
        if none:
            say(NOTHING)
        return
    with progress(names, "Looking for quotes", len(names)) as each:
        quotes = tuple(quote for name in each for quote in _found([name], options))
    if not quotes:
        say(NOTHING)
    if form == "table" and quotes:
        console().print(found_table(quotes))
    elif form != "table":
        write_quotes(quotes, form)


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


@dataclass(frozen=True, slots=True)
class _Options:
    encoding: str | None
    least: float
    registry: bool
    target: str | None  # that a stance is suggested toward; None: none is


def _found(names: Sequence[str], options: _Options) -> Iterator[Quote]:
    from dataclasses import replace

    from quotes.actions.find import found_in, is_english
    from quotes.commands.shared import say
    from quotes.commands.suggest import with_suggestion
    from quotes.display import language_name
    from quotes.sources.inputs import document_name, read_sources
    from stance.model.network import shipped_model

    for source in read_sources(names, encoding=options.encoding):
        if source.article is None:
            fail(str(source.error))
        if not is_english(source.article):
            language = language_name(source.article.language or "")
            say(f"{source.name}: the text is {language}; quotes are looked for in English only")
        article = source.article
        facts = {
            "source_url": article.url,
            "publisher": article.publisher,
            "title": article.title,
            "published": article.published,
        }
        for quote in found_in(article, least=options.least, registry=options.registry):
            told = replace(quote, document=document_name(source.name), **facts)  # type: ignore[arg-type]
            yield with_suggestion(told, options.target, article.text, shipped_model()) if options.target else told
