"""`quotes list`: what is stored, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import chosen, filter_options
from quotes.commands.output import excel_option
from quotes.commands.quote_tables import print_quotes, say_count
from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option

if TYPE_CHECKING:
    from quotes.store import Store

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
    say_count(store, quotes, shown)


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


def _first_words(connection: Any, article_id: str) -> str:
    """What an article without a title is known by."""
    from textwrap import shorten

    from quotes.store.articles import read_article

    article, _ = read_article(connection, article_id)
    return shorten(article.text[:1000], _BEGINNING, placeholder=" ...")
