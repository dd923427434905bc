"""Joins the pieces of a quotation that goes on in the next sentences without a new cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quotes.finders.contents import Find
from quotes.finders.cues import Pair
from quotes.finders.quotations import Quotation
from quotes.finders.sentences import Frame
from quotes.finders.tokens import Sheet


def joined(
    sheet: Sheet, finds: Sequence[Find], frames: Sequence[Frame], quotations: Sequence[Quotation], inside: Sequence[int]
) -> list[Find]:
    """Return `finds` with the quotations around them that have no cue of their own, in order of the text."""
    whole = [whole_quotation(sheet, frame, quotations, inside) for frame in frames]
    taken = {find.frame for find in finds}
    last_cue: dict[int, int] = {}  # by sentence: token of its last cue
    for find in finds:
        last_cue[find.frame] = max(last_cue.get(find.frame, -1), find.cue[0] if find.cue else -1)
    out = []
    for find in finds:
        pieces = list(find.content)
        last = find.frame
        if find.open_right and not pieces and last + 1 < len(frames):
            quotation = whole[last + 1]
            if quotation is None or last + 1 in taken:
                continue
            pieces, last = [quotation], last + 1
            taken.add(last)
        if pieces and _is_quoted(pieces, inside):
            before = _before(sheet, find, frames, quotations, whole, taken)
            pieces = before + pieces
            if _ends_sentence(find, last_cue[find.frame]):
                after = _after(sheet, last, frames, quotations, inside, whole, taken)
                pieces += after
        if pieces:
            out.append(replace(find, content=tuple(pieces)))
    return out


def _is_quoted(pieces: Sequence[Pair], inside: Sequence[int]) -> bool:
    return any(inside[first] >= 0 or inside[stop - 1] >= 0 for first, stop in pieces)


def _ends_sentence(find: Find, last_cue: int) -> bool:
    """Whether no later cue of the same sentence could have the quotations after it."""
    return find.cue is None or last_cue <= find.cue[0] or find.rule.startswith("inverted")


def whole_quotation(sheet: Sheet, frame: Frame, quotations: Sequence[Quotation], inside: Sequence[int]) -> Pair | None:
    """The quotation that is all of a sentence, or starts it and leaves only a stop."""
    if inside[frame.first] < 0:
        return None
    stop = quotations[inside[frame.first]].stop
    rest = [j for j in range(min(stop, frame.stop), frame.stop) if sheet.words[j][0].isalnum()]
    return (frame.first, min(stop, frame.stop)) if not rest else None


def _before(
    sheet: Sheet, find: Find, frames: Sequence[Frame], quotations: Sequence[Quotation], whole: Sequence[Pair | None],
    taken: set[int],
) -> list[Pair]:  # fmt: skip
    """Paragraphs of the same speech before the one with the cue: each opens again, none closes."""
    pieces: list[Pair] = []
    number = find.frame - 1
    if not find.content or find.content[0][0] != frames[find.frame].first:
        return pieces
    while number >= 0 and number not in taken:
        piece = whole[number]
        if piece is None or not any(q.first == piece[0] and q.continues for q in _starting(quotations, piece[0])):
            break
        pieces.insert(0, piece)
        taken.add(number)
        number -= 1
    return pieces


def _after(
    sheet: Sheet, last: int, frames: Sequence[Frame], quotations: Sequence[Quotation], inside: Sequence[int],
    whole: Sequence[Pair | None], taken: set[int],
) -> list[Pair]:  # fmt: skip
    """Sentences after the cue's that are nothing but a quotation; one plain sentence of the same line may part them."""
    pieces: list[Pair] = []
    number = last + 1
    skipped = False
    while number < len(frames) and number not in taken:
        piece = whole[number]
        same_line = frames[number].line == frames[last].line
        if piece is None:
            gap = frames[number]
            quoted = any(inside[j] >= 0 for j in range(gap.first, gap.stop))
            if skipped or pieces or not same_line or quoted or gap.stop - gap.first > 12:
                break
            skipped = True
            number += 1
            continue
        if skipped and not same_line:
            break
        if sheet.words[frames[number].first - 1].count("\n") > 2:
            break
        pieces.append(piece)
        taken.add(number)
        number += 1
    return pieces


def _starting(quotations: Sequence[Quotation], first: int) -> list[Quotation]:
    at = bisect_left(quotations, first, key=lambda q: q.first)
    out = []
    while at < len(quotations) and quotations[at].first == first:
        out.append(quotations[at])
        at += 1
    return out
