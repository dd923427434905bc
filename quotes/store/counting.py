"""Counting labels in the database: what a tally, a summary and a comparison rest on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, case, column, func, or_, select, text, true

from quotes.filter import Filter, Selection
from quotes.labels import SCORES, LabelCount
from quotes.store.selecting import KEPT, LABEL, Asked, Columns, asked, select_ids
from quotes.types import Label

TONES = 20  # changes of tone that are told of one speaker, the newest


@dataclass(frozen=True, slots=True)
class Tone:
    """One label in the order of time, where it is another than the one before."""

    label: Label
    aspect: str | None
    machine: bool


@dataclass(frozen=True, slots=True)
class VoiceFacts:
    """Which quotes of a speaker tell what a summary tells beside the counts."""

    first: str | None  # day, as exact as it is known
    last: str | None
    tones: tuple[Tone, ...]
    teller: str  # id of the quote that tells most of who the speaker is
    latest: str  # id of the newest quote, about the target where there is one


@dataclass(frozen=True, slots=True)
class SideCount:
    """Quotes of one kind, and to which sides of a comparison they belong, or may."""

    count: LabelCount
    inside: tuple[bool, ...]
    maybe: tuple[bool, ...]  # they would, if what is not known of them (KNOWABLE) were


def count_kinds(connection: Connection, selection: Selection, *, by_voice: bool = False) -> Iterator[LabelCount]:
    """Yield how many quotes a selection has of each kind; with `by_voice` of each speaker, one after the other."""
    question = counted_question(connection, selection)
    keys = [*([KEPT.c.voice] if by_voice else []), *_kinds(selection)]
    query = question.query(*keys, func.count().label("quotes"), _score(selection)).group_by(*keys)
    if by_voice:
        query = query.order_by(KEPT.c.voice)
    for row in connection.execute(query):
        yield _label_count(row, row.voice if by_voice else None)


def count_sides(
    connection: Connection, selection: Selection, sides: Sequence[Filter]
) -> tuple[tuple[SideCount, ...], tuple[int, ...]]:
    """Return how many quotes of each kind belong to each side, or may, and how many speakers each side has.

    One look at the quotes of the selection serves all sides. Quotes in doubt are counted apart; their speakers are not.
    """
    asking = [counted_question(connection, selection.also(wanted)) for wanted in sides]
    open_ = [counted_question(connection, selection.also(wanted), loose=True) for wanted in sides]
    flags = [_flag(question.where).label(f"inside_{i}") for i, question in enumerate(asking)]
    flags += [_flag(question.where).label(f"maybe_{i}") for i, question in enumerate(open_)]
    known = [column.label(column.name) for column in _kinds(selection)]
    inner = (
        select(KEPT.c.voice, *known, *flags, func.count().label("quotes"), _score(selection))
        .select_from(asking[0].source)
        .where(or_(*(and_(*question.where) for question in (*asking, *open_))))
        .group_by(KEPT.c.voice, *known, *flags)
    )
    rows: dict[tuple[Any, ...], list[float]] = {}
    voices: list[set[str]] = [set() for _ in sides]
    for row in connection.execute(inner).mappings():
        inside = tuple(bool(row[f"inside_{i}"]) for i in range(len(sides)))
        maybe = tuple(bool(row[f"maybe_{i}"]) for i in range(len(sides)))
        kind = tuple(row[column.name] for column in known)
        held = rows.setdefault((*kind, inside, maybe), [0, 0.0])
        held[0] += row["quotes"]
        held[1] += row["score"]
        for place, belongs in enumerate(inside):
            if belongs and row["voice"] is not None and not row["doubted"]:
                voices[place].add(row["voice"])
    names = [column.name for column in known]
    counts = tuple(
        SideCount(_kind(dict(zip(names, key[:-2], strict=True)), int(quotes), score), key[-2], key[-1])
        for key, (quotes, score) in rows.items()
    )
    return counts, tuple(len(found) for found in voices)


def quotes_about_first(connection: Connection, selection: Selection, *, limit: int | None) -> list[str]:
    """Return ids of a selection in the order of a list, those that bear on the target first."""
    about = Columns.of(selection.labels).about
    return select_ids(connection, selection, limit=limit, order=(case((about.is_(True), 0), else_=1), KEPT.c.position))


def voice_facts(connection: Connection, selection: Selection, voice: str) -> VoiceFacts:
    """Return which quotes of a speaker a summary tells of."""
    question, of, own = counted_question(connection, selection), Columns.of(selection.labels), KEPT.c.voice == voice

    def one(*conditions: Any, order: Any) -> Any:
        query = question.query(KEPT.c.quote_id, KEPT.c.day).where(own, *conditions).order_by(order).limit(1)
        return connection.execute(query).first()

    dated, about = KEPT.c.day.is_not(None), of.about.is_(True)
    newest = KEPT.c.position.desc()
    first, last = one(dated, order=KEPT.c.position), one(dated, order=newest)
    latest = one(dated, about, order=newest) or one(about, order=newest) or last or one(order=newest)
    teller = last or one(order=func.length(func.coalesce(KEPT.c.affiliation, "")).desc())
    return VoiceFacts(
        first.day if first else None,
        last.day if last else None,
        _tones(connection, question, of, own),
        teller.quote_id,
        latest.quote_id,
    )


def counted_question(connection: Connection, selection: Selection, *, loose: bool = False) -> Asked:
    """The question of a selection as one that can be counted, whoever has the last word."""
    question = asked(connection, selection, loose=loose)
    if not question.texts:
        return question
    return _some(connection, question, select_ids(connection, selection, loose=loose))


def _kinds(selection: Selection) -> list[Any]:
    """What makes quotes of one kind."""
    of = Columns.of(selection.labels)
    return [
        KEPT.c.official, KEPT.c.doubted, func.coalesce(of.label, "none").label("label"), of.about.label("about"),
        of.status.label("status"), LABEL.c.machine, LABEL.c.human,
    ]  # fmt: skip


def _score(selection: Selection) -> Any:
    """The sum of scores: a person's label has no probability, it counts whole; a machine's counts by its score."""
    of = Columns.of(selection.labels)
    plain = case(*((of.label == label, score) for label, score in SCORES.items()), else_=0.0)
    return func.sum(case((and_(of.status == "machine", of.score.is_not(None)), of.score), else_=plain)).label("score")


def _label_count(row: Any, voice: str | None) -> LabelCount:
    return LabelCount(
        row.label,
        row.about,
        row.status,
        row.quotes,
        row.score,
        voice,
        row.official,
        row.doubted,
        row.machine,
        row.human,
    )


def _kind(row: Mapping[str, Any], quotes: int, score: float) -> LabelCount:
    return LabelCount(quotes=quotes, score=score, **row)


def _flag(conditions: Sequence[ColumnElement[bool]]) -> Any:
    return case((and_(true(), *conditions), 1), else_=0)


def _tones(connection: Connection, question: Asked, of: Columns, voice: ColumnElement[bool]) -> tuple[Tone, ...]:
    """The labels about the target by date, each change once; none where no two dates are known."""
    said = func.coalesce(of.label, "") + " " + func.coalesce(of.aspect, "")  # who says so is no change of tone
    rows = question.query(
        KEPT.c.position, of.label.label("label"), of.aspect.label("aspect"), of.status.label("status"),
        said.label("said"), func.lag(said).over(order_by=KEPT.c.position).label("before"),
        func.count().over().label("dated"),
    ).where(voice, KEPT.c.day.is_not(None), of.about.is_(True)).subquery()  # fmt: skip
    query = (
        select(rows)
        .where(or_(rows.c.before.is_(None), rows.c.before != rows.c.said), rows.c.dated > 1)
        .order_by(rows.c.position.desc())
        .limit(TONES)
    )
    newest = connection.execute(query).all()
    return tuple(Tone(row.label, row.aspect, row.status == "machine") for row in reversed(newest))


def _some(connection: Connection, question: Asked, ids: Sequence[str]) -> Asked:
    """The question of these quotes alone, of which Python had the last word; as one value, however many they are."""
    listed = {
        "sqlite": "SELECT value AS id FROM json_each(:ids)",
        "postgresql": "SELECT json_array_elements_text(CAST(:ids AS json)) AS id",
    }[connection.dialect.name]
    chosen = text(listed).bindparams(ids=json.dumps(list(ids))).columns(column("id", Text)).subquery()
    return Asked(question.source, (*question.where, KEPT.c.quote_id.in_(select(chosen.c.id))), question.order)
