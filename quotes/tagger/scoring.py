"""How sure each find is, and which of two finds of the same words stays.

A logistic regression over the model's margins, what kind of quote it is, and whether rules and model agree; its few
weights stand in the model's card. It is fitted on articles that neither the model nor the rules were fitted on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.finders.confidence import STRUCTURAL, confidence_of
from quotes.finders.contents import Find
from quotes.finders.find import type_of
from quotes.finders.layout import Layout

_MARGINS = ("cue", "source", "content", "edges", "least")
MODEL_FEATURES = (
    *_MARGINS, "one", "no source", "no cue", "direct", "mixed", "attitude", "letters", "pieces", "short", "supported",
    "supporter", "contested", "inside", "around", "pronoun",
)  # fmt: skip
RULE_FEATURES = (
    "one", "precision", "no source", "no cue", "direct", "mixed", "attitude", "letters", "short", "cue", "supported",
    "contested", "inside", "around",
)  # fmt: skip
_FAR = 6.0  # no margin counts for more, as a logarithm of odds
SAME = 0.5  # intersection over union from which two contents are the same
_PRONOUNS = frozenset(("he", "she", "they", "it", "we", "i", "who"))

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two finds is the same."""

    other: int
    content: float  # intersection over union
    source: bool
    cue: bool
    inside: bool  # all of this find's content stands in the other's
    around: bool


def overlaps(finds: Sequence[Find]) -> list[list[Overlap]]:
    """Return for each find the others that share words of the content or the cue with it."""
    covered = [{i for first, stop in find.content for i in range(first, stop)} for find in finds]
    cues = [set(range(*find.cue)) if find.cue else set() for find in finds]
    by_word: dict[int, list[int]] = defaultdict(list)
    by_cue: dict[int, list[int]] = defaultdict(list)
    for n in range(len(finds)):
        for i in covered[n]:
            by_word[i].append(n)
        for i in cues[n]:
            by_cue[i].append(n)
    out: list[list[Overlap]] = []
    for n, find in enumerate(finds):
        common = Counter(m for i in covered[n] for m in by_word[i])
        same_cue = {m for i in cues[n] for m in by_cue[i]}
        out.append([
            Overlap(
                m, common[m] / len(covered[n] | covered[m]), _same_source(find, finds[m]), m in same_cue,
                common[m] == len(covered[n]), common[m] == len(covered[m]),
            )
            for m in {*common, *same_cue} if m != n
        ])  # fmt: skip
    return out


def _same_source(one: Find, other: Find) -> bool:
    if not one.source or not other.source:
        return one.source == other.source
    first, stop = max(one.source[0], other.source[0]), min(one.source[1], other.source[1])
    whole = max(one.source[1], other.source[1]) - min(one.source[0], other.source[0])
    return stop - first >= 0.3 * whole


def features(layout: Layout, finds: Sequence[Find], near: Sequence[Sequence[Overlap]]) -> list[Floats]:
    """Return the row of each find: of MODEL_FEATURES for the model's, of RULE_FEATURES for the rules'."""
    return [_row(layout, finds, n, near[n]) for n in range(len(finds))]


def _row(layout: Layout, finds: Sequence[Find], n: int, near: Sequence[Overlap]) -> Floats:
    find, tokens = finds[n], layout.tokens
    type_ = type_of(layout, find)
    letters = sum(len(w) for a, b in find.content for w in tokens.words[a:b] if w[0].isalnum())
    others = [o for o in near if bool(finds[o.other].margins) != bool(find.margins)]
    same = [o for o in others if o.content >= SAME and o.source]
    values = {
        "one": 1.0,
        "no source": float(find.source is None),
        "no cue": float(find.cue is None),
        "direct": float(type_ == "direct"),
        "mixed": float(type_ == "mixed"),
        "attitude": float(find.kind == "attitude"),
        "letters": np.log1p(letters) - 4,
        "short": float(letters < 8),
        "pieces": float(len(find.content) - 1),
        "supported": float(bool(same)),
        "contested": float(not same and any(o.cue or o.content >= SAME for o in others)),
        "inside": float(any(o.inside and not o.around for o in near)),
        "around": float(any(o.around and not o.inside for o in near)),
        "pronoun": float(find.source is not None and tokens.lower[find.source[0]] in _PRONOUNS),
    }
    if find.margins:
        values |= {name: _odds(value) for name, value in zip(_MARGINS, find.margins, strict=True)}
        values["supporter"] = max((_odds(confidence_of(finds[o.other].rule)) for o in same), default=0.0)
        return np.array([values[name] for name in MODEL_FEATURES])
    values["precision"] = _odds(confidence_of(find.rule))
    values["cue"] = max((_odds(finds[o.other].margins[0]) for o in others if o.cue), default=-_FAR)
    return np.array([values[name] for name in RULE_FEATURES])


def _odds(probability: float) -> float:
    probability = min(max(probability, 1e-6), 1 - 1e-6)
    return float(np.clip(np.log(probability / (1 - probability)), -_FAR, _FAR))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of the two regressions, and the confidence from which on a find is one."""

    model: tuple[float, ...]
    rule: tuple[float, ...]
    least: float

    def score(self, find: Find, row: Floats) -> float:
        """Return the probability that words and source of a find are right."""
        weights = self.model if find.margins else self.rule
        probability = float(1 / (1 + np.exp(-(row @ np.array(weights)))))
        return max(probability, confidence_of(find.rule)) if find.rule in STRUCTURAL else probability


def chosen(layout: Layout, finds: Sequence[Find], scorer: Scorer) -> list[tuple[Find, float]]:
    """Return the finds that are sure enough with their confidence; of finds of the same words the surest."""
    near = overlaps(finds)
    scores = [scorer.score(find, row) for find, row in zip(finds, features(layout, finds, near), strict=True)]
    scores = settled(layout, finds, near, scores)
    return [(finds[n], scores[n]) for n in kept(finds, near, scores, scorer.least)]


def settled(
    layout: Layout, finds: Sequence[Find], near: Sequence[Sequence[Overlap]], scores: Sequence[float]
) -> list[float]:
    """Return the scores with those of agreeing finds settled: each pair is as sure as its surer one.

    The model draws the edges of reported speech better than the rules do (of 64 pairs on PolNeAR's development articles
    that differ it has 44 right), so of such a pair the rules' find goes; quotation marks tell both the same.
    """
    out = list(scores)
    for n, find in enumerate(finds):
        if find.margins or find.rule in STRUCTURAL or type_of(layout, find) != "indirect":
            continue
        agreeing = [o.other for o in near[n] if finds[o.other].margins and o.content >= SAME and o.source]
        if agreeing:
            best = max(agreeing, key=lambda m: scores[m])
            out[best] = max(out[best], scores[n])
            out[n] = 0.0
    return out


def kept(finds: Sequence[Find], near: Sequence[Sequence[Overlap]], scores: Sequence[float], least: float) -> list[int]:
    """Return the numbers of the finds that stay, surest first."""
    out: dict[int, None] = {}
    for n in sorted(range(len(finds)), key=lambda n: (-scores[n], n)):
        if scores[n] >= least and not any(o.other in out and _rivals(o) for o in near[n]):
            out[n] = None
    return list(out)


def _rivals(overlap: Overlap) -> bool:
    """Whether two finds cannot both be: one cue, or the same words by the same source."""
    return overlap.cue or (overlap.content >= SAME and overlap.source) or overlap.content >= 0.9
