"""Whom a pronoun or a description stands for: a ranking of those who were mentioned, and of the mention itself.

Mention ranking (Lee et al. 2017) with few features: what the encoder says of both mentions, where they stand, and
whether form, gender and words agree. The weights stand in the model's card; they are fitted on articles that the
encoder was not fitted on (training.attribution.speakers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.speakers.offices import BODY_WORDS, ROLE_WORDS
from quotes.speakers.sources import FORMS, Source
from quotes.tagger.model import Told
from quotes.types import ActorKind

_ALIKE_GROUPS = (
    "lawmaker senator congressman congresswoman mp deputy parliamentarian legislator parliament",
    "pope pontiff",
    "spokesman spokeswoman spokesperson",
    "ambassador diplomat envoy",
    "analyst expert scientist researcher scholar",
    "leader president chancellor premier head chairman chief",
    "politician lawmaker senator mp leader minister president",
    "journalist reporter correspondent editor",
    "academic lecturer professor scholar",
    "official minister secretary commissioner ministry",
    "founder head director founded",
    "general commander officer military",
    "company firm manufacturer maker producer group",
    "organisation organization agency group institute watch union",
    "newspaper daily paper magazine outlet website portal agency",
)
ALIKE: dict[str, frozenset[str]] = {
    word: frozenset().union(*(group.split() for group in _ALIKE_GROUPS if word in group.split()))
    for word in " ".join(_ALIKE_GROUPS).split()
}
_PERSONAL = ("he", "she", "his")
FEATURES = (
    "same", "same last", "unseen", "gap", "here", "before", "last speaker", "spoke near", "spoke", "nearest", "ahead",
    "ahead gap", "first", "clash", "agrees", "person", "body", "described", "group", "person he", "body he",
    "person it", "body it", "person they", "body they", "group they", "person described", "body described", "words",
    "head", "alike", "country", "other country", "back", "mentions", "only", "only role", "self", "quoted",
    "vague person", "definite person", "thing person", "thing body", "role person", "role body",
    *(f"self {form}" for form in FORMS), "self definite", "self plural", "self names", "self long",
)  # fmt: skip
_OPEN = 8.0  # log odds are cut off here


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be meant."""

    kind: ActorKind
    female: bool | None
    places: tuple[tuple[int, int], ...]  # tokens where it is mentioned, in order
    words: frozenset[str]  # of its roles and its name, without a plural's s
    country: str | None
    spoke: tuple[int, ...] = ()  # tokens of the sources that were resolved to it so far


@dataclass(frozen=True, slots=True)
class Weights:
    """A small network with one hidden layer, its inputs named: it gives one score."""

    hidden: NDArray[np.float64]  # inner x features
    bias: NDArray[np.float64]
    out: NDArray[np.float64]

    @classmethod
    def from_card(cls, card: dict[str, Any]) -> Weights:
        """Return the weights as a model's card holds them."""
        return cls(np.array(card["hidden"]), np.array(card["bias"]), np.array(card["out"]))

    def scores(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the score of each row of features."""
        hidden = rows @ self.hidden.T + self.bias
        return np.maximum(hidden, 0.1 * hidden) @ self.out


def ranked(weights: Weights, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability of each candidate, the mention itself as the last."""
    scores = weights.scores(rows)
    odds = np.exp(scores - scores.max())
    return odds / odds.sum()  # type: ignore[no-any-return]


def features(
    source: Source,
    told: Told | None,
    candidates: Sequence[Candidate],
    sentence: Sequence[int],
    told_of: Sequence[Told | None],
    last: int | None,
    quoted: bool,
) -> NDArray[np.float64]:
    """Return a row for each candidate, and one for the mention itself.

    `sentence` gives the sentence of each token; `told_of` what the candidate's mention nearest before tells; `last`
    the number of the candidate that spoke last.
    """
    at = source.at[0]
    before = [max((a for a, _ in c.places if a < at), default=-1) for c in candidates]
    order = {n: rank for rank, n in enumerate(sorted(range(len(candidates)), key=lambda n: -before[n]))}
    persons = sum(c.kind == "person" and before[n] >= 0 for n, c in enumerate(candidates))
    roles = [n for n, c in enumerate(candidates) if agree(source.head, c.words)]
    first_in = _first_in(candidates, sentence)
    rows = []
    for n, c in enumerate(candidates):
        near, gap = before[n], sentence[at] - sentence[before[n]] if before[n] >= 0 else 0
        ahead = min((a for a, _ in c.places if a >= at), default=-1) if near < 0 else -1
        same, same_last, seen = _same(told, c, at)
        spoke = [s for s in c.spoke if s < at]
        described, group = c.kind == "anonymous", c.kind == "group"
        person, body, form = c.kind == "person", c.kind == "organisation", source.form
        gender = {"he": False, "she": True}.get(form)
        shared, thing = source.words & c.words, source.head in BODY_WORDS
        row = {
            "same": same, "same last": same_last, "unseen": not seen, "gap": np.log1p(gap),
            "here": near >= 0 and gap == 0, "before": near >= 0 and gap == 1, "last speaker": n == last,
            "spoke near": bool(spoke) and sentence[at] - sentence[spoke[-1]] <= 2, "spoke": np.log1p(len(spoke)),
            "nearest": 1 / (1 + order[n]) if near >= 0 else 0, "ahead": near < 0,
            "ahead gap": np.log1p(sentence[ahead] - sentence[at]) if ahead >= 0 else 0,
            "first": near >= 0 and near <= first_in.get(sentence[near], near),
            "clash": gender is not None and c.female is not None and gender != c.female,
            "agrees": gender is not None and c.female == gender,
            "person": person, "body": body, "described": described, "group": group,
            "person he": person and form in _PERSONAL, "body he": body and form in _PERSONAL,
            "person it": (person or described) and form == "it", "body it": body and form == "it",
            "person they": person and form == "they", "body they": body and form == "they",
            "group they": group and form == "they", "person described": person and form == "described",
            "body described": body and form == "described", "words": len(shared) / max(1, len(source.words)),
            "head": bool(source.head) and source.head.removesuffix("s") in c.words,
            "alike": n in roles, "country": bool(source.country) and source.country == c.country,
            "other country": bool(source.country and c.country) and source.country != c.country,
            "back": _back(told_of[n], source.at), "mentions": np.log1p(len(c.places)),
            "only": person and persons == 1 and near >= 0, "only role": roles == [n], "quoted": quoted,
            "vague person": person and form == "described" and not source.definite,
            "definite person": person and form == "described" and source.definite,
            "thing person": person and thing, "thing body": body and thing,
            "role person": person and source.head in ROLE_WORDS, "role body": body and source.head in ROLE_WORDS,
        }  # fmt: skip
        rows.append([float(row.get(name, 0.0)) for name in FEATURES])
    self_row = {
        "self": 1.0, f"self {source.form}": 1.0, "self definite": float(source.definite),
        "self plural": float(source.plural), "self names": float(source.country is not None),
        "self long": np.log1p(len(source.words)),
    }  # fmt: skip
    rows.append([float(self_row.get(name, 0.0)) for name in FEATURES])
    return np.array(rows)


def agree(head: str, words: frozenset[str]) -> bool:
    """Whether a role noun, or one that may stand for it, is among the words; where there is none, no."""
    return bool(head) and (head.removesuffix("s") in words or not ALIKE.get(head, frozenset()).isdisjoint(words))


def _first_in(candidates: Sequence[Candidate], sentence: Sequence[int]) -> dict[int, int]:
    """By sentence: the first token in it that names a person or a body."""
    out: dict[int, int] = {}
    for a in (a for c in candidates if c.kind in ("person", "organisation") for a, _ in c.places):
        out[sentence[a]] = min(a, out.get(sentence[a], a))
    return out


def _same(told: Told | None, c: Candidate, at: int) -> tuple[float, float, bool]:
    """What the source's mention says of the candidate's places: the most and the nearest, as log odds."""
    if told is None:
        return 0.0, 0.0, False
    found = []
    for first, stop in c.places:
        rows = told.same[max(0, first - told.first) : max(0, stop - told.first)]
        if len(rows):
            found.append((first, _odds(float(rows.mean()))))
    if not found:
        return 0.0, 0.0, False
    near = max((f for f in found if f[0] < at), default=found[0])
    return max(odds for _, odds in found), near[1], True


def _back(told: Told | None, at: tuple[int, int]) -> float:
    if told is None or at[0] < told.first or at[1] - told.first > len(told.same):
        return 0.0
    return _odds(float(told.same[at[0] - told.first : at[1] - told.first].mean()))


def _odds(probability: float) -> float:
    probability = min(max(probability, 1e-4), 1 - 1e-4)
    return float(np.clip(np.log(probability / (1 - probability)), -_OPEN, _OPEN)) / 4
