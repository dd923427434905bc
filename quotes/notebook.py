"""Stored quotes as a pandas table, for a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.errors import InputError
from quotes.filter import Filter
from quotes.labels import Labels, with_current
from quotes.store import Store, open_store
from quotes.tables.dataframe import frame as table_of
from quotes.targets import DEFAULT, canonical_target
from quotes.types import Quote

if TYPE_CHECKING:
    import pandas as pd


def frame(
    source: Store | str | Path | Iterable[Quote] | None = None,
    *wanted: Filter | str,
    target: str = DEFAULT,
    labels: Labels = "any",
    limit: int | None = None,
) -> pd.DataFrame:
    """Return a DataFrame with a row a quote, indexed by id, each with the label that counts for `target`.

    `source` is a store, its path or URL, None for the default store, or quotes at hand. Of a store come the quotes that
    are all that is `wanted`, written as on the command line ("official, country=RU"), at most `limit`. With `labels`
    "human" a machine's labels are left out. Raises StoreError if the store cannot be read, InputError for a filter that
    is not understood, or that is asked of quotes at hand.
    """
    if source is None or isinstance(source, (str, Path)):
        source = open_store(str(source) if source else None, create=False)
    name = canonical_target(target).name
    if isinstance(source, Store):
        return table_of(source.quotes(*wanted, target=name, labels=labels, limit=limit), target=name)
    if wanted or limit is not None:
        raise InputError("filters and a limit are asked of a store: give its path, or choose among the quotes yourself")
    return table_of(with_current(source, name, labels=labels), target=name)
