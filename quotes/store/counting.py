"""Counting labels in the database: what a tally, a summary and a comparison rest on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, case, column, func, literal, or_, select, text, true

from quotes.filter import Filter, Selection
from quotes.labels import SCORES, LabelCount
from quotes.store.current import PART
from quotes.store.selecting import KEPT, LABEL, Asked, Columns, asked, select_ids
from quotes.types import LABELS, STATUSES, Label

# not the bare column: SQLite would go through its index, and so through the table in no order, instead of sorting
_WHO = KEPT.c.voice.concat("").label("who")
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
    question, kind = counted_question(connection, selection), _kind(selection)
    keys = [*([_WHO] if by_voice else []), kind.number.label("number")]
    query = _counted(question.query(*keys, _score(selection)), keys)
    for row in connection.execute(query):
        yield LabelCount(quotes=row.quotes, score=row.score, voice=row.who if by_voice else None, **kind.of(row.number))


def count_sides(
    connection: Connection, selection: Selection, sides: Sequence[Filter]
) -> tuple[tuple[SideCount, ...], tuple[int, ...]]:
    """Return how many quotes of each kind belong to each side, or may, and how many speakers each side has.

    One look at the quotes of the selection serves all sides. Quotes in doubt are counted apart; their speakers are not.
    """
    asking = [counted_question(connection, selection.also(wanted)) for wanted in sides]
    open_ = [counted_question(connection, selection.also(wanted), loose=True) for wanted in sides]
    inside, maybe = ([and_(true(), *question.where) for question in asked_] for asked_ in (asking, open_))
    kind = _kind(selection, *inside, *maybe)
    known = [case((and_(side, KEPT.c.doubted.is_(False)), KEPT.c.voice)) for side in inside]
    names = [f"voice_{place}" for place in range(len(sides))]
    columns = (kind.number.label("number"), _score(selection), *map(ColumnElement.label, known, names))
    # asked twice for what has a name, a database looks for it once; sorted are numbers alone, speakers only told apart
    told = select(*columns).select_from(asking[0].source).where(or_(*inside, *maybe)).cte("told")
    speakers = [select(func.count(told.c[name].distinct())).scalar_subquery().label(name) for name in names]
    query = select(told.c.number, func.count().label("quotes"), func.sum(told.c.score).label("score"), *speakers)
    rows = connection.execute(query.group_by(told.c.number).order_by(told.c.number)).all()
    counts = []
    for row in rows:
        flags, count = kind.held(row.number), LabelCount(quotes=row.quotes, score=row.score, **kind.of(row.number))
        counts.append(SideCount(count, flags[: len(sides)], flags[len(sides) :]))
    return tuple(counts), tuple(getattr(rows[0], name) if rows else 0 for name in names)


def quotes_about_first(connection: Connection, selection: Selection, *, limit: int) -> list[str]:
    """Return ids of a selection in the order of a list, those that bear on the target first."""
    about = Columns.of(selection.labels).about
    found = select_ids(connection, selection, limit=limit, more=(about.is_(True),))
    if len(found) < limit:
        found += select_ids(connection, selection, limit=limit - len(found), more=(about.is_not(True),))
    return found


def facts_of_voices(connection: Connection, selection: Selection, voices: Iterable[str]) -> dict[str, VoiceFacts]:
    """Return which quotes of each of these speakers a summary tells of."""
    question, of = counted_question(connection, selection), Columns.of(selection.labels)
    return {voice: _voice_facts(connection, question, of, KEPT.c.voice == voice) for voice in voices}


def _voice_facts(connection: Connection, question: Asked, of: Columns, own: ColumnElement[bool]) -> VoiceFacts:

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


def _counted(rows: Any, keys: Sequence[Any]) -> Any:
    """How many rows have the same keys, and the sum of their scores, in the order of the keys.

    The offset keeps SQLite from making one query of the two: it would sort all columns that the keys are made of.
    """
    inner = rows.offset(0).subquery()
    names = [inner.c[key.name] for key in keys]
    counted = select(*names, func.count().label("quotes"), func.sum(inner.c.score).label("score"))
    return counted.group_by(*names).order_by(*names)


def counted_question(connection: Connection, selection: Selection, *, loose: bool = False) -> Asked:
    """The question of a selection as one that can be counted, whoever has the last word."""
    question = asked(connection, selection, loose=loose)
    if not question.texts:
        return question
    return _some(connection, question, select_ids(connection, selection, loose=loose))


@dataclass(frozen=True, slots=True)
class _Kind:
    """Of which kind a quote is, as one number: a database sorts and groups numbers several times as fast as words.

    Each of `columns` is a digit, by its place among the values that it can have, each of `conditions` one that is 0
    or 1.
    """

    columns: Mapping[str, tuple[Any, tuple[Any, ...]]]
    conditions: tuple[ColumnElement[bool], ...]

    @property
    def number(self) -> Any:
        number: Any = literal(0)
        for column_, values in self.columns.values():
            digits = {value: place for place, value in enumerate(values) if place}
            number = number * len(values) + case(digits, value=column_, else_=0)
        for condition in self.conditions:
            number = number * 2 + case((condition, 1), else_=0)
        return number

    def of(self, number: int) -> dict[str, Any]:
        """Return the values of the columns by their names."""
        number >>= len(self.conditions)
        told = {}
        for name, (_, values) in reversed(list(self.columns.items())):
            number, digit = divmod(number, len(values))
            told[name] = values[digit]
        return told

    def held(self, number: int) -> tuple[bool, ...]:
        """Return which of the conditions hold."""
        return tuple(bool(number >> place & 1) for place in reversed(range(len(self.conditions))))


def _kind(selection: Selection, *conditions: ColumnElement[bool]) -> _Kind:
    of = Columns.of(selection.labels)
    readings = (None, *LABELS, "disputed", "unsure")
    columns = {
        "official": (KEPT.c.official, (None, True, False)),
        "doubted": (KEPT.c.doubted, (False, True)),
        "label": (of.label, ("none", *readings[1:])),
        "about": (of.about, (None, True, False)),
        "status": (of.status, (None, *STATUSES)),
        "machine": (LABEL.c.machine, readings),
        "human": (LABEL.c.human, readings),
    }
    return _Kind(columns, conditions)


def _score(selection: Selection) -> Any:
    """The score: a person's label has no probability, it counts whole; a machine's counts by its score."""
    of = Columns.of(selection.labels)
    plain = case(*((of.label == label, score) for label, score in SCORES.items()), else_=0.0)
    return case((and_(of.status == "machine", of.score.is_not(None)), of.score), else_=plain).label("score")


def _tones(connection: Connection, question: Asked, of: Columns, voice: ColumnElement[bool]) -> tuple[Tone, ...]:
    """The labels about the target by date, each change once; none where no two dates are known.

    They are read from the newest on, no further than the changes that are told.
    """
    query = (
        question.query(of.label.label("label"), of.aspect.label("aspect"), of.status.label("status"))
        .where(voice, KEPT.c.day.is_not(None), of.about.is_(True))
        .order_by(KEPT.c.position.desc())
    )
    tones: list[Tone] = []
    read = 0
    with connection.execute(query.execution_options(yield_per=PART)) as rows:
        for row in rows:
            tone = Tone(row.label, row.aspect, row.status == "machine")
            read += 1
            if tones and (tones[-1].label, tones[-1].aspect) == (tone.label, tone.aspect):
                tones[-1] = tone  # the change is where it was first said; who says so is no change of tone
            elif len(tones) == TONES:
                break
            else:
                tones.append(tone)
    return tuple(reversed(tones)) if read > 1 else ()


def _some(connection: Connection, question: Asked, ids: Sequence[str]) -> Asked:
    """The question of these quotes alone, of which Python had the last word; as one value, however many they are."""
    listed = {
        "sqlite": "SELECT value AS id FROM json_each(:ids)",
        "postgresql": "SELECT json_array_elements_text(CAST(:ids AS json)) AS id",
    }[connection.dialect.name]
    chosen = text(listed).bindparams(ids=json.dumps(list(ids))).columns(column("id", Text)).subquery()
    return Asked(question.source, (*question.where, KEPT.c.quote_id.in_(select(chosen.c.id))), question.order)
