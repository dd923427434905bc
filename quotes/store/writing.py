"""Quotes and their labels into the store."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, func, select

from quotes.errors import AmbiguousError, InputError, NotFoundError
from quotes.store import schema, search
from quotes.store.change import Change
from quotes.targets import canonical_target
from quotes.text import checked
from quotes.types import CODEBOOK, Annotator, Attribution, Quote, Span, Speaker, Stance

CONTEXT = 32  # characters of prefix and suffix beside each piece (W3C text quote selector)
_ID = 16  # hexadecimal digits of a quote's id
_FACTS = (
    "kind", "type", "confidence", "damaged", "doubted", "said", "venue", "translated_from", "original",
    "source_url", "source_note", "publisher", "title", "published", "note",
)  # fmt: skip
_LINK = (
    "name", "kind", "affiliation", "role", "organisation", "country", "official", "office", "reason", "confidence",
)  # fmt: skip


def quote_id(article_id: str, content: str, cue: str, source: str, occurrence: int = 0) -> str:
    """Return the id of a quote: a hash of its article's id and its words, and which occurrence of them it is."""
    words = "\x1f".join([article_id, *(" ".join(part.split()) for part in (content, cue, source)), str(occurrence)])
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_ID]


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
    change.insert_many(
        schema.speaker_link,
        [_link(change, q.id, q.speaker, q.speaker.annotator or finder) for q in fresh if q.speaker is not None],
    )
    for quote in fresh:
        for stance in quote.stances:
            put_stance(change, quote.id, stance)
    ids = tuple(quote.id for quote in fresh)
    search.reindex(change.connection, ids, fresh=True)
    return ids


def put_speaker(
    change: Change, key: str, speaker: Speaker | None, *, by: Annotator | None = None, index: bool = True
) -> None:
    """Append who a quote's speaker is; None says that the speaker is not known.

    `index` false leaves the search index to the caller, who has many quotes at once.
    """
    change.insert(schema.speaker_link, **_link(change, key, speaker, by))
    if index:
        search.reindex(change.connection, [key])


def put_stance(change: Change, key: str, stance: Stance) -> bool:
    """Append a label; tell whether it was new.

    A person's label is not where they gave it at that time, or where it has no time and repeats their newest. A machine
    says the same at any time, and says so anew only where another machine has spoken since.
    """
    who = change.annotator(stance.annotator)
    target, time = target_id(change, stance.target), stance.time or change.time
    table = schema.stance
    values = {
        "label": stance.label, "about": stance.about, "aspect": stance.aspect, "score": stance.score,
        "comment": stance.comment,
    }  # fmt: skip
    undone = select(schema.change.c.id).where(schema.change.c.undone_by.is_not(None))
    rows = change.connection.execute(
        select(table, schema.annotator.c.kind)
        .join(schema.annotator, schema.annotator.c.id == table.c.annotator_id)
        .where(table.c.quote_id == key, table.c.target_id == target)
        .where(table.c.change_id.not_in(undone))
        .order_by(table.c.time, table.c.id)
    )
    every = list(rows.mappings())
    if stance.annotator is None or not stance.annotator.is_machine:
        given = [row for row in every if row["annotator_id"] == who]
        same = [row for row in given if row["time"] == stance.time] if stance.time else given[-1:]
    else:
        said = [row for row in every if row["kind"] in ("rule", "model")]
        if stance.time:
            said = [row for row in said if row["time"] <= stance.time] or said[:1]
        same = [row for row in said[-1:] if row["annotator_id"] == who]
    if any(all(row[name] == value for name, value in values.items()) for row in same):
        return False
    change.insert(
        table,
        quote_id=key,
        target_id=target,
        probabilities=dict(stance.probabilities) if stance.probabilities else None,
        evidence=[list(span) for span in stance.evidence],
        annotator_id=who,
        codebook=stance.codebook or CODEBOOK,
        change_id=change.id,
        time=time,
        **values,
    )
    return True


def target_id(change: Change, name: str) -> int:
    """Return the row of a target by its name or an alias, made if new."""
    table = schema.target
    if not name.strip():
        raise InputError("the target has no name: write for example --target Russia")
    full = canonical_target(checked(name, "the target"))
    wanted = full.name.casefold()
    for row in change.connection.execute(select(table)):
        if wanted in (row.name.casefold(), *(alias.casefold() for alias in row.aliases)):
            return int(row.id)
    # like annotators, targets are not taken back: labels that an undo leaves on record still name them
    made = change.connection.execute(
        table.insert().values(name=full.name, country=full.country, aliases=list(full.aliases))
    )
    return int(made.inserted_primary_key[0])  # type: ignore[index]


def edit_quote(change: Change, key: str, **facts: Any) -> bool:
    """Change facts of a quote for good; refresh then leaves it alone. Tell whether anything changed."""
    done = change.update(schema.quote, {"id": key}, **facts)
    if done:
        change.update(schema.quote, {"id": key}, edited=True)
        search.reindex(change.connection, [key])
    return done


def replace_content(change: Change, key: str, content: tuple[Span, ...], text: str | None) -> None:
    """Replace a quote's words, which a person corrected."""
    put_pieces(change, key, content, text)
    change.update(schema.quote, {"id": key}, edited=True)
    search.reindex(change.connection, [key])


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
    search.reindex(change.connection, [key])


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


def _known(connection: Connection, ids: list[str]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        known.update(connection.execute(select(schema.quote.c.id).where(schema.quote.c.id.in_(part))).scalars())
    return known


def _link(change: Change, key: str, speaker: Speaker | None, by: Annotator | None) -> dict[str, Any]:
    return {name: getattr(speaker, name, None) for name in _LINK} | {
        "quote_id": key,
        "actor_id": speaker.actor if speaker else None,
        "annotator_id": change.annotator(by),
        "change_id": change.id,
        "time": change.time,
    }


def _row(quote: Quote, version_id: int | None, run_id: int | None, added_by: int, time: str) -> dict[str, Any]:
    row = {name: getattr(quote, name) for name in _FACTS}
    for name in ("source", "cue"):
        span = asdict(getattr(quote, name)) if getattr(quote, name) else {}
        row |= {f"{name}_{part}": span.get(part) for part in ("start", "end", "text")}
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
