"""Under which names a target stands in a text, and which names of a speaker must not be seen."""

from __future__ import annotations

import re
from functools import cache

from quotes.places import ADJECTIVES, NAMES, SEATS
from quotes.speakers.names import read_mention
from quotes.targets import canonical_target, shipped_targets

_INSIDE = {"the West": ("United States", "European Union", "NATO")}  # whoever speaks of these speaks of it


@cache
def names_of_target(target: str) -> tuple[str, ...]:
    """Return what a target is called in texts: its aliases, and of a country its names, adjectives and capital."""
    known = canonical_target(target)
    inside = [t for t in shipped_targets() if t.name in _INSIDE.get(known.name, ())]
    adjectives = ("Western", "Westerners") if known.name in _INSIDE else ()
    names = [*known.aliases, *adjectives]
    for one in (known, *inside):
        names += [one.name, *one.aliases]
        if one.country and one.country != "XX":
            tables = (NAMES, ADJECTIVES, SEATS)
            names += [name for table in tables for name, code in table.items() if code == one.country]
    return tuple(dict.fromkeys(name for name in names if name != known.name))


def names_to_mask(mention: str) -> tuple[str, ...]:
    """Return what of a speaker's mention or name tells who it is: the whole of it, and of a person the name in it.

    A pronoun tells nothing.
    """
    parsed = read_mention(mention)
    if parsed.kind == "pronoun" or not re.search(r"[^\W\d_]", mention):
        return ()
    names = [mention.strip(" ,.:;")]
    if parsed.kind == "body":
        names.append(parsed.text)
    if parsed.kind == "person":
        names += [f"{parsed.rank} {parsed.last}" if parsed.rank else "", parsed.name, parsed.last]
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
