"""From a speaker in an article to the actor that it is, if only one bears the name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from quotes.store import schema
from quotes.store.actors import put_actor
from quotes.store.journal import Change
from quotes.store.shipped import Entry, put_actors, shipped_by_name
from quotes.text import CONTROL, LONGEST_NAME, folded
from quotes.types import Speaker


@dataclass(frozen=True, slots=True)
class Names:
    """Who bears which name: actors of the store, and of the registry that ships. Grows as actors are added."""

    actors: dict[str, list[str]] = field(default_factory=dict)  # folded name -> ids
    countries: dict[str, str | None] = field(default_factory=dict)  # id -> country
    registry: dict[str, list[Entry]] = field(default_factory=dict)  # folded name -> rows of actors not stored yet
    surnames: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # last word -> ids of people, one folded name each

    def fitting(self, name: str) -> list[str]:
        """Return the ids of the actors that bear a folded name, stored or not."""
        return self.actors.get(name, []) or list(dict.fromkeys(entry["actor"] for entry in self.registry.get(name, [])))

    def add(self, name: str, key: str, kind: str) -> None:
        """Say that an actor bears a folded name; two spellings may fold alike."""
        ids = self.actors.setdefault(name, [])
        if key not in ids:
            ids.append(key)
        self.add_surname(name, key, kind)

    def add_surname(self, name: str, key: str, kind: str) -> None:
        """Let the last word of a person's folded name find it."""
        if kind == "person" and name:
            self.surnames.setdefault(name.split()[-1], {}).setdefault(key, name)


def known_names(connection: Connection) -> Names:
    """Return who bears which name, as the store and the registry that ships know it."""
    names = Names(registry=shipped_by_name())
    rows = connection.execute(
        select(schema.alias.c.folded, schema.actor.c.id, schema.actor.c.country, schema.actor.c.kind)
        .join(schema.actor, schema.actor.c.id == schema.alias.c.actor_id)
        .distinct()
        .order_by(schema.actor.c.id)
    )
    for row in rows:
        names.add(row.folded, row.id, row.kind)
        names.countries[row.id] = row.country
    for name, entries in names.registry.items():
        for entry in entries:
            names.add_surname(name, entry["actor"], entry["kind"])
    return names


def link_actor(change: Change, speaker: Speaker, names: Names) -> Speaker:
    """Return the speaker linked to the actor of that name, one made and marked unreviewed if there is none.

    A name that fits several actors, or one of another country than the article tells, stays unlinked; the reason says
    so, and a person decides.
    """
    name = folded(speaker.name)
    if speaker.actor or not name or speaker.kind in ("anonymous", "group"):
        return speaker
    if len(speaker.name) > LONGEST_NAME or CONTROL.search(speaker.name):  # no name, but what a page made of one
        return speaker
    fits = names.fitting(name)
    if len(fits) > 1:
        return _because(speaker, f"the name fits {', '.join(fits)}")
    if not fits:
        key = put_actor(change, speaker.name, kind=speaker.kind, country=speaker.country, reviewed=False)
        names.add(name, key, speaker.kind)
        names.countries[key] = speaker.country
        return replace(speaker, actor=key)
    entries = [] if name in names.actors else names.registry[name]
    country = (entries[0]["country"] or None) if entries else names.countries.get(fits[0])
    if speaker.country and country and speaker.country != country:
        return _because(speaker, f"{fits[0]} has the name, but speaks from {country}")
    if entries:
        put_actors(change, entries)
        for alias in (entries[0]["name"], *entries[0]["aliases"].split("|")):
            if alias:
                names.add(folded(alias), fits[0], entries[0]["kind"])
        names.countries[fits[0]] = country
    return replace(speaker, actor=fits[0])


def link_surname(change: Change, speaker: Speaker, names: Names) -> Speaker:
    """Link a speaker whom a person named: a name of one word is that of the only actor who bears it, if one does.

    An article gives the full name somewhere; a person who keeps a table does not.
    """
    word = folded(speaker.name)
    if speaker.kind != "person" or not word or " " in word or names.fitting(word):
        return link_actor(change, speaker, names)
    bearers = names.surnames.get(word, {})
    if not bearers:
        return link_actor(change, speaker, names)
    if len(bearers) > 1:
        return _because(speaker, f"the name fits {', '.join(sorted(bearers))}")
    ((key, name),) = bearers.items()
    linked = link_actor(change, replace(speaker, name=name), names)
    reason = f"the only {speaker.name.strip()} that is known is {key}"
    return _because(replace(linked, name=speaker.name), reason if linked.actor else linked.reason or reason)


def _because(speaker: Speaker, reason: str) -> Speaker:
    """Add a reason, once: a table that goes out and comes in again says nothing new."""
    told = speaker.reason or ""
    if reason in told:
        return speaker
    return replace(speaker, reason=f"{told}; {reason}" if told else reason)
