"""Runs the rules over a text and turns what they find into attributions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotes.finders.contents import Find, content_finds
from quotes.finders.continuations import carried_finds, with_continuations
from quotes.finders.credits import credit_finds
from quotes.finders.cues import find_cues
from quotes.finders.dialogues import RULE as DIALOGUE
from quotes.finders.dialogues import dialogue_finds
from quotes.finders.layout import Layout
from quotes.finders.nested import nested_finds
from quotes.finders.passives import passive_finds
from quotes.finders.tokens import BULLETS, Stretch, Tokens
from quotes.finders.transcripts import transcript_finds
from quotes.finders.unspoken import is_unspoken
from quotes.finders.verbless import verbless_finds
from quotes.types import Attribution, QuoteType, Span

# a link whose words were lost: “the road to the .”
_HOLE = re.compile(
    r"\b(?:the|an?|of|for|in|at|by|with|was|is|were|are|that|and|to|its|their|his|her) [.,;](?![.\d])(?=\s|$|[”\"])"
)
_EXCUSES = frozenset(("declined", "refused", "requested", "asked", "spoke"))


def rule_finds(layout: Layout) -> list[Find]:
    """Return what the rules find, pieces joined; takes any text and never raises."""
    finds: list[Find] = []
    for number in range(len(layout.sentences)):
        cues = find_cues(layout, number)
        finds += content_finds(layout, number, cues)
        finds += [find for find in verbless_finds(layout, number) if find.rule != "answer" or not cues]
        finds += passive_finds(layout, number)
    finds = with_continuations(layout, finds) + credit_finds(layout) + transcript_finds(layout) + dialogue_finds(layout)
    finds += carried_finds(layout, finds) + nested_finds(layout)
    return _unique([find for find in finds if not is_unspoken(layout, find)])


def attributions_of(layout: Layout, finds: Iterable[tuple[Find, float]]) -> tuple[Attribution, ...]:
    """Return finds with their confidence as attributions in order of the text, without speakers."""
    out = [_attribution(layout, find, confidence) for find, confidence in finds]
    return tuple(sorted(out, key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue.start if a.cue else 0)))


def _unique(finds: Sequence[Find]) -> list[Find]:
    """One find for each content and source: the first."""
    seen: set[tuple[tuple[Stretch, ...], Stretch | None]] = set()
    out = []
    for find in finds:
        key = (find.content, find.source)
        if key not in seen:
            seen.add(key)
            out.append(find)
    return out


def _attribution(layout: Layout, find: Find, confidence: float) -> Attribution:
    tokens, quotations, inside = layout.tokens, layout.quotations, layout.inside
    content = tuple(span for piece in sorted(find.content) for span in _by_lines(tokens, piece))
    edges = (j for first, stop in find.content for j in (first, stop - 1))
    damaged = any(_HOLE.search(span.text) for span in content) or any(
        inside[j] >= 0 and quotations[inside[j]].damaged for j in edges
    )
    nested = find.rule.startswith("nested")
    return Attribution(
        content=content,
        source=tokens.span(*_without_excuse(tokens, find.source)) if find.source else None,
        cue=tokens.span(*find.cue) if find.cue else None,
        kind=find.kind,
        type="direct" if nested else type_of(layout, find),
        confidence=round(confidence, 3),
        damaged=damaged,
        rule=find.rule,
    )


def _without_excuse(tokens: Tokens, source: Stretch) -> Stretch:
    """Leave out why a source is not named: “Ann, who declined to give her surname”."""
    for i in range(source[0] + 1, source[1] - 2):
        if tokens.words[i] == "," and tokens.lower[i + 1] == "who" and tokens.lower[i + 2] in _EXCUSES:
            spoke = tokens.lower[i + 2] != "spoke" or "condition" in tokens.lower[i : source[1]]
            return (source[0], i) if spoke else source
    return source


def _by_lines(tokens: Tokens, piece: Stretch) -> list[Span]:
    """Cut a stretch at line ends, so that no span of it holds a blank line; the bullet of a list is none of it."""
    out, first = [], piece[0]
    for i in range(piece[0], piece[1] + 1):
        if i == piece[1] or tokens.breaks(i):
            while first < i - 1 and tokens.words[first] in BULLETS and (first == 0 or tokens.breaks(first - 1)):
                first += 1
            if i > first:
                out.append(tokens.span(first, i))
            first = i + 1
    return out


def type_of(layout: Layout, find: Find) -> QuoteType:
    """Return whether all, part or none of the content stands in quotation marks (codebook section 1).

    Dashes that stand for marks make direct speech as well (section 4).
    """
    if find.rule == DIALOGUE:
        return "direct"
    tokens, inside = layout.tokens, layout.inside
    quoted = plain = 0
    for first, stop in find.content:
        for i in range(first, stop):
            if not tokens.words[i][0].isalnum() or (i == first and tokens.lower[i] == "that"):
                continue
            if inside[i] >= 0:
                quoted += 1
            else:
                plain += 1
    if not quoted:
        return "indirect"
    return "mixed" if plain else "direct"
