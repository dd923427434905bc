"""How fast attribution is beside its encoder and the rules: `python benchmarks/attribution.py GOLD [--kinds speech]`.

All are run in turns over the same articles in one process, and told as ratios: seconds of one machine tell nothing.
GOLD has annotated articles, as `quotes evaluate` reads them, so that the quality of each stands beside its speed.
textacy's `direct_quotations` is not here: it reads a parse, and no English parser's weights are on PyPI. Neither is
Citron nor CofeNet: their weights are on no registry.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from quotes.evaluation import Annotated, Document, evaluate, read_gold
from quotes.evaluation.gold import of_attribution
from quotes.finders.confidence import confidence_of
from quotes.finders.find import attributions_of, rule_finds
from quotes.finders.layout import lay_out
from quotes.pipeline import extract
from quotes.tagger import find_attributions, scorer_of, shipped_model
from quotes.tagger.inputs import window_of, windows
from quotes.tagger.model import encode


def whole(text: str) -> tuple[Annotated, ...]:
    """Everything: model, rules, scorer, speakers, component."""
    return tuple(map(of_attribution, extract(text)))


def finder(text: str) -> tuple[Annotated, ...]:
    """Model, rules and scorer, without speakers."""
    model = shipped_model()
    return tuple(map(of_attribution, find_attributions(model, encode(model, text), scorer_of(model))))


def rules(text: str) -> tuple[Annotated, ...]:
    """The rules alone, without speakers."""
    layout = lay_out(text)
    finds = ((find, confidence_of(find.rule)) for find in rule_finds(layout))
    return tuple(map(of_attribution, attributions_of(layout, finds)))


def encoder(text: str) -> tuple[Annotated, ...]:
    """The encoder alone over windows that are ready: what no finder of this size can be faster than."""
    for given in READY[text]:
        shipped_model().run_reader(given)
    return ()


READY: dict[str, list[dict[str, object]]] = {}


def ready(text: str) -> list[dict[str, object]]:
    """The windows of a text as arrays."""
    reading = shipped_model().read(text)
    made = [window_of(reading, first, stop) for first, stop in windows(reading)]
    return [{"ids": w.ids[None], "features": w.features[None], "heads": w.heads[None]} for w in made]


def main() -> None:
    """Read the options, run all in turns, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kinds", help="that must be found, as speech; default: all")
    args = parser.parse_args()
    began = time.perf_counter()
    extract("“We sail at dawn,” said Ann Example.")
    print(f"first quote after {time.perf_counter() - began:.2f} s (libraries loaded, model not)")
    documents, digest = read_gold(args.gold)
    words = sum(len(document.text.split()) for document in documents)
    READY.update({document.text: ready(document.text) for document in documents})
    runs: dict[str, Callable[[str], tuple[Annotated, ...]]] = {
        "encoder alone": encoder, "whole pipeline": whole, "finder, no speakers": finder, "rules, no speakers": rules,
    }  # fmt: skip
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(args.rounds):
        for name, run in runs.items():
            began = time.perf_counter()
            for document in documents:
                run(document.text)
            seconds[name].append(time.perf_counter() - began)
    base = seconds["encoder alone"]
    print(f"{len(documents)} articles, {words} words, SHA-256 {digest[:12]}, {args.rounds} rounds")
    for name, run in runs.items():
        ratio = statistics.median(b / s for b, s in zip(base, seconds[name], strict=True))
        speed = words / statistics.median(seconds[name])
        line = f"{name:20} {ratio:6.2f} of the encoder's speed, {speed:8.0f} words a second"
        if run is not encoder:
            line += _quality(documents, run, frozenset(args.kinds.split(",") if args.kinds else ()))
        print(line)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _quality(
    documents: tuple[Document, ...], run: Callable[[str], tuple[Annotated, ...]], kinds: frozenset[str]
) -> str:
    values = evaluate(documents, lambda document: run(document.text), kinds=kinds).values
    return f", attribution {values['attribution']:.3f}, content exact {values['content_exact']:.3f}"


if __name__ == "__main__":
    main()
