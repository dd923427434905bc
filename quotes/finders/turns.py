"""Keeps the quotations of people who speak in turn apart: none is two people's, and a question is not its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.quotations import is_mark
from quotes.finders.tokens import Stretch

_RULE = "turn"  # stored with quotes, so the name stays


def unshared(finds: Sequence[Find]) -> list[Find]:
    """Return `finds`; a quotation that another's later cue has as well is taken from the earlier speaker."""
    owners: dict[int, int] = {}  # by token: sentence of the last cue that has it
    for find in finds:
        if find.cue and find.source and find.kind == "speech":
            for i in (i for piece in find.content for i in range(*piece)):
                owners[i] = max(owners.get(i, -1), find.sentence)
    return [_own(find, owners) for find in finds]


def _own(find: Find, owners: Mapping[int, int]) -> Find:
    if not find.cue or len(find.content) < 2:
        return find
    cue = find.cue[0]
    own = tuple(p for p in find.content if p[0] < cue or all(owners.get(i, -1) <= find.sentence for i in range(*p)))
    return replace(find, content=own) if own and own != find.content else find


def in_turns(layout: Layout, finds: Sequence[Find]) -> list[Find]:
    """Return `finds`, where a question was answered, with the quotations after the answer given out in turn."""
    ordered = sorted((n for n in range(len(finds)) if finds[n].content), key=lambda n: finds[n].content[0])
    out, added = list(finds), list[Find]()
    for before, n in pairwise(ordered):
        asked, answered = out[before], out[n]
        if _is_answer(layout, asked, answered):
            own, turns = _dealt(layout, answered, asked)
            out[n] = replace(answered, content=own)
            added += turns
    return out + added


def _is_answer(layout: Layout, asked: Find, answered: Find) -> bool:
    """Whether two attributions are a question and what another says to it."""
    if not (asked.source and asked.cue and answered.source and answered.cue) or answered.sentence <= asked.sentence:
        return False
    words = layout.tokens.lower
    names = [words[slice(*source)] for source in (asked.source, answered.source)]
    return names[0] != names[1] and _ends_with_question(layout, asked.content[-1])


def _ends_with_question(layout: Layout, piece: Stretch) -> bool:
    last = piece[1] - 1
    while last > piece[0] and is_mark(layout.tokens.words[last]):
        last -= 1
    return layout.inside[last] >= 0 and layout.tokens.words[last] == "?"


def _dealt(layout: Layout, answered: Find, asked: Find) -> tuple[tuple[Stretch, ...], list[Find]]:
    """The pieces that stay with the one who answers, and the later ones by turns, from the first question on."""
    pieces = [part for piece in answered.content for part in _quotations(layout, piece)]
    at = next((k for k in range(1, len(pieces)) if _is_question(layout, pieces, k, answered)), len(pieces))
    turns: list[Find] = []
    asks = True
    for piece in pieces[at:]:
        question = _ends_with_question(layout, piece)
        asks = question and (asks or not turns or turns[-1].source == answered.source)
        source = asked.source if asks else answered.source
        turns.append(Find((piece,), source, None, "speech", _RULE, layout.sentence_of(piece[0])))
        asks = False
    return tuple(pieces[:at]) if turns else answered.content, turns


def _is_question(layout: Layout, pieces: Sequence[Stretch], k: int, answered: Find) -> bool:
    """Whether piece `k` asks in its turn: on a line of its own, or answered by the quotation right behind it."""
    piece = pieces[k]
    if layout.sentence_of(piece[0]) <= answered.sentence or not _ends_with_question(layout, piece):
        return False
    apart = piece[0] > 0 and layout.tokens.breaks(piece[0] - 1)
    return apart or (k + 1 < len(pieces) and pieces[k + 1][0] == piece[1])


def _quotations(layout: Layout, piece: Stretch) -> list[Stretch]:
    """A piece cut where one quotation ends and the next begins: “Why?” “Because.”"""
    parts, first = [], piece[0]
    for i in range(piece[0] + 1, piece[1]):
        if layout.inside[i] >= 0 and layout.quotations[layout.inside[i]].first == i and layout.inside[i - 1] >= 0:
            parts.append((first, i))
            first = i
    return [*parts, (first, piece[1])]
