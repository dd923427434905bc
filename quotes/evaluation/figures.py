"""Pairs found attributions with annotated ones and counts; figures come with an interval over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from quotes.evaluation.gold import Annotated, Document, Edges
from quotes.evaluation.names import same_speaker, same_words
from quotes.intervals import bootstraps
from quotes.speakers.names import read_mention

OVERLAPS = 0.5  # intersection over union from which two contents are a pair
SAME_SOURCE = 0.3
TYPES = ("direct", "mixed", "indirect")
FIELDS = ("type", "speaker", "affiliation", "official")
SHORT = ("pronoun", "surname")  # sources that leave the name to the article
SPANS = ("source", "cue", "content")
Counts = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: figures by name, each with the ends of its 95 % interval, if one was asked for."""

    articles: int
    annotated: int
    found: int
    values: dict[str, float]
    intervals: dict[str, tuple[float, float]]


def evaluate(
    documents: Sequence[Document],
    found: Callable[[Document], Iterable[Annotated]],
    *,
    kinds: frozenset[str] = frozenset(),
    resamples: int = 0,
) -> Figures:
    """Return the figures of what `found` gives for each article.

    With `kinds`, annotated attributions of other kinds are optional: neither a miss, nor a false alarm when found.
    Intervals are percentiles of `resamples` bootstrap samples of articles (Efron 1979), drawn with a fixed seed.
    """
    counts = [count(document, tuple(found(document)), kinds) for document in documents]
    values = figures_of(counts)
    drawn = bootstraps(counts, figures_of, resamples)
    intervals = {name: ends for name, ends in drawn.items() if name in values}
    total = _sum(counts)
    return Figures(len(documents), int(total["annotated"]), int(total["found"]), values, intervals)


@dataclass(frozen=True, slots=True)
class _Read:
    """An attribution with the letters and digits of its parts: marks and blanks at the edges decide nothing."""

    of: Annotated
    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]


def _read(text: str, annotated: Annotated) -> _Read:
    return _Read(annotated, *(_letters(text, edges) for edges in (annotated.content, annotated.source, annotated.cue)))


def _letters(text: str, edges: Edges) -> frozenset[int]:
    return frozenset(i for start, end in edges for i in range(start, end) if text[i].isalnum())


def count(document: Document, found: Sequence[Annotated], kinds: frozenset[str] = frozenset()) -> Counts:
    """Return what adds up over articles."""
    out: Counter[str] = Counter()
    annotated = [read for a in document.annotated if (read := _read(document.text, a)).content]
    finds = [_read(document.text, f) for f in found]
    optional = {i for i, a in enumerate(annotated) if kinds and a.of.kind not in kinds}
    pairs = _pairs(annotated, finds)
    excused = {j for i, j, overlap in pairs if i in optional and overlap >= OVERLAPS}
    out["annotated"] = len(annotated) - len(optional)
    out["found"] = len(finds) - len(excused)
    for i, a in enumerate(annotated):
        if i not in optional and a.of.type:
            out["annotated_" + a.of.type] += 1
    for i, j, overlap in pairs:
        if i not in optional:
            out.update(_of_pair(annotated[i], finds[j], overlap, document.text))
    must = [a.content for i, a in enumerate(annotated) if i not in optional]
    needed: frozenset[int] = frozenset().union(*must)
    allowed: frozenset[int] = frozenset().union(*(a.content for a in annotated))
    said: frozenset[int] = frozenset().union(*(f.content for j, f in enumerate(finds) if j not in excused))
    out["letters_annotated"], out["letters_both"] = len(needed), len(needed & said)
    out["letters_found"] = len(said - (allowed - needed))
    out.update(_spans(document.text, [a.of for a in annotated], found))
    return out


def _pairs(annotated: Sequence[_Read], finds: Sequence[_Read]) -> list[tuple[int, int, float]]:
    """Pair one to one: best overlap of content first, then of source, then of cue."""
    options = sorted(
        (-_overlap(a.content, f.content), -_overlap(a.source, f.source), -_overlap(a.cue, f.cue), i, j)
        for i, a in enumerate(annotated)
        for j, f in enumerate(finds)
        if not a.content.isdisjoint(f.content)
    )
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    out = []
    for overlap, _, _, i, j in options:
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            out.append((i, j, -overlap))
    return out


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union; 1 where both are nothing."""
    return len(a & b) / len(a | b) if a or b else 1.0


def _of_pair(a: _Read, f: _Read, overlap: float, text: str) -> Counter[str]:
    out: Counter[str] = Counter(content_exact=int(overlap == 1.0))
    if overlap < OVERLAPS:
        return out
    source = _overlap(a.source, f.source) >= SAME_SOURCE
    out["content_overlap"] += 1
    out["attribution"] += source
    if a.of.type:
        out["found_" + a.of.type] += source
    verdicts: dict[str, Callable[[], float]] = {
        "type": lambda: a.of.type == f.of.type,
        "speaker": lambda: same_speaker(a.of.speaker, f.of.speaker, a.of.speaker_kind),
        "affiliation": lambda: same_words(a.of.affiliation, f.of.affiliation),
        "official": lambda: a.of.official == f.of.official,
    }
    for name in FIELDS:
        if getattr(a.of, name) is not None:
            out[name + "_asked"] += 1
            out[name] += verdicts[name]()  # type: ignore[assignment]  # a sum of F1s
    short = _short(a.of, text)
    if short and a.of.speaker is not None:
        out[f"speaker_{short}_asked"] += 1
        out["speaker_" + short] += verdicts["speaker"]()  # type: ignore[assignment]
    return out


def _short(annotated: Annotated, text: str) -> str | None:
    """Tell whether a person's source is “he” or “she”, or a bare surname or description; None for a name or a body."""
    words = " ".join(text[start:end] for start, end in annotated.source)
    if annotated.speaker_kind != "person" or not words:
        return None
    mention = read_mention(words)
    if mention.kind == "pronoun":
        return "pronoun" if mention.text.lower() in ("he", "she") else None
    named = mention.kind == "person" and (mention.given or mention.text == annotated.speaker)
    return None if named else "surname"


def _spans(text: str, annotated: Sequence[Annotated], found: Sequence[Annotated]) -> Counter[str]:
    """Count unbroken spans of each role with the same edges, whatever they are linked to (Zhang et al. 2022)."""
    out: Counter[str] = Counter()
    for role in SPANS:
        a, f = (
            {(min(letters), max(letters)) for each in given for edges in getattr(each, role)
             if (letters := _letters(text, (edges,)))}
            for given in (annotated, found)
        )  # fmt: skip
        out[f"span_{role}_annotated"], out[f"span_{role}_found"] = len(a), len(f)
        out[f"span_{role}"] = len(a & f)
    return out


def _sum(counts: Iterable[Counts]) -> Counter[str]:
    out: Counter[str] = Counter()
    for each in counts:
        out.update(each)
    return out


def figures_of(counts: Iterable[Counts]) -> dict[str, float]:
    """Return the figures by name, in the order in which they are told."""
    c = _sum(counts)
    out = {
        name: _f1(c[name], c["annotated"], c["found"]) for name in ("content_exact", "content_overlap", "attribution")
    }
    out["precision"] = c["content_overlap"] / c["found"] if c["found"] else 0.0
    out["recall"] = c["content_overlap"] / c["annotated"] if c["annotated"] else 0.0
    out["token_content"] = _f1(c["letters_both"], c["letters_annotated"], c["letters_found"])
    for name in TYPES:
        if c["annotated_" + name]:
            out["recall_" + name] = c["found_" + name] / c["annotated_" + name]
    for name in FIELDS:
        if c[name + "_asked"]:
            out[name] = c[name] / c[name + "_asked"]
    for name in SHORT:
        if asked := c[f"speaker_{name}_asked"]:
            out["speaker_" + name] = c["speaker_" + name] / asked
    for role in SPANS:
        out["span_" + role] = _f1(c["span_" + role], c[f"span_{role}_annotated"], c[f"span_{role}_found"])
    return out


def _f1(both: float, annotated: float, found: float) -> float:
    return 2 * both / (annotated + found) if annotated + found else 0.0
