"""Bringing stored quotes in line with what a newer finder finds in the same text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from quotes.registry import Names
from quotes.store import schema
from quotes.store.change import Change
from quotes.store.current import in_force, links_of, parts
from quotes.store.ids import quote_id
from quotes.store.labels import put_speaker
from quotes.store.linking import known_names, link_actor
from quotes.store.reading import read_quotes
from quotes.store.writing import put_pieces, put_quotes
from quotes.types import SPEAKER_FACTS, Annotator, Quote, Span

SAME = 0.5  # intersection over union of the contents' characters from which two finds are one quote
WITHIN = 0.9  # share of a corrected or removed quote from which a find around it is the same one
_TELLS = tuple(name for name in SPEAKER_FACTS if name not in ("confidence", "reason"))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a refresh of one article version would do."""

    version_id: int
    new: tuple[Quote, ...] = ()
    moved: tuple[tuple[Quote, Quote], ...] = ()  # stored, and as found now: other edges, cue, source or type
    renamed: tuple[tuple[Quote, Quote], ...] = ()  # stored, and as found now: another speaker, or told otherwise
    gone: tuple[Quote, ...] = ()  # found no more, and no person has touched them
    kept: tuple[Quote, ...] = ()  # as they are: the same, or touched by a person

    @property
    def changes(self) -> int:
        return len(self.new) + len(self.moved) + len(self.renamed) + len(self.gone)


def versions_with_quotes(connection: Connection, article_id: str | None = None) -> list[Any]:
    """Return (article_id, version_id, text) of the versions whose quotes can be refreshed, and each newest one."""
    version, quote, article = schema.article_version, schema.quote, schema.article
    used = select(quote.c.version_id).where(quote.c.version_id.is_not(None))
    newer = version.alias()
    newest = ~select(newer.c.id).where(newer.c.article_id == version.c.article_id, newer.c.id > version.c.id).exists()
    query = (
        select(version.c.article_id, version.c.id.label("version_id"), version.c.text, article.c.language)
        .join(article, article.c.id == version.c.article_id)
        .where(version.c.id.in_(used) | newest)
        .order_by(version.c.id)
    )
    if article_id is not None:
        query = query.where(version.c.article_id == article_id)
    return list(connection.execute(query))


def plan(connection: Connection, version_id: int, found: Sequence[Quote]) -> Plan:
    """Pair what is found now with what is stored of an article version, by overlap, best first."""
    rows = connection.execute(select(schema.quote).where(schema.quote.c.version_id == version_id)).mappings().all()
    facts = {row["id"]: row for row in rows}
    stored = read_quotes(connection, list(facts), removed=True)
    untouchable = _touched(connection, facts)
    pairs = _pair(stored, found)
    settled = [q for q in stored if facts[q.id]["edited"] or facts[q.id]["removed"]]
    paired = {found_at for _, found_at in pairs} | _around(settled, found, {i for _, i in pairs})
    ids, texts = _elsewhere(connection, version_id, facts)
    new = tuple(q for at, q in enumerate(found) if at not in paired and q.id not in ids and q.text not in texts)
    links = links_of(connection, list(facts))
    moved, renamed, gone, kept = [], [], [], []
    by_stored = dict(pairs)
    for at, old in enumerate(stored):
        if facts[old.id]["removed"]:
            continue  # its find, if there is one, stays removed with it
        now = found[by_stored[at]] if at in by_stored else None
        if old.id in untouchable:
            kept.append(old)
        elif now is None:
            gone.append(old)
        else:
            places, names = _place(old) != _place(now), _stored_speaker(links.get(old.id)) != _found_speaker(now)
            if places:
                moved.append((old, now))
            if names:
                renamed.append((old, now))
            if not places and not names:
                kept.append(old)
    return Plan(version_id, new, tuple(moved), tuple(renamed), tuple(gone), tuple(kept))


def apply(change: Change, chosen: Plan, text: str, finder: Annotator) -> None:
    """Do what a plan says: ids, labels and whatever a person touched stay."""
    for old in chosen.gone:
        for table in (*schema.APPEND_ONLY, schema.piece):
            for row in change.connection.execute(
                select(*table.primary_key).where(table.c.quote_id == old.id)
            ).mappings():
                change.delete(table, dict(row))
        change.delete(schema.quote, {"id": old.id})
    for old, now in chosen.moved:
        _move(change, old, now, text)
    names = known_names(change.connection) if chosen.renamed or chosen.new else Names()
    for old, now in chosen.renamed:
        put_speaker(change, old.id, _linked(change, now, names).speaker, by=finder)
    new = [_linked(change, quote, names) for quote in _free_ids(change.connection, chosen.new)]
    put_quotes(change, new, version_id=chosen.version_id, text=text, finder=finder)


def _elsewhere(connection: Connection, version_id: int, here: Container[str]) -> tuple[set[str], set[str]]:
    """Ids and words of the quotes of the article's other versions: a changed page does not say them again."""
    version = schema.article_version
    article = connection.execute(select(version.c.article_id).where(version.c.id == version_id)).scalar()
    others = [q for q in read_quotes(connection, article_id=article, removed=True) if q.id not in here]
    return {q.id for q in others}, {q.text for q in others}


def _linked(change: Change, quote: Quote, names: Names) -> Quote:
    return replace(quote, speaker=link_actor(change, quote.speaker, names)) if quote.speaker else quote


def _move(change: Change, old: Quote, now: Quote, text: str) -> None:
    put_pieces(change, old.id, now.content, text)
    spans = {f"{name}_{part}": getattr(span, part, None) for name, span in (("source", now.source), ("cue", now.cue))
             for part in ("start", "end", "text")}  # fmt: skip
    change.update(
        schema.quote,
        {"id": old.id},
        kind=now.kind,
        type=now.type,
        confidence=now.confidence,
        damaged=now.damaged,
        **spans,
    )


def _touched(connection: Connection, facts: dict[str, Any]) -> set[str]:
    """Ids of quotes that a person edited, tagged, added, or gave a speaker."""
    people = select(schema.annotator.c.id).where(schema.annotator.c.kind.in_(("person", "adjudicator")))
    by_person = set(connection.execute(people).scalars())
    touched = {key for key, row in facts.items() if row["edited"] or row["added_by"] in by_person}
    for part in parts(list(facts)):
        for table in schema.APPEND_ONLY:
            query = select(table.c.quote_id).where(
                table.c.quote_id.in_(part), table.c.annotator_id.in_(by_person), in_force(table)
            )
            touched |= set(connection.execute(query).scalars())
    return touched


def _pair(stored: Sequence[Quote], found: Sequence[Quote]) -> list[tuple[int, int]]:
    overlaps = []
    for i, old in enumerate(stored):
        for j, now in enumerate(found):
            share = overlap(old.content, now.content)
            if share >= SAME:
                overlaps.append((-share, _place(old) != _place(now), old.cue != now.cue, i, j))
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for *_, i, j in sorted(overlaps):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _around(settled: Sequence[Quote], found: Sequence[Quote], paired: Container[int]) -> set[int]:
    """Finds that hold what a person left of a quote, or took away: they are that quote, not another."""
    out = set()
    for j, now in enumerate(found):
        if j not in paired:
            for old in settled:
                length = sum(piece.end - piece.start for piece in old.content)
                if length and common(old.content, now.content) / length >= WITHIN and _one_cue(old, now):
                    out.add(j)
                    break
    return out


def _one_cue(old: Quote, now: Quote) -> bool:
    """Whether two quotes can have the same cue: a statement inside another has one of its own."""
    return old.cue is None or now.cue is None or common([old.cue], [now.cue]) > 0


def common(a: Iterable[Span], b: Iterable[Span]) -> int:
    """Return how many characters two contents share."""
    return sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a for y in b)


def overlap(a: Iterable[Span], b: Iterable[Span]) -> float:
    """Return intersection over union of two contents, in characters."""
    a, b = tuple(a), tuple(b)
    shared = common(a, tuple(b))
    union = sum(x.end - x.start for x in (*a, *b)) - shared
    return shared / union if union else 0.0


def _place(quote: Quote) -> tuple[object, ...]:
    return (quote.content, quote.source, quote.cue, quote.kind, quote.type, quote.damaged)


def _found_speaker(quote: Quote) -> tuple[object, ...] | None:
    return tuple(getattr(quote.speaker, name) for name in _TELLS) if quote.speaker else None


def _stored_speaker(link: Any) -> tuple[object, ...] | None:
    """What the stored speaker link says itself, without what the registry adds."""
    return tuple(getattr(link, name) for name in _TELLS) if link is not None and link.name is not None else None


def _free_ids(connection: Connection, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Quotes whose ids are free: a moved quote may hold the id that a new one would get."""
    taken: set[str] = set()
    out = []
    for quote in quotes:
        key, occurrence = quote.id, 0
        while key in taken or connection.execute(select(schema.quote.c.id).where(schema.quote.c.id == key)).scalar():
            occurrence += 1
            cue, source = (span.text if span else "" for span in (quote.cue, quote.source))
            key = quote_id(quote.document or "", quote.text, cue, source, occurrence)
        taken.add(key)
        out.append(replace(quote, id=key))
    return tuple(out)
