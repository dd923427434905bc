"""Fit whom mentions mean and what is told of them: `python -m training.attribution.speakers --data DATA --scorer FILE
--folds FOLDER --model FOLDER`.

All of it is learned from articles as the network reads them that was not fitted on them; every figure that is printed
is of articles that the weights were not fitted on either, in groups. What is fitted on all of them goes into the card.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from quotes.registry import informed, registry_names
from quotes.speakers.antecedents import FEATURES, Weights
from quotes.speakers.article import Article
from quotes.speakers.resolve import Reader, clues_of, in_codebook_order, resolve
from quotes.speakers.side import (
    COUNTRY_FEATURES,
    Clues,
    SideWeights,
    country_of_speaker,
    country_rows,
    official_of,
    official_row,
)
from quotes.tagger import find_attributions, scorer_of
from quotes.tagger.model import Model, encode
from quotes.tagger.scoring import Scorer
from quotes.types import Span, Speaker
from training.attribution.corpus import lines
from training.attribution.measure import scorer_at
from training.attribution.running import Running

INNER = 24
ANTECEDENT_LEAST, OFFICIAL_LEAST, COUNTRY_LEAST = 0.35, 0.6, 0.4
GROUPS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One mention with its candidates, and which of them are right."""

    document: str
    form: str
    kind: str
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution with its true bearer's clues, and what is annotated."""

    document: str
    clues: Clues
    base: Speaker
    gold: dict[str, Any]


def annotated(scorer: Any, document: dict[str, Any], running: Running) -> tuple[list[Choice], list[Told]]:
    """Return the mentions of one article that name nobody, each decided upon right ones before it, and its bearers."""
    text = document["text"]
    credited = []
    for a in document["attributions"]:
        if a.get("speaker") and a["source"]:
            (start, end), *_ = a["source"]
            credited.append((Span(start, end, text[start:end]), a))
    article = Article(running, encode(running, text), [span for span, _ in credited])
    out, links = [], {}
    for span, a in sorted(credited, key=lambda pair: pair[0].start):
        source = article.sources.get(span)
        if source is None or span in links:
            continue
        number = article.named(source)
        if number is not None:
            links[span] = article.settle(source, number)
            continue
        numbers = article.candidates(source)
        rows = article.rows(source, numbers)
        kind = a.get("speaker_kind", "person")
        right = [scorer.same_speaker(a["speaker"], article.bearers[n].known.shown, kind) for n in numbers]
        itself = not any(right)
        right.append(itself)
        out.append(Choice(document["id"], source.form, kind, rows, np.array(right)))
        links[span] = article.settle(source, None if itself else numbers[right.index(True)])
    told = []
    for span, a in credited:
        number = links.get(span)
        if number is not None:
            told.append(Told(document["id"], *clues_of(article, number), a))
    return out, told


class Ranker(nn.Module):
    """One hidden layer; the score of a candidate."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden, self.out = nn.Linear(len(FEATURES), INNER), nn.Linear(INNER, 1, bias=False)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        return self.out(nn.functional.leaky_relu(self.hidden(rows), 0.1))[..., 0]  # type: ignore[no-any-return]


def fit(given: Sequence[Choice], *, epochs: int = 60, seed: int = 0) -> Ranker:
    """Return a ranker fitted on choices: the probability of all right candidates together."""
    torch.manual_seed(seed)
    ranker = Ranker()
    optimizer = torch.optim.AdamW(ranker.parameters(), lr=5e-3, weight_decay=0.05)
    most = max(len(c.rows) for c in given)
    rows = torch.zeros(len(given), most, len(FEATURES))
    right, real = torch.zeros(len(given), most, dtype=torch.bool), torch.zeros(len(given), most, dtype=torch.bool)
    for n, c in enumerate(given):
        rows[n, : len(c.rows)] = torch.tensor(c.rows)
        right[n, : len(c.rows)] = torch.tensor(c.right)
        real[n, : len(c.rows)] = True
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = 5e-3 * (1 - epoch / epochs)
        for some in torch.randperm(len(given)).split(32):
            scores = ranker(rows[some])
            chosen, among = (scores.masked_fill(~mask[some], -1e9).logsumexp(1) for mask in (right, real))
            optimizer.zero_grad()
            (among - chosen).mean().backward()
            optimizer.step()
    return ranker


@torch.inference_mode()
def probabilities(ranker: Ranker, choice: Choice) -> NDArray[np.float32]:
    """Return the probability of each candidate."""
    return ranker(torch.tensor(choice.rows, dtype=torch.float32)).softmax(0).numpy()


def weights_of(ranker: Ranker) -> dict[str, Any]:
    """Return a ranker as a card holds it."""
    return {
        "hidden": [[_short(x) for x in row] for row in ranker.hidden.weight.tolist()],
        "bias": [_short(x) for x in ranker.hidden.bias.tolist()],
        "out": [_short(x) for x in ranker.out.weight[0].tolist()],
    }


def _short(x: float) -> float:
    return float(f"{x:.4g}")


def fit_sides(given: Sequence[Told]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the regressions for office and country."""
    known = [t for t in given if t.gold.get("official") is not None]
    rows = np.array([official_row(t.clues) for t in known])
    official = _logistic(rows, np.array([bool(t.gold["official"]) for t in known]))
    pairs = []
    for t in given:
        codes, of = country_rows(t.clues)
        gold = t.gold.get("country")
        right = [code == gold for code in codes] if gold in codes else [code is None for code in codes]
        pairs.append((torch.tensor(of, dtype=torch.float32), torch.tensor(right)))
    weights = torch.zeros(len(COUNTRY_FEATURES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=60)

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = [(of @ weights, right) for of, right in pairs]
        out = (
            torch.stack([s.logsumexp(0) - s[right].logsumexp(0) for s, right in scores]).sum() + weights.square().sum()
        )
        out.backward()  # type: ignore[no-untyped-call]
        return out

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    return official, weights.detach().numpy().astype(np.float64)


def _logistic(x: NDArray[np.float64], y: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Both answers count the same, however many of the quotes are officials': neither group shall vanish."""
    weight = np.where(y, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    out = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ out))
        bend = (x * (weight * p * (1 - p))[:, None]).T @ x + np.eye(len(out))
        out = out - np.linalg.solve(bend, x.T @ (weight * (p - y)) + out)
    return out


def sides_report(scorer: Any, given: Sequence[Told], weights: SideWeights) -> dict[str, float]:
    """Return the shares right and told of true bearers."""
    sums: dict[str, list[float]] = {}
    for t in given:
        if t.gold.get("official") is not None:
            said, _ = official_of(t.clues, weights)
            sums.setdefault("official_yes" if t.gold["official"] else "official_no", []).append(
                said == t.gold["official"]
            )
            sums.setdefault("official_told", []).append(said is not None)
        if t.gold.get("country"):
            code, _ = country_of_speaker(t.clues, weights)
            sums.setdefault("country", []).append(code == t.gold["country"])
            sums.setdefault("country_told", []).append(code is not None)
            sums.setdefault("country_reachable", []).append(t.gold["country"] in country_rows(t.clues)[0])
        if t.gold.get("affiliation"):
            sums.setdefault("affiliation", []).append(
                scorer.affiliation_f1(
                    t.gold["affiliation"],
                    in_codebook_order(t.base, country_of_speaker(t.clues, weights)[0]).affiliation,
                )
            )
    return {name: round(float(np.mean(found)), 3) for name, found in sums.items()}


def predicted(running: Running, document: dict[str, Any], reader: Reader, scorer: Scorer) -> list[dict[str, Any]]:
    """Return what the whole product finds in one article, as a program would get it."""
    encoded = encode(running, document["text"])
    found = resolve(running, encoded, reader, find_attributions(running, encoded, scorer))
    names = registry_names()

    def edges(span: Span | None) -> dict[str, int] | None:
        return {"start": span.start, "end": span.end} if span else None

    out = []
    for a in found:
        speaker = informed(a.speaker, names, document.get("date")) if a.speaker else None
        out.append({
            "content": [edges(c) for c in a.content], "source": edges(a.source), "cue": edges(a.cue), "type": a.type,
            "speaker": asdict(speaker) if speaker else None,
        })  # fmt: skip
    return out


def main() -> None:
    """Read the options, fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--folds", type=Path, required=True, help="what training.attribution.adapting --folds wrote")
    parser.add_argument("--model", type=Path, required=True, help="folder whose card gets the weights")
    args = parser.parse_args()
    torch.set_num_threads(1)
    scorer = scorer_at(args.scorer)
    gold = {row["id"]: row for row in lines(args.data / "news/train.jsonl.gz")}
    gold |= {row["id"]: row for row in lines(args.data / "articles/gold.jsonl")}
    runnings = [Running(path) for path in sorted(args.folds.glob("fold-*.pt"))]
    given: list[Choice] = []
    sides: list[Told] = []
    for running in runnings:
        for name in running.left_out:
            more, told = annotated(scorer, gold[name], running)
            given, sides = given + more, sides + told
    documents = sorted({t.document for t in sides})
    hits: dict[tuple[str, str], list[bool]] = {}
    whole: list[Any] = []
    reports: list[dict[str, float]] = []
    for group in range(GROUPS):
        left = set(documents[group::GROUPS])
        ranker = fit([c for c in given if c.document not in left])
        for c in given:
            if c.document in left:
                best = int(probabilities(ranker, c).argmax())
                hits.setdefault((c.kind, c.form), []).append(bool(c.right[best]))
        official, country = fit_sides([t for t in sides if t.document not in left])
        weights = SideWeights(official, country, OFFICIAL_LEAST, COUNTRY_LEAST)
        reports.append(sides_report(scorer, [t for t in sides if t.document in left], weights))
        reader = Reader(Weights.from_card(weights_of(ranker)), weights, ANTECEDENT_LEAST)
        for running in runnings:
            for name in sorted(left & set(running.left_out)):
                if name in gold and "coder" in gold[name]:
                    found = predicted(running, gold[name], reader, scorer_of(Model(args.model)))
                    whole.append(scorer.count(gold[name], found, {"speech"}))
    for key, found in sorted(hits.items()):
        print(json.dumps({"kind": key[0], "form": key[1], "right": round(float(np.mean(found)), 3), "of": len(found)}))
    everything = [hit for found in hits.values() for hit in found]
    print(json.dumps({"choices": len(everything), "right": round(float(np.mean(everything)), 3)}))
    print(json.dumps({name: round(float(np.mean([r[name] for r in reports])), 3) for name in reports[0]}))
    figures = scorer.report(whole, False)
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    ranker = fit(given)
    official, country = fit_sides(sides)
    path = args.model / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["speakers"] = {
        "antecedents": weights_of(ranker),
        "least": ANTECEDENT_LEAST,
        "sides": {
            "official": [_short(x) for x in official], "country": [_short(x) for x in country],
            "official_least": OFFICIAL_LEAST, "country_least": COUNTRY_LEAST,
        },
    }  # fmt: skip
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
