"""The store: articles, actors, quotes and labels in SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from quotes.store.store import Store

__all__ = ["Connection", "Store", "open_store"]


def open_store(
    location: str | Path | None = None, *, create: bool = True, progress: Callable[[str, int, int], None] | None = None
) -> Store:
    """Open the store at a path or database URL; without one, `$QUOTES_DB` or the file in the user's data folder.

    With `create` false, a file that does not exist is not made: an empty store in memory stands in for it. A store of
    an older version is brought up to date, a copy of it kept beside; `progress` is told so (`engine.open_engine`).
    Raises StoreError naming the location.
    """
    from quotes.store.engine import default_location, open_engine, without_password

    location = str(location) if location else default_location()
    engine = open_engine(location, create=create, progress=progress)
    return Store(engine, without_password(location))
