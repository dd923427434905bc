"""An open store: the only ways in are to read, to change, and to ask for quotes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from quotes.filter import Filter, Selection
from quotes.filter_words import parse_filter
from quotes.labels import Labels
from quotes.store.change import Change
from quotes.store.engine import translated
from quotes.store.selecting import select_quotes
from quotes.targets import DEFAULT, canonical_target
from quotes.types import Annotator, Quote


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; `read` and `change` are the only ways in."""

    engine: Engine
    shown: str  # where it is, without a password

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store."""
        with translated(self.shown), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def change(self, command: str, by: Annotator) -> Iterator[Change]:
        """Give the handle that writes. An error, also one of the caller's, leaves the store as it was.

        A command that wrote nothing leaves no change behind, so that `undo` takes back one that did.
        """
        with writing(self) as connection:
            change = Change.begin(connection, command, by)
            yield change
            change.end()

    def quotes(
        self,
        *wanted: Filter | str,
        target: str = DEFAULT,
        labels: Labels = "any",
        words: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[Quote, ...]:
        """Return the quotes that are all that is wanted, in the order of their days, each with its stance.

        A filter can be written as on the command line: "official, country=RU". `words` are searched for, and come best
        first; `after` goes on behind the quote of that id. Raises InputError for a filter that is not understood.
        """
        filters = tuple(parse_filter(one) if isinstance(one, str) else one for one in wanted)
        selection = Selection(filters, canonical_target(target).name, labels, words)
        with self.read() as connection:
            return select_quotes(connection, selection, after=after, limit=limit)


@contextmanager
def writing(store: Store) -> Iterator[Connection]:
    """Give a connection that holds the writer's lock, in one transaction."""
    with (
        translated(store.shown),
        store.engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
    ):
        yield connection
