"""Measures labels against annotated ones: macro F1, calibration, coverage, and how officials fare beside others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.errors import InputError
from quotes.evaluation import Figures, f1
from quotes.evaluation.figures import CLASSES
from quotes.evaluation.gold import Document, document_of
from quotes.evaluation.lines import Line, Stretch, gold_lines, needed, one_of, optional, stretch_in, words_in
from quotes.intervals import bootstraps
from quotes.targets import DEFAULT, canonical_target
from quotes.types import LABELS, Stance
from stance.model.question import names_target, neighbours, question, said_by
from stance.model.windows import SPEAKER, Question

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


def read_asked(path: Path, target: str = DEFAULT) -> tuple[tuple[Asked, ...], str]:
    """Return the annotated questions of a file of JSON lines, packed or not, and its content's SHA-256.

    A line is an article with attributions that have a stance (toward `target`), or a text with target and label. Who
    holds a view is not seen. Raises InputError naming the line and the mend.
    """
    lines, digest = gold_lines(path)
    asked: list[Asked] = []
    for line in lines:
        if "attributions" in line.row:
            asked += _of_article(document_of(line), target, line.where)
        else:
            asked.append(_of_line(line, target))
    if not asked:
        raise InputError(f"{path} holds no annotated stance: write attributions that have one, or texts with a label")
    return tuple(asked), digest


def _of_article(article: Document, target: str, where: str) -> Iterator[Asked]:
    for number, each in enumerate(article.annotated, 1):
        if not each.stance:
            continue
        if not each.content:
            raise InputError(f"{where}: attribution {number} has a stance, but no content: write what it is of")
        text = " … ".join(article.text[start:end] for start, end in each.content)
        source = " ".join(article.text[start:end] for start, end in each.source)
        names = tuple(name for name in (source, each.speaker) if name)
        before, after = neighbours(article.text, each.content[0][0], each.content[-1][1])
        asked = question(text, target, before=before, after=after, speaker=names)
        yield Asked(asked, each.stance, each.about, article.id, each.official, each.country)


def _of_line(line: Line, target: str) -> Asked:
    row, where = line.row, line.where
    text = words_in(row, "text", where)
    mention, holder = _stretch(line, text, "target"), _stretch(line, text, "holder")
    label = one_of(row, "label", LABELS, where)
    if label is None:
        raise InputError(f'{where}: there is no "label", and no "attributions": write {", ".join(LABELS)}')
    if holder is not None:
        text, mention = _without(text, holder, mention)
    source = optional(row, "source", str, where)
    toward = optional(row, "target", str, where) or target
    asked = question(text, toward, mention=mention, speaker=(source,) if source else ())
    about = optional(row, "about", bool, where)
    return Asked(asked, label, about, str(needed(row, "id", object, where)).rsplit("-", 1)[0])


def _stretch(line: Line, text: str, of: str) -> Stretch | None:
    """Return where the target or the holder of a view is named in a text, if that is told."""
    start, end = (line.row.get(f"{of}_{edge}") for edge in ("start", "end"))
    if start is None and end is None:
        return None
    return stretch_in(text, start, end, f"{line.where}, {of}_start and {of}_end")


def _without(text: str, holder: Stretch, mention: Stretch | None) -> tuple[str, Stretch | None]:
    """Write "the speaker" for who holds the view, unless that is within the target; tell where the target is then."""
    first, last = holder
    start, end = mention or (0, 0)
    if start < last and first < end:
        return text, mention
    out = text[:first] + SPEAKER + text[last:]
    moved = len(SPEAKER) - (last - first) if last <= start else 0
    return out, (start + moved, end + moved) if mention else None


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
    return Figures({"texts": len(asked), "groups": len(groups)}, values, intervals)


def figures_of(asked: Sequence[Asked], given: Sequence[Stance]) -> dict[str, float]:
    """Return the figures by name, in the order in which they are told."""
    truth, found = [a.label for a in asked], [s.label for s in given]
    out = {"macro": macro_f1(truth, found)}
    out |= {f"f1_{label}": label_f1(truth, found, label) for label in CLASSES}
    out["accuracy"] = sum(t == f for t, f in zip(truth, found, strict=True)) / len(asked)
    labelled = [i for i, label in enumerate(found) if label is not None]
    out["abstained"] = 1 - len(labelled) / len(asked)
    out["macro_told"] = macro_f1([truth[i] for i in labelled], [found[i] for i in labelled])
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
    labels = [label for label in CLASSES if label in truth]
    return sum(label_f1(truth, found, label) for label in labels) / len(labels) if labels else 0.0


def label_f1(truth: Sequence[str | None], found: Sequence[str | None], label: str) -> float:
    """Return the F1 of one label."""
    both = sum(t == f == label for t, f in zip(truth, found, strict=True))
    return f1(both, sum(t == label for t in truth), sum(f == label for f in found))


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
