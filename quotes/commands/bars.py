"""Bars for what takes long: an action goes through its items by such a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from quotes.actions.progress import Progress

T = TypeVar("T")


def bar(what: str) -> Progress:
    """Return what goes through items and shows a bar of that name, where there is a terminal."""
    from quotes.commands.shared import progress

    def through(items: Sequence[T], /) -> Iterator[T]:
        with progress(items, what, len(items)) as each:
            yield from each

    return through
