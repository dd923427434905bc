"""The options that choose quotes, the same for every command that shows some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from quotes.types import KINDS, OFFICES, TYPES

if TYPE_CHECKING:
    from quotes.filter import Filter
    from quotes.store import Store
    from quotes.types import Quote

_OPTIONS = (
    click.option("--speaker", metavar="NAME", help="Words of the name or of an alias, or an actor's id."),
    click.option("--affiliation", metavar="WORDS", help="Words of the role or organisation."),
    click.option("--country", metavar="CODE", help="ISO code: RU, AZ, ...; EU, XX for NATO and UN, UA-SEP."),
    click.option("--official/--unofficial", default=None, help="Speaks for a public office, or not."),
    click.option("--office", type=click.Choice(OFFICES), help="Which office."),
    click.option("--stance", metavar="LABEL", help="favor, against, neutral, mixed; disputed, unsure, none."),
    click.option("--about/--not-about", default=None, help="A label says that it bears on the target, or not."),
    click.option("--since", metavar="DATE", help="Said, or else published, on that day or later."),
    click.option("--until", metavar="DATE", help="... or earlier."),
    click.option("--publisher", metavar="WORDS"),
    click.option("--text", "words_said", metavar="WORDS", help="Words that occur in the quote, in that order."),
    click.option("--type", "quote_type", type=click.Choice(TYPES)),
    click.option("--kind", type=click.Choice(KINDS)),
    click.option("--doubted/--undoubted", default=None, help="The attribution is marked as in doubt, or not."),
)
NAMES = (
    "speaker", "affiliation", "country", "official", "office", "stance", "about", "since", "until", "publisher",
    "words_said", "quote_type", "kind", "doubted",
)  # fmt: skip


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose quotes; the command passes them on to `chosen`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def filter_of(options: Mapping[str, Any]) -> Filter:
    """Return what the options ask for. Raises InputError naming an unknown value and the known."""
    from quotes.filter import Filter
    from quotes.filter_words import checked_filter

    return checked_filter(
        Filter(**{{"words_said": "text", "quote_type": "type"}.get(n, n): options[n] for n in NAMES if n in options})
    )


def chosen(
    store: Store, options: Mapping[str, Any], *, target: str, labels: Any = "any", words: tuple[str, ...] = ()
) -> tuple[Quote, ...]:
    """Return the quotes that the options ask for, each with its current stance.

    `words` are a speaker's name or, if no speaker bears it, words to search for in the quotes.
    """
    from quotes.filter import Filter, choose
    from quotes.labels import with_current
    from quotes.store import search
    from quotes.store.reading import actor_names, read_quotes

    wanted = filter_of(options)
    with store.read() as connection:
        aliases = actor_names(connection)
        quotes = with_current(read_quotes(connection), target, labels=labels)
        quotes = choose(quotes, wanted, aliases=aliases)
        said_by = choose(quotes, Filter(speaker=" ".join(words)), aliases=aliases) if words else quotes
        if said_by or not words:
            return said_by
        by_id = {quote.id: quote for quote in quotes}
        return tuple(by_id[key] for key in search.find(connection, " ".join(words)) if key in by_id)


def say_bearers(store: Store, name: str | None) -> None:
    """Say so where several known speakers bear a name, whose quotes are then counted under it."""
    from quotes.commands.shared import say
    from quotes.store.reading import actor_names
    from quotes.text import folded

    words = set(folded(name or "").split())
    with store.read() as connection:
        known = actor_names(connection)
    bearers = {key: names[0] for key, names in known.items() if any(words <= set(folded(n).split()) for n in names)}
    if words and name not in known and len(bearers) > 1:
        listed = ", ".join(f"{full} ({key})" for key, full in sorted(bearers.items())[:5])
        say(f"{name!r} is a name of {len(bearers)} speakers: {listed}; an id takes one of them alone")
