"""Pairs quotation marks of every kind into quotations.

A line's marks are paired inside the line first. A quotation that is still open at the end of its line goes on if the
next line opens again (paragraphs of one speech), or if a later line of the same block closes it (a text with one
sentence a line). Otherwise a mark is missing: that costs this line only, and the quotation is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.finders.tokens import DASHES, Sheet

DOUBLE = frozenset(("“", "”", "„", "‟", "«", "»", '"', "``", "''", "＂"))
SINGLE = frozenset(("‘", "’", "'", "‚", "‹", "›"))
_LONGEST = 12  # lines that a quotation without new opening marks may run over
_DEEPEST = 4  # quotations inside one another; more is noise
_BEFORE_OPEN = frozenset("([{—–-―/=:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks."""

    first: int  # token of the opening mark, or the first token where it is lost
    stop: int  # one past the token of the closing mark
    depth: int  # 0: outermost
    damaged: bool = False  # a mark is missing
    continues: bool = False  # the next line opens it again


def find_quotations(sheet: Sheet) -> tuple[Quotation, ...]:
    """Return the quotations of a text, outer before inner, in order of the text."""
    lines = _lines(sheet)
    closing = _closing_ahead(sheet, lines)
    found: list[Quotation] = []
    stack: list[int] = []  # tokens of the opening marks
    lost: set[int] = set()  # those of them that are closing marks at the start of a line
    carried = 0
    for number, (first, stop) in enumerate(lines):
        last_close = first
        for i in range(first, stop):
            word = sheet.words[i]
            if word not in DOUBLE and word not in SINGLE:
                continue
            role = _role(sheet, i, stack, first, stop)
            if role == "open" and len(stack) < _DEEPEST:
                stack.append(i)
            elif role == "close" and stack:
                at = _partner(sheet, i, stack)
                while len(stack) > at + 1:  # an inner mark that was never closed
                    inner = stack.pop()
                    found.append(Quotation(inner, i + 1, len(stack), damaged=True))
                opener = stack.pop()
                found.append(Quotation(opener, i + 1, len(stack), damaged=opener in lost))
                last_close = i + 1
            elif role == "lost":  # a closing mark whose opening mark is lost
                if i == first:
                    stack.append(i)  # the line starts inside the quotation
                    lost.add(i)
                elif last_close == first and _sentence_like(sheet, i):
                    found.append(Quotation(first, i + 1, 0, damaged=True))
                    last_close = i + 1
        stack = [i for i in stack if sheet.words[i] in DOUBLE]
        if not stack:
            carried = 0
            continue
        again = number + 1 < len(lines) and _opens_again(sheet, lines, number)
        if not again and closing[number] and carried < _LONGEST:
            carried += 1
            continue
        for depth, opener in reversed(list(enumerate(stack))):
            found.append(Quotation(opener, stop, depth, damaged=not again, continues=again))
        stack, carried = [], 0
    return tuple(sorted(found, key=lambda q: (q.first, -q.stop)))


def outer_of(sheet: Sheet, quotations: Sequence[Quotation]) -> list[int]:
    """Return for each token the index of the outermost quotation that it stands in, or -1."""
    inside = [-1] * len(sheet.words)
    reached = 0
    for number, quotation in enumerate(quotations):
        if quotation.first < reached:
            continue
        inside[quotation.first : quotation.stop] = [number] * (quotation.stop - quotation.first)
        reached = quotation.stop
    return inside


def _lines(sheet: Sheet) -> list[tuple[int, int]]:
    lines, first = [], 0
    for i in range(len(sheet.words)):
        if sheet.breaks(i):
            if i > first:
                lines.append((first, i))
            first = i + 1
    if first < len(sheet.words):
        lines.append((first, len(sheet.words)))
    return lines


def _closing_ahead(sheet: Sheet, lines: list[tuple[int, int]]) -> list[bool]:
    """For each line: whether the next double mark of the same block is a closing one."""
    ahead = [False] * len(lines)
    later = False
    for number in range(len(lines) - 1, -1, -1):
        first, stop = lines[number]
        blank = stop < len(sheet.words) and len(sheet.words[stop].replace("\r\n", "\n")) > 1
        ahead[number] = later and not blank
        for i in range(first, stop):
            if sheet.words[i] in DOUBLE:
                later = _shape(sheet, i) == "close"
                break
        else:
            later = ahead[number]
    return ahead


def _opens_again(sheet: Sheet, lines: list[tuple[int, int]], number: int) -> bool:
    following = lines[number + 1][0]
    return sheet.words[following] in DOUBLE and _shape(sheet, following) == "open"


def _shape(sheet: Sheet, i: int) -> str:
    """What the mark is by its own form and its neighbours alone."""
    word = sheet.words[i]
    before, after = sheet.spaced(i)
    if word in ("“", "„", "``", "‘", "‚"):
        return "close" if word == "“" and not before and after else "open"
    if word in ("”", "''"):
        return "close"
    if word in ("«", "»", "‹", "›"):
        return "close" if after or not before else "open"
    return "close" if not before and sheet.text[sheet.starts[i] - 1] not in _BEFORE_OPEN else "open"


def _role(sheet: Sheet, i: int, stack: list[int], first: int, stop: int) -> str | None:
    """Whether the mark opens, closes, closes what never opened ("lost"), or is no mark (None)."""
    word = sheet.words[i]
    before, after = sheet.spaced(i)
    top = sheet.words[stack[-1]] if stack else ""
    if word in SINGLE:
        return _single_role(sheet, i, stack, stop)
    doubles = any(sheet.words[j] in DOUBLE for j in stack)
    if word in ("“", "„", "``"):
        return "close" if word == "“" and (top == "„" or (doubles and not before and after)) else "open"
    if word == "«":
        return "close" if top == "»" else "open"
    if word == "»":
        return "close" if doubles else "open" if before and not after else "lost"
    if word in ("”", "''", "‟"):
        return "close" if doubles else "open" if before and not after and i > first else "lost"
    previous = sheet.text[sheet.starts[i] - 1] if i > first else ""
    fresh = before or previous in _BEFORE_OPEN or not previous
    if doubles:
        return "close"
    if fresh and not after:
        return "open"
    return "lost" if not fresh or i == first else None


def _single_role(sheet: Sheet, i: int, stack: list[int], stop: int) -> str | None:
    word = sheet.words[i]
    start, end = sheet.starts[i], sheet.ends[i]
    before = start == 0 or not (sheet.text[start - 1].isalnum() or sheet.text[start - 1] in ".,!?…)")
    following = sheet.text[end] if end < len(sheet.text) else " "
    top = sheet.words[stack[-1]] if stack else ""
    if word in ("‘", "‚", "‹"):
        return "open" if before and not following.isspace() else None
    if top in SINGLE and not following.isalnum() and not before:
        return None if word == "'" and _possessive(sheet, i, stop) else "close"
    if word == "'" and before and (following.isalnum() or following in '"“'):
        return "open" if not following.isdigit() and _single_closes(sheet, i, stop) else None
    return None


def _possessive(sheet: Sheet, i: int, stop: int) -> bool:
    """Whether the mark after a final s is an apostrophe: the text goes on, and a mark after a stop closes it later."""
    if sheet.text[sheet.starts[i] - 1] != "s" or i + 1 >= stop or not sheet.words[i + 1].islower():
        return False
    later = (j for j in range(i + 2, min(stop, i + 80)) if sheet.words[j] in ("'", '"', "“", "”"))
    first = next(later, -1)
    return first > 0 and sheet.words[first] == "'" and sheet.words[first - 1] in (",", ".", "?", "!")


def _single_closes(sheet: Sheet, i: int, stop: int) -> bool:
    """Whether a straight single mark has a partner: one after a letter or a stop that no letter follows."""
    for j in range(i + 1, min(stop, i + 80)):
        if sheet.words[j] == "'":
            end = sheet.ends[j]
            before, _ = sheet.spaced(j)
            if not before and (end >= len(sheet.text) or not sheet.text[end].isalnum()):
                return True
    return False


def _partner(sheet: Sheet, i: int, stack: list[int]) -> int:
    """Index in the stack of the opening mark that mark `i` closes: the last of its own class."""
    kind = SINGLE if sheet.words[i] in SINGLE else DOUBLE
    for at in range(len(stack) - 1, -1, -1):
        if sheet.words[stack[at]] in kind:
            return at
    return len(stack) - 1


def _sentence_like(sheet: Sheet, i: int) -> bool:
    """Whether what stands before a lone closing mark ends as quotations before a cue do."""
    return sheet.words[i - 1] in (",", ".", "?", "!") and sheet.words[i - 1] not in DASHES
