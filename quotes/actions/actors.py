"""Speakers known across articles: listing them, looking one up, and repairing who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from quotes.actions.ask import COUNTED
from quotes.actions.facts import check_office
from quotes.dates import iso_date
from quotes.errors import InputError
from quotes.filter import Filter, Selection
from quotes.labels import with_current
from quotes.store import Connection, Store
from quotes.store.actors import find_actor, merge_actors, put_actor, put_affiliation, put_alias, reviewed, split_actor
from quotes.store.ids import full_id
from quotes.store.listing import actor_ids, count_actors, quotes_by_actor
from quotes.store.mentioning import naming
from quotes.store.naming import actors_called, nearest_actor
from quotes.store.reading import read_actors, read_quotes
from quotes.store.selecting import count, select_quotes
from quotes.targets import DEFAULT
from quotes.text import checked_name
from quotes.types import Actor, Affiliation, Annotator, Office, Quote
from quotes.values import country as country_code


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor as a list shows it."""

    actor: Actor
    now: Affiliation | None  # what it is on the day asked for
    quotes: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Some actors of those that fit."""

    rows: tuple[Listed, ...]
    fitting: int  # that fit; COUNTED + 1: more than COUNTED
    stored: int  # in the store, likewise
    nearest: str | None = None  # who may have been meant, where nobody fits the words


@dataclass(frozen=True, slots=True)
class Said:
    """Some quotes of those that there are."""

    quotes: tuple[Quote, ...]  # each with the stance that counts
    count: int  # of all; COUNTED + 1: more than COUNTED, where not all were asked for


@dataclass(frozen=True, slots=True)
class Portrait:
    """An actor, what it said, and what others said of it."""

    actor: Actor
    by: Said
    about: Said


@dataclass(frozen=True, slots=True)
class Merged:
    """Two actors that became one."""

    kept: Actor
    gone: Actor
    quotes: int  # that followed


@dataclass(frozen=True, slots=True)
class Split:
    """An actor some of whose quotes are another's now."""

    actor: Actor
    new: str  # id of the other
    name: str
    quotes: int


def list_actors(
    store: Store, *, words: Sequence[str] = (), unreviewed: bool = False, limit: int | None = None, day: str
) -> ActorPage:
    """Return actors by name, all or those whom `words` name, at most `limit`; with what they are on a day."""
    name = " ".join(words)
    with store.read() as connection:
        among = {key for key, _ in actors_called(connection, name)} if words else None
        ids = actor_ids(connection, among=among, unreviewed=unreviewed, limit=limit)
        actors, counts = read_actors(connection, ids), quotes_by_actor(connection, ids)
        return ActorPage(
            tuple(Listed(actors[key], actors[key].at(day), counts.get(key, 0)) for key in ids),
            count_actors(connection, among=among, unreviewed=unreviewed, most=COUNTED + 1),
            count_actors(connection, most=COUNTED + 1),
            nearest_actor(connection, name) if words and not among else None,
        )


def portrait(store: Store, name: str, *, target: str = DEFAULT, limit: int | None = None) -> Portrait:
    """Return an actor with at most `limit` quotes of it, and of others that name it. Raises as `find_actor` does."""
    with store.read() as connection:
        actor = find_actor(connection, name)
        return Portrait(actor, _said_by(connection, actor, target, limit), _about(connection, actor, target, limit))


def _said_by(connection: Connection, actor: Actor, target: str, limit: int | None) -> Said:
    own = Selection((Filter(speaker=f"@{actor.id}"),), target)
    quotes = select_quotes(connection, own, limit=limit)
    return Said(quotes, len(quotes) if limit is None else count(connection, own, most=COUNTED + 1))


def _about(connection: Connection, actor: Actor, target: str, limit: int | None) -> Said:
    named = naming(connection, actor.id, (actor.name, *actor.aliases))
    ids = list(named if limit is None else islice(named, max(limit, COUNTED + 1)))
    quotes = with_current(read_quotes(connection, ids[:limit]), target)
    return Said(quotes, len(ids) if limit is None else min(len(ids), COUNTED + 1))


def add(
    store: Store,
    name: str,
    by: Annotator,
    *,
    kind: str = "person",
    country: str | None = None,
    aliases: Sequence[str] = (),
    wikidata: str | None = None,
    namesake: bool = False,
) -> Actor:
    """Add an actor; the country may be written as people write it. Raises InputError (`store.actors.put_actor`)."""
    name, code = checked_name(name), country_code(country) if country else None
    with store.change(f"add actor {name}", by) as change:
        key = put_actor(change, name, kind=kind, country=code, aliases=aliases, wikidata=wikidata, namesake=namesake)
        return find_actor(change.connection, key)


def add_aliases(store: Store, name: str, aliases: Sequence[str], by: Annotator) -> tuple[Actor, tuple[str, ...]]:
    """Give an actor other spellings; return it, as it was, and those that are new. That makes it looked at."""
    with store.change(f"alias of {name}", by) as change:
        actor = find_actor(change.connection, name)
        new = tuple(alias for alias in aliases if put_alias(change, actor.id, alias))
        reviewed(change, actor.id)
    return actor, new


def affiliation(
    name: str,
    *,
    role: str | None = None,
    organisation: str | None = None,
    office: Office | None = None,
    official: bool | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Affiliation:
    """Return what `name` is, as a person tells it; who has a public office is official.

    Raises InputError for what says nothing or is no date, ContradictionError for an office that is none.
    """
    if not role and not organisation:
        raise InputError(f"say what {name} is: --role TEXT, --organisation TEXT or both")
    check_office(office, official)
    return Affiliation(
        role, organisation, office, official if official is not None or office is None else True,
        iso_date(since) if since else None, iso_date(until) if until else None,
    )  # fmt: skip


def affiliate(store: Store, name: str, held: Affiliation, by: Annotator) -> tuple[Actor, bool]:
    """Say what an actor is or was; return it, as it was, and whether that is new. That makes it looked at."""
    with store.change(f"affiliation of {name}", by) as change:
        actor = find_actor(change.connection, name)
        new = put_affiliation(change, actor.id, held)
        reviewed(change, actor.id)
    return actor, new


def merge(store: Store, kept: str, gone: str, by: Annotator) -> Merged:
    """Make two actors one: names, affiliations and quotes of `gone` follow to `kept`."""
    with store.change(f"merge {gone} into {kept}", by) as change:
        first, second = find_actor(change.connection, kept), find_actor(change.connection, gone)
        return Merged(first, second, merge_actors(change, first.id, second.id))


def split(store: Store, name: str, new_name: str, prefixes: Sequence[str], by: Annotator) -> Split:
    """Give quotes of an actor, by the beginnings of their ids, to a new actor of another name."""
    new_name = checked_name(new_name)
    with store.change(f"split {new_name} from {name}", by) as change:
        actor = find_actor(change.connection, name)
        keys = [full_id(change.connection, prefix) for prefix in prefixes]
        new = split_actor(change, actor.id, new_name, read_quotes(change.connection, keys))
        return Split(actor, new, new_name, len(keys))
