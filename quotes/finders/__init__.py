"""Finds attributions in a text by rules, without a model.

`sheet` cuts the text into tokens, `marks` pairs quotation marks, `frames` cuts sentences, `hits` finds cue verbs with
their sources, `clauses` and `phrases` say what they attribute, `joins` brings a quotation's pieces together, and
`bare` takes the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.finders.contents import Find, clause_finds
from quotes.finders.continuations import joined
from quotes.finders.cues import Pair, find_hits
from quotes.finders.quotations import Quotation, find_quotations, outer_of
from quotes.finders.sentences import Frame, find_frames
from quotes.finders.tokens import DASHES, Sheet, sheet_of
from quotes.finders.unattributed import bare_quotations, with_subject
from quotes.finders.verbless import carried_finds, nested_finds, phrase_finds
from quotes.types import Attribution, Kind, QuoteType, Span

# a link whose words were lost: “the road to the .”
_HOLE = re.compile(
    r"\b(?:the|an?|of|for|in|at|by|with|was|is|were|are|that|and|to|its|their|his|her) [.,;](?![.\d])(?=\s|$|[”\"])"
)
_EXCUSES = frozenset(("declined", "refused", "requested", "asked", "spoke"))
_BULLETS = DASHES | {"•", "*", "·", "▪", "‣", "\u200e", "\u200f"}


@dataclass(frozen=True, slots=True)
class Layout:
    """A text cut into tokens, quotations and sentences."""

    sheet: Sheet
    quotations: tuple[Quotation, ...]
    inside: tuple[int, ...]  # of each token: number of the outermost quotation around it, -1 outside
    frames: tuple[Frame, ...]


def lay_out(text: str) -> Layout:
    """Return `text` cut; takes any text."""
    sheet = sheet_of(text)
    quotations = find_quotations(sheet)
    inside = outer_of(sheet, quotations)
    return Layout(sheet, quotations, tuple(inside), find_frames(sheet, quotations, inside))


def rule_finds(layout: Layout) -> list[Find]:
    """Return what the rules find, pieces joined; takes any text and never raises."""
    sheet, quotations, inside, frames = layout.sheet, layout.quotations, layout.inside, layout.frames
    finds: list[Find] = []
    for number, frame in enumerate(frames):
        hits = find_hits(sheet, frame, inside)
        finds += clause_finds(sheet, frame, number, hits, quotations, inside)
        phrases = phrase_finds(sheet, frames, number, quotations, inside)
        finds += [find for find in phrases if find.rule != "answer" or not hits]
    finds = joined(sheet, finds, frames, quotations, inside)
    finds += carried_finds(sheet, frames, finds, quotations, inside) + nested_finds(sheet, frames, quotations)
    return _unique(finds)


def bare_finds(layout: Layout, finds: Sequence[Find]) -> list[Find]:
    """Return the quotations that none of `finds` attributes and the sentence before them does."""
    return bare_quotations(layout.sheet, layout.frames, finds, layout.quotations, layout.inside)


def with_subjects(layout: Layout, finds: Iterable[Find]) -> list[Find]:
    """Return `finds`, those after a colon with a source where they have none."""
    return [with_subject(layout.sheet, layout.frames, find) for find in finds]


def attributions_of(layout: Layout, finds: Iterable[tuple[Find, float]]) -> tuple[Attribution, ...]:
    """Return finds with their confidence as attributions in order of the text, without speakers."""
    out = [_attribution(layout, find, confidence) for find, confidence in finds]
    return tuple(sorted(out, key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue.start if a.cue else 0)))


def _unique(finds: Sequence[Find]) -> list[Find]:
    """One find for each cue and content."""
    seen: set[tuple[tuple[Pair, ...], Pair | None]] = set()
    out = []
    for find in finds:
        key = (find.content, find.source)
        if key not in seen:
            seen.add(key)
            out.append(find)
    return out


def _attribution(layout: Layout, find: Find, confidence: float) -> Attribution:
    sheet, quotations, inside = layout.sheet, layout.quotations, layout.inside
    content = tuple(piece for pair in sorted(find.content) for piece in _by_lines(sheet, pair))
    kind: Kind = "attitude" if find.kind == "attitude" else "speech"
    damaged = any(_HOLE.search(piece.text) for piece in content) or any(
        quotations[inside[j]].damaged for pair in find.content for j in pair_edges(pair) if inside[j] >= 0
    )
    nested = find.rule.startswith("nested")
    return Attribution(
        content=content,
        source=sheet.span(*_without_excuse(sheet, find.source)) if find.source else None,
        cue=sheet.span(*find.cue) if find.cue else None,
        kind=kind,
        type="direct" if nested else type_of(layout, find),
        confidence=round(confidence, 3),
        damaged=damaged,
        rule=find.rule,
    )


def _without_excuse(sheet: Sheet, source: Pair) -> Pair:
    """Leave out why a source is not named: “Ann, who declined to give her surname”."""
    for i in range(source[0] + 1, source[1] - 2):
        if sheet.words[i] == "," and sheet.lower[i + 1] == "who" and sheet.lower[i + 2] in _EXCUSES:
            spoke = sheet.lower[i + 2] != "spoke" or "condition" in sheet.lower[i : source[1]]
            return (source[0], i) if spoke else source
    return source


def pair_edges(pair: Pair) -> tuple[int, int]:
    """First and last token of a stretch."""
    return pair[0], pair[1] - 1


def _by_lines(sheet: Sheet, pair: Pair) -> list[Span]:
    """Cut a stretch at line ends, so that a piece never holds a blank line; the bullet of a list is none of it."""
    out, first = [], pair[0]
    for i in range(pair[0], pair[1] + 1):
        if i == pair[1] or sheet.breaks(i):
            while first < i - 1 and sheet.words[first] in _BULLETS and (first == 0 or sheet.breaks(first - 1)):
                first += 1
            if i > first:
                out.append(sheet.span(first, i))
            first = i + 1
    return out


def type_of(layout: Layout, find: Find) -> QuoteType:
    """Return whether all, part or none of the content stands in quotation marks (codebook section 1)."""
    sheet, inside = layout.sheet, layout.inside
    quoted = plain = 0
    for first, stop in find.content:
        for i in range(first, stop):
            if not sheet.words[i][0].isalnum() or (i == first and sheet.lower[i] == "that"):
                continue
            if inside[i] >= 0:
                quoted += 1
            else:
                plain += 1
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"
