"""Stored quotes as a pandas table, for a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.labels import Labels, with_current
from quotes.store import Store, open_store
from quotes.store.reading import read_quotes
from quotes.tables.dataframe import frame as table_of
from quotes.targets import DEFAULT, canonical_target
from quotes.types import Quote

if TYPE_CHECKING:
    import pandas as pd


def frame(
    source: Store | str | Path | Iterable[Quote] | None = None, *, target: str = DEFAULT, labels: Labels = "any"
) -> pd.DataFrame:
    """Return a DataFrame with a row a quote, indexed by id, each with the label that counts for `target`.

    `source` is a store, its path or URL, None for the default store, or quotes at hand. With `labels` "human" a
    machine's labels are left out. Raises StoreError if the store cannot be read.
    """
    if source is None or isinstance(source, (str, Path)):
        source = open_store(str(source) if source else None, create=False)
    if isinstance(source, Store):
        with source.read() as connection:
            source = read_quotes(connection)
    name = canonical_target(target).name
    return table_of(with_current(source, name, labels=labels), target=name)
