"""A small head over the model: what it learned from people's labels, added to its calibrated scores."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FLOOR = -6.0  # log-probability; below it, a model is as sure as it can be

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Head:
    """What is added to a model's scores."""

    trust: float  # in the model's own log-probabilities; 1: as they are
    bias: tuple[float, ...]  # of LABELS
    weights: tuple[tuple[float, ...], ...]  # of LABELS, over the vector, which is brought to length 1

    @property
    def digest(self) -> str:
        """Eight digits that tell this head from any other."""
        return hashlib.sha256(json.dumps(head_to_json(self)).encode()).hexdigest()[:8]

    def chances(self, given: Array, vectors: Array) -> Array:
        """Return probabilities of LABELS, from the model's own and its vectors, a row a quote."""
        scores = self.trust * logs(given) + units(vectors) @ np.array(self.weights).T + np.array(self.bias)
        return softmax(scores)


def head_to_json(head: Head) -> dict[str, Any]:
    """Return the head as JSON."""
    return {"trust": head.trust, "bias": list(head.bias), "weights": [list(row) for row in head.weights]}


def head_from_json(value: dict[str, Any]) -> Head:
    """Return the head that `head_to_json` gave."""
    return Head(value["trust"], tuple(value["bias"]), tuple(tuple(row) for row in value["weights"]))


def logs(given: Array) -> Array:
    """Return log-probabilities, none below what a model is sure of at most."""
    out: Array = np.maximum(np.log(np.maximum(given, 1e-9)), _FLOOR)
    return out


def units(vectors: Array) -> Array:
    """Return vectors, a row each, brought to length 1."""
    out: Array = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return out


def softmax(scores: Array) -> Array:
    """Return scores, a row each, as probabilities."""
    out: Array = np.exp(scores - scores.max(-1, keepdims=True))
    out /= out.sum(-1, keepdims=True)
    return out
