"""`quotes actors`: speakers known across articles, listed and looked up; repairing who is who is in `actors_edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.actors_edit import COMMANDS
from quotes.commands.paging import full_option, pager_option
from quotes.commands.shared import db_option, format_option, say

if TYPE_CHECKING:
    from quotes.actions.actors import Listed, Portrait

_COLUMNS = ("id", "name", "kind", "country", "aliases", "now", "quotes", "reviewed")


@click.group()
def actors() -> None:
    """Speakers known across articles: list, show, add, alias, affiliation, merge, split."""


for command in COMMANDS:
    actors.add_command(command)


@actors.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--unreviewed", is_flag=True, help="Only those that ingest made and nobody looked at yet.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many; 10 in a table, 50 in a pager.")
@pager_option
@format_option()
@db_option
def list_(words: tuple[str, ...], unreviewed: bool, limit: int | None, pager: bool, form: str, db: str | None) -> None:
    """List actors, all or those of a name.

    \b
    quotes actors list
    quotes actors list aliyev
    """
    from datetime import date

    from quotes.actions.actors import list_actors
    from quotes.commands.actor_blocks import actor_list, actors_line
    from quotes.commands.output import write_rows
    from quotes.commands.paging import page_size, show
    from quotes.commands.shared import console, open_db

    store = open_db(db)
    most = limit or (page_size(pager) if form == "table" else None)
    page = list_actors(store, words=words, unreviewed=unreviewed, limit=most, day=date.today().isoformat())
    if form != "table":
        write_rows([_row(row) for row in page.rows], form, columns=_COLUMNS)
        return
    if page.rows:
        show(actor_list(page.rows, width=console().width), pager=pager)
    say(actors_line(page) if page.stored else f"No actors yet in {store.shown}.")


@actors.command("show")
@click.argument("name")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many quotes said by and said about.")
@full_option
@pager_option
@format_option(formats=("table", "json", "jsonl"))
@db_option
def show_(name: str, limit: int | None, full: bool, pager: bool, form: str, db: str | None) -> None:
    """Show an actor: aliases, affiliations over time, said by, said about.

    \b
    quotes actors show zakharova
    """
    from quotes.actions.actors import portrait
    from quotes.commands.actor_blocks import portrait_text
    from quotes.commands.output import write_json
    from quotes.commands.paging import page_size, show
    from quotes.commands.shared import console, open_db
    from quotes.targets import DEFAULT

    store = open_db(db, absent="fail")
    most = limit or (page_size(pager) if form == "table" else None)
    found = portrait(store, name, target=DEFAULT, limit=most)
    if form != "table":
        write_json([_object(found)], form)
        return
    show(portrait_text(found, target=DEFAULT, width=console().width, full=full), pager=pager)


def _row(row: Listed) -> dict[str, Any]:
    """An actor as programs read it."""
    from quotes.commands.actor_blocks import role_of

    known = {name: getattr(row.actor, name) for name in ("id", "name", "kind", "country", "reviewed")}
    return {**known, "aliases": "|".join(row.actor.aliases), "now": role_of(row.now), "quotes": row.quotes}


def _object(found: Portrait) -> dict[str, Any]:
    from dataclasses import asdict

    from quotes.as_json import quote_to_json

    said = {"said_by": found.by, "said_about": found.about}
    return {**asdict(found.actor), **{name: [quote_to_json(q) for q in one.quotes] for name, one in said.items()}}
