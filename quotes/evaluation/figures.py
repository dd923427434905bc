"""How good what was found is: figures with an interval over articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from quotes.evaluation.counts import MAY_BE_OPEN, OPINIONS, RIGHT, SIDES, SPANS, Counts, count, total
from quotes.evaluation.gold import Annotated, Document
from quotes.intervals import bootstraps

PAIRS = ("content_exact", "content_overlap", "attribution")
TYPES = ("direct", "mixed", "indirect")
SHORT = ("pronoun", "surname")  # sources that leave the name to the article
CLASSES = (*OPINIONS, "neutral")  # that stance is measured by; mixed is too rare


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: figures by name, each with the ends of its 95 % interval, if one was asked for."""

    counts: dict[str, int]  # of what was measured on, by name
    values: dict[str, float]
    intervals: dict[str, tuple[float, float]]


def evaluate(
    documents: Sequence[Document],
    found: Callable[[Document], Iterable[Annotated]],
    *,
    kinds: frozenset[str] = frozenset(),
    stances: bool = False,
    resamples: int = 0,
) -> Figures:
    """Return the figures of what `found` gives for each article; with `stances`, of their stances too.

    With `kinds`, annotated attributions of other kinds are optional: neither a miss, nor a false alarm when found.
    Intervals are percentiles of `resamples` bootstrap samples of articles (Efron 1979), drawn with a fixed seed.
    """
    counts = [count(document, tuple(found(document)), kinds) for document in documents]
    measure = partial(figures_of, stances=stances)
    values = measure(counts)
    drawn = bootstraps(counts, measure, resamples)
    intervals = {name: ends for name, ends in drawn.items() if name in values}
    of_all = total(counts)
    on = {"articles": len(documents), "annotated": int(of_all["annotated"]), "found": int(of_all["found"])}
    return Figures(on, values, intervals)


def figures_of(counts: Iterable[Counts], *, stances: bool = False) -> dict[str, float]:
    """Return the figures by name, in the order in which they are told."""
    c = total(counts)
    out = {name: f1(c[name], c["annotated"], c["found"]) for name in PAIRS}
    out["precision"] = c["content_overlap"] / c["found"] if c["found"] else 0.0
    out["recall"] = c["content_overlap"] / c["annotated"] if c["annotated"] else 0.0
    out["token_content"] = f1(c["letters_both"], c["letters_annotated"], c["letters_found"])
    out |= {"recall_" + name: c["found_" + name] / of for name in TYPES if (of := c["annotated_" + name])}
    for name in RIGHT:
        out |= _share(c, name)
        if name in MAY_BE_OPEN and c[name + "_told"]:
            out[name + "_told"] = c[name + "_told"] / c[name + "_asked"]
            out[name + "_told_right"] = c[name + "_told_right"] / c[name + "_told"]
    for name in (*SIDES.values(), *(f"speaker_{name}" for name in SHORT)):
        out |= _share(c, name)
    for role in SPANS:
        out["span_" + role] = f1(c["span_" + role], c[f"span_{role}_annotated"], c[f"span_{role}_found"])
    if stances:
        scores = [f1(c["stance_" + x], c["stance_annotated_" + x], c["stance_found_" + x]) for x in CLASSES]
        out["stance"] = sum(scores) / len(scores)
        out["pipeline"] = f1(c["pipeline"], c["annotated"], c["found"])
        out["pipeline_opinion"] = f1(c["pipeline_opinion"], c["opinions_annotated"], c["opinions_found"])
    return out


def _share(c: Counts, name: str) -> dict[str, float]:
    """Return how many of those that were asked for are right, by name; nothing where none was."""
    return {name: c[name] / of} if (of := c[name + "_asked"]) else {}


def f1(both: float, annotated: float, found: float) -> float:
    """Return the harmonic mean of precision and recall; 0 of nothing."""
    return 2 * both / (annotated + found) if annotated + found else 0.0
