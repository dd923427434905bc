"""From a speaker in an article to the actor that it is, if only one bears the name."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from quotes.registry import Names, registry_names
from quotes.store import schema
from quotes.store.actors import put_actor
from quotes.store.change import Change
from quotes.store.shipped import put_actors
from quotes.text import CONTROL, LONGEST_NAME, folded
from quotes.types import Speaker


def known_names(connection: Connection) -> Names:
    """Return who bears which name, as the store and the registry that ships know it."""
    names = registry_names()
    rows = connection.execute(
        select(schema.alias.c.folded, schema.actor.c.id, schema.actor.c.country, schema.actor.c.kind)
        .join(schema.actor, schema.actor.c.id == schema.alias.c.actor_id)
        .distinct()
        .order_by(schema.actor.c.id)
    )
    for row in rows:
        names.add(row.folded, row.id, row.kind)
        names.countries[row.id] = row.country
    for row in connection.execute(select(schema.affiliation)):
        names.add_role(row.actor_id, row.role, row.organisation)
    return names


def link_actor(change: Change, speaker: Speaker, names: Names) -> Speaker:
    """Return the speaker linked to the actor of that name, one made and marked unreviewed if there is none.

    Another spelling of a name, and a bare surname of that role and country, are taken for the only one they fit. A name
    that fits several actors, or one of another country than the article tells, stays unlinked; the reason says so, and
    a person decides.
    """
    name = folded(speaker.name)
    if speaker.actor or not name or speaker.kind in ("anonymous", "group"):
        return speaker
    if len(speaker.name) > LONGEST_NAME or CONTROL.search(speaker.name):  # no name, but what a page made of one
        return speaker
    fit = names.fit(speaker)
    if len(fit.ids) > 1:
        return _because(speaker, f"the name fits {', '.join(fit.ids)}")
    if not fit.ids:
        key = put_actor(change, speaker.name, kind=speaker.kind, country=speaker.country, reviewed=False)
        names.add(name, key, speaker.kind)
        names.countries[key] = speaker.country
        return replace(speaker, actor=key)
    (key,) = fit.ids
    country = names.countries.get(key)
    if speaker.country and country and speaker.country != country:
        return _because(speaker, f"{key} has the name, but speaks from {country}")
    if key not in names.stored:
        entries = names.rows[key]
        put_actors(change, entries)
        for alias in (entries[0]["name"], *entries[0]["aliases"].split("|")):
            if alias:
                names.add(folded(alias), key, entries[0]["kind"])
    speaker = _because(speaker, fit.reason) if fit.reason else speaker
    return replace(speaker, actor=key)


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
    reasons = speaker.reason or ""
    if reason in reasons:
        return speaker
    return replace(speaker, reason=f"{reasons}; {reason}" if reasons else reason)
