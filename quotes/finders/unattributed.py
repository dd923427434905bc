"""Gives a quotation that nothing attributes to whom the words before it are about: “Ann is not so sure.\\n‘...’”"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.finders.contents import Find
from quotes.finders.continuations import whole_quotation
from quotes.finders.cues import Pair, first_mention
from quotes.finders.lexicon import FINITE, PRONOUNS
from quotes.finders.mentions_left import is_name
from quotes.finders.quotations import Quotation
from quotes.finders.sentences import Frame
from quotes.finders.tokens import Sheet

RULE = "bare"
_LEAST = 5  # tokens of a quotation
_LONGEST = 10  # tokens of a mention
_PERSONS = PRONOUNS & {"he", "she"}


def bare_quotations(
    sheet: Sheet, frames: Sequence[Frame], finds: Sequence[Find], quotations: Sequence[Quotation], inside: Sequence[int]
) -> list[Find]:
    """Return the sentences that are all quotation, hold no word of `finds`, and follow a sentence about one person."""
    covered = {i for find in finds for piece in find.content for i in range(*piece)}
    whole = [whole_quotation(sheet, frame, quotations, inside) for frame in frames]
    free = [piece if piece and covered.isdisjoint(range(*piece)) else None for piece in whole]
    out = [find for n, frame in enumerate(frames) if (find := _after_colon(sheet, frame, n, covered, inside))]
    number = 1
    while number < len(frames):
        piece = free[number]
        if piece is None or piece[1] - piece[0] < _LEAST:
            number += 1
            continue
        source = _subject(sheet, frames[number - 1], frames[number], inside)
        first = number
        while number < len(frames) and free[number] is not None:
            number += 1
        if source:
            pieces = tuple(piece for piece in free[first:number] if piece)
            out.append(Find(pieces, source, None, "speech", RULE, first))
    return out


def with_subject(sheet: Sheet, frames: Sequence[Frame], find: Find) -> Find:
    """Give a find without a source that stands right after a colon what the sentence before the colon is about."""
    first = find.content[0][0]
    frame = frames[find.frame]
    if find.source or first <= frame.first or first >= frame.stop or sheet.words[first - 1] != ":":
        return find
    return replace(find, source=_before_colon(sheet, frame, first - 1))


def _after_colon(sheet: Sheet, frame: Frame, number: int, covered: set[int], inside: Sequence[int]) -> Find | None:
    """“The question was about the ferry: ‘...?’”: what the sentence is about says what ends it."""
    colon = next((i for i in range(frame.first, frame.stop - _LEAST) if sheet.words[i] == ":" and inside[i] < 0), -1)
    if colon < 0 or inside[colon + 1] < 0 or len(set(inside[colon + 1 : frame.stop])) > 1:
        return None
    if not covered.isdisjoint(range(colon + 1, frame.stop)) or any(inside[i] >= 0 for i in range(frame.first, colon)):
        return None
    source = _before_colon(sheet, frame, colon)
    return Find(((colon + 1, frame.stop),), source, None, "speech", RULE, number) if source else None


def _before_colon(sheet: Sheet, frame: Frame, colon: int) -> Pair | None:
    """The words before the first verb of a sentence that leads up to a colon."""
    verb = next((i for i in range(frame.first, min(colon, frame.first + _LONGEST)) if sheet.lower[i] in FINITE), -1)
    if verb <= frame.first or sheet.lower[verb - 1] in ("there", "it", "this", "that"):
        return None
    return frame.first, verb


def _subject(sheet: Sheet, before: Frame, frame: Frame, inside: Sequence[int]) -> Pair | None:
    """The person whom the plain sentence right before is about."""
    if frame.block - before.block > 1 or any(inside[i] >= 0 for i in range(before.first, before.stop)):
        return None
    source = first_mention(sheet, before.first, before.stop)
    if source is None or source[1] - source[0] > _LONGEST or source[1] >= before.stop:
        return None
    person = sheet.lower[source[0]] in _PERSONS or any(is_name(sheet, i) for i in range(*source))
    return source if person and sheet.words[source[1]].islower() else None
