"""How a long action tells how far it is: it goes through its items by a function that the caller gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Gives items one by one, and may tell somebody which is the next: a bar, a page; tqdm's `tqdm` is one."""

    def __call__(self, items: Sequence[T], /) -> Iterable[T]:
        """Return the same items in the same order."""


def silent(items: Sequence[T], /) -> Iterable[T]:
    """Go through items and tell nobody."""
    return items
