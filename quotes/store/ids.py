"""Ids of quotes: a hash of what was said where, and finding one by its beginning."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, and_, func, or_, select

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
    found = beginning_with(connection, query, table.c.id, wanted)
    if not found:
        raise NotFoundError(f"no quote {prefix!r}: `quotes list` shows the ids")
    if len(found) > 1:
        raise AmbiguousError(f"{prefix!r} fits several quotes ({', '.join(found[:3])} ...): give more of the id")
    return found[0]


def beginning_with(connection: Connection, query: Select[Any], column: Any, wanted: str) -> list[str]:
    """Return up to four ids of a query that begin so, in any case.

    Ids are hexadecimal digits, so that these are a stretch of the index; those that older versions imported may be
    anything, and all are looked at where the stretch is empty.
    """
    if not wanted:
        return []
    # the databases differ in whether LIKE minds capitals
    fits = func.lower(column).startswith(wanted.lower(), autoescape=True)
    stretches = [
        and_(column >= form, column < form + last) for form, last in ((wanted.lower(), "g"), (wanted.upper(), "G"))
    ]
    return sorted(connection.execute(query.where(or_(*stretches), fits).limit(4)).scalars()) or sorted(
        connection.execute(query.where(fits).limit(4)).scalars()
    )


def _own_id(quote: Quote, article_id: str, occurrence: int) -> str:
    source = quote.source.text if quote.source else ""
    if not article_id and quote.speaker:
        source = quote.speaker.name
    cue = quote.cue.text if quote.cue else ""
    return quote_id(article_id or quote.source_url or "", quote.text, cue, source, occurrence)
