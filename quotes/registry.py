"""The registry that ships: who is quoted about Russia, under which names, in which office from when to when."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, TypedDict

from quotes.dates import within
from quotes.shipped import shipped
from quotes.text import folded
from quotes.types import Office, Speaker

# letters that transliterations write differently, as they meet (ISO 9, BGN, German, French, Polish and press usage)
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"shch|schtsch|szcz", "s"),
        (r"tsch|tch|cz|dzh|dsch", "h"),
        (r"sch|sh|sz", "s"),
        (r"zh|kh|ch|gh", lambda found: {"zh": "s", "gh": "g"}.get(found.group(), "h")),
        (r"tz|ts", "s"),
        (r"[zc]", "s"),
        (r"gu(?=[ei])", "g"),
        (r"ou", "u"),
        (r"w|ff\b", "v"),
        (r"x", "ks"),
        (r"q", "k"),
        (r"[jy]", "i"),
        (r"i+", "i"),
        (r"i(?=[aeou])", ""),
        (r"(?<=[aeou])i(?=s)", ""),
        (r"(.)\1", r"\1"),
        (r"(?<=n)e\b", ""),
    )
)


class Entry(TypedDict):
    """One row of `data/actors.csv`: an actor with one affiliation; actors with several have several rows."""

    actor: str
    name: str
    kind: str
    country: str
    aliases: str  # separated by |
    role: str
    organisation: str
    office: str
    official: str  # true, false or empty
    since: str  # ISO 8601
    until: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The actors that a speaker may be."""

    ids: tuple[str, ...] = ()
    reason: str | None = None  # why, where the name alone does not say it


@dataclass(frozen=True, slots=True)
class Names:
    """Who bears which name: actors of the store, and of the registry that ships. Grows as actors are added."""

    actors: dict[str, list[str]] = field(default_factory=dict)  # folded name -> ids of stored actors
    countries: dict[str, str | None] = field(default_factory=dict)  # id -> country
    registry: dict[str, list[Entry]] = field(default_factory=dict)  # folded name -> rows of the registry
    surnames: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # last word -> ids of people, one folded name each
    spelled: dict[str, dict[str, str]] = field(default_factory=dict)  # key of spelling -> ids of people, one name each
    roles: dict[str, set[str]] = field(default_factory=dict)  # id -> folded words of what it was
    rows: dict[str, list[Entry]] = field(default_factory=dict)  # id -> rows of the registry
    stored: set[str] = field(default_factory=set)  # ids of stored actors

    def fitting(self, name: str) -> list[str]:
        """Return the ids of the actors that bear a folded name, stored or not."""
        return self.actors.get(name, []) or list(dict.fromkeys(entry["actor"] for entry in self.registry.get(name, [])))

    def fit(self, speaker: Speaker) -> Fit:
        """Return who a speaker may be: by name, else by another spelling of it, else by surname and role.

        A bare surname is its only bearer's of the country that the article tells whose roles share a word with the
        article's. Nobody of another country than the article tells is meant by another spelling.
        """
        name = folded(speaker.name)
        if ids := self.fitting(name):
            return Fit(tuple(ids))
        if speaker.kind != "person":
            return Fit()
        if " " in name:
            alike = self._of_country(self.spelled.get(spelling(name), {}), speaker.country)
            return Fit(tuple(alike), f"spelled like {next(iter(alike.values()))}" if len(alike) == 1 else None)
        words = set(folded(" ".join(filter(None, (speaker.affiliation, speaker.role, speaker.organisation)))).split())
        bearers = self._of_country(self.surnames.get(name, {}), speaker.country) if speaker.country else {}
        fits = [key for key in bearers if self.roles.get(key, set()) & (words - _SMALL)]
        return Fit((fits[0],), f"the only {speaker.name} of that role and country") if len(fits) == 1 else Fit()

    def _of_country(self, bearers: Mapping[str, str], country: str | None) -> dict[str, str]:
        return {key: n for key, n in bearers.items() if not country or self.countries.get(key) in (None, country)}

    def add(self, name: str, key: str, kind: str) -> None:
        """Say that an actor bears a folded name; two spellings may fold alike."""
        ids = self.actors.setdefault(name, [])
        if key not in ids:
            ids.append(key)
        self.stored.add(key)
        self.add_spellings(name, key, kind)

    def add_spellings(self, name: str, key: str, kind: str) -> None:
        """Let the last word of a person's folded name, and other spellings of the whole, find it."""
        if kind == "person" and name:
            self.surnames.setdefault(name.split()[-1], {}).setdefault(key, name)
            self.spelled.setdefault(spelling(name), {}).setdefault(key, name)

    def add_role(self, key: str, *words: str | None) -> None:
        """Say what an actor was."""
        self.roles.setdefault(key, set()).update(folded(" ".join(filter(None, words))).split())


_SMALL = frozenset(("of", "the", "for", "and", "in", "on", "at", "to", "former", "deputy"))


def registry_names() -> Names:
    """Return who bears which name as the registry alone knows it."""
    names = Names(registry=shipped_by_name())
    for name, entries in names.registry.items():
        for entry in entries:
            names.add_spellings(name, entry["actor"], entry["kind"])
    for entry in shipped_actors():
        names.rows.setdefault(entry["actor"], []).append(entry)
        names.add_role(entry["actor"], entry["role"], entry["organisation"])
        names.countries.setdefault(entry["actor"], entry["country"] or None)
    return names


class Side(NamedTuple):
    """What the registry says of an actor at all times."""

    country: str | None = None
    official: bool | None = None  # None: not known, or it changed
    words: frozenset[str] = frozenset()  # of its roles and bodies


UNKNOWN = Side()


@lru_cache(maxsize=1)
def sides_by_name() -> dict[str, Side]:
    """Return what is known of each folded name that only one actor bears."""
    out = {}
    for name, entries in shipped_by_name().items():
        if len({entry["actor"] for entry in entries}) == 1:
            officials = {_flag(entry["official"]) for entry in entries}
            words = folded(" ".join(f"{entry['role']} {entry['organisation']}" for entry in entries)).split()
            official = officials.pop() if len(officials) == 1 else None
            out[name] = Side(entries[0]["country"] or None, official, frozenset(words) - _SMALL)
    return out


def informed(speaker: Speaker, names: Names, day: str | None) -> Speaker:
    """Return the speaker with what the registry knows of it on `day`, where the article tells nothing.

    A name that fits several actors, or one of another country than the article tells, stays as it is; where the article
    tells no role, its office is a guess, and the registry's counts. Without a day
    only what was true of the actor at all times is said.
    """
    if speaker.kind in ("anonymous", "group"):
        return speaker
    fit = names.fit(speaker)
    if len(fit.ids) != 1:
        return speaker
    (key,) = fit.ids
    country = names.countries.get(key)
    tells = speaker.affiliation or speaker.role or speaker.organisation
    if speaker.country and country and speaker.country != country:
        return speaker
    rows = names.rows[key]
    held = [e for e in rows if day is None or within(day, e["since"] or None, e["until"] or None)]
    officials = {_flag(e["official"]) for e in held}
    offices = {e["office"] for e in held}
    roles = {(e["role"], e["organisation"]) for e in held if e["role"] or e["organisation"]}
    role, organisation = next(iter(roles)) if len(roles) == 1 and not tells else ("", "")
    official = (
        next(iter(officials)) if len(officials) == 1 and (speaker.official is None or not tells) else speaker.official
    )
    return replace(
        speaker,
        canonical=rows[0]["name"],
        actor=key,
        affiliation=speaker.affiliation or ", ".join(filter(None, (role, organisation))) or None,
        role=speaker.role or role or None,
        organisation=speaker.organisation or organisation or None,
        country=speaker.country or country,
        official=official,
        office=speaker.office or (_office(next(iter(offices))) if official and len(offices) == 1 else None),
        reason=f"{speaker.reason}; {fit.reason}" if speaker.reason and fit.reason else fit.reason or speaker.reason,
    )


def spelling(name: str) -> str:
    """Return a key under which transliterations of a folded name meet: Sacharowa and Zakharova, Rakhmon and Rahmon."""
    for pattern, letters in _SPELLINGS:
        name = pattern.sub(letters, name)
    return name


def shipped_actors() -> list[Entry]:
    """Return the rows of the registry that ships; none where that file is missing or empty."""
    try:
        lines = shipped("actors.csv").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    return list(csv.DictReader(lines))  # type: ignore[arg-type]


def shipped_by_name() -> dict[str, list[Entry]]:
    """Return the registry's rows by every folded name of their actors."""
    found: dict[str, list[Entry]] = {}
    for entry in shipped_actors():
        for name in dict.fromkeys(folded(n) for n in (entry["name"], *entry["aliases"].split("|")) if n):
            found.setdefault(name, []).append(entry)
    return found


def _flag(cell: str) -> bool | None:
    return {"true": True, "false": False}.get(cell)


def _office(cell: str) -> Office | None:
    return cell or None  # type: ignore[return-value]
