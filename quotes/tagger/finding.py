"""From the model's tags to finds: edges put in order, sources made whole, later sentences joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.finders import Layout
from quotes.finders.contents import Find
from quotes.finders.continuations import joined
from quotes.finders.lexicon import ACTIONS, CUES
from quotes.finders.mentions_left import subject_left
from quotes.finders.quotations import DOUBLE, SINGLE
from quotes.finders.sentences import Frame
from quotes.tagger.decoding import Stretch
from quotes.tagger.model import Tagged
from quotes.types import Kind

_EDGE = frozenset(",;:-–—―.!?…)(")  # never the first of a content; of these only stops may be the last
_RELATIVE = frozenset(("who", "which", "whom", "whose"))
SURE = 0.5  # probability of a cue from which on its sentence is taken


def model_finds(layout: Layout, tagged: Iterable[Tagged]) -> list[Find]:
    """Return what the model's tags attribute, in the order of the cues; doubtful cues among it."""
    starts = [frame.first for frame in layout.frames]
    finds = [find for each in tagged if (find := _find(layout, each, starts)) and not _is_action(layout, find)]
    sure = [find for find in finds if find.margins[0] >= SURE]
    doubtful = [find for find in finds if find.margins[0] < SURE]
    sheet, frames, quotations, inside = layout.sheet, layout.frames, layout.quotations, layout.inside
    whole = [_unbroken(layout, _once(find), starts) for find in joined(sheet, sure, frames, quotations, inside)]
    return whole + doubtful


def _is_action(layout: Layout, find: Find) -> bool:
    """Whether a cue only says what somebody did, or that nobody spoke (codebook section 1: “signed”)."""
    words = layout.sheet.lower[slice(*find.cue)] if find.cue else []
    return not ACTIONS.isdisjoint(words) or ("comment" in words and not {"declined", "refused"}.isdisjoint(words))


def with_sources(finds: Iterable[Find], rules: Iterable[Find]) -> list[Find]:
    """Give the model's finds that have a cue and no source that of the rules' find with the same cue."""
    told = {i: find.source for find in rules if find.cue and find.source for i in range(*find.cue)}
    return [
        replace(find, source=next((told[i] for i in range(*find.cue) if i in told), None))
        if find.cue and not find.source
        else find
        for find in finds
    ]


def _once(find: Find) -> Find:
    """Drop the joined pieces that the model had found by itself."""
    pieces: list[Stretch] = []
    for first, stop in sorted(find.content):
        if not pieces or first >= pieces[-1][1]:
            pieces.append((first, stop))
        else:
            pieces[-1] = (pieces[-1][0], max(stop, pieces[-1][1]))
    return replace(find, content=tuple(pieces))


def _unbroken(layout: Layout, find: Find, starts: Sequence[int]) -> Find:
    """Drop the quotations behind a line of the article's own: the model joins what may be somebody else's."""
    pieces = list(find.content)
    for n in range(1, len(pieces)):
        before, after = (bisect_right(starts, i) - 1 for i in (pieces[n - 1][1] - 1, pieces[n][0]))
        if find.cue and find.cue[0] < pieces[n][0] and any(_is_own_line(layout, i) for i in range(before + 1, after)):
            return replace(find, content=tuple(pieces[:n]))
    return find


def _is_own_line(layout: Layout, number: int) -> bool:
    """Whether a sentence stands on a line apart and quotes nothing."""
    frames = layout.frames
    frame = frames[number]
    apart = frames[number - 1].line < frame.line and (number + 1 == len(frames) or frame.line < frames[number + 1].line)
    return apart and all(layout.inside[i] < 0 for i in range(frame.first, frame.stop))


def _find(layout: Layout, tagged: Tagged, starts: Sequence[int]) -> Find | None:
    pieces = []
    sheet = layout.sheet
    for first, stop in tagged.content:
        while first < stop and (sheet.breaks(first) or sheet.words[first] in _EDGE):
            first += 1
        while stop > first and (sheet.breaks(stop - 1) or sheet.words[stop - 1] in ",;:-–—―("):
            stop -= 1
        if first < stop:
            pieces.append(_marked(layout, first, stop))
    if not any(c.isalnum() for first, stop in pieces for w in sheet.words[first:stop] for c in w):
        return None
    number = max(0, bisect_right(starts, tagged.cue[0]) - 1)
    source = max(tagged.source, key=lambda s: s[1] - s[0], default=None)
    if source and any(layout.inside[i] >= 0 for first, stop in pieces for i in (first, stop - 1)):
        source = _source(layout, source, layout.frames[number])  # reported speech keeps “who”, as PolNeAR has it
    cue = None if _is_mark(layout, tagged.cue[0]) else tagged.cue
    return Find(tuple(pieces), source, cue, kind_of(layout, cue), "model", number, margins=tagged.margins)


def _source(layout: Layout, source: Stretch, frame: Frame) -> Stretch:
    """Put whom “who” stands for in its place."""
    first, stop = source
    if stop - first > 1 or layout.sheet.lower[first] not in _RELATIVE:
        return source
    return subject_left(layout.sheet, frame.first, first) or source


def _marked(layout: Layout, first: int, stop: int) -> Stretch:
    """Take the marks in that stand at an edge and belong to what stands between them."""
    quotations, inside, words = layout.quotations, layout.inside, layout.sheet.words
    quotation = quotations[inside[first]] if inside[first] >= 0 else None
    if quotation and not quotation.damaged and quotation.first < first and layout.sheet.breaks(first - 1):
        first = quotation.first  # the model reads line by line
    if first and inside[first] >= 0 and quotations[inside[first]].first == first - 1 and _is_mark(layout, first - 1):
        first -= 1
    last = stop - 1
    for i in (stop, stop + 1):
        if i < len(words) and inside[last] >= 0 and quotations[inside[last]].stop == i + 1 and _is_mark(layout, i):
            stop = i + 1
            break
        if i < len(words) and words[i] not in ".,!?…":
            break
    return first, stop


def _is_mark(layout: Layout, i: int) -> bool:
    return layout.sheet.words[i] in DOUBLE or layout.sheet.words[i] in SINGLE


def kind_of(layout: Layout, cue: Stretch | None) -> Kind:
    """Return attitude where every cue verb that the cue holds is one of mind (codebook section 1)."""
    classes = [set(CUES[w].classes) for w in layout.sheet.lower[slice(*cue)] if w in CUES] if cue else []
    return "attitude" if classes and all(c == {"mind"} for c in classes) else "speech"
