"""From a question to a label: the model's scores, calibrated, with the words that carried the label.

Pure functions over (text, target, neighbours) and a model; nothing here knows who is speaking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.types import CODEBOOK, Label, Stance
from stance.aspects import aspect_of
from stance.model.network import LABELS, Floats, Model, Scores
from stance.model.windows import SPEAKER, Question, Stretch, Window

_CHUNKS = 10  # parts of a quote that are hidden in turn
_CARRIES = 0.5  # of the greatest loss of probability: so much makes a part evidence
_DIFFERENT = 0.3  # share that both sides must have in parts of a long quote for it to be mixed
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model says of one question."""

    probabilities: dict[Label, float]  # over neutral, favor, against
    label: Label | None  # None: it abstains
    about: bool
    weighed: NDArray[
        np.float64
    ]  # of the model's LABELS, beside how common each is; the label is the likeliest of these
    vector: Floats  # of the quote; mean over its windows


def register_of(question: Question) -> str:
    """Tell what kind of text is judged, as shares of labels differ: a quote, or a sentence with a marked mention.

    "between": a view that somebody in the sentence holds; "sentence": the sentence's own. What has neighbours is a
    quote in its article, be its target marked or not.
    """
    if question.mention is None or question.before or question.after:
        return "quote"
    return "between" if question.speaker or SPEAKER in question.text.casefold() else "sentence"


def judge(question: Question, model: Model) -> Verdict:
    """Return the label that a quote expresses toward the target, or None where no label is likely enough.

    The chances are calibrated; the label is the one that is most likely beside how common it is (the card's `weights`),
    so that what is rare is not always left out. A model that learned from people's labels knows that from them.
    """
    read = [model.score(window) for window in model.windows(question)]
    card, register = model.card, register_of(question)
    chances = [_chances(scores.labels, card, register) for scores in read]
    joined = _joined(chances)
    about = max(scores.about for scores in read) > card["about"]
    calibration = card["registers"][register]
    weighed = joined * np.array(calibration["weights"])
    weighed /= weighed.sum()
    vector = np.mean([scores.vector for scores in read], 0)
    if model.head is not None:
        joined = weighed = model.head.chances(weighed, vector)
    probabilities: dict[Label, float] = {name: float(p) for name, p in zip(LABELS, joined, strict=True)}
    label: Label | None = LABELS[int(weighed.argmax())]
    if len(read) > 1 and _mixed(chances):
        label, about = "mixed", True
    elif float(weighed.max()) < calibration["threshold"]:
        label = None
    return Verdict(probabilities, label, about or label not in ("neutral", None), weighed, vector)


def stance_of(question: Question, model: Model, *, evidence: bool = True) -> Stance:
    """Return the verdict as a label that can be kept."""
    verdict = judge(question, model)
    takes_side = verdict.label in ("favor", "against")
    favor, against = verdict.probabilities["favor"], verdict.probabilities["against"]
    return Stance(
        question.target,
        verdict.label,
        verdict.about,
        aspect_of(question.text) if takes_side or verdict.label == "mixed" else None,
        score=round(favor - against, 4),
        probabilities={name: round(verdict.probabilities[name], 4) for name in ("favor", "against", "neutral")},
        evidence=evidence_of(question, model, LABELS.index(verdict.label)) if takes_side and evidence else (),
        annotator=model.annotator,
        codebook=CODEBOOK,
    )


def evidence_of(question: Question, model: Model, label: int) -> tuple[Stretch, ...]:
    """Return the words without which the label would be least likely, in characters of the text (occlusion).

    Parts of the quote are hidden in turn (Zeiler and Fergus 2014); of the window that speaks for the label most.
    """
    card, register = model.card, register_of(question)

    def chance(scores: Scores) -> float:
        return float(_chances(scores.labels, card, register)[label])

    window, whole = max(((w, chance(model.score(w))) for w in model.windows(question)), key=lambda pair: pair[1])
    parts = _parts(question.text, window)
    if len(parts) < 2:
        return ()
    losses = [whole - chance(model.score(window, hidden)) for hidden in parts]
    most = max(losses)
    if most <= 0:
        return ()
    found: list[Stretch] = []
    for hidden, loss in zip(parts, losses, strict=True):
        if loss >= _CARRIES * most:
            start, stop = window.offsets[hidden[0]][0], window.offsets[hidden[-1]][1]
            if found and not question.text[found[-1][1] : start].strip():
                start = found.pop()[0]
            found.append((start, stop))
    return tuple(found)


def _parts(text: str, window: Window) -> list[list[int]]:
    """Return the pieces of a window in parts of as many words each."""
    pieces: list[list[int]] = []
    ends = [match.end() for match in _WORD.finditer(text)]
    at = 0
    for i, (start, _) in enumerate(window.offsets):
        while at < len(ends) and ends[at] <= start:
            at += 1
            pieces.append([])
        if not pieces:
            pieces.append([])
        pieces[-1].append(i)
    words = [word for word in pieces if word]
    size = max(1, -(-len(words) // _CHUNKS))
    return [[i for word in words[k : k + size] for i in word] for k in range(0, len(words), size)]


def _chances(labels: Floats, card: dict[str, object], register: str) -> NDArray[np.float64]:
    calibration = card["registers"][register]  # type: ignore[index]
    scores = labels.astype(np.float64) / calibration["temperature"] + np.array(calibration["bias"], dtype=np.float64)
    chances: NDArray[np.float64] = np.exp(scores - scores.max())
    chances /= chances.sum()
    return chances


def _joined(chances: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Join what parts of a long quote say: each side is as likely as where it is likeliest."""
    if len(chances) == 1:
        return chances[0]
    favor, against = (max(float(c[i]) for c in chances) for i in (1, 2))
    out: NDArray[np.float64] = np.array([(1 - favor) * (1 - against), favor, against])
    out /= out.sum()
    return out


def _mixed(chances: Sequence[NDArray[np.float64]]) -> bool:
    sides = {int(c.argmax()) for c in chances}
    return {1, 2} <= sides and all(max(float(c[i]) for c in chances) > _DIFFERENT for i in (1, 2))
