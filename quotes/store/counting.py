"""Counting labels in the database: what a tally, a summary and a comparison rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, case, column, func, or_, select, text

from quotes.filter import Selection
from quotes.store.selecting import KEPT, LABEL, Asked, Columns, asked, select_ids
from quotes.types import LABELS, Label

_SCORE: dict[Label, float] = {"favor": 1.0, "against": -1.0, "neutral": 0.0, "mixed": 0.0}
TONES = 20  # changes of tone that are told of one speaker, the newest

Counts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tone:
    """One label in the order of time, where it is another than the one before."""

    label: Label
    about: bool
    aspect: str | None
    machine: bool


@dataclass(frozen=True, slots=True)
class VoiceCounts:
    """One speaker's quotes in numbers, and which of them tell the rest."""

    voice: str
    counts: Counts
    first: str | None  # day, as exact as it is known
    last: str | None
    tones: tuple[Tone, ...]
    teller: str  # id of the quote that tells most of who the speaker is
    latest: str  # id of the newest quote, about the target where there is one


@dataclass(frozen=True, slots=True)
class Accuracy:
    """A machine's labels beside those that people settled on."""

    official: bool | None
    both: int  # quotes that have both
    right: int  # of them the same


def count_labels(connection: Connection, selection: Selection) -> Counts:
    """Return how many quotes a selection has, of each label, and the sum of their scores, by name (`_columns`)."""
    question = asked(connection, selection)
    columns = [column.label(name) for name, column in _columns(selection).items()]
    if question.texts:
        question = _some(connection, question, select_ids(connection, selection))
    return dict(connection.execute(question.query(*columns)).mappings().one())


def count_by_voice(
    connection: Connection, selection: Selection, *, limit: int | None = None
) -> tuple[tuple[VoiceCounts, ...], int]:
    """Return the speakers of a selection, those with most about the target first, and how many there are in all."""
    question = asked(connection, selection)
    if question.texts:
        question = _some(connection, question, select_ids(connection, selection))
    columns = _columns(selection)
    named = [column.label(name) for name, column in columns.items()]
    query = (
        question.query(KEPT.c.voice, *named, func.count().over().label("voices"))
        .where(KEPT.c.voice.is_not(None))
        .group_by(KEPT.c.voice)
        .order_by(columns["about"].desc(), columns["quotes"].desc(), KEPT.c.voice)
        .limit(limit)
    )
    rows = connection.execute(query).mappings().all()
    found = tuple(_of_voice(connection, question, selection, row) for row in rows)
    return found, rows[0]["voices"] if rows else 0


def count_accuracy(connection: Connection, selection: Selection) -> tuple[Accuracy, ...]:
    """Return how often the machine's newest label is what people settled on, for officials, others and the rest."""
    question = asked(connection, selection)
    if question.texts:
        question = _some(connection, question, select_ids(connection, selection))
    same = func.sum(case((LABEL.c.machine == LABEL.c.human, 1), else_=0))
    query = (
        question.query(KEPT.c.official, func.count().label("both"), same.label("right"))
        .where(LABEL.c.machine.is_not(None), LABEL.c.human.in_(LABELS))
        .group_by(KEPT.c.official)
    )
    return tuple(Accuracy(row.official, row.both, row.right) for row in connection.execute(query))


def quotes_about_first(connection: Connection, selection: Selection, *, limit: int | None) -> list[str]:
    """Return ids of a selection in the order of a list, those that bear on the target first."""
    about = Columns.of(selection.labels).about
    return select_ids(connection, selection, limit=limit, order=(case((about.is_(True), 0), else_=1), KEPT.c.position))


def _columns(selection: Selection) -> dict[str, ColumnElement[Any]]:
    """What is counted: quotes, and of them those that are so; `score` is a sum over those about the target."""
    of = Columns.of(selection.labels)
    decided = of.label.in_(LABELS)
    machine = of.status == "machine"
    plain = case(*((of.label == label, score) for label, score in _SCORE.items()), else_=0.0)
    conditions: dict[str, ColumnElement[bool]] = {
        "about": of.about.is_(True),
        "not_about": of.about.is_(False),
        "unlabelled": of.label.is_(None),
        "undecided": and_(of.label.is_not(None), ~decided),
        "machine": and_(of.about.is_(True), machine),
        "machines": machine,
        "checked": of.status.in_(("agreed", "adjudicated")),
        "doubted": KEPT.c.doubted.is_(True),
        **{label: and_(of.about.is_(True), of.label == label) for label in LABELS},
    }
    counted = {
        name: func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for name, condition in conditions.items()
    }
    # a person's label has no probability: it counts whole; a machine's counts by its score
    score = case((and_(machine, of.score.is_not(None)), of.score), else_=plain)
    summed = func.coalesce(func.sum(case((of.about.is_(True), score), else_=0.0)), 0.0)
    return {"quotes": func.count(), **counted, "score": summed}


def _of_voice(connection: Connection, question: Asked, selection: Selection, row: Any) -> VoiceCounts:
    of, voice = Columns.of(selection.labels), KEPT.c.voice == row["voice"]

    def one(*conditions: Any, order: Any) -> Any:
        query = question.query(KEPT.c.quote_id, KEPT.c.day).where(voice, *conditions).order_by(order).limit(1)
        return connection.execute(query).first()

    dated, about = KEPT.c.day.is_not(None), of.about.is_(True)
    first, last = one(dated, order=KEPT.c.position), one(dated, order=KEPT.c.position.desc())
    newest = KEPT.c.position.desc()
    latest = None
    if row["about"]:
        latest = one(dated, about, order=newest) or one(about, order=newest)
    latest = latest or last or one(order=newest)
    teller = last or one(order=func.length(func.coalesce(KEPT.c.affiliation, "")).desc())
    return VoiceCounts(
        row["voice"],
        row,
        first.day if first else None,
        last.day if last else None,
        _tones(connection, question, of, voice),
        teller.quote_id,
        latest.quote_id,
    )


def _tones(connection: Connection, question: Asked, of: Columns, voice: ColumnElement[bool]) -> tuple[Tone, ...]:
    """The labels about the target by date, each change once; none where no two dates are known."""
    said = func.coalesce(of.label, "") + " " + func.coalesce(of.aspect, "") + " " + func.coalesce(of.status, "")
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
    return tuple(Tone(row.label, True, row.aspect, row.status == "machine") for row in reversed(newest))


def _some(connection: Connection, question: Asked, ids: Sequence[str]) -> Asked:
    """The question of these quotes alone, of which Python had the last word; as one value, however many they are."""
    listed = {
        "sqlite": "SELECT value AS id FROM json_each(:ids)",
        "postgresql": "SELECT json_array_elements_text(CAST(:ids AS json)) AS id",
    }[connection.dialect.name]
    chosen = text(listed).bindparams(ids=json.dumps(list(ids))).columns(column("id", Text)).subquery()
    return Asked(question.source, (*question.where, KEPT.c.quote_id.in_(select(chosen.c.id))), question.order)
