"""A quote within its article: the paragraphs around it, cut into what was said, by whom, and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quotes.display import words_of
from quotes.text import printable

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.types import Quote, Span

Role = Literal["content", "source", "cue", "alone"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of what is shown, as a face may show it: without control characters."""

    text: str
    role: Role | None = None  # what it is of the quote; alone: its words without an article; None: what stands around


def context_of(store: Store, quote: Quote) -> tuple[Part, ...]:
    """Return a stored quote within its article (`context`)."""
    from quotes.store.articles import text_of_quote

    with store.read() as connection:
        return context(quote, text_of_quote(connection, quote.id))


def context(quote: Quote, text: str | None) -> tuple[Part, ...]:
    """Return the paragraphs of an article's text that hold a quote with its source and cue, in parts.

    Where there is no article, or its text no longer holds the words, these stand alone.
    """
    if text is None or quote.orphaned:
        return (Part(words_of(quote), "alone"),)
    spans = list(_spans(quote))
    start = text.rfind("\n", 0, max(0, min(span.start for span, _ in spans))) + 1
    end = text.find("\n", max(span.end for span, _ in spans))
    return tuple(_cut(text, start, len(text) if end < 0 else end, spans))


def _spans(quote: Quote) -> Iterator[tuple[Span, Role]]:
    for piece in quote.content:
        yield piece, "content"
    if quote.source is not None:
        yield quote.source, "source"
    if quote.cue is not None:
        yield quote.cue, "cue"


def _cut(text: str, start: int, end: int, spans: list[tuple[Span, Role]]) -> Iterator[Part]:
    """Cut a text at the spans; of two that overlap the later one is left out."""
    at = start
    for span, role in sorted(spans, key=lambda pair: pair[0].start):
        if span.start >= at:
            yield Part(printable(text[at : span.start]))
            yield Part(printable(text[span.start : span.end]), role)
            at = span.end
    yield Part(printable(text[at:end]))
