"""Measures labels against annotated ones: macro F1, calibration, coverage, and how officials fare beside others."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.intervals import bootstraps
from quotes.targets import DEFAULT, canonical_target
from quotes.types import Stance
from stance.model.question import names_target, neighbours, question, said_by
from stance.model.windows import SPEAKER, Question

LABELS = ("favor", "against", "neutral")  # that are measured; mixed is too rare
COVERAGE = 0.8
BINS = 10
OTHERS = ("President Alden Marsh", "Foreign Minister Vera Sokolova", "Olena Koval, a baker from Lviv")
"""Who speaks in the speaker's place when it is measured whether that makes a difference."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One annotated question."""

    question: Question
    label: str
    about: bool | None
    group: str  # the article, which is what intervals resample
    official: bool | None = None
    country: str | None = None  # of the speaker


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: figures by name, each with the ends of its 95 % interval, if one was asked for."""

    asked: int
    groups: int
    values: dict[str, float]
    intervals: dict[str, tuple[float, float]]


def read_asked(path: Path, target: str = DEFAULT) -> tuple[tuple[Asked, ...], str]:
    """Return the annotated questions of a file of JSON lines, packed or not, and its content's SHA-256.

    A line is an article with attributions that have a stance (toward `target`), or a text with target and label. Who
    holds a view is not seen. Raises InputError naming the line.
    """
    packed = path.read_bytes()
    content = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    out: list[Asked] = []
    for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            out += _of_article(row, target) if "attributions" in row else [_of_line(row, target)]
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise InputError(
                f"{path}, line {number}: no annotated article or text ({error!r}): "
                "each line needs text, and attributions with a stance or a label"
            ) from None
    if not out:
        raise InputError(f"{path} holds no annotated stance")
    return tuple(out), hashlib.sha256(content).hexdigest()


def _of_article(row: Mapping[str, Any], target: str) -> Iterator[Asked]:
    for told in row["attributions"]:
        if not told.get("stance"):
            continue
        text = " … ".join(row["text"][start:end] for start, end in told["content"])
        source = " ".join(row["text"][start:end] for start, end in told.get("source") or ())
        names = tuple(name for name in (source, told.get("speaker")) if name)
        before, after = neighbours(row["text"], told["content"][0][0], told["content"][-1][1])
        asked = question(text, target, before=before, after=after, speaker=names)
        country = told.get("country")
        yield Asked(asked, told["stance"], told.get("about"), str(row["id"]), told.get("official"), country)


def _of_line(row: Mapping[str, Any], target: str) -> Asked:
    text, start, end = row["text"], row.get("target_start"), row.get("target_end")
    if row.get("holder_start") is not None:
        first, last = row["holder_start"], row["holder_end"]
        if last <= (start or 0) or (end or 0) <= first:
            text = text[:first] + SPEAKER + text[last:]
            if start is not None and last <= start:
                moved = len(SPEAKER) - (last - first)
                start, end = start + moved, end + moved
    mention = (start, end) if start is not None and end is not None else None
    source = (row["source"],) if row.get("source") else ()
    asked = question(text, row.get("target") or target, mention=mention, speaker=source)
    return Asked(asked, row["label"], row.get("about"), str(row["id"]).rsplit("-", 1)[0])


def flips(asked: Question, label: str | None, judged: Callable[[Question], str | None]) -> bool:
    """Tell whether a question's label is another one when somebody else speaks (`OTHERS`)."""
    return any(judged(said_by(asked, other)) != label for other in OTHERS)


def measure(
    asked: Sequence[Asked], given: Sequence[Stance], *, flipped: Sequence[bool] = (), resamples: int = 0
) -> Figures:
    """Return the figures; `given` are the labels in the order of `asked`. A label of None is wrong, but in coverage.

    `flipped` tells, in that order, which labels were others when somebody else spoke (`flips`).
    """
    groups: dict[str, list[int]] = {}
    for i, each in enumerate(asked):
        groups.setdefault(each.group, []).append(i)
    values = figures_of(asked, given)
    if flipped:
        values["flips"] = sum(flipped) / len(flipped)

    def figures(names: Sequence[str]) -> dict[str, float]:
        rows = [i for name in names for i in groups[name]]
        return figures_of([asked[i] for i in rows], [given[i] for i in rows])

    drawn = bootstraps(sorted(groups), figures, resamples)
    intervals = {name: ends for name, ends in drawn.items() if name in values}
    return Figures(len(asked), len(groups), values, intervals)


def figures_of(asked: Sequence[Asked], given: Sequence[Stance]) -> dict[str, float]:
    """Return the figures by name, in the order in which they are told."""
    truth, found = [a.label for a in asked], [s.label for s in given]
    out = {"macro": macro_f1(truth, found)}
    out |= {f"f1_{label}": f1(truth, found, label) for label in LABELS}
    out["accuracy"] = sum(t == f for t, f in zip(truth, found, strict=True)) / len(asked)
    told = [i for i, label in enumerate(found) if label is not None]
    out["abstained"] = 1 - len(told) / len(asked)
    out["macro_told"] = macro_f1([truth[i] for i in told], [found[i] for i in told])
    sure = [max((s.probabilities or {"": 1.0}).values()) for s in given]
    likeliest = [_likeliest(s.probabilities) if s.probabilities else s.label for s in given]
    out["calibration"] = calibration_error(sure, [t == f for t, f in zip(truth, likeliest, strict=True)])
    kept = sorted(range(len(asked)), key=lambda i: -sure[i])[: round(COVERAGE * len(asked))]
    out["covered"] = sum(truth[i] == found[i] for i in kept) / max(1, len(kept))
    bears = [(a.about, s.about) for a, s in zip(asked, given, strict=True) if a.about is not None]
    if bears:
        out["about"] = sum(a == s for a, s in bears) / len(bears)
    sides = [_recall(asked, found, official) for official in (True, False)]
    if None not in sides:
        out["officials"] = abs((sides[0] or 0.0) - (sides[1] or 0.0))
    if any(a.country for a in asked):
        out["baseline_mention"] = macro_f1(truth, ["against" if names_target(a.question) else "neutral" for a in asked])
        out["baseline_country"] = macro_f1(truth, [_by_country(a) for a in asked])
    return out


def _likeliest(probabilities: Mapping[str, float]) -> str:
    return max(probabilities, key=lambda label: probabilities[label])


def macro_f1(truth: Sequence[str | None], found: Sequence[str | None]) -> float:
    """Return the mean F1 of the labels that the truth holds, mixed left out."""
    labels = [label for label in LABELS if label in truth]
    return sum(f1(truth, found, label) for label in labels) / len(labels) if labels else 0.0


def f1(truth: Sequence[str | None], found: Sequence[str | None], label: str) -> float:
    """Return the F1 of one label."""
    both = sum(t == f == label for t, f in zip(truth, found, strict=True))
    total = sum(t == label for t in truth) + sum(f == label for f in found)
    return 2 * both / total if total else 0.0


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """Return the expected calibration error over ten bins (Guo et al. 2017)."""
    bins: dict[int, list[int]] = {}
    for i, value in enumerate(sure):
        bins.setdefault(min(int(value * BINS), BINS - 1), []).append(i)
    return sum(abs(sum(sure[i] - right[i] for i in rows)) for rows in bins.values()) / max(1, len(sure))


def _recall(asked: Sequence[Asked], found: Sequence[str | None], official: bool) -> float | None:
    """Return how many of the opinions of one side are found as such."""
    rows = [i for i, a in enumerate(asked) if a.official is official and a.label in ("favor", "against")]
    return sum(found[i] == asked[i].label for i in rows) / len(rows) if rows else None


def _by_country(asked: Asked) -> str:
    """For, if the target's own side speaks of it; against, if any other does."""
    if not names_target(asked.question):
        return "neutral"
    own = canonical_target(asked.question.target).country
    return "favor" if asked.country in (own, "UA-SEP" if own == "RU" else own) else "against"
