"""Collects whom an article names, persons and bodies, with every place where they are named."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from quotes.finders.lexicon import word_set
from quotes.finders.tokens import Stretch, Tokens
from quotes.places import PLACES
from quotes.speakers.affiliations import affiliation_from
from quotes.speakers.bodies import KNOWN
from quotes.speakers.given_names import MEN, WOMEN
from quotes.speakers.names import NAME_PARTICLES
from quotes.speakers.offices import FEMALE, MALE, RANKS, TITLES
from quotes.speakers.told import beside
from quotes.tagger.model import Entity
from quotes.text import folded
from quotes.types import ActorKind

_NAMESAKES = 50  # persons of one name that are weighed against each other; more would cost quadratic time
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in ((r"i(?=[uao])", "y"), (r"(?:ii|iy|yi|yy|ij|y)$", "i"), (r"(?<=[aeiou])i(?=[aeiou])", "y"))
)
_SON_OF = word_set("oglu ogly qizi kizi bin ibn bint")
PARTICLES = NAME_PARTICLES | _SON_OF
_HER = re.compile(r"(?:ov|ev|in|yn|sk)a(?:ya|ia)?$|aya$|ivna$|ovna$|evna$|qizi$")
_HIS = re.compile(r"(?:[aeiy]|ts)k?(?:ov|ev|in|yn|sky|skyi|skiy|ski|oy)$|vich$|vych$|oglu$|dze$|shvili$|yan$|enko$")
_BEFORE = (
    TITLES | RANKS | word_set("minister spokesman spokeswoman spokesperson ex-president vice deputy prime foreign")
)
_SHORTER = {"U.S.": "United States", "US": "United States", "U.N.": "UN", "United Nations": "UN", "E.U.": "EU"}


@dataclass(slots=True)
class Known:
    """One who is named while the article is read."""

    name: str
    kind: ActorKind
    rank: str = ""  # the title before a bare surname
    female: bool | None = None
    named: bool = True  # has a first name
    places: list[Stretch] = field(default_factory=list)  # where named, in order of the text

    @property
    def shown(self) -> str:
        """The fullest name: with the title where the article gives no first name."""
        return self.name if self.named or not self.rank else f"{self.rank} {self.name}"

    def last_before(self, token: int) -> int:
        """Return the last place before a token that begins a name of this one, as a token; -1 if there is none."""
        at = bisect_left(self.places, (token, 0))
        return self.places[at - 1][0] if at else -1


@dataclass(frozen=True, slots=True)
class Name:
    """How a name is written at one place."""

    at: Stretch  # tokens, without titles
    text: str
    rank: str
    female: bool | None

    @property
    def words(self) -> list[str]:
        """The words without particles; all of them where it has no others."""
        return [w for w in self.text.split() if w.lower() not in PARTICLES] or self.text.split()

    @property
    def given(self) -> bool:
        """Whether there is more than a surname."""
        return len([w for w in self.text.split() if w.lower() not in PARTICLES]) > 1


@dataclass(slots=True)
class People:
    """Whom an article names, and by which words."""

    known: list[Known]
    by_token: dict[int, int]  # token of a name -> number of its bearer
    bodies: dict[str, int] = field(default_factory=dict)  # folded name, or its short form -> number

    def add_body(self, tokens: Tokens, at: Stretch) -> int:
        """Take in a body that is named at a stretch, and return its number; a short form is that of an earlier name."""
        text = plain_name(tokens, *at) or tokens.span(*at).text
        key = _body_key(text)
        if key not in self.bodies:
            self.bodies[key] = len(self.known)
            self.known.append(Known(text, "organisation"))
            for short in _short_forms(tokens, at, text):
                self.bodies.setdefault(short, self.bodies[key])
        self.place(self.bodies[key], at)
        return self.bodies[key]

    def place(self, number: int, at: Stretch) -> None:
        """Say that one is named at a stretch."""
        self.by_token.update(dict.fromkeys(range(*at), number))
        if at not in self.known[number].places:
            insort(self.known[number].places, at)

    def at(self, stretch: Stretch) -> int | None:
        """Return the number of the first one who is named within a stretch."""
        return next((self.by_token[i] for i in range(*stretch) if i in self.by_token), None)


def people_of(tokens: Tokens, entities: Sequence[Entity]) -> People:
    """Collect the persons and bodies that an article names; full names first, so that surnames find them."""
    people = People([], {})
    by_key: dict[str, list[int]] = defaultdict(list)
    entities = [replace(e, kind="ORGANIZATION") if _is_body(tokens, e) else e for e in entities]
    found = _whole(tokens, [(e.first, e.stop) for e in entities if e.kind == "PERSON"])
    persons = [name for at in found if (name := read_name(tokens, *at))]
    for name in sorted(persons, key=lambda name: (not name.given, name.at)):
        number = _bearer(tokens, people, by_key, name)
        if number is None:
            number = len(people.known)
            people.known.append(Known(name.text, "person", named=name.given))
            for key in dict.fromkeys((_key(name.words[-1]), *([_key(name.words[0])] if name.given else ()))):
                by_key[key].append(number)
        known = people.known[number]
        if name.given and len(name.text) > len(known.name):
            known.name, known.named = name.text, True
        known.rank = known.rank or name.rank
        known.female = known.female if name.female is None else name.female
        people.place(number, name.at)
    for known in people.known:
        if known.female is None:
            known.female = _sounds_female(known.name)
    for e in entities:
        if e.kind in ("ORGANIZATION", "LOCATION") and e.first not in people.by_token:
            surname = by_key.get(_key(plain_name(tokens, e.first, e.stop)), []) if e.kind == "ORGANIZATION" else []
            if surname:
                people.place(surname[-1], (e.first, e.stop))
            else:
                people.add_body(tokens, (e.first, e.stop))
    return people


def _is_body(tokens: Tokens, entity: Entity) -> bool:
    """Whether what passes for a person is known as a body or a place."""
    text = plain_name(tokens, entity.first, entity.stop)
    return entity.kind == "PERSON" and (text in KNOWN or text in PLACES)


def _whole(tokens: Tokens, found: Sequence[Stretch]) -> list[Stretch]:
    """Names that were cut in two are one: at “da”, at a nickname in marks."""
    out: list[Stretch] = []
    for first, stop in sorted(found):
        between = tokens.words[out[-1][1] : first] if out and first - out[-1][1] <= 3 else ("?",)
        marked = len(between) == 3 and between[0] in "“\"'‘" and between[2] in "”\"'’"
        if out and (marked or all(w in PARTICLES for w in between)) and tokens.lower[out[-1][1] - 1] != "'s":
            out[-1] = (out[-1][0], max(stop, out[-1][1]))
        else:
            out.append((first, stop))
    return out


def read_name(tokens: Tokens, first: int, stop: int) -> Name | None:
    """Return the person's name that stands at a stretch: without titles before it, with particles left out of it."""
    rank, female = "", None
    while stop > first and not tokens.words[stop - 1][0].isalnum() and tokens.words[stop - 1] not in ("”", '"', "."):
        stop -= 1
    if stop - first > 1 and tokens.lower[stop - 1] == "'s":
        stop -= 1
    while first < stop and (tokens.lower[first].strip(".") in _BEFORE or not tokens.words[first][0].isalpha()):
        first += 1
    while first > 0 and tokens.words[first - 1] in PARTICLES:  # “von der”, in small letters
        first -= 1
        if tokens.words[first] in _SON_OF:
            while first > 0 and tokens.capital(first - 1) and tokens.lower[first - 1] not in _BEFORE:
                first -= 1
    if first >= stop:
        return None
    for i in range(first - 1, max(-1, first - 4), -1):
        word = tokens.lower[i].strip(".")
        if word in MALE | FEMALE:
            female = word in FEMALE
        if not rank and word in RANKS and tokens.capital(i) and i == first - 1:
            rank = tokens.words[i]
            if i and tokens.words[i - 1] in ("Prime", "Foreign", "Interior", "Defense", "Defence", "Vice", "Finance"):
                rank = f"{tokens.words[i - 1]} {rank}"
        if word not in TITLES | RANKS | MALE | FEMALE and word != ".":
            break
    text = plain_name(tokens, first, stop)
    return Name((first, stop), text, rank, female) if text else None


def plain_name(tokens: Tokens, first: int, stop: int) -> str:
    """Return the words of a name in one line, without a possessive ending."""
    if stop - first > 1 and tokens.lower[stop - 1] == "'s":
        stop -= 1
    return re.sub(r"['’]s?$", "", tokens.in_line(first, stop)).strip(" ,;:")


def _body_key(text: str) -> str:
    text = re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", re.sub(r"\s*\(.*$", "", text))
    return folded(_SHORTER.get(text, text))


def _short_forms(tokens: Tokens, at: Stretch, text: str) -> list[str]:
    """The initials of a body's name, and what stands in brackets behind it."""
    words = [w for w in re.findall(r"[^\W\d_][\w.-]*", text) if w[0].isupper() and w != "The"]
    out = ["".join(w[0] for w in words)] if len(words) > 2 else []
    if at[1] + 2 < len(tokens.words) and tokens.words[at[1]] == "(" and tokens.words[at[1] + 2] == ")":
        out.append(tokens.words[at[1] + 1])
    out += re.findall(r"\((\w+)\)", text)
    return [folded(short) for short in out if len(short) > 1]


def surname_key(name: str) -> str:
    """Return the key under which spellings of a name's last word meet."""
    return _key(name.split()[-1])


def _clashes(tokens: Tokens, rank: str, known: Known) -> bool:
    """Whether one whose roles are told holds no office, and so is not “President” so-and-so (codebook section 2)."""
    if not known.named or rank.lower() in known.rank.lower().split():
        return False
    texts = [
        d.text for first, stop in known.places[:_NAMESAKES] for d in beside(tokens, (first, stop), max(0, first - 12))
    ]
    mine, theirs = affiliation_from([rank]).official, affiliation_from(texts).official
    return (
        bool(texts) and mine is True and theirs is False and not any(rank.lower() in t.lower().split() for t in texts)
    )


def _bearer(tokens: Tokens, people: People, by_key: dict[str, list[int]], name: Name) -> int | None:
    numbers = by_key.get(_key(name.words[-1]), [])
    if not numbers and not name.given:
        return None
    options = [n for n in numbers[-_NAMESAKES:] if _fits(name, people.known[n])]
    if name.rank and not name.given:
        options = [n for n in options if not _clashes(tokens, name.rank, people.known[n])]
    if not options:
        return None
    if len(options) > 1 and name.given:
        exact = [n for n in options if folded(people.known[n].name) == folded(name.text)]
        options = exact or options
    return max(options, key=lambda n: _nearest(people.known[n], name.at[0]))


def _nearest(known: Known, at: int) -> int:
    before = [first for first, _ in known.places if first < at]
    return max(before) if before else -min(first for first, _ in known.places)


def _fits(name: Name, known: Known) -> bool:
    """Whether a name may be that of a known person: first names compatible, no clash of Mr and Ms."""
    if name.given and known.named:
        a, b = folded(name.text).split(), folded(known.name).split()
        if a[-1] != b[-1] and surname_key(name.text) != surname_key(known.name):
            return False
        return a[0][:4] == b[0][:4] or (min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0])
    return name.female is None or known.female is None or name.female == known.female


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    """Spellings of one surname meet: Yatsenyuk, Yatseniuk, Iatseniuk."""
    key = folded(word)
    for pattern, letters in _SPELLINGS:
        key = pattern.sub(letters, key)
    return key


def _sounds_female(name: str) -> bool | None:
    """What a given name tells, or the endings of Slavic and Turkic names; None where they tell nothing."""
    words = folded(name).split()
    if len(words) > 1 and (words[0] in WOMEN) != (words[0] in MEN):
        return words[0] in WOMEN
    if any(_HER.search(w) for w in words[1:]):
        return True
    return False if any(_HIS.search(w) for w in words[1:]) else None


def gathered(places: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches in order, those that touch or overlap as one."""
    out: list[Stretch] = []
    for first, stop in sorted(places):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(stop, out[-1][1]))
        else:
            out.append((first, stop))
    return out
