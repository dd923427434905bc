"""Collects the persons of an article with all their descriptors: who could be meant by a surname or a pronoun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from quotes.finders.lexicon import FINITE, PREPOSITIONS, word_set
from quotes.finders.mentions_left import is_name, noun_phrase_left
from quotes.finders.tokens import Tokens
from quotes.speakers.affiliations import Affiliation, affiliation_from
from quotes.speakers.names import Mention, read_mention
from quotes.speakers.offices import ROLE_WORDS, TITLES
from quotes.text import folded

_LONGEST_RUN = 14  # tokens of capitalised words in a row; longer ones are headings
_NAMESAKES = 50  # persons of one name that are weighed against each other; more would cost quadratic time
_MOST_DESCRIPTORS = 40  # descriptors that are kept of one person
_APPOSED = word_set("a an the member leader head chairman chairwoman director spokesman spokeswoman president founder")
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in ((r"i(?=[uao])", "y"), (r"(?:ii|iy|yi|yy|ij|y)$", "i"), (r"(?<=[aeiou])i(?=[aeiou])", "y"))
)
_INSIDE = word_set("de da di del della der den van von bin ibn al el la le du dos . ' ’")


@dataclass(slots=True)
class Known:
    """One person while the article is read."""

    name: str
    rank: str = ""
    descriptors: list[str] = field(default_factory=list)
    female: bool | None = None
    named: bool = True  # has a first name
    full_at: list[int] = field(default_factory=list)  # characters where the full name stands, in order
    short_at: list[int] = field(default_factory=list)  # characters where a part of it stands, in order
    _affiliation: Affiliation | None = None  # both of the descriptors so far, kept until the next one
    _words: frozenset[str] | None = None

    @property
    def last(self) -> str:
        return self.name.split()[-1]

    @property
    def shown(self) -> str:
        """The fullest name: with the title where the article gives no first name."""
        return self.name if self.named or not self.rank else f"{self.rank} {self.name}"

    def tell(self, descriptor: str) -> None:
        """Take in one more descriptor."""
        self.descriptors.append(descriptor)
        self._affiliation = self._words = None

    def affiliation(self) -> Affiliation:
        """Return what the descriptors so far give."""
        if self._affiliation is None:
            self._affiliation = affiliation_from(self.descriptors)
        return self._affiliation

    def words(self) -> frozenset[str]:
        """Return the words of the descriptors so far, in lower case and without possessive endings."""
        if self._words is None:
            words = (w.strip(".,'’") for d in self.descriptors for w in d.lower().split())
            self._words = frozenset(w.removesuffix("'s").removesuffix("’s") for w in words)
        return self._words

    def last_before(self, at: int) -> int:
        """Return the last character before `at` where the person is named; -1 if there is none."""
        before = [
            places[bisect_left(places, at) - 1] for places in (self.full_at, self.short_at) if places and places[0] < at
        ]
        return max(before, default=-1)


@dataclass(slots=True)
class People:
    """The persons of an article and the places where they are named."""

    known: list[Known]
    by_last: dict[str, list[int]]
    by_first: dict[str, list[int]]
    places: list[tuple[int, int]]  # (character, number of the person), in order of the text

    def find(self, mention: Mention, at: int) -> int | None:
        """Return the number of the person that a name stands for at a place of the text."""
        mine = affiliation_from(mention.descriptors).official if mention.rank else None
        namesakes = self.by_last.get(_key(mention.last), ())[-_NAMESAKES:]
        options = [n for n in namesakes if _fits(mention, self.known[n], mine)]
        if not options and mention.titled and not mention.given:  # names that put the surname first
            namesakes = self.by_first.get(_key(mention.last), ())[-_NAMESAKES:]
            options = [n for n in namesakes if self.known[n].named]
        if len(options) > 1:
            exact = [n for n in options if self.known[n].name == mention.name and self.known[n].named]
            if mention.given and exact:
                options = exact
            ranked = [n for n in options if mention.rank and _shares_rank(mention, self.known[n])]
            options = ranked or options
        return max(options, key=lambda n: self.known[n].last_before(at)) if options else None


def people_of(tokens: Tokens, sources: list[tuple[int, str]]) -> People:
    """Collect the persons of an article.

    `sources` are the attributions' sources, as (character, text); they are trusted to name somebody. A name elsewhere
    counts if a role stands beside it, or if its last part is also used alone.
    """
    mentions = [(at, read_mention(text), True) for at, text in sources]
    mentions += [(at, read_mention(text), False) for at, text in _runs(tokens)]
    mentions = [m for m in mentions if m[1].kind == "person"]
    alone = Counter(_key(m.name) for _, m, _ in mentions if not m.given)
    people = People([], defaultdict(list), defaultdict(list), [])
    order = sorted(mentions, key=lambda m: (not m[1].given, m[0]))
    for at, mention, trusted in order:
        evidence = trusted or mention.rank or mention.female is not None or any(map(_roled, mention.descriptors))
        if mention.given and not (evidence or alone[_key(mention.last)]):
            continue
        number = people.find(mention, at)
        if number is None:
            if not (mention.given or evidence):
                continue
            number = len(people.known)
            people.known.append(Known(mention.name, mention.rank, named=mention.given))
            people.by_last[_key(mention.last)].append(number)
            people.by_first[_key(mention.name.split()[0])].append(number)
        _learn(people.known[number], mention)
        (people.known[number].full_at if mention.given else people.known[number].short_at).append(at)
    people.places = sorted({(at, n) for n, known in enumerate(people.known) for at in known.full_at + known.short_at})
    return people


def _learn(known: Known, mention: Mention) -> None:
    if mention.given and len(mention.name) > len(known.name):
        known.name = mention.name
    known.named = known.named or mention.given
    known.rank = known.rank or mention.rank
    if mention.female is not None:
        known.female = mention.female
    for descriptor in mention.descriptors:
        if descriptor not in known.descriptors and len(known.descriptors) < _MOST_DESCRIPTORS:
            known.tell(descriptor)


def _roled(descriptor: str) -> bool:
    return any(w.strip(",.").lower() in ROLE_WORDS for w in descriptor.split())


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Spellings of one surname meet: Yatsenyuk, Yatseniuk, Iatseniuk."""
    key = folded(name)
    for pattern, letters in _SPELLINGS:
        key = pattern.sub(letters, key)
    return key


def _fits(mention: Mention, known: Known, mine: bool | None) -> bool:
    """Whether a name may be that of a known person: first names compatible, roles not in conflict.

    `mine` is whether the mention's own descriptors make it official.
    """
    if mention.given and known.named:
        a, b = mention.name.split()[0].strip("."), known.name.split()[0].strip(".")
        return a[:4] == b[:4] or (min(len(a), len(b)) == 1 and a[0] == b[0])
    if mention.female is not None and known.female is not None and mention.female != known.female:
        return False
    if mine is not None and known.descriptors and not _shares_rank(mention, known):
        theirs = known.affiliation().official
        if theirs is not None and mine != theirs:
            return False
    return True


def _shares_rank(mention: Mention, known: Known) -> bool:
    rank = mention.rank.split()[-1].lower() if mention.rank else ""
    return any(rank in descriptor.lower().split() for descriptor in known.descriptors)


def _runs(tokens: Tokens) -> list[tuple[int, str]]:
    """Runs of capitalised words, with the role before them and the apposition after them: (character, text).

    A role in the plural is that of each name in the list after it: “lawmakers Ann Example, Ben Sample and Eva Klein”.
    """
    out: list[tuple[int, str]] = []
    count = len(tokens.words)
    line_start = 0
    shared, ended = "", -1  # the role of the names in a list, and one past the last of them
    i = 0
    while i < count:
        if tokens.breaks(i):
            line_start = i + 1
        if not _namelike(tokens, i):
            i += 1
            continue
        stop = i + 1
        while stop < count and (
            _namelike(tokens, stop) or (_joint(tokens, stop) and stop + 1 < count and _namelike(tokens, stop + 1))
        ):
            stop += 1
        if stop - i <= _LONGEST_RUN:
            start = i
            if i > line_start and tokens.lower[i - 1] in ROLE_WORDS:
                start = noun_phrase_left(tokens, max(line_start, i - 8), i)
                start = min(start, i)
                for j in range(i - 2, start - 1, -1):
                    if tokens.lower[j] in PREPOSITIONS:
                        start = j + 1
                        break
            elif i > line_start and tokens.lower[i - 1] in TITLES:
                start = i - 1
            heads = [
                j for j in range(i, stop - 1) if tokens.lower[j][:-1] in ROLE_WORDS and tokens.lower[j].endswith("s")
            ]
            i = heads[-1] + 1 if heads else i  # “Senators Ann Example and Ben Sample”
            at = tokens.starts[i]
            role = tokens.text[tokens.starts[start] : tokens.ends[i - 1]] if start < i else ""
            follows = 0 <= ended < i <= ended + 2 and all(w in (",", "and") for w in tokens.words[ended:i])
            if role:
                shared = role[:-1] if tokens.lower[i - 1][:-1] in ROLE_WORDS else ""
                role = shared or role
            elif follows:
                role = shared
            ended = stop if shared and (role or follows) else -1
            name = tokens.text[at : tokens.ends[_with_apposition(tokens, stop) - 1]]
            out.append((at, f"{role} {name}" if role else name))
        i = stop
    return out


def _with_apposition(tokens: Tokens, stop: int) -> int:
    if stop + 2 >= len(tokens.words) or tokens.words[stop] != "," or tokens.lower[stop + 1] not in _APPOSED:
        return stop
    i = stop + 1
    while i < len(tokens.words) and i - stop < 26 and tokens.words[i] not in ',.;:!?()“”"' and not tokens.breaks(i):
        if tokens.lower[i] in FINITE:
            break
        i += 1
    return i if any(tokens.lower[j] in ROLE_WORDS for j in range(stop + 1, i)) else stop


def _namelike(tokens: Tokens, i: int) -> bool:
    return is_name(tokens, i) and tokens.words[i][0].isalpha()


def _joint(tokens: Tokens, i: int) -> bool:
    """Whether a small word may stand inside a name: “van”, the dot of an initial."""
    if tokens.words[i] == ".":
        return len(tokens.words[i - 1]) <= 3 and tokens.ends[i - 1] == tokens.starts[i]
    return tokens.words[i] in _INSIDE and tokens.words[i].isalpha()
