"""What a stance can be about: the shipped targets with their aliases; any other name is a target too."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from quotes.shipped import shipped

DEFAULT = "Russia"


@dataclass(frozen=True, slots=True)
class Target:
    """Something that a stance is about."""

    name: str
    country: str | None = None
    aliases: tuple[str, ...] = ()


@cache
def shipped_targets() -> tuple[Target, ...]:
    """Return the targets of `data/targets.toml`; none where that file is missing or empty."""
    try:
        entries = tomllib.loads(shipped("targets.toml").read_text("utf-8")).get("target", [])
    except FileNotFoundError:
        return ()
    return tuple(Target(e["name"], e.get("country"), tuple(e.get("aliases", ()))) for e in entries)


@lru_cache(maxsize=256)
def canonical_target(name: str) -> Target:
    """Return the shipped target that bears `name` or has it as an alias; else a target of just that name."""
    wanted = name.strip().casefold()
    for target in shipped_targets():
        if wanted in (target.name.casefold(), *(alias.casefold() for alias in target.aliases)):
            return target
    return Target(name.strip())


def nearest_target(name: str, known: Iterable[str]) -> str | None:
    """Return the target, of those that ship and of `known`, whose name or alias is nearly `name`; None if it is one."""
    from difflib import get_close_matches

    names = {alias.casefold(): t.name for t in shipped_targets() for alias in (*t.aliases, t.name)}
    names |= {one.casefold(): one for one in known}
    wanted = name.strip().casefold()
    near = get_close_matches(wanted, names, 1, cutoff=0.8)
    return names[near[0]] if near and wanted not in names else None
