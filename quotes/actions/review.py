"""Reviewing quotes: which are asked for, what an answer means, and taking it back; asking is left to the face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.types import Annotator, Label, Quote, Stance

if TYPE_CHECKING:
    from quotes.filter import Filter, Selection
    from quotes.intervals import Share
    from quotes.store import Store

Wrong = Literal["wrong speaker", "wrong words", "not a quote"]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was kept."""

    quote_id: str
    change: int  # its number, by which it is taken back
    machine: Stance | None = None  # what the machine says, to be shown to who has answered


def queue(
    store: Store, selection: Selection, by: Annotator, *, sides: Sequence[Filter] = (), limit: int | None = None
) -> tuple[Quote, ...]:
    """Return the quotes to ask for, the most valuable first; an adjudicator is asked for those in dispute.

    With `sides`, those of a comparison, first what may decide it.
    """
    from quotes.labels import with_current
    from quotes.store import reviewing
    from quotes.store.reading import read_quotes

    with store.read() as connection:
        if by.kind == "adjudicator":
            ids = reviewing.disputed(connection, selection, limit=limit)
        else:
            ids = reviewing.to_review(connection, selection, by.name, sides=sides, limit=limit)
        return with_current(read_quotes(connection, ids), selection.target, labels=selection.labels)


def answer(
    store: Store,
    quote: Quote,
    target: str,
    by: Annotator,
    label: Label | None,
    *,
    about: bool | None = None,
    comment: str | None = None,
) -> Kept:
    """Keep a label; None says that the reviewer is unsure."""
    from quotes.labels import current
    from quotes.store.labels import put_stance

    with store.change(f"review {quote.id[:8]}: {label or 'unsure'} toward {target}", by) as change:
        put_stance(change, quote.id, Stance(target, label, about, annotator=by, comment=comment))
    machine = current([s for s in quote.stances if s.annotator and s.annotator.is_machine], target)
    return Kept(quote.id, change.id, machine)


def mark(store: Store, quote: Quote, by: Annotator, what: Wrong, *, comment: str | None = None) -> Kept:
    """Keep that an attribution is wrong; what is no quote is taken out too."""
    from quotes.store.writing import edit_quote, remove_quote
    from stance.review import MARK

    with store.change(f"review {quote.id[:8]}: {what}", by) as change:
        edit_quote(change, quote.id, doubted=MARK + what + (f" ({comment})" if comment else ""))
        if what == "not a quote":
            remove_quote(change, quote.id)
    return Kept(quote.id, change.id)


def take_back(store: Store, kept: Kept, by: Annotator) -> None:
    """Undo an answer."""
    from quotes.store.undo import undo

    undo(store, kept.change, by)


def attributions(store: Store) -> Share:
    """Return how many of the machine's finds that people looked at they left standing."""
    from quotes.intervals import share
    from quotes.store.reviewing import reviewed_finds
    from stance.review import MARK

    with store.read() as connection:
        right, wrong = reviewed_finds(connection, MARK)
    return share(right, right + wrong)
