"""From a speaker in an article to the actor that it is, if only one bears the name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from quotes.store import schema
from quotes.store.actors import LONGEST_NAME, put_actor
from quotes.store.journal import Change
from quotes.store.shipped import Entry, put_actors, shipped_by_name
from quotes.text import folded
from quotes.types import Speaker


@dataclass(frozen=True, slots=True)
class Names:
    """Who bears which name: actors of the store, and of the registry that ships. Grows as actors are added."""

    actors: dict[str, list[str]] = field(default_factory=dict)  # folded name -> ids
    countries: dict[str, str | None] = field(default_factory=dict)  # id -> country
    registry: dict[str, list[Entry]] = field(default_factory=dict)  # folded name -> rows of actors not stored yet

    def fitting(self, name: str) -> list[str]:
        """Return the ids of the actors that bear a folded name, stored or not."""
        return self.actors.get(name, []) or list(dict.fromkeys(entry["actor"] for entry in self.registry.get(name, [])))


def known_names(connection: Connection) -> Names:
    """Return who bears which name, as the store and the registry that ships know it."""
    names = Names(registry=shipped_by_name())
    rows = connection.execute(
        select(schema.alias.c.folded, schema.actor.c.id, schema.actor.c.country)
        .join(schema.actor, schema.actor.c.id == schema.alias.c.actor_id)
        .distinct()
        .order_by(schema.actor.c.id)
    )
    for row in rows:
        names.actors.setdefault(row.folded, []).append(row.id)
        names.countries[row.id] = row.country
    return names


def link_actor(change: Change, speaker: Speaker, names: Names) -> Speaker:
    """Return the speaker linked to the actor of that name, one made and marked unreviewed if there is none.

    A name that fits several actors, or one of another country than the article tells, stays unlinked; the reason says
    so, and a person decides.
    """
    name = folded(speaker.name)
    if speaker.actor or not name or len(name) > LONGEST_NAME or speaker.kind in ("anonymous", "group"):
        return speaker
    fits = names.fitting(name)
    if len(fits) > 1:
        return _unlinked(speaker, f"the name fits {', '.join(fits)}")
    if not fits:
        key = put_actor(change, speaker.name, kind=speaker.kind, country=speaker.country, reviewed=False)
        names.actors[name], names.countries[key] = [key], speaker.country
        return replace(speaker, actor=key)
    entries = [] if name in names.actors else names.registry[name]
    country = (entries[0]["country"] or None) if entries else names.countries.get(fits[0])
    if speaker.country and country and speaker.country != country:
        return _unlinked(speaker, f"{fits[0]} has the name, but speaks from {country}")
    if entries:
        put_actors(change, entries)
        for alias in (entries[0]["name"], *entries[0]["aliases"].split("|")):
            if alias:
                names.actors.setdefault(folded(alias), []).append(fits[0])
        names.countries[fits[0]] = country
    return replace(speaker, actor=fits[0])


def _unlinked(speaker: Speaker, reason: str) -> Speaker:
    return replace(speaker, reason=f"{speaker.reason}; {reason}" if speaker.reason else reason)
