"""Actors in the store: speakers known across articles, their aliases and affiliations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from quotes.dates import first_day, last_day
from quotes.errors import AmbiguousError, InputError, NotFoundError
from quotes.store import schema
from quotes.store.change import Change
from quotes.store.current import keep_words, links_of
from quotes.store.labels import put_speaker
from quotes.store.naming import actors_meant, nearest_actor
from quotes.store.reading import read_actors
from quotes.text import checked, checked_name, folded
from quotes.types import Actor, Affiliation, Annotator, Quote, Speaker

_LINK = (
    "name", "kind", "affiliation", "role", "organisation", "country", "official", "office", "confidence",
)  # fmt: skip
_LISTED = 5  # actors that are named where a name fits several


def find_actor(connection: Connection, name: str) -> Actor:
    """Return the actor of an id, a name, an alias or, if only one fits, the words of a name ("zakharova").

    Raises NotFoundError, and AmbiguousError listing those that fit ("Aliyev" is two people).
    """
    fits = actors_meant(connection, checked(name, "the name"))
    if not fits:
        near = nearest_actor(connection, name)
        meant = f" (do you mean {near}?)" if near else ""
        raise NotFoundError(f"no actor {name!r}{meant}: `quotes actors list` shows them")
    if len(fits) > 1:
        listed = ", ".join(f"{full} ({key})" for key, full in fits[:_LISTED])
        raise AmbiguousError(f"{name!r} fits several actors: {listed}: give one of the ids")
    ((key, _),) = fits
    return read_actors(connection, [key])[key]


def put_actor(
    change: Change,
    name: str,
    *,
    key: str | None = None,
    kind: str = "person",
    country: str | None = None,
    aliases: Iterable[str] = (),
    affiliations: Iterable[Affiliation] = (),
    wikidata: str | None = None,
    reviewed: bool = True,
    namesake: bool = False,
) -> str:
    """Add an actor and return the id. Raises InputError for an empty name, a taken id, or a name that another bears.

    `namesake` says that this really is another of the same name; the name then fits both, and linking asks.
    """
    name = checked_name(name)
    if not name:
        raise InputError("an actor needs a name")
    wanted = key or slug(name)
    similar = select(schema.actor.c.id).where(schema.actor.c.id.startswith(wanted, autoescape=True))
    taken = set(change.connection.execute(similar).scalars())
    if key is not None and key in taken:
        raise InputError(f"the actor id {key!r} is taken: choose another")
    key = key or _free(wanted, taken)
    change.insert(
        schema.actor, id=key, name=name.strip(), kind=kind, country=country, wikidata=wikidata, reviewed=reviewed
    )
    put_alias(change, key, name, shared=namesake)
    for alias in aliases:
        put_alias(change, key, alias)
    for affiliation in affiliations:
        put_affiliation(change, key, affiliation)
    return key


def put_alias(change: Change, key: str, alias: str, *, shared: bool = False) -> bool:
    """Add another spelling of an actor's name; tell whether it is new. Raises InputError if it is another's."""
    alias, table = checked_name(alias), schema.alias
    if not folded(alias):
        raise InputError(f"the alias {alias!r} has no letter")
    rows = change.connection.execute(select(table).where(table.c.folded == folded(alias))).all()
    others = [row.actor_id for row in rows if row.actor_id != key]
    if others and not shared:
        raise InputError(f"{alias!r} is a name of {others[0]} already: merge the two, or choose a fuller name")
    if any(row.name == alias and row.actor_id == key for row in rows):
        return False
    change.insert(table, actor_id=key, name=alias, folded=folded(alias))
    keep_words(change.connection, [folded(alias)])  # the end of the change is too late for who asks within it
    return True


def put_affiliation(change: Change, key: str, affiliation: Affiliation) -> bool:
    """Add what an actor was, and when; tell whether it is new. Raises InputError if it ends before it begins."""
    if affiliation.since and affiliation.until and last_day(affiliation.until) < first_day(affiliation.since):
        raise InputError(f"the affiliation ends ({affiliation.until}) before it begins ({affiliation.since})")
    table, values = schema.affiliation, asdict(affiliation)
    same = change.connection.execute(select(table).where(table.c.actor_id == key)).mappings()
    if any(all(row[name] == value for name, value in values.items()) for row in same):
        return False
    change.insert(table, actor_id=key, **values)
    return True


def reviewed(change: Change, key: str) -> None:
    """Mark an actor as looked at by a person."""
    change.update(schema.actor, {"id": key}, reviewed=True)


def merge_actors(change: Change, kept: str, gone: str) -> int:
    """Make two actors one: aliases, affiliations and quotes of `gone` follow to `kept`; return how many quotes."""
    if kept == gone:
        raise InputError(f"{kept} cannot be merged with itself")
    connection = change.connection
    actors = read_actors(connection, (kept, gone))
    for key in (kept, gone):
        if key not in actors:
            raise NotFoundError(f"no actor {key!r}: `quotes actors list` shows them")
    moved = _relink(change, gone, kept, f"merged {gone} into {kept}")
    for table in (schema.alias, schema.affiliation):
        for row in connection.execute(select(table.c.id).where(table.c.actor_id == gone)).all():
            change.delete(table, {"id": row.id})
    for alias in actors[gone].aliases:
        put_alias(change, kept, alias, shared=True)  # a namesake, if there is one, was one before
    for affiliation in actors[gone].affiliations:
        put_affiliation(change, kept, affiliation)
    change.delete(schema.actor, {"id": gone})
    facts = {name: getattr(actors[gone], name) for name in ("country", "wikidata") if not getattr(actors[kept], name)}
    change.update(schema.actor, {"id": kept}, **facts)
    return len(moved)


def split_actor(change: Change, key: str, name: str, quotes: Iterable[Quote]) -> str:
    """Give these quotes of an actor to a new one of that name, with its kind and country; return its id."""
    chosen = tuple(quotes)
    strange = [q.id for q in chosen if q.speaker is None or q.speaker.actor != key]
    if not chosen:
        raise InputError(f"name the quotes that are to leave {key}: quotes actors split {key} NAME ID...")
    if strange:
        raise InputError(f"quote {strange[0]} is not one of {key}: `quotes list {key}` shows them")
    actor = read_actors(change.connection, [key])[key]
    own = change.connection.execute(
        select(schema.alias.c.id).where(schema.alias.c.actor_id == key, schema.alias.c.folded == folded(name))
    ).scalar()
    if own is not None and folded(actor.name) != folded(name):
        change.delete(schema.alias, {"id": own})  # the name was theirs all along
    new = put_actor(change, name, kind=actor.kind, country=actor.country, namesake=True)
    links = links_of(change.connection, [q.id for q in chosen])
    for quote in chosen:
        put_speaker(change, quote.id, _speaker_of(links[quote.id], new, f"split from {key}"))
    return new


def linked_speaker(connection: Connection, quote_id: str) -> Speaker | None:
    """Return a quote's speaker as the article or a person tells, without what the registry adds; None for none."""
    link = links_of(connection, [quote_id]).get(quote_id)
    return _speaker_of(link, link.actor_id, link.reason) if link and link.name else None


def slug(name: str) -> str:
    """Return a readable id for a name: "maria-zakharova"."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60] or "actor"


def _free(wanted: str, taken: set[str]) -> str:
    number, key = 2, wanted
    while key in taken:
        key, number = f"{wanted}-{number}", number + 1
    return key


def _quotes_of(connection: Connection, key: str) -> list[str]:
    table = schema.speaker_link
    return list(connection.execute(select(table.c.quote_id).where(table.c.actor_id == key).distinct()).scalars())


def _relink(change: Change, old: str, new: str, reason: str) -> list[str]:
    links = links_of(change.connection, _quotes_of(change.connection, old))
    moved = [key for key, link in links.items() if link.actor_id == old]
    by = {row.id: row for row in change.connection.execute(select(schema.annotator))}
    for key in moved:
        who = by[links[key].annotator_id]  # who said so stays who said so: a machine's word does not become a person's
        annotator = Annotator(who.name, who.kind, who.version or None)
        put_speaker(change, key, _speaker_of(links[key], new, reason), by=annotator)
    return moved


def _speaker_of(link: Any, actor: str | None, reason: str | None) -> Speaker:
    """What a link says itself, without what the registry knows of its actor."""
    return Speaker(**{name: getattr(link, name) for name in _LINK}, actor=actor, reason=reason)
