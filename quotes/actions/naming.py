"""Whom a person means who names a speaker: an actor of the store, one of the registry that ships, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from quotes.actions.facts import GIVEN_SPEAKER_FACTS
from quotes.types import Speaker

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.change import Change


@dataclass(frozen=True, slots=True)
class Named:
    """A name that a person gave, and the actor that it was linked to."""

    name: str  # as it was given, with single blanks
    speaker: Speaker  # as linked
    actor: str  # id
    state: Literal["known", "adopted", "new"]  # adopted: from the registry that ships
    full_name: str  # the actor's
    near: str | None = None  # of a new one: the known name that it may be a mistyping of


def names_of(store: Store) -> set[str]:
    """Return every name of every actor."""
    from quotes.store.reading import actor_names

    with store.read() as connection:
        return {name for names in actor_names(connection).values() for name in names}


def named_speaker(change: Change, name: str, facts: Mapping[str, Any], *, namesake: bool = False) -> Named:
    """Link a name that a person gave to its actor; a new name, or a `namesake` of a known one, becomes a new actor.

    Of the facts those of GIVEN_SPEAKER_FACTS are taken. Raises AmbiguousError listing the actors where several fit.
    """
    from quotes.errors import NotFoundError
    from quotes.store.actors import find_actor
    from quotes.store.shipped import adopt_actor
    from quotes.text import checked_name

    name = checked_name(name)
    known = {n: facts[n] for n in GIVEN_SPEAKER_FACTS if facts.get(n) is not None and facts.get(n) != ""}
    if namesake:
        return _new(change, name, known, namesake=True)
    try:
        actor = find_actor(change.connection, name)
    except NotFoundError:
        adopted = adopt_actor(change, name)
        if adopted is None:
            return _new(change, name, known, namesake=False)
        actor = find_actor(change.connection, adopted)
        reason = "the only one of that name in the registry"
        speaker = Speaker(name, kind=actor.kind, actor=actor.id, reason=reason, **known)  # type: ignore[arg-type]
        return Named(name, speaker, actor.id, "adopted", actor.name)
    speaker = Speaker(actor.name, kind=actor.kind, actor=actor.id, reason="named by a person", **known)  # type: ignore[arg-type]
    return Named(name, speaker, actor.id, "known", actor.name)


def _new(change: Change, name: str, known: Mapping[str, Any], *, namesake: bool) -> Named:
    from quotes.store.actors import put_actor

    near = None if namesake else _near_actor(change, name)
    key = put_actor(change, name, country=known.get("country"), namesake=namesake)
    return Named(name, Speaker(name, actor=key, reason="new actor, named by a person", **known), key, "new", name, near)


def _near_actor(change: Change, name: str) -> str | None:
    """Return the actor's name, in the store or in the registry that ships, that is most like `name`."""
    from quotes.registry import shipped_actors
    from quotes.store.naming import nearest_actor
    from quotes.text import nearest

    return nearest_actor(change.connection, name) or nearest(name, (entry["name"] for entry in shipped_actors()))
