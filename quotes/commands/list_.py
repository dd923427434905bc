"""`quotes list`: what is stored, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_options, say_bearers, selection_of
from quotes.commands.paging import page_options
from quotes.commands.shared import (
    SHORT,
    known_target,
    labels_option,
    target_option,
)

if TYPE_CHECKING:
    from quotes.store import Store


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@labels_option
@click.option("--articles", is_flag=True, help="List the articles instead.")
@click.option("--after", metavar="ID", help="Go on behind this quote.")
@page_options
def list_(
    words: tuple[str, ...],
    target: str,
    labels: str,
    articles: bool,
    after: str | None,
    limit: int | None,
    full: bool,
    pager: bool,
    form: str,
    excel_safe: bool,
    db: str | None,
    **options: Any,
) -> None:
    """List quotes in the order of their days: all, those of a speaker, or those that fit.

    \b
    quotes list zakharova
    quotes list --country RU --unofficial --about
    quotes list --stance against --since 2022-02-24 --format csv > against.csv
    """
    from quotes.actions.ask import page, stream
    from quotes.commands.output import write_quotes
    from quotes.commands.paging import page_size
    from quotes.commands.quote_tables import print_quotes, say_count
    from quotes.commands.shared import open_db

    store = open_db(db)
    if articles:
        if words or after or any(value is not None for value in options.values()):
            raise click.UsageError("--articles lists all of them: leave out the words and filters, which choose quotes")
        shown = limit or (page_size(pager) if form == "table" else None)
        _list_articles(store, form, shown, pager=pager, excel_safe=excel_safe)
        return
    selection = selection_of(options, target=known_target(store, target), labels=labels)
    if form == "table":
        say_bearers(store, " ".join(words) or options["speaker"])
        found = page(store, selection, words=words, after=after, limit=limit or page_size(pager))
        print_quotes(found.quotes, target=selection.target, full=full, pager=pager)
        say_count(store, found, onward=f"--after {found.last[:SHORT]}" if found.last and not found.ranked else "")
    else:
        write_quotes(stream(store, selection, words=words, after=after, limit=limit), form, excel_safe=excel_safe)


def _list_articles(store: Store, form: str, limit: int | None, *, pager: bool, excel_safe: bool) -> None:
    from quotes.commands.output import write_rows
    from quotes.commands.paging import show
    from quotes.commands.quote_tables import article_list
    from quotes.commands.shared import console, say
    from quotes.store.articles import list_articles

    if form != "table":
        columns = ("id", "url", "title", "publisher", "published", "retrieved", "language", "versions", "quotes")
        with store.read() as connection:
            rows = [{name: row[name] for name in columns} for row in list_articles(connection, limit=limit)]
        write_rows(rows, form, columns=columns, excel_safe=excel_safe)
        return
    with store.read() as connection:
        found = list_articles(connection, limit=limit and limit + 1)  # one more tells whether there are more
    if not found:
        say(f"No articles in {store.shown} yet: `quotes ingest` takes them.")
        return
    show(article_list(found[:limit], width=console().width), pager=pager)
    if limit and len(found) > limit:
        say(f"The first {limit} articles: --limit {10 * limit} shows more.")
