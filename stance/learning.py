"""Learning from people's labels: a small head over what the shipped model makes of a quote.

The head adds to the model's calibrated scores; with weights of nothing it is the model as it ships, towards which it is
drawn (L2). Fitted in numpy, on this machine; nothing leaves it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.intervals import bootstrap
from stance.model.head import Array, Head, logs, softmax, units
from stance.model.network import LABELS

LEAST, LEAST_GROUPS = 20, 5  # labels and articles without which nothing is learned
FOLDS, RESAMPLES = 10, 2000
PENALTIES = (0.1, 0.3, 1.0, 3.0, 10.0)
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Examples:
    """What people labelled: a row a quote."""

    given: Array  # what the model chooses by, of LABELS: `Verdict.weighed`
    vectors: Array
    labels: NDArray[np.int64]  # places in LABELS
    groups: tuple[str, ...]  # the article of each


@dataclass(frozen=True, slots=True)
class Comparison:
    """How right the model is as it ships, and with a head that saw nothing of the article judged."""

    before: float  # shares
    after: float
    low: float  # ends of the 95 % interval of the difference (bootstrap over articles)
    high: float

    @property
    def better(self) -> bool:
        """Whether the head is better, with confidence."""
        return self.low > 0


def fit(examples: Examples, penalty: float | None = None) -> Head:
    """Return the head that explains the labels best; the penalty is found by cross-validation unless it is told."""
    if penalty is None:
        penalty = min(PENALTIES, key=lambda one: _loss(_left_out(examples, one), examples.labels))
    log_given, x = logs(examples.given), _with_one(units(examples.vectors))
    truth = np.eye(len(LABELS))[examples.labels]
    weights, trust = np.zeros((x.shape[1], len(LABELS))), 1.0
    step = 1 / (0.5 * (np.linalg.norm(x, 2) ** 2 + np.sum(log_given**2)) + penalty)
    ahead, ahead_trust, pace = weights, trust, 1.0
    for _ in range(_STEPS):  # Nesterov's accelerated gradient; the loss is convex
        error = softmax(ahead_trust * log_given + x @ ahead) - truth
        new = ahead - step * (x.T @ error + penalty * ahead)
        new_trust = max(0.0, ahead_trust - step * (float(np.sum(error * log_given)) + penalty * (ahead_trust - 1)))
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        ahead_trust = new_trust + (pace - 1) / faster * (new_trust - trust)
        weights, trust, pace = new, new_trust, faster
    rounded = np.round(weights.T, 5)
    return Head(round(trust, 5), tuple(rounded[:, -1].tolist()), tuple(tuple(row) for row in rounded[:, :-1].tolist()))


def compare(examples: Examples) -> Comparison:
    """Judge each article by a head fitted without it, beside the model as it ships."""
    before = examples.given.argmax(1) == examples.labels
    after = _left_out(examples, None).argmax(1) == examples.labels
    rows: dict[str, list[int]] = {}
    for i, group in enumerate(examples.groups):
        rows.setdefault(group, []).append(i)
    gains = {name: (sum(int(after[i]) - int(before[i]) for i in own), len(own)) for name, own in rows.items()}

    def gain(names: Sequence[str]) -> float:
        some = [gains[name] for name in names]
        return sum(more for more, _ in some) / sum(count for _, count in some)

    low, high = bootstrap(sorted(gains), gain, resamples=RESAMPLES) or (0.0, 0.0)
    return Comparison(float(before.mean()), float(after.mean()), low, high)


def _left_out(examples: Examples, penalty: float | None) -> Array:
    """Return the probabilities of each quote by a head that saw nothing of its article."""
    out = np.zeros_like(examples.given)
    for kept, left in _folds(examples.groups):
        some = Examples(
            examples.given[kept], examples.vectors[kept], examples.labels[kept], tuple(examples.groups[i] for i in kept)
        )
        out[left] = fit(some, penalty).chances(examples.given[left], examples.vectors[left])
    return out


def _folds(groups: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places that are kept, and those that are left out; a group is never in both."""
    names = sorted(set(groups), key=lambda name: hashlib.sha256(name.encode()).digest())
    fold_of = {name: at % FOLDS for at, name in enumerate(names)}
    for fold in range(min(FOLDS, len(names))):
        left = [i for i, name in enumerate(groups) if fold_of[name] == fold]
        yield [i for i, name in enumerate(groups) if fold_of[name] != fold], left


def _loss(chances: Array, labels: NDArray[np.int64]) -> float:
    return float(-np.log(np.maximum(chances[np.arange(len(labels)), labels], 1e-9)).mean())


def _with_one(x: Array) -> Array:
    return np.hstack([x, np.ones((len(x), 1))])
