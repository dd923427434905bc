"""The part of `quotes evaluate` that measures the stance model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from stance.model.network import Model
    from stance.model.windows import Question

_TOLD = {
    "macro": "macro F1 of favor, against, neutral",
    "f1_favor": "favor, F1",
    "f1_against": "against, F1",
    "f1_neutral": "neutral, F1",
    "accuracy": "accuracy",
    "abstained": "share that it abstains from (counted as wrong)",
    "macro_told": "macro F1 of those it labels",
    "calibration": "expected calibration error",
    "covered": "accuracy of the surest 80 %",
    "about": "bearing on the target, accuracy",
    "officials": "recall of opinions: officials against others",
    "flips": "share of labels that flip when the speaker is swapped",
    "baseline_mention": "baseline: names the target, so against",
    "baseline_country": "baseline: the speaker's country and a mention",
}


def measure_stance(gold: Path, target: str, resamples: int, form: str) -> None:
    """Measure and print."""
    from quotes.commands.output import write_json
    from quotes.commands.shared import console, many, new_table, progress
    from quotes.text import printable
    from stance.evaluation import flips, measure, read_asked
    from stance.model.network import shipped_model
    from stance.model.verdict import judge, stance_of

    asked, digest = read_asked(gold, target)
    model = shipped_model()
    with progress(asked, "Labelling", len(asked)) as each:
        given = [stance_of(one.question, model, evidence=False) for one in each]
    known = {_read(one.question, model): told.label for one, told in zip(asked, given, strict=True)}

    def label(question: Question) -> str | None:
        read = _read(question, model)  # what reads alike is not asked again
        return known[read] if read in known else judge(question, model).label

    flipped = [flips(one.question, told.label, label) for one, told in zip(asked, given, strict=True)]
    figures = measure(asked, given, flipped=flipped, resamples=resamples)
    settings = {
        "model": str(model.annotator), "gold": str(gold), "sha256": digest, "target": target,
        "resamples": resamples, "texts": figures.asked, "groups": figures.groups,
    }  # fmt: skip
    if form == "json":
        told: dict[str, Any] = {
            name: {
                "value": round(value, 4),
                "interval": [round(end, 4) for end in figures.intervals.get(name, ())] or None,
            }
            for name, value in figures.values.items()
        }
        write_json([settings | {"figures": told}], "json")
        return
    table = new_table("Measure", "Figure", "95 % interval")
    table.title = f"{settings['model']}: {many(figures.asked, 'text')} in {many(figures.groups, 'group')}"
    table.caption = printable(f"{gold}, SHA-256 {digest[:12]}")
    for name, value in figures.values.items():
        ends = figures.intervals.get(name)
        table.add_row(_TOLD[name], f"{value:.3f}", f"{ends[0]:.3f} to {ends[1]:.3f}" if ends else "")
    console().print(table)


def _read(question: Question, model: Model) -> tuple[bytes, ...]:
    """Return all that the model sees of a question."""
    return tuple(part.tobytes() for window in model.windows(question) for part in (window.ids, window.features))
