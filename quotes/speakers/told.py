"""What an article tells of one speaker, gathered over all mentions: role, organisation, country, office."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from quotes.finders.lexicon import FINITE, PREPOSITIONS, word_set
from quotes.finders.mentions_left import noun_phrase_left
from quotes.finders.tokens import Stretch, Tokens
from quotes.places import COUNTRY_WORDS
from quotes.speakers.affiliations import DOERS
from quotes.speakers.offices import RANKS, ROLE_WORDS
from quotes.tagger.model import Told

ROLE = 0.5  # probability from which on a token belongs to the words of a role
_BRIDGE = 0.2  # ... between two of them
_NONE = 1e-3
_FORM = 0.9  # how sure a word is that stands in the form of a role
_NAME = 5  # tokens; a longer mention holds more than the name
_BESIDE = 3  # tokens between a name and the words beside it
_EDGES = word_set("the a an of and for in at 's to with from by his her is was who as its")


@dataclass(frozen=True, slots=True)
class Descriptor:
    """Words of role and organisation that stand together."""

    at: Stretch
    text: str
    sure: float  # sum of the probabilities of its words


@dataclass(frozen=True, slots=True)
class Rivals:
    """The tokens of persons' names that are not one's own."""

    tokens: Sequence[int]  # of all persons' names, in order
    bearers: Mapping[int, int]  # token of a name -> whose it is
    own: int

    def __contains__(self, token: int) -> bool:
        at = bisect_left(self.tokens, token)
        return at < len(self.tokens) and self.tokens[at] == token and self.bearers[token] != self.own

    def beside(self, token: int) -> Iterator[int]:
        """Yield the nearest before a token, and the nearest from it on."""
        at = bisect_left(self.tokens, token)
        for places in (range(at - 1, -1, -1), range(at, len(self.tokens))):
            yield from islice((self.tokens[n] for n in places if self.bearers[self.tokens[n]] != self.own), 1)


def descriptors(
    tokens: Tokens,
    told: Sequence[Told],
    mine: Sequence[Stretch],
    others: Rivals,
    sentence: Sequence[int],
) -> list[Descriptor]:
    """Return the runs of role words that the mentions of one speaker point to, surest first; names are cut out.

    A run counts in a sentence that mentions the speaker at `mine`, where no name of somebody else stands nearer.
    """
    best: dict[int, float] = defaultdict(float)
    for each in told:
        for i in np.flatnonzero(each.role >= _BRIDGE).tolist():
            best[each.first + i] = max(best[each.first + i], float(each.role[i]))
    taken = {i for first, stop in mine for i in range(first, stop) if stop - first <= _NAME}
    found: list[Descriptor] = []
    run: list[int] = []
    for i in [*sorted(best), -1]:
        if run and (i != run[-1] + 1 or i in taken or i in others):
            found += _descriptor(tokens, run, best)
            run = []
        if i >= 0 and i not in taken and i not in others and not tokens.breaks(i):
            run.append(i)
    out = []
    for d in found:
        near = min((_gap(d.at, m) for m in mine if sentence[m[0]] == sentence[d.at[0]]), default=None)
        if near is None:
            continue
        nearest = (_gap(d.at, (n, n + 1)) for n in others.beside(d.at[0]) if sentence[n] == sentence[d.at[0]])
        if near <= min(nearest, default=near):
            out.append(Descriptor(d.at, d.text, d.sure * (1.0 if near <= _BESIDE else 0.5)))
    return sorted(out, key=lambda d: -d.sure)


def beside(tokens: Tokens, place: Stretch, line: int) -> list[Descriptor]:
    """Return the roles that stand right before and right after a name, by their form: “mayor |Ann Example|, a lawyer,”.

    `line` is the first token of the sentence or line.
    """
    first, stop = place
    out = []
    start = first
    if first > line and (tokens.lower[first - 1].strip(".") in ROLE_WORDS | RANKS or tokens.capital(first - 1)):
        start = noun_phrase_left(tokens, max(line, first - 10), first)
        for j in range(first - 2, start - 1, -1):
            if tokens.lower[j] in PREPOSITIONS and not any(tokens.lower[k] in ROLE_WORDS for k in range(start, j)):
                start = j + 1
                break
    if start < first and any(tokens.lower[j].strip(".") in ROLE_WORDS | RANKS for j in range(start, first)):
        out.append(_plain(tokens, start, first))
    i = stop
    if i + 1 < len(tokens.words) and tokens.words[i] in (",", "(", "–", "—") and not tokens.breaks(i + 1):
        i += 1
        verb = tokens.lower[i + 1] if tokens.lower[i] == "who" and i + 2 < len(tokens.words) else ""
        i += 2 if verb in ("is", "was") else 0
        end = i + 2 if verb in DOERS else i  # “who founded” tells a role
        while end < len(tokens.words) and end - i < 24 and not tokens.breaks(end):
            if tokens.words[end] in ',.;:!?()“”"—–' or tokens.lower[end] in FINITE:
                break
            end += 1
        if verb in DOERS or any(tokens.lower[j] in ROLE_WORDS for j in range(i, end)):
            out.append(_plain(tokens, i, end))
    return out


def _plain(tokens: Tokens, first: int, stop: int) -> Descriptor:
    return Descriptor((first, stop), tokens.in_line(first, stop), _FORM * (stop - first))


def _gap(one: Stretch, other: Stretch) -> int:
    """Tokens between two stretches; none where one lies in the other."""
    return max(0, one[0] - other[1], other[0] - one[1])


def _descriptor(tokens: Tokens, run: list[int], sure: dict[int, float]) -> list[Descriptor]:
    while run and (sure[run[0]] < ROLE or tokens.lower[run[0]] in _EDGES or not tokens.words[run[0]][0].isalnum()):
        run = run[1:]
    while run and (sure[run[-1]] < ROLE or tokens.lower[run[-1]] in _EDGES or not tokens.words[run[-1]][0].isalnum()):
        run = run[:-1]
    if not run:
        return []
    return [Descriptor((run[0], run[-1] + 1), tokens.in_line(run[0], run[-1] + 1), sum(sure[i] for i in run))]


def countries(tokens: Tokens, told: Sequence[Told]) -> dict[str, float]:
    """Return for each country that is named near the mentions how sure it is the speaker's, 0 to 1."""
    out: dict[str, float] = {}
    for each in told:
        here: dict[str, float] = {}
        for i in range(each.first, each.first + len(each.place)):
            if code := COUNTRY_WORDS.get(tokens.words[i]):
                here[code] = max(here.get(code, 0.0), float(each.place[i - each.first]))
        for code, sure in here.items():
            out[code] = out.get(code, 0.0) + sure / len(told)
    return out


def mean_odds(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Return the mean log probability of each class over several answers."""
    return np.log(np.clip(np.array(rows, dtype=np.float64), _NONE, 1.0)).mean(0)  # type: ignore[no-any-return]
