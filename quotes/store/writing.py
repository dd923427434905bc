"""Quotes into the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, func, select

from quotes.errors import InputError
from quotes.store import schema
from quotes.store.change import Change
from quotes.store.current import parts
from quotes.store.labels import put_speakers, put_stances
from quotes.types import QUOTE_FACTS, Annotator, Quote, Span, Speaker

_FACTS_OF = attrgetter(*QUOTE_FACTS)  # all at once, which is faster
CONTEXT = 32  # characters of prefix and suffix beside each piece (W3C text quote selector)


def put_quotes(
    change: Change,
    quotes: Iterable[Quote],
    *,
    version_id: int | None = None,
    text: str | None = None,
    finder: Annotator | None = None,
) -> tuple[str, ...]:
    """Store quotes that are not there yet, with their speakers and stances; return the ids of the new ones.

    With `version_id` and `text` the offsets go into that article version. `finder` is the rule or model that found
    them; it is the speakers' annotator too where they have none of their own. A quote whose id is known, also as
    removed, is left as it is.
    """
    quotes = tuple(quotes)
    known = _known(change.connection, [quote.id for quote in quotes])
    fresh = [quote for quote in quotes if quote.id not in known]
    if not fresh:
        return ()
    run_id = None
    if finder is not None:
        run_id = change.insert(schema.run, annotator_id=change.annotator(finder), time=change.time)["id"]
    added_by: dict[str | None, int] = {None: change.annotator(finder)}
    if finder is not None:
        added_by[finder.name] = added_by[None]
    for quote in fresh:
        if quote.added_by is not None and quote.added_by not in added_by:
            added_by[quote.added_by] = change.annotator(Annotator(quote.added_by))
    last = change.connection.execute(select(func.max(schema.quote.c.number))).scalar() or 0
    change.insert_many(
        schema.quote,
        [
            {**_row(quote, version_id, run_id, added_by[quote.added_by], change.time), "number": number}
            for number, quote in enumerate(fresh, last + 1)
        ],
    )
    change.insert_many(schema.piece, [row for quote in fresh for row in _pieces(quote, text)])
    put_speakers(change, [(q.id, _found_by(q.speaker, finder)) for q in fresh if q.speaker is not None])
    put_stances(change, [(quote.id, stance) for quote in fresh for stance in quote.stances], fresh=True)
    return tuple(quote.id for quote in fresh)


def edit_quote(change: Change, key: str, **facts: Any) -> bool:
    """Change facts of a quote for good; refresh then leaves it alone. Tell whether anything changed."""
    done = change.update(schema.quote, {"id": key}, **facts)
    if done:
        change.update(schema.quote, {"id": key}, edited=True)
    return done


def replace_content(change: Change, key: str, content: tuple[Span, ...], text: str | None) -> None:
    """Replace a quote's words, which a person corrected."""
    put_pieces(change, key, content, text)
    change.update(schema.quote, {"id": key}, edited=True)


def put_pieces(change: Change, key: str, content: tuple[Span, ...], text: str | None) -> None:
    """Put these pieces in the place of the ones that a quote has."""
    rows = change.connection.execute(select(schema.piece.c.position).where(schema.piece.c.quote_id == key))
    for row in rows.all():
        change.delete(schema.piece, {"quote_id": key, "position": row.position})
    for values in _pieces(Quote(content, id=key), text):
        change.insert(schema.piece, **values)


def remove_quote(change: Change, key: str) -> None:
    """Take a quote out of every answer; it stays on record so that refresh does not bring it back."""
    change.update(schema.quote, {"id": key}, removed=True)


def _known(connection: Connection, ids: list[str]) -> set[str]:
    known: set[str] = set()
    for part in parts(ids):
        known.update(connection.execute(select(schema.quote.c.id).where(schema.quote.c.id.in_(part))).scalars())
    return known


def _found_by(speaker: Speaker, finder: Annotator | None) -> Speaker:
    return speaker if speaker.annotator or finder is None else replace(speaker, annotator=finder)


def _row(quote: Quote, version_id: int | None, run_id: int | None, added_by: int, time: str) -> dict[str, Any]:
    row = dict(zip(QUOTE_FACTS, _FACTS_OF(quote), strict=True))
    for name, span in (("source", quote.source), ("cue", quote.cue)):
        places = (span.start, span.end, span.text) if span else (None, None, None)
        row[f"{name}_start"], row[f"{name}_end"], row[f"{name}_text"] = places
    if version_id is not None:  # the article's own facts are the article's
        row |= dict.fromkeys(("source_url", "publisher", "title", "published"))
    return row | {
        "id": quote.id,
        "version_id": version_id,
        "document": quote.document if version_id is None else None,
        "run_id": run_id,
        "extra": dict(quote.extra),
        "added_by": added_by,
        "added": time,
        "edited": False,
        "removed": False,
    }


def _pieces(quote: Quote, text: str | None) -> list[dict[str, Any]]:
    if not quote.content:
        raise InputError(f"quote {quote.id} has no words")
    for piece in quote.content:
        if piece.end < piece.start:
            raise InputError(f"quote {quote.id} ends ({piece.end}) before it begins ({piece.start})")
    return [
        {
            "quote_id": quote.id,
            "position": position,
            "start": piece.start,
            "end": piece.end,
            "exact": piece.text,
            "prefix": text[max(0, piece.start - CONTEXT) : piece.start] if text else "",
            "suffix": text[piece.end : piece.end + CONTEXT] if text else "",
        }
        for position, piece in enumerate(quote.content)
    ]
