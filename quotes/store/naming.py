"""Who is meant by a name: actors by their names and aliases, and speakers as articles call them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from quotes.errors import InputError
from quotes.filter import actor_alone
from quotes.store import schema
from quotes.store.current import parts, voice_of
from quotes.text import folded, nearest

MOST = 10_000  # names that one name may stand for


@dataclass(frozen=True, slots=True)
class Called:
    """Who is called by a name."""

    whole: frozenset[str] = frozenset()  # voices all of whose quotes are meant
    partly: frozenset[str] = frozenset()  # voices of whose quotes those are meant in which they are called so
    names: frozenset[str] = frozenset()  # folded names that hold all the words


def called(connection: Connection, name: str) -> Called:
    """Return who is called by a name, or is the one actor that an id means (`filter.actor_alone`).

    Raises InputError for words that more names hold than can be asked for.
    """
    actor = schema.actor
    ids = set(connection.execute(select(actor.c.id).where(actor.c.id == name.removeprefix("@"))).scalars())
    alone = actor_alone(name, ids)
    if alone is not None:
        return Called(frozenset({alone}))
    names = names_with(connection, folded(name).split())
    actors: set[str] = set()
    voices: set[str] = set()
    for part in parts(sorted(names)):
        alias, spelled = schema.alias, schema.name_voice
        actors |= set(connection.execute(select(alias.c.actor_id).where(alias.c.folded.in_(part))).scalars())
        voices |= set(connection.execute(select(spelled.c.voice).where(spelled.c.name.in_(part))).scalars())
    whole = actors | {voice for voice in voices if voice.startswith("~")}
    return Called(frozenset(whole), frozenset(voices - whole), frozenset(names))


def names_with(connection: Connection, words: list[str]) -> set[str]:
    """Return the folded names that hold all of these folded words; none for no word."""
    table, wanted = schema.name_word, sorted(set(words))
    if not wanted:
        return set()
    query = select(table.c.name).where(table.c.word.in_(wanted)).group_by(table.c.name)
    names = set(connection.execute(query.having(func.count() == len(wanted)).limit(MOST + 1)).scalars())
    if len(names) > MOST:
        raise InputError(f"{' '.join(words)!r} fits more than {MOST:,} names: write more of the name")
    return names


def actors_called(connection: Connection, name: str) -> list[tuple[str, str]]:
    """Return the actors, as (id, name), who are called by a name or are the one that an id means (`called`)."""
    return _named(connection, {voice for voice in called(connection, name).whole if not voice.startswith("~")})


def actors_meant(connection: Connection, name: str) -> list[tuple[str, str]]:
    """Return the actors, as (id, name), of an id, else of just that name, else of a name that holds its words."""
    by_id = _named(connection, {name})
    if by_id:
        return by_id
    wanted, alias = folded(name), schema.alias
    found = set(connection.execute(select(alias.c.actor_id).where(alias.c.folded == wanted)).scalars())
    if not found:
        for part in parts(sorted(names_with(connection, wanted.split()))):
            found |= set(connection.execute(select(alias.c.actor_id).where(alias.c.folded.in_(part))).scalars())
    return _named(connection, found)


def bearers(connection: Connection, name: str, *, most: int = 6) -> list[tuple[str, str]]:
    """Return the actors, as (id, name), who are called by a name that means no one alone; at most so many."""
    return actors_called(connection, name)[:most]


def is_anybody(connection: Connection, name: str) -> bool:
    """Tell whether somebody whom the store knows is called by a name."""
    found = called(connection, name)
    return bool(found.whole or found.partly)


def nearest_actor(connection: Connection, name: str) -> str | None:
    """Return the name of an actor that is most like `name`, if one is like it at all; of two spellings the first."""
    newest_first = select(schema.alias.c.name).order_by(schema.alias.c.id.desc())  # the last one read stays
    return nearest(name, connection.execute(newest_first).scalars())


def nearest_name(connection: Connection, name: str) -> str | None:
    """Return the name, of an actor or as an article has it, that is most like `name`, if one is like it at all."""
    near = nearest_actor(connection, name)
    if near is not None:
        return near
    voices = connection.execute(select(schema.name_voice.c.name).distinct()).scalars().all()
    near = nearest(name, voices)
    return _as_written(connection, near) if near else None


def _named(connection: Connection, ids: set[str]) -> list[tuple[str, str]]:
    """Return those of these ids that are actors', with their names, by name."""
    table = schema.actor
    found: list[tuple[str, str]] = []
    for part in parts(sorted(ids)):
        query = select(table.c.id, table.c.name).where(table.c.id.in_(part))
        found += [(row.id, row.name) for row in connection.execute(query)]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def _as_written(connection: Connection, name: str) -> str:
    """Return a folded name as an article has it."""
    kept, link = schema.current_quote, schema.speaker_link
    row = connection.execute(select(kept.c.quote_id).where(kept.c.voice == voice_of(None, name)).limit(1)).scalar()
    query = select(link.c.name).where(link.c.quote_id == row).order_by(link.c.id.desc()).limit(1)
    return connection.execute(query).scalar() or name
