"""The part of `quotes evaluate` that measures the stance model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes.evaluation import Figures
    from stance.model.network import Model
    from stance.model.windows import Question

MEASURES = {
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


def measured(gold: Path, target: str, resamples: int) -> tuple[dict[str, Any], Figures, str]:
    """Return settings, figures and a title of the model's labels for the annotated words."""
    from quotes.commands.shared import progress
    from quotes.text import many
    from stance.evaluation import flips, measure, read_asked
    from stance.model.network import shipped_model
    from stance.model.verdict import judge, stance_of

    asked, digest = read_asked(gold, target)
    model = shipped_model()
    with progress(asked, "Labelling", len(asked)) as each:
        given = [stance_of(one.question, model, evidence=False) for one in each]
    known = {_read(one.question, model): stance.label for one, stance in zip(asked, given, strict=True)}

    def label(question: Question) -> str | None:
        read = _read(question, model)  # what reads alike is not asked again
        return known[read] if read in known else judge(question, model).label

    flipped = [flips(one.question, stance.label, label) for one, stance in zip(asked, given, strict=True)]
    figures = measure(asked, given, flipped=flipped, resamples=resamples)
    settings = {
        "model": str(model.annotator), "gold": str(gold), "sha256": digest, "target": target, "resamples": resamples,
    }  # fmt: skip
    counts = f"{many(figures.counts['texts'], 'text')} in {many(figures.counts['groups'], 'group')}"
    return settings, figures, f"{model.annotator}: {counts}"


def _read(question: Question, model: Model) -> tuple[bytes, ...]:
    """Return all that the model sees of a question."""
    return tuple(part.tobytes() for window in model.windows(question) for part in (window.ids, window.features))
