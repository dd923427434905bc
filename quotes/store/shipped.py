"""What ships in data/: the collected quotes and the actors behind them."""

from __future__ import annotations

import json

from sqlalchemy import select

from quotes.as_json import quote_from_json
from quotes.errors import AmbiguousError
from quotes.registry import Entry, shipped_actors, shipped_by_name
from quotes.shipped import shipped
from quotes.store import schema
from quotes.store.actors import put_actor, put_affiliation, put_alias
from quotes.store.change import Change
from quotes.text import folded
from quotes.types import Affiliation, Quote


def shipped_quotes() -> tuple[Quote, ...]:
    """Return the collected quotes; none where that file is empty."""
    lines = shipped("quotes.jsonl").read_text("utf-8").splitlines()
    return tuple(quote_from_json(json.loads(line)) for line in lines if line.strip())


def adopt_actor(change: Change, name: str) -> str | None:
    """Add the actor of the registry that ships who bears a name or surname, and return the id; None if nobody does.

    Raises AmbiguousError listing those that fit, if several do.
    """
    wanted, by_name = folded(name), shipped_by_name()
    fits = by_name.get(wanted, []) or [
        entry
        for full, entries in by_name.items()
        for entry in entries
        if entry["kind"] == "person" and full.split()[-1:] == [wanted]
    ]
    ids = {entry["actor"]: entry["name"] for entry in fits}
    if len(ids) > 1:
        listed = ", ".join(sorted(ids.values()))
        raise AmbiguousError(f"{name!r} fits several actors of the registry: {listed}: give the full name")
    for key in ids:
        put_actors(change, [entry for entry in shipped_actors() if entry["actor"] == key])
    return next(iter(ids), None)


def put_actors(change: Change, entries: list[Entry]) -> int:
    """Add the actors that are not there yet, and what is not known of the others; return how many were new."""
    known = set(change.connection.execute(select(schema.actor.c.id)).scalars())
    new = 0
    for entry in entries:
        key = entry["actor"]
        if key not in known:
            put_actor(
                change, entry["name"], key=key, kind=entry["kind"], country=entry["country"] or None,
                wikidata=entry["wikidata"] or None, namesake=True,
            )  # fmt: skip
            known.add(key)
            new += 1
        for alias in filter(None, entry["aliases"].split("|")):
            put_alias(change, key, alias, shared=True)
        if entry["role"] or entry["organisation"]:
            put_affiliation(change, key, _affiliation(entry))
    return new


def _affiliation(entry: Entry) -> Affiliation:
    return Affiliation(
        entry["role"] or None,
        entry["organisation"] or None,
        entry["office"] or None,  # type: ignore[arg-type]
        {"true": True, "false": False}.get(entry["official"]),
        entry["since"] or None,
        entry["until"] or None,
    )
