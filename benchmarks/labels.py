"""How fast labelling is beside its own encoder: `python benchmarks/labels.py FILE [--rounds 5]`.

Run in turns over the same quotes in one process, and told as ratios: seconds of one machine tell nothing. FILE has
annotated quotes, as `quotes evaluate --stance` reads them.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from stance.evaluation import read_asked
from stance.model.network import shipped_model
from stance.model.verdict import judge, stance_of
from stance.model.windows import Question, Window


def main() -> None:
    """Read the options, run all in turns, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    model = shipped_model()
    asked, digest = read_asked(args.file)
    ready: dict[Question, tuple[Window, ...]] = {each.question: model.windows(each.question) for each in asked}

    def encoder(question: Question) -> None:
        for window in ready[question]:
            model.score(window)

    runs: dict[str, Callable[[Question], object]] = {
        "encoder alone": encoder,
        "labels": lambda question: judge(question, model),
        "labels with evidence": lambda question: stance_of(question, model),
    }
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(args.rounds):
        for name, run in runs.items():
            began = time.perf_counter()
            for each in asked:
                run(each.question)
            seconds[name].append(time.perf_counter() - began)
    print(f"{len(asked)} quotes, SHA-256 {digest[:12]}, {args.rounds} rounds, {model.annotator}")
    for name in runs:
        ratio = statistics.median(b / s for b, s in zip(seconds["encoder alone"], seconds[name], strict=True))
        speed = len(asked) / statistics.median(seconds[name])
        print(f"{name:26} {ratio:5.2f} of the encoder's speed, {speed:6.0f} quotes a second")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
