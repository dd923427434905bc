"""Fit what turns the stance model's scores into chances and labels, and measure: writes model.json and prints figures.

`python -m training.stance.calibrate --data DATA --model data/stance`

For each kind of text three numbers and two weights are fitted. What is told of the articles is from fits without the
article measured; of one half of the other development sets, from fits on the other half.
"""

from __future__ import annotations

import argparse
import itertools
import json
import zlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stance.model.network import LABELS, Model
from training.stance.items import Item, read_items, shares

Floats = NDArray[np.float64]
TEMPERATURES = np.arange(0.6, 3.01, 0.1)
OFFSETS = np.arange(-4.5, 1.51, 0.15)
WEIGHTS = np.exp(np.arange(-0.6, 1.81, 0.1))
PULL = 0.02  # towards the shares of the training data, by squared distance
EVEN = 0.4  # under it the three labels are nearly even
WIDE = 25  # pairs of weights, the best, whose geometric mean is taken: one alone is chance


def scores_of(model: Model, items: Sequence[Item]) -> tuple[Floats, Floats]:
    """Return scores of labels and of bearing on the target, items x 3 and items; means over windows."""
    labels, about = [], []
    for item in items:
        read = [model.score(window) for window in model.windows(item.question)]
        labels.append(np.mean([scores.labels for scores in read], 0))
        about.append(max(scores.about for scores in read))
    return np.array(labels, dtype=np.float64), np.array(about)


def chances(scores: Floats, temperature: float, bias: Floats) -> Floats:
    """Return calibrated chances."""
    out: Floats = np.exp(scores / temperature + bias)
    return out / out.sum(-1, keepdims=True)


def fit(scores: Floats, truth: NDArray[np.int64], prior: Floats) -> tuple[float, Floats]:
    """Return temperature and offsets of least loss, pulled towards the `prior`."""
    best, fitted = np.inf, (1.0, prior)
    rows = np.arange(len(truth))
    for temperature in TEMPERATURES:
        for favor, against in itertools.product(OFFSETS, OFFSETS):
            bias = np.array([0.0, favor, against])
            loss = -np.log(chances(scores, temperature, bias)[rows, truth] + 1e-12).mean()
            loss += PULL * float(((bias - (prior - prior[0])) ** 2).sum())
            if loss < best:
                best, fitted = loss, (float(temperature), bias)
    return fitted


def macro(truth: NDArray[np.int64], found: NDArray[np.int64]) -> float:
    """Return macro F1 over the labels."""
    each = [
        2 * float(((truth == k) & (found == k)).sum()) / max(1.0, float((truth == k).sum() + (found == k).sum()))
        for k in range(len(LABELS))
    ]
    return sum(each) / len(each)


def weights_for(p: Floats, truth: NDArray[np.int64]) -> Floats:
    """Return by what chances are multiplied so that the macro F1 of the likeliest is high."""
    tried = [
        (macro(truth, (p * np.array([1.0, favor, against])).argmax(-1)), favor, against)
        for favor, against in itertools.product(WEIGHTS, WEIGHTS)
    ]
    tried.sort(reverse=True)
    return np.array([1.0, *np.exp(np.log(np.array([t[1:] for t in tried[:WIDE]])).mean(0))])


def fits(
    scores: Floats, truth: NDArray[np.int64], parts: NDArray[Any], prior: Floats
) -> tuple[Floats, Floats, tuple[float, Floats, Floats]]:
    """Return chances without and with weights, each part's from fits on the others, and what is fitted on all.

    The last are temperature, offsets and weights; the weights are ones, and weigh nothing, where they do not help.
    """
    p, weighed = np.zeros_like(scores), np.zeros_like(scores)
    for part in set(parts):
        out, rest = parts == part, parts != part
        temperature, bias = fit(scores[rest], truth[rest], prior)
        p[out] = chances(scores[out], temperature, bias)
        weighed[out] = p[out] * weights_for(chances(scores[rest], temperature, bias), truth[rest])
    weighed /= weighed.sum(-1, keepdims=True)
    temperature, bias = fit(scores, truth, prior)
    if not helps(weighed, p, truth):
        return p, p, (temperature, bias, np.ones(len(LABELS)))
    return p, weighed, (temperature, bias, weights_for(chances(scores, temperature, bias), truth))


def helps(weighed: Floats, p: Floats, truth: NDArray[np.int64]) -> bool:
    """Tell whether weights, fitted on other texts than these, do these good: else they only fit noise."""
    return macro(truth, weighed.argmax(-1)) > macro(truth, p.argmax(-1))


def calibration_error(p: Floats, truth: NDArray[np.int64], bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest label (Guo et al. 2017)."""
    sure, right = p.max(-1), p.argmax(-1) == truth
    at = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[at == b].mean() - right[at == b].mean()) * (at == b).mean() for b in set(at)))


def interval(groups: Sequence[str], measure: Any) -> list[float]:
    """Return the ends of the 95 % interval of a measure over resampled groups."""
    chance = np.random.default_rng(0)
    names = sorted(set(groups))
    rows = {name: [i for i, group in enumerate(groups) if group == name] for name in names}
    values = sorted(
        measure(np.array([i for name in chance.choice(names, len(names)) for i in rows[name]])) for _ in range(1000)
    )
    return [round(values[25], 3), round(values[974], 3)]


def main() -> None:
    """Read the options, fit, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--neighbours", action="store_true", help="read the quotes of the articles with neighbours")
    args = parser.parse_args()
    model = Model(args.model)
    model.card["neighbours"] = args.neighbours
    train, held = read_items(args.data)
    prior = {origin: share.numpy().astype(np.float64) for origin, share in shares(train).items()}
    registers: dict[str, Any] = {}
    report: dict[str, Any] = {}
    for register, name in (("sentence", "newsmtsc"), ("between", "dse")):
        items = [item for item in held[name] if item.label is not None]
        truth = np.array([item.label for item in items])
        scores = scores_of(model, items)[0]
        half = np.array([zlib.crc32(item.group.encode()) // 10 % 2 for item in items])
        p, weighed, fitted = fits(scores, truth, half, prior[name])
        crossed = weighed.argmax(-1)
        least = threshold_of(weighed, truth)
        registers[register] = _register(*fitted, least)
        report[name] = {
            "items": len(items),
            "macro F1, fitted on the other half": round(macro(truth, crossed), 3),
            "macro F1, likeliest": round(macro(truth, p.argmax(-1)), 3),
            "interval": interval([i.group for i in items], partial(_macro_of, truth, crossed)),
            "calibration error": round(calibration_error(p, truth), 3),
            "abstains": round(float((weighed.max(-1) < least).mean()), 3),
            "macro F1, abstained counted wrong": round(macro(truth, _labelled(weighed, least)), 3),
        }
    registers["quote"], report["articles"], about = _articles(model, held["articles"], prior["news-Russia"])
    card = json.loads((args.model / "model.json").read_text())
    card["neighbours"] = args.neighbours
    card |= {"registers": registers, "about": about}
    (args.model / "model.json").write_text(json.dumps(card, indent=1) + "\n")
    print(json.dumps(report, indent=1))


def _macro_of(truth: NDArray[np.int64], found: NDArray[np.int64], rows: NDArray[np.int64]) -> float:
    return macro(truth[rows], found[rows])


def _articles(model: Model, items: Sequence[Item], prior: Floats) -> tuple[Any, dict[str, Any], float]:
    items = [item for item in items if item.label is not None]
    truth = np.array([item.label for item in items])
    bears = np.array([bool(item.about) for item in items])
    groups = np.array([item.group for item in items])
    scores, about = scores_of(model, items)
    p, weighed, fitted = fits(scores, truth, groups, prior)
    found_about = np.zeros(len(items), dtype=bool)
    for group in set(groups):
        out, rest = groups == group, groups != group
        found_about[out] = about[out] > _about(about[rest], bears[rest])
    found = weighed.argmax(-1)
    sure = weighed.max(-1)
    least = threshold_of(weighed, truth)
    kept = np.argsort(-sure)[: round(0.8 * len(items))]
    report = {
        "items": len(items),
        "macro F1, left out": round(macro(truth, found), 3),
        "interval": interval(list(groups), partial(_macro_of, truth, found)),
        "macro F1, likeliest": round(macro(truth, p.argmax(-1)), 3),
        "F1": {
            name: round(2 * float((truth[found == k] == k).sum()) / float((truth == k).sum() + (found == k).sum()), 3)
            for k, name in enumerate(LABELS)
        },
        "accuracy": round(float((truth == found).mean()), 3),
        "calibration error": round(calibration_error(p, truth), 3),
        "accuracy at 80 % coverage": round(float((truth == found)[kept].mean()), 3),
        "about": round(float((found_about == bears).mean()), 3),
        "abstains": round(float((sure < least).mean()), 3),
        "macro F1, abstained counted wrong": round(macro(truth, _labelled(weighed, least)), 3),
        "risk and coverage": [
            [round(float(least), 2), round(float((sure >= least).mean()), 3),
             round(float((truth == found)[sure >= least].mean()), 3)]
            for least in np.arange(0.4, 0.91, 0.05) if (sure >= least).any()
        ],
    }  # fmt: skip
    return _register(*fitted, least), report, _about(about, bears)


def threshold_of(weighed: Floats, truth: NDArray[np.int64]) -> float:
    """Return the greatest share under which labels are right less than two times in five, at least `EVEN`."""
    sure, right = weighed.max(-1), weighed.argmax(-1) == truth
    poor = [
        least for least in np.arange(EVEN, 0.71, 0.01) if (sure < least).sum() >= 5 and right[sure < least].mean() < 0.4
    ]
    return round(float(max(poor, default=EVEN)), 2)


def _labelled(weighed: Floats, least: float) -> NDArray[np.int64]:
    out: NDArray[np.int64] = np.where(weighed.max(-1) < least, len(LABELS), weighed.argmax(-1))
    return out


def _about(about: Floats, bears: NDArray[np.bool_]) -> float:
    tried = [(float(((about > least) == bears).mean()), float(least)) for least in np.arange(-2.0, 2.01, 0.1)]
    best = max(tried)[0]
    return round(float(np.mean([least for value, least in tried if value >= best - 0.004])), 2)


def _register(temperature: float, bias: Floats, weights: Floats, least: float) -> dict[str, Any]:
    return {
        "threshold": least,
        "temperature": round(temperature, 3),
        "bias": [round(float(b - bias[0]), 3) for b in bias],
        "weights": [round(float(w), 3) for w in weights],
    }


if __name__ == "__main__":
    main()
