"""The kept answers of a quote beside those that it gives itself, for `doctor` and the tests.

What a quote gives itself is made of the quote as it is read, by the plain functions over quotes, not by the code that
keeps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from quotes.dates import first_day, last_day
from quotes.filter import day_of
from quotes.labels import bears, current, reading
from quotes.store import schema
from quotes.store.current import parts
from quotes.targets import canonical_target
from quotes.text import folded
from quotes.types import Quote

_LABELS = ("label", "about", "aspect", "score", "status")


def kept_answers(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what is kept of these quotes, by id: facts, and labels by target."""
    quote, label, target = schema.current_quote, schema.current_label, schema.target
    out: dict[str, dict[str, Any]] = {}
    for part in parts(ids):
        rows = connection.execute(select(quote).where(quote.c.quote_id.in_(part))).mappings().all()
        labels: dict[int, dict[str, Any]] = defaultdict(dict)
        query = select(label, target.c.name).join(target, target.c.id == label.c.target_id)
        for row in connection.execute(query.where(label.c.row.in_([row["row"] for row in rows]))).mappings():
            labels[row["row"]][row["name"]] = {
                key: value for key, value in row.items() if key not in ("row", "target_id", "name")
            }
        for row in rows:
            facts = {key: value for key, value in row.items() if key not in ("row", "quote_id", "position", "saying")}
            out[row["quote_id"]] = {**facts, "labels": labels[row["row"]]}
    return out


def answers_of(connection: Connection, quote: Quote) -> dict[str, Any]:
    """Return what should be kept of a quote."""
    who, day = quote.speaker, day_of(quote)
    held = [part for part in (who.affiliation, who.role, who.organisation) if part] if who else []
    return {
        "kind": quote.kind,
        "type": quote.type,
        "doubted": quote.doubted is not None,
        "day": day,
        "first": first_day(day) if day else None,
        "last": last_day(day) if day else None,
        "publisher": folded(quote.publisher) if quote.publisher else None,
        "voice": (who.actor or f"~{folded(who.name)}") if who else None,
        "actor_id": who.actor if who else None,
        "name": folded(who.name) if who else None,
        "affiliation": f" {folded(' '.join(held))} " if held else None,
        "country": who.country if who else None,
        "official": who.official if who else None,
        "office": who.office if who else None,
        "labels": {name: _label(quote, name) for name in dict.fromkeys(_targets(quote))},
    }


def _targets(quote: Quote) -> list[str]:
    return [canonical_target(stance.target).name for stance in quote.stances]


def _label(quote: Quote, target: str) -> dict[str, Any]:
    machines = [s for s in quote.stances if s.annotator and s.annotator.is_machine]
    machine = current(machines, target)
    out: dict[str, Any] = {"machine": reading(machine) if machine else None}
    for prefix, stance in (
        ("", current(quote.stances, target)),
        ("human_", current(quote.stances, target, labels="human")),
    ):
        values = (
            (reading(stance), bears(stance), stance.aspect, stance.score, stance.status)
            if stance is not None
            else (None,) * len(_LABELS)
        )
        names = [prefix.rstrip("_") or "label", *(prefix + name for name in _LABELS[1:])]
        out |= dict(zip(names, values, strict=True))
    counts = current(quote.stances, target)
    out["sure"] = max((counts.probabilities or {"": 1.0}).values()) if counts else None
    return out
