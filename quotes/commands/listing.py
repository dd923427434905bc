"""`quotes list` and `search`: what is stored, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filters import chosen, filter_options
from quotes.commands.output import excel_option
from quotes.commands.shared import db_option, format_option, known_target, labels_option, many, target_option

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from quotes.store import Store
    from quotes.types import Quote

_BEGINNING = 60  # characters of an article's text that stand for its title


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@labels_option
@click.option("--articles", is_flag=True, help="List the articles instead.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@format_option()
@excel_option
@db_option
def list_(
    words: tuple[str, ...],
    target: str,
    labels: str,
    articles: bool,
    limit: int | None,
    form: str,
    excel_safe: bool,
    db: str | None,
    **options: Any,
) -> None:
    """List quotes: all, those of a speaker, or those that fit.

    \b
    quotes list zakharova
    quotes list --country RU --unofficial --about
    quotes list --stance against --since 2022-02-24 --format csv > against.csv
    """
    from quotes.commands.output import write_quotes
    from quotes.commands.shared import open_db

    store = open_db(db)
    if articles:
        if words or any(value is not None for value in options.values()):
            raise click.UsageError("--articles lists all of them: leave out the words and filters, which choose quotes")
        _list_articles(store, form, limit, excel_safe=excel_safe)
        return
    target = known_target(store, target)
    quotes = chosen(store, options, target=target, labels=labels, words=words)
    shown = quotes[:limit]
    if form != "table":
        write_quotes(shown, form, excel_safe=excel_safe)
        return
    print_quotes(shown, target=target)
    _say_count(store, quotes, shown)


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
    from quotes.store import search as index
    from quotes.store.reading import read_quotes
    from stance.labels import with_current

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
    _say_count(store, quotes, shown)


def print_quotes(quotes: Sequence[Quote], *, target: str) -> None:
    """Print quotes as a table: id, speaker with affiliation, stance, words."""
    from rich.text import Text

    from quotes.commands.shared import console, new_table, short_ids, widths
    from quotes.display import who, words_of
    from quotes.text import printable
    from stance.labels import in_words

    if not quotes:
        return
    ids = short_ids(quotes)
    table = new_table("Id", "Speaker", f"Toward {printable(target)}", "Words")
    table.columns[0].no_wrap = True
    table.columns[1].width, table.columns[2].width = widths(20, 14)
    for quote in quotes:
        speaker = Text(who(quote.speaker), style="bold")
        if quote.speaker and quote.speaker.affiliation:
            speaker.append(f"\n{printable(quote.speaker.affiliation)}", style="not bold dim")
        words = Text(words_of(quote))
        for mark in _marks(quote):
            words.append(f"\n({mark})", style="dim")
        table.add_row(Text(ids[quote.id]), speaker, Text(printable(in_words(quote.stance))), words)
    console().print(table)


def _marks(quote: Quote) -> list[str]:
    from quotes.text import printable

    marks = []
    if quote.type == "indirect":
        marks.append("reported, not quoted")
    if quote.doubted:
        marks.append(f"in doubt: {printable(quote.doubted)}")
    if quote.orphaned:
        marks.append("orphaned: no longer in the article")
    return marks


def _say_count(store: Store, quotes: Sequence[Quote], shown: Sequence[Quote]) -> None:
    from quotes.commands.shared import say
    from quotes.store.reading import count_quotes

    with store.read() as connection:
        total = count_quotes(connection)
    if not total:
        say(f"No quotes in {store.shown} yet: `quotes ingest` takes articles, `quotes add` one quote.")
    elif not quotes:
        say("The 1 quote does not fit." if total == 1 else f"None of the {total} quotes fits.")
    else:
        more = f", {len(shown)} shown" if len(shown) < len(quotes) else ""
        say(f"{len(quotes)} of {many(total, 'quote')}{more}")


def _list_articles(store: Store, form: str, limit: int | None, *, excel_safe: bool) -> None:
    from rich.text import Text

    from quotes.commands.output import write_rows
    from quotes.commands.shared import console, new_table, say
    from quotes.store.articles import list_articles
    from quotes.text import printable

    with store.read() as connection:
        rows = list_articles(connection)[:limit]
        titles = [str(row["title"] or _first_words(connection, str(row["id"]))) for row in rows]
    if form != "table":
        columns = ("id", "url", "title", "publisher", "published", "retrieved", "language", "versions", "quotes")
        write_rows(rows, form, columns=columns, excel_safe=excel_safe)
        return
    if not rows:
        say(f"No articles in {store.shown} yet: `quotes ingest` takes them.")
        return
    table = new_table("Id", "Published", "Title", "Publisher", "Quotes", "Versions")
    for row, title in zip(rows, titles, strict=True):
        cells = (row["id"], row["published"] or "", title, row["publisher"] or "", row["quotes"], row["versions"])
        table.add_row(*(Text(printable(str(cell))) for cell in cells))
    console().print(table)


def _first_words(connection: Connection, article_id: str) -> str:
    """What an article without a title is known by."""
    from textwrap import shorten

    from quotes.store.articles import read_article

    article, _ = read_article(connection, article_id)
    return shorten(article.text[:1000], _BEGINNING, placeholder=" ...")
