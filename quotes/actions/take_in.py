"""Tables of quotes into the store: how each is read, and what it adds."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quotes.actions.facts import sure
from quotes.types import Annotator, Label

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.tables.reading import Table

T = TypeVar("T")
Mapped = Mapping[str, str | None]  # column: field
Labelled = Mapping[str, Label | None]  # a label of the table's own: ours


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read, beside what is told for one table alone."""

    encoding: str | None = None
    sheet: str | None = None
    day_first: bool | None = None
    target: str = "Russia"  # of a stance without one


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that was read, and by which words."""

    table: Table
    signature: str  # of its columns, by which its words are remembered
    mapping: Mapped
    labels: Labelled
    remembered: bool = False  # the words are those of last time

    @property
    def to_remember(self) -> bool:
        """Whether a person told words that the next such table is to be read by."""
        return bool(self.mapping or self.labels) and not self.remembered


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What tables added."""

    added: int  # quotes
    known: int
    removed: int  # here before, and left so
    labels: int


def read(
    store: Store,
    source: Path | bytes,
    how: Reading,
    *,
    name: str | None = None,
    mapping: Mapped | None = None,
    labels: Labelled | None = None,
) -> TableRead:
    """Read a table as a person tells, else as one with its columns was read last time.

    A bad row never stops the others. Raises InputError where there is no table at all.
    """
    from quotes.store.remembering import remembered
    from quotes.tables.mapping import signature
    from quotes.tables.naming import with_names
    from quotes.tables.reading import read_table

    def table_by(mapping: Mapped, labels: Labelled) -> Table:
        return read_table(
            source, name=name, encoding=how.encoding, sheet=how.sheet, day_first=how.day_first,
            default_target=how.target, mapping=mapping, labels=labels,
        )  # fmt: skip

    mapping, labels = mapping or {}, labels or {}
    table = table_by(mapping, labels)
    key = signature(table.columns)
    if not mapping and not labels:
        with store.read() as connection:
            last = remembered(connection, key)
        if last is not None:
            return TableRead(with_names(table_by(*last)), key, *last, remembered=True)
    return TableRead(with_names(table), key, mapping, labels)


def keep(store: Store, tables: list[TableRead], by: Annotator, *, command: str, shipped: bool = False) -> TakenIn:
    """Store the good rows of tables in one change, with `shipped` what ships too; bad rows are left out.

    Nothing is stored twice; labels of a quote that is known join those that it has. `tables` is empty afterwards: a
    quote that is stored is not held in memory any longer.
    """
    from quotes.registry import shipped_actors
    from quotes.store.merging import merge_quotes
    from quotes.store.remembering import remember
    from quotes.store.shipped import put_actors, shipped_quotes

    counts: Counter[str] = Counter()
    with store.change(command, by) as change:
        if shipped:
            put_actors(change, shipped_actors())
            counts.update(merge_quotes(change, map(sure, shipped_quotes()), by=by))
        while tables:
            if tables[0].to_remember:
                remember(change, tables[0].signature, tables[0].mapping, tables[0].labels)
            quotes = deque(tables.pop(0).table.quotes)
            counts.update(merge_quotes(change, (sure(quote) for _, quote in _used_up(quotes)), by=by))
    return TakenIn(counts["added"], counts["known"], counts["removed"], counts["labels"])


def _used_up(items: deque[T]) -> Iterator[T]:
    while items:
        yield items.popleft()
