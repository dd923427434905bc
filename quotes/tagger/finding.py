"""From the model's tags to attributions: edges put in order, later sentences joined, kind and type named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.finders.frames import Frame, find_frames
from quotes.finders.lexicon import CUES
from quotes.finders.marks import DOUBLE, SINGLE, Quotation, outer_of
from quotes.finders.sheet import Sheet
from quotes.tagger.decoding import Stretch
from quotes.tagger.inputs import Reading
from quotes.tagger.model import Tagged
from quotes.types import Attribution, Kind, QuoteType, Span

# a link whose words were lost: “the road to the .”
_HOLE = re.compile(
    r"\b(?:the|an?|of|for|in|at|by|with|was|is|were|are|that|and|to|its|their|his|her) [.,;](?![.\d])(?=\s|$|[”\"])"
)
_OPENING = frozenset('“„«‟"``‘‹')
_EDGE = frozenset(",;:-–—―.!?…)(")  # never the first of a content; of these only stops may be the last
LEAST = 8  # letters of a content that may be a fragment


@dataclass(frozen=True, slots=True)
class Find:
    """What one cue attributes, in tokens."""

    cue: Stretch | None
    source: Stretch | None
    content: tuple[Stretch, ...]
    sure: float  # 0 to 1


def attributions(reading: Reading, finds: Sequence[Find]) -> tuple[Attribution, ...]:
    """Return the finds as attributions in order of the text, without speakers."""
    sheet, quotations = reading.sheet, reading.quotations
    inside = outer_of(sheet, quotations)
    frames = find_frames(sheet, quotations, inside)
    tidy = [t for find in finds if (t := _tidied(sheet, find, quotations, inside))]
    out = [_attribution(sheet, find, quotations, inside) for find in _joined(sheet, _unique(tidy), frames, inside)]
    return tuple(sorted(out, key=lambda a: (a.content[0].start, -a.content[-1].end, a.cue.start if a.cue else 0)))


def find_of(tagged: Tagged, sure: float) -> Find:
    """Return a cue's tags as one find: the longest source, all pieces of the content."""
    source = max(tagged.source, key=lambda s: s[1] - s[0], default=None)
    return Find(tagged.cue, source, tagged.content, sure)


def _tidied(sheet: Sheet, find: Find, quotations: Sequence[Quotation], inside: Sequence[int]) -> Find | None:
    pieces = []
    for first, stop in find.content:
        while first < stop and (sheet.breaks(first) or sheet.words[first] in _EDGE):
            first += 1
        while stop > first and (sheet.breaks(stop - 1) or sheet.words[stop - 1] in ",;:-–—―("):
            stop -= 1
        if first < stop:
            pieces.append(_marked(sheet, first, stop, quotations, inside))
    letters = sum(c.isalnum() for first, stop in pieces for w in sheet.words[first:stop] for c in w)
    if not letters or (letters < LEAST and find.sure < 0.5):
        return None
    return replace(find, content=tuple(pieces))


def _marked(sheet: Sheet, first: int, stop: int, quotations: Sequence[Quotation], inside: Sequence[int]) -> Stretch:
    """Take the marks in that stand at an edge and belong to what stands between them."""
    if first > 0 and inside[first] >= 0 and quotations[inside[first]].first == first - 1 and _is_mark(sheet, first - 1):
        first -= 1
    last = stop - 1
    for i in (stop, stop + 1):
        if i < len(sheet.words) and inside[last] >= 0 and quotations[inside[last]].stop == i + 1 and _is_mark(sheet, i):
            stop = i + 1
            break
        if i < len(sheet.words) and sheet.words[i] not in ".,!?…":
            break
    return first, stop


def _is_mark(sheet: Sheet, i: int) -> bool:
    return sheet.words[i] in DOUBLE or sheet.words[i] in SINGLE


def _unique(finds: Sequence[Find]) -> list[Find]:
    """The surest find of each content and source."""
    best: dict[tuple[tuple[Stretch, ...], Stretch | None], Find] = {}
    for find in finds:
        key = (find.content, find.source)
        if key not in best or find.sure > best[key].sure:
            best[key] = find
    return list(best.values())


def _joined(sheet: Sheet, finds: list[Find], frames: Sequence[Frame], inside: Sequence[int]) -> list[Find]:
    """Give a quotation the next sentences that are nothing but quotation and that no find has."""
    frame_at: dict[int, int] = {}
    for number, frame in enumerate(frames):
        for i in range(frame.first, frame.stop):
            frame_at[i] = number
    taken = {frame_at[i] for find in finds for a, b in find.content for i in (a, b - 1) if i in frame_at}
    taken |= {frame_at[find.cue[0]] for find in finds if find.cue and find.cue[0] in frame_at}
    last_in: dict[int, Find] = {}
    for find in finds:
        if find.cue and find.cue[0] in frame_at:
            number = frame_at[find.cue[0]]
            if number not in last_in or (last_in[number].cue or (0, 0)) < find.cue:
                last_in[number] = find
    out = []
    for find in finds:
        pieces = list(find.content)
        end = pieces[-1][1] - 1
        number = frame_at.get(end, -1)
        cue_frame = frame_at.get(find.cue[0], -2) if find.cue else -2
        if (inside[end] >= 0 or inside[pieces[0][0]] >= 0) and last_in.get(cue_frame) is find:
            number = max(number, cue_frame) + 1
            while number < len(frames) and number not in taken and _all_quoted(sheet, frames[number], inside):
                taken.add(number)
                pieces.append((frames[number].first, frames[number].stop))
                number += 1
        out.append(replace(find, content=tuple(pieces)))
    return out


def _all_quoted(sheet: Sheet, frame: Frame, inside: Sequence[int]) -> bool:
    if inside[frame.first] < 0 or sheet.words[frame.first - 1].count("\n") > 2:
        return False
    return all(inside[i] >= 0 or not sheet.words[i][0].isalnum() for i in range(frame.first, frame.stop))


def _attribution(sheet: Sheet, find: Find, quotations: Sequence[Quotation], inside: Sequence[int]) -> Attribution:
    content = tuple(piece for pair in sorted(find.content) for piece in _by_lines(sheet, pair))
    damaged = any(_HOLE.search(piece.text) for piece in content) or any(
        quotations[inside[j]].damaged for pair in find.content for j in (pair[0], pair[1] - 1) if inside[j] >= 0
    )
    return Attribution(
        content=content,
        source=sheet.span(*find.source) if find.source else None,
        cue=sheet.span(*find.cue) if find.cue else None,
        kind=kind_of(sheet, find.cue),
        type=_type(sheet, find.content, inside),
        confidence=round(find.sure, 3),
        damaged=damaged,
        rule="model",
    )


def kind_of(sheet: Sheet, cue: Stretch | None) -> Kind:
    """Return attitude where every cue verb that the cue holds is one of mind (codebook section 1)."""
    classes = [set(CUES[w].classes) for w in sheet.lower[slice(*cue)] if w in CUES] if cue else []
    return "attitude" if classes and all(c == {"mind"} for c in classes) else "speech"


def _by_lines(sheet: Sheet, pair: Stretch) -> list[Span]:
    """Cut a stretch at line ends, so that a piece never holds a blank line."""
    out, first = [], pair[0]
    for i in range(pair[0], pair[1] + 1):
        if i == pair[1] or sheet.breaks(i):
            if i > first:
                out.append(sheet.span(first, i))
            first = i + 1
    return out


def _type(sheet: Sheet, content: Sequence[Stretch], inside: Sequence[int]) -> QuoteType:
    quoted = plain = 0
    for first, stop in content:
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
