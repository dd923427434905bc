"""What a person may say of a quote: the options of `add` and `edit`, and what is said back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from quotes.errors import ContradictionError
from quotes.types import KINDS, OFFICES, TYPES

if TYPE_CHECKING:
    from quotes.actions.naming import Named


def known_actors(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete names of actors in the shell."""
    from quotes.actions.naming import names_of
    from quotes.commands.shared import open_db
    from quotes.errors import QuotesError
    from quotes.text import folded

    try:
        names = names_of(open_db(ctx.params.get("db"), absent="pass"))
    except QuotesError:
        return []
    wanted = folded(incomplete)
    return sorted(n for n in names if any(part.startswith(wanted) for part in (folded(n), *folded(n).split())))


_FACTS = (
    click.option("--affiliation", metavar="TEXT", help='Role and organisation: "spokesperson, Foreign Ministry".'),
    click.option("--role", metavar="TEXT"),
    click.option("--organisation", metavar="TEXT"),
    click.option("--country", metavar="CODE", help="The side they speak from: RU, AZ, ...; EU, XX, UA-SEP."),
    click.option("--official/--unofficial", default=None, help="Speaks for a public office, or not."),
    click.option("--office", type=click.Choice(OFFICES)),
    click.option("--type", "quote_type", type=click.Choice(TYPES), help="Else told from the quotation marks."),
    click.option("--kind", type=click.Choice(KINDS), help="speech unless told otherwise."),
    click.option("--said", metavar="DATE", help="2025-08-14, 14.08.2025, 2025-08 or 2025."),
    click.option("--venue", metavar="TEXT", help='Where it was said: "Telegram", "told DW".'),
    click.option("--publisher", metavar="NAME"),
    click.option("--title", metavar="TEXT"),
    click.option("--date", "published", metavar="DATE", help="When the source was published."),
    click.option("--url", "source_url", metavar="URL"),
    click.option("--source", "source_note", metavar="TEXT", help="Where it was found, if not on the web."),
    click.option("--note", metavar="TEXT"),
    click.option("--doubted", metavar="WHY", help="Why the attribution is in doubt."),
    click.option("--original", metavar="TEXT", help="The words in the language they were said in."),
    click.option("--translated-from", metavar="CODE", help="That language: ru, az, ...; else told from --original."),
)


def fact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FACTS):
        command = option(command)
    return command


@contextmanager
def usage() -> Iterator[None]:
    """Make wrong usage of what contradicts itself."""
    try:
        yield
    except ContradictionError as error:
        raise click.UsageError(str(error)) from None


def link_in_words(named: Named) -> str:
    """Say with whom a name was linked to, and how to mend it."""
    if named.state == "new":
        meant = f"; do you mean {named.near}? `quotes undo` takes it back" if named.near else ""
        return f"{named.name} (new actor{meant})"
    adopted = f"; taken for {named.full_name}, whom the registry has: --new-actor if it is another"
    return f"{named.name} = {named.actor}" + (adopted if named.state == "adopted" else "")
