"""Ids of quotes: a hash of what was said where, and finding one by its beginning."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, func, select

from quotes.errors import AmbiguousError, NotFoundError
from quotes.store import schema
from quotes.text import checked
from quotes.types import Attribution, Quote

_DIGITS = 16  # hexadecimal, of a quote's id


def quote_id(article_id: str, content: str, cue: str, source: str, occurrence: int = 0) -> str:
    """Return the id of a quote: a hash of its article's id and its words, and which occurrence of them it is."""
    words = "\x1f".join([article_id, *(" ".join(part.split()) for part in (content, cue, source)), str(occurrence)])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def with_ids(quotes: Iterable[Quote], article_id: str) -> tuple[Quote, ...]:
    """Give every quote of one article its id, in order, the same words in a row counted apart."""
    occurrences: Counter[str] = Counter()  # by the id of the first of them
    out = []
    for quote in quotes:
        first = _own_id(quote, article_id, 0)
        out.append(replace(quote, id=_own_id(quote, article_id, occurrences[first]) if occurrences[first] else first))
        occurrences[first] += 1
    return tuple(out)


def from_attributions(found: Iterable[Attribution], article_id: str) -> tuple[Quote, ...]:
    """Turn what the finder found in an article into quotes with ids."""
    return with_ids(
        (
            Quote(
                a.content, a.kind, a.type, document=article_id, source=a.source, cue=a.cue, speaker=a.speaker,
                confidence=a.confidence, damaged=a.damaged,
            )
            for a in found
        ),
        article_id,
    )  # fmt: skip


def full_id(connection: Connection, prefix: str, *, removed: bool = False) -> str:
    """Return the id that begins with `prefix`. Raises NotFoundError and AmbiguousError naming it."""
    table, wanted = schema.quote, checked(prefix.strip(), "the id")
    query = select(table.c.id) if removed else select(table.c.id).where(table.c.removed.is_(False))
    if connection.execute(query.where(table.c.id == wanted)).scalar() is not None:
        return wanted
    # imported ids may hold capitals; the databases differ in whether LIKE minds them
    fits = func.lower(table.c.id).startswith(wanted.lower(), autoescape=True)
    found: list[str] = sorted(connection.execute(query.where(fits).limit(4)).scalars()) if wanted else []
    if not found:
        raise NotFoundError(f"no quote {prefix!r}: `quotes list` shows the ids")
    if len(found) > 1:
        raise AmbiguousError(f"{prefix!r} fits several quotes ({', '.join(found[:3])} ...): give more of the id")
    return found[0]


def _own_id(quote: Quote, article_id: str, occurrence: int) -> str:
    source = quote.source.text if quote.source else ""
    if not article_id and quote.speaker:
        source = quote.speaker.name
    cue = quote.cue.text if quote.cue else ""
    return quote_id(article_id or quote.source_url or "", quote.text, cue, source, occurrence)
