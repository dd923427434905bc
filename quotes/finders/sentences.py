"""Cuts a text into frames: sentences in which a quotation, however long, is one unbroken thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.finders.lexicon import CUES
from quotes.finders.quotations import DOUBLE, SINGLE, Quotation
from quotes.finders.tokens import SHORTENED, Sheet

_STOPS = frozenset(".!?…")
_LONGEST = 300  # tokens outside quotations; a longer sentence is no sentence, and would cost quadratic time
_AHEAD = 9  # tokens in which a cue must follow “...?” for the sentence to go on


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence."""

    first: int  # token
    stop: int  # token, one past the last
    line: int  # number of its line
    block: int  # number of its block of lines (blocks are parted by blank lines)


def find_frames(sheet: Sheet, quotations: Sequence[Quotation], inside: Sequence[int]) -> tuple[Frame, ...]:
    """Return the sentences of a text in order; line ends and full stops part them, but not inside quotations."""
    frames: list[Frame] = []
    first, line, block, count = 0, 0, 0, len(sheet.words)
    i = 0
    while i < count:
        if sheet.breaks(i):
            line += 1
            block += len(sheet.words[i].replace("\r\n", "\n")) > 1
            if inside[i] < 0:
                if i > first:
                    frames.append(Frame(first, i, line - 1, block))
                first = i + 1
            i += 1
            continue
        if inside[i] >= 0:
            quotation = quotations[inside[i]]
            line += sum(sheet.breaks(j) for j in range(i, quotation.stop))
            i = quotation.stop
            if _ends_after(sheet, quotation):
                frames.append(Frame(first, i, line, block))
                first = i
            continue
        i += 1
        if i - first > _LONGEST and i < count:
            frames.append(Frame(first, i, line, block))
            first = i
            continue
        if sheet.words[i - 1][0] in _STOPS and _ends_sentence(sheet, i - 1):
            while i < count and sheet.words[i] in ")]”’\"'" and not sheet.spaced(i)[0] and inside[i] < 0:
                i += 1
            frames.append(Frame(first, i, line, block))
            first = i
    if first < count:
        frames.append(Frame(first, count, line, block))
    return tuple(frames)


def _ends_sentence(sheet: Sheet, i: int) -> bool:
    """Whether the stop at token `i`, outside quotations, ends a sentence."""
    if i + 1 >= len(sheet.words) or sheet.breaks(i + 1):
        return True
    word = sheet.words[i + 1]
    if sheet.words[i] == "." and i:
        before = sheet.lower[i - 1]
        adjacent = sheet.ends[i - 1] == sheet.starts[i]
        if adjacent and (before in SHORTENED or (len(before) == 1 and before.isalpha() and sheet.capital(i - 1))):
            return False
        if word in ")]" and not sheet.spaced(i)[1]:
            after = sheet.words[i + 2] if i + 2 < len(sheet.words) else "X"
            return not (after[0].islower() or after[0] in ",;:.)" or "(" in sheet.words[max(0, i - 6) : i])
        if not sheet.spaced(i)[1]:
            return word[0] in '"”’)]' or (sheet.capital(i + 1) and len(before) > 2)
    return not word[0].islower()


def _ends_after(sheet: Sheet, quotation: Quotation) -> bool:
    """Whether a sentence ends with this quotation."""
    after = quotation.stop
    if after >= len(sheet.words) or sheet.breaks(after):
        return True
    last = after - 1
    while last > quotation.first and (sheet.words[last] in DOUBLE or sheet.words[last] in SINGLE):
        last -= 1
    closed = sheet.words[last][0]
    if closed not in _STOPS and not quotation.damaged:
        return False
    if closed not in _STOPS or not (
        sheet.capital(after) or sheet.words[after] in DOUBLE or sheet.words[after].isdigit()
    ):
        return False
    if closed == "." and last != after - 1 and sheet.words[after] in DOUBLE:
        return True
    return not _cue_follows(sheet, after)


def _cue_follows(sheet: Sheet, i: int) -> bool:
    """Whether a short subject and a cue close the sentence that starts at token `i` (“...?” Name asked.)."""
    for j in range(i, min(i + _AHEAD, len(sheet.words))):
        word = sheet.words[j]
        if word in ".!?" or word in DOUBLE or sheet.breaks(j):
            return False
        cue = CUES.get(sheet.lower[j])
        if cue and "say" in cue.classes and "past" in cue.forms and j > i:
            return j + 1 >= len(sheet.words) or sheet.words[j + 1][0] in ".,;" or sheet.breaks(j + 1)
    return False
