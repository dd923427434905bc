"""Which quotes a reviewer is asked for, the most valuable first, as the database orders them; `stance.review` says why.

How much a quote is worth a look: disputed ones most, then those that a machine abstained from, those that it is unsure
of, twice as much where the words bear on the target (entropy sampling, Settles 2009), in between those without a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from quotes.filter import Filter, Selection
from quotes.store import schema
from quotes.store.counting import counted_question
from quotes.store.current import in_force
from quotes.store.selecting import KEPT, LABEL, Asked, same_numbers

DISPUTED, ABSTAINED, MOST_UNSURE, UNLABELLED = 1.0, 0.9, 0.89, 0.5  # worth of a look, 0 to 1
ON_TARGET, OFF_TARGET = 1.2, 0.6  # weights of being unsure


def to_review(
    connection: Connection,
    selection: Selection,
    reviewer: str,
    *,
    sides: Sequence[Filter] = (),
    limit: int | None = None,
) -> list[str]:
    """Return ids of quotes that this reviewer has not labelled toward the target, the most valuable first.

    What persons agree on is left alone; among equals the order is that of a list. With `sides`, those of a comparison,
    only their quotes, and first those that may move its difference most: a share is taken over the quotes of a side
    that bear on the target, so a label moves it by one part of so many, and one of the smaller side weighs more.
    """
    if not sides:
        return [key for _, _, key in _valued(connection, selection, reviewer, limit)]
    counts = [_bearing(connection, selection.also(side)) for side in sides]
    least = min((count for count in counts if count), default=1)
    found: dict[str, tuple[float, str, str]] = {}
    for side, count in zip(sides, counts, strict=True):
        weight = least / max(count, 1)
        for value, position, key in _valued(connection, selection.also(side), reviewer, limit):
            known = found.get(key)
            found[key] = (max(weight * value, known[0] if known else 0.0), position, key)
    ordered = sorted(found.values(), key=lambda each: (-each[0], each[1]))
    return [key for _, _, key in ordered[:limit]]


def disputed(connection: Connection, selection: Selection, *, limit: int | None = None) -> list[str]:
    """Return ids of quotes whose label persons dispute, in the order of a list."""
    question = counted_question(connection, selection)
    query = question.query(KEPT.c.quote_id).where(LABEL.c.status == "disputed").order_by(KEPT.c.position).limit(limit)
    return list(connection.execute(query).scalars())


def reviewed_finds(connection: Connection, mark: str) -> tuple[int, int]:
    """Return how many of the machine's finds persons looked at and left standing, and how many they marked as wrong.

    A person who labels a find takes it for a quote of that speaker, unless its doubt begins with `mark`.
    """
    quote = schema.quote
    wrong = quote.c.doubted.startswith(mark, autoescape=True)
    found = select(func.count()).where(quote.c.run_id.is_not(None))
    right = found.where(or_(quote.c.doubted.is_(None), ~wrong), quote.c.id.in_(_labelled_by_people()))
    return connection.execute(right).scalar() or 0, connection.execute(found.where(wrong)).scalar() or 0


def _valued(
    connection: Connection, selection: Selection, reviewer: str, limit: int | None
) -> list[tuple[float, str, str]]:
    """Return worth, position and id of what is open, the most valuable first."""
    question, value = counted_question(connection, selection), _worth().label("value")
    open_ = and_(
        func.coalesce(LABEL.c.status, "").not_in(("agreed", "adjudicated")),
        KEPT.c.quote_id.not_in(_labelled_by_people(reviewer, same_numbers(connection, selection.target))),
    )
    query = question.query(value, KEPT.c.position, KEPT.c.quote_id).where(open_)
    rows = connection.execute(query.order_by(value.desc(), KEPT.c.position).limit(limit))
    return [(row.value, row.position, row.quote_id) for row in rows]


def _worth() -> ColumnElement[float]:
    unsure = (1 - LABEL.c.sure) * case((LABEL.c.about.is_(False), OFF_TARGET), else_=ON_TARGET)
    return case(
        (LABEL.c.status == "disputed", DISPUTED),
        (LABEL.c.label.is_(None), UNLABELLED),
        (LABEL.c.label == "unsure", ABSTAINED),
        (unsure > MOST_UNSURE, MOST_UNSURE),
        else_=unsure,
    )


def _bearing(connection: Connection, selection: Selection) -> int:
    """How many quotes bear on the target, or may."""
    question: Asked = counted_question(connection, selection)
    bearing = question.query(func.count()).where(or_(LABEL.c.about.is_(None), LABEL.c.about.is_(True)))
    return connection.execute(bearing).scalar() or 0


def _labelled_by_people(name: str | None = None, targets: Sequence[int] = ()) -> Any:
    """Ids of quotes that a person has labelled, any or the one of that name, toward any target or these."""
    stance, by = schema.stance, schema.annotator
    query = (
        select(stance.c.quote_id)
        .join(by, by.c.id == stance.c.annotator_id)
        .where(by.c.kind.in_(("person", "adjudicator")), in_force(stance))
    )
    if name is not None:
        query = query.where(by.c.name == name, stance.c.target_id.in_(targets))
    return query
