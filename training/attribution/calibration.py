"""Fit the scorer: `python -m training.attribution.calibration --data DATA --scorer FILE --model FOLDER --folds FOLDER`.

Which finds of the model and of the rules are right is learned from articles that the network was not fitted on:
PolNeAR's development articles as the exported model reads them, and each of our own as the fold that left it out reads
it. Every figure that is printed is of articles that the scorer was not fitted on either: PolNeAR's in five groups, our
own likewise. The weights of all together and the threshold go into the model's card.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from quotes.finders.contents import Find
from quotes.finders.find import attributions_of, rule_finds
from quotes.finders.layout import Layout
from quotes.finders.transcripts import ANSWERED, LABELLED, without_inner
from quotes.finders.turns import in_turns, unshared
from quotes.finders.unattributed import unattributed_finds, with_subjects
from quotes.tagger.finding import model_finds, with_sources
from quotes.tagger.model import Model, Network, encode, tag
from quotes.tagger.scoring import Overlap, Scorer, features, kept, overlaps, settled
from quotes.types import Span
from training.attribution.corpus import lines
from training.attribution.measure import scorer_at
from training.attribution.running import Running

OWN = ("articles/gold.jsonl", "news/train.jsonl.gz")
GROUPS = 5
GRID = tuple(n / 100 for n in range(25, 66, 5))
PENALTY = 1.0  # of the squared weights

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """One article with everything that may be found in it."""

    document: dict[str, Any]
    layout: Layout
    finds: list[Find]
    near: list[list[Overlap]]
    rows: list[Floats]
    plain: list[dict[str, Any]]
    right: list[bool]  # content by a half and source by a third, as the scorer counts


def main() -> None:
    """Read the options, fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True, help="what training.attribution.export wrote")
    parser.add_argument("--folds", type=Path, required=True, help="what training.attribution.adapting --folds wrote")
    parser.add_argument("--weight", type=float, default=2.0, help="of one of our articles beside one of PolNeAR's")
    parser.add_argument("--least", type=float, help="keep this threshold; default: the best of the grid")
    args = parser.parse_args()
    scorer = scorer_at(args.scorer)
    torch.set_num_threads(1)
    dev = [candidates(scorer, row, Model(args.model)) for row in lines(args.data / "polnear/dev.jsonl.gz")]
    gold = {row["id"]: row for name in OWN for row in lines(args.data / name)}
    own = []
    for path in sorted(args.folds.glob("fold-*.pt")):
        running = Running(path)
        own += [candidates(scorer, gold[name], running) for name in running.left_out]
    weights = [1.0] * len(dev) + [args.weight] * len(own)
    found_dev: dict[str, list[float]] = {}
    for group in range(GROUPS):
        rest = [
            (c, w)
            for i, (c, w) in enumerate(zip(dev + own, weights, strict=True))
            if i % GROUPS != group or i >= len(dev)
        ]
        fitted = fit(rest)
        for article in dev[group::GROUPS]:
            found_dev[article.document["id"]] = scores(article, fitted)
    found_own = {}
    for group in range(GROUPS):
        left_out = own[group::GROUPS]
        fitted = fit([(c, w) for c, w in zip(dev + own, weights, strict=True) if c not in left_out])
        found_own |= {article.document["id"]: scores(article, fitted) for article in left_out}
    best: tuple[float, float] = (-1.0, 0.5)
    for least in (args.least,) if args.least else GRID:
        on_dev = report(scorer, dev, found_dev, least, None)
        on_own = report(scorer, own, found_own, least, {"speech"})
        print(json.dumps({"least": least, "dev": on_dev, "articles": on_own}))
        best = max(best, (on_dev["attribution"] + on_own["attribution"], least))
    errors = {"dev": calibration_error(dev, found_dev, best[1]), "articles": calibration_error(own, found_own, best[1])}
    print(json.dumps({"calibration error": errors}))
    final = fit(list(zip(dev + own, weights, strict=True)))
    path = args.model / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["scorer"] = asdict(Scorer(tuple(map(_short, final.model)), tuple(map(_short, final.rule)), best[1]))
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def candidates(scorer: Any, document: dict[str, Any], model: Network) -> Candidates:
    """Return what model and rules propose for one article, and which of it is right."""
    text = document["text"]
    encoded = encode(model, text)
    reading = encoded.reading
    rules = rule_finds(reading.layout)
    tagged = tag(model, encoded, [f.cue for f in rules if f.cue])
    turns = [find for find in rules if find.rule in (LABELLED, ANSWERED)]
    finds = rules + with_subjects(reading.layout, with_sources(model_finds(reading.layout, tagged), rules))
    finds = without_inner(reading.layout, finds, turns)
    near = overlaps(finds)
    plain = [_plain(reading.layout, find) for find in finds]
    gold = [(scorer.chars(text, g["content"]), scorer.chars(text, g["source"])) for g in document["attributions"]]
    right = []
    for p in plain:
        content, source = scorer.chars(text, p["content"]), scorer.chars(text, p["source"])
        right.append(any(scorer.iou(c, content) >= 0.5 and scorer.iou(s, source) >= 0.3 for c, s in gold))
    return Candidates(document, reading.layout, finds, near, features(reading.layout, finds, near), plain, right)


def _plain(layout: Layout, find: Find) -> dict[str, Any]:
    (a,) = attributions_of(layout, [(find, 0.5)])

    def edges(span: Span | None) -> dict[str, int] | None:
        return {"start": span.start, "end": span.end} if span else None

    return {"content": [edges(c) for c in a.content], "source": edges(a.source), "cue": edges(a.cue), "type": a.type}


def fit(articles: Iterable[tuple[Candidates, float]]) -> Scorer:
    """Return the two logistic regressions of the articles with their weights."""
    both: dict[bool, list[tuple[Floats, bool, float]]] = {True: [], False: []}
    for article, weight in articles:
        for find, row, right in zip(article.finds, article.rows, article.right, strict=True):
            both[bool(find.margins)].append((row, right, weight))
    model, rule = (_regression(*map(np.array, zip(*both[which], strict=True))) for which in (True, False))
    return Scorer(tuple(model.tolist()), tuple(rule.tolist()), 0.5)


def _regression(x: Floats, y: NDArray[np.bool_], weight: Floats) -> Floats:
    """Newton's method; the penalty keeps it stable where a feature tells everything."""
    out = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ out))
        slope = x.T @ (weight * (p - y)) + PENALTY * out
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(out))
        out = out - np.linalg.solve(bend, slope)
    return out


def scores(article: Candidates, scorer: Scorer) -> list[float]:
    """Return the probability of each candidate."""
    plain = [scorer.score(find, row) for find, row in zip(article.finds, article.rows, strict=True)]
    return settled(article.layout, article.finds, article.near, plain)


def report(
    scorer: Any, articles: Sequence[Candidates], found: dict[str, list[float]], least: float, kinds: set[str] | None
) -> dict[str, float]:
    """Return the scorer's figures for what stays from a threshold on."""
    counts = []
    for article in articles:
        stay = kept(article.finds, article.near, found[article.document["id"]], least)
        apart = in_turns(article.layout, unshared([article.finds[n] for n in stay]))
        rest = unattributed_finds(article.layout, apart)
        plain = [_plain(article.layout, find) for find in [*apart, *rest]]
        counts.append(scorer.count(article.document, plain, kinds))
    figures = scorer.report(counts, False)
    names = ("content_exact", "content_overlap", "attribution", "precision", "recall", "recall_direct",
             "recall_mixed", "recall_indirect")  # fmt: skip
    return {name: round(figures[name], 3) for name in names if name in figures}


def calibration_error(articles: Sequence[Candidates], found: dict[str, list[float]], least: float) -> float:
    """Expected calibration error in ten bins (Naeini et al. 2015) of the finds that stay."""
    confidences, right = [], []
    for article in articles:
        all_scores = found[article.document["id"]]
        for n in kept(article.finds, article.near, all_scores, least):
            confidences.append(all_scores[n])
            right.append(article.right[n])
    bins = np.minimum((np.array(confidences) * 10).astype(int), 9)
    gaps = [abs(np.mean(np.array(confidences)[bins == b]) - np.mean(np.array(right)[bins == b])) * (bins == b).sum()
            for b in set(bins.tolist())]  # fmt: skip
    return round(float(sum(gaps) / len(confidences)), 3)


def _short(weight: float) -> float:
    return round(weight, 4)


if __name__ == "__main__":
    main()
