"""What a stance can be about: the shipped targets with their aliases; any other name is a target too."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from quotes.resources import shipped

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
        entries = _toml(shipped("targets.toml").read_text("utf-8")).get("target", [])
    except FileNotFoundError:
        return ()
    return tuple(Target(e["name"], e.get("country"), tuple(e.get("aliases", ()))) for e in entries)


def canonical_target(name: str) -> Target:
    """Return the shipped target that bears `name` or has it as an alias; else a target of just that name."""
    wanted = name.strip().casefold()
    for target in shipped_targets():
        if wanted in (target.name.casefold(), *(alias.casefold() for alias in target.aliases)):
            return target
    return Target(name.strip())


def _toml(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return dict(tomllib.loads(text))
