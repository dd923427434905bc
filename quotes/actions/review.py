"""Reviewing quotes: which are asked for, what an answer means, and taking it back; asking is left to the face."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.types import Annotator, Label, Quote, Stance

if TYPE_CHECKING:
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
    quotes: Sequence[Quote],
    target: str,
    by: Annotator,
    *,
    sides: Sequence[Sequence[Quote]] = (),
    limit: int | None = None,
) -> tuple[Quote, ...]:
    """Return the quotes to ask for, the most valuable first; an adjudicator is asked for those in dispute.

    With `sides`, those of a comparison, first what may decide it.
    """
    from quotes.labels import current
    from stance.review import to_review

    if by.kind == "adjudicator":
        labels = [(quote, current(quote.stances, target)) for quote in quotes]
        return tuple(quote for quote, label in labels if label and label.status == "disputed")[:limit]
    return to_review(quotes, target, by.name, sides=sides)[:limit]


def sides_of(store: Store, quotes: Sequence[Quote], filters: Sequence[str]) -> tuple[tuple[Quote, ...], ...]:
    """Return the quotes of each side of a comparison. Raises InputError for a filter that is not understood."""
    from quotes.filter import choose
    from quotes.filter_words import parse_filter
    from quotes.store.reading import actor_names

    with store.read() as connection:
        aliases = actor_names(connection)
    return tuple(choose(quotes, parse_filter(text), aliases=aliases) for text in filters)


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
    from quotes.store.writing import put_stance

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
    from quotes.store.reading import read_quotes
    from stance.review import reviewed_attributions

    with store.read() as connection:
        return reviewed_attributions(read_quotes(connection, removed=True))
