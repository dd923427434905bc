"""Which found attribution answers to which annotated one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.evaluation.gold import Annotated, Edges

_THAT = "that "


@dataclass(frozen=True, slots=True)
class Read:
    """An attribution with the letters and digits of its parts: marks and blanks at the edges decide nothing."""

    of: Annotated
    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]


def read(text: str, annotated: Annotated) -> Read:
    """Return an attribution as it is compared with others."""
    content = letters(text, content_of(text, annotated))
    return Read(annotated, content, letters(text, annotated.source), letters(text, annotated.cue))


def content_of(text: str, annotated: Annotated) -> Edges:
    """Return the stretches of a content without the "that" which may lead it in: some corpora take it in, some not."""
    if annotated.content:
        (start, end), *others = annotated.content
        if text[start:end].startswith(_THAT):
            return ((start + len(_THAT), end), *others)
    return annotated.content


def letters(text: str, edges: Edges) -> frozenset[int]:
    """Return where the letters and digits of some stretches are."""
    return frozenset(i for start, end in edges for i in range(start, end) if text[i].isalnum())


def pairs_of(annotated: Sequence[Read], found: Sequence[Read]) -> list[tuple[int, int, float]]:
    """Pair one to one, best overlap of content first, then of source, then of cue; the overlap of content is third."""
    options = sorted(
        (-overlap(a.content, f.content), -overlap(a.source, f.source), -overlap(a.cue, f.cue), i, j)
        for i, a in enumerate(annotated)
        for j, f in enumerate(found)
        if not a.content.isdisjoint(f.content)
    )
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    out = []
    for less, _, _, i, j in options:
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            out.append((i, j, -less))
    return out


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Return intersection over union; 1 where both are nothing."""
    return len(a & b) / len(a | b) if a or b else 1.0
