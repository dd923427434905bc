"""What an article tells of one speaker, gathered over all mentions: role, organisation, country, office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.finders.tokens import Stretch, Tokens
from quotes.places import COUNTRY_WORDS, country_of
from quotes.tagger.model import Told

ROLE = 0.5  # probability from which on a token belongs to the words of a role
_BRIDGE = 0.2  # ... between two of them
_NONE = 1e-3
_EDGES = frozenset(("the", "a", "an", "of", "and", "for", "in", "at", "'s", "to", "with", "from", "by", "his", "her", "is", "was", "who", "as", "its"))


@dataclass(frozen=True, slots=True)
class Descriptor:
    """Words of role and organisation that stand together."""

    at: Stretch
    text: str
    sure: float  # sum of the probabilities of its words


def descriptors(tokens: Tokens, told: Sequence[Told], names: Iterable[Stretch]) -> list[Descriptor]:
    """Return the runs of role words that the mentions of one speaker point to, surest first; names are cut out."""
    best: dict[int, float] = defaultdict(float)
    for each in told:
        for i in np.flatnonzero(each.role >= _BRIDGE).tolist():
            best[each.first + i] = max(best[each.first + i], float(each.role[i]))
    taken = {i for first, stop in names for i in range(first, stop)}
    out, run = [], []
    for i in [*sorted(best), -1]:
        if run and (i != run[-1] + 1 or i in taken):
            out += _descriptor(tokens, run, best)
            run = []
        if i >= 0 and i not in taken and not tokens.breaks(i):
            run.append(i)
    return sorted(out, key=lambda d: -d.sure)


def _descriptor(tokens: Tokens, run: list[int], sure: dict[int, float]) -> list[Descriptor]:
    while run and (sure[run[0]] < ROLE or tokens.lower[run[0]] in _EDGES or not tokens.words[run[0]][0].isalnum()):
        run = run[1:]
    while run and (sure[run[-1]] < ROLE or tokens.lower[run[-1]] in _EDGES or not tokens.words[run[-1]][0].isalnum()):
        run = run[:-1]
    if not run:
        return []
    text = " ".join(tokens.text[tokens.starts[run[0]] : tokens.ends[run[-1]]].split())
    return [Descriptor((run[0], run[-1] + 1), text, sum(sure[i] for i in run))]


def countries(tokens: Tokens, told: Sequence[Told]) -> dict[str, float]:
    """Return for each country that is named near the mentions how sure it is the speaker's, 0 to 1."""
    out: dict[str, float] = {}
    for each in told:
        here: dict[str, float] = {}
        for i in range(each.first, each.first + len(each.place)):
            word = tokens.words[i]
            if word[0].isupper() and word in COUNTRY_WORDS and (code := country_of(word)):
                here[code] = max(here.get(code, 0.0), float(each.place[i - each.first]))
        for code, sure in here.items():
            out[code] = out.get(code, 0.0) + sure / len(told)
    return out


def mean_odds(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Return the mean log probability of each class over several answers."""
    return np.log(np.clip(np.array(rows, dtype=np.float64), _NONE, 1.0)).mean(0)
