"""Gives a quotation that nothing attributes to whom the sentence before it is about: “Ann is not so sure.\\n‘...’”"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.finders.clauses import Find
from quotes.finders.frames import Frame
from quotes.finders.hits import Pair, first_mention
from quotes.finders.joins import whole_quotation
from quotes.finders.lexicon import PRONOUNS
from quotes.finders.marks import Quotation
from quotes.finders.mentions import is_name
from quotes.finders.sheet import Sheet

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
    out: list[Find] = []
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


def _subject(sheet: Sheet, before: Frame, frame: Frame, inside: Sequence[int]) -> Pair | None:
    """The person whom the plain sentence right before is about."""
    if frame.block - before.block > 1 or any(inside[i] >= 0 for i in range(before.first, before.stop)):
        return None
    source = first_mention(sheet, before.first, before.stop)
    if source is None or source[1] - source[0] > _LONGEST or source[1] >= before.stop:
        return None
    person = sheet.lower[source[0]] in _PERSONS or any(is_name(sheet, i) for i in range(*source))
    return source if person and sheet.words[source[1]].islower() else None
