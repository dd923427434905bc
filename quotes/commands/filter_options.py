"""The options that choose quotes, the same for every command that shows some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from quotes.types import KINDS, OFFICES, TYPES

if TYPE_CHECKING:
    from quotes.filter import Filter, Selection
    from quotes.store import Store

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


def selection_of(options: Mapping[str, Any], *, target: str, labels: Any = "any") -> Selection:
    """Return the selection of quotes that the options ask for. Raises InputError as `filter_of` does."""
    from quotes.filter import Selection

    return Selection((filter_of(options),), target, labels)


def say_bearers(store: Store, name: str | None) -> None:
    """Say so where several known speakers bear a name, whose quotes are then counted under it."""
    from quotes.actions.ask import namesakes
    from quotes.commands.shared import say

    bearers = namesakes(store, name)
    if bearers:
        listed = ", ".join(f"{full} ({key})" for key, full in bearers[:5])
        known = "more than 5" if len(bearers) > 5 else str(len(bearers))
        say(f"{name!r} is a name of {known} speakers: {listed}; @ID takes one of them alone")
