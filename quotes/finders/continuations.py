"""Gives the sentences around an attribution that go on with it, without a cue of their own, to the same source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.quotations import Quotation
from quotes.finders.sentences import Sentence
from quotes.finders.tokens import DASHES, Stretch

_LONGEST_GAP = 12  # tokens of a plain sentence that may part two quotations of one speech
_PARTLY = 6  # quoted tokens that a sentence without a cue must hold


def with_continuations(layout: Layout, finds: Sequence[Find]) -> list[Find]:
    """Return `finds` with the quotations around them that have no cue of their own, in order of the text."""
    whole = [whole_quotation(layout, sentence) for sentence in layout.sentences]
    taken = {find.sentence for find in finds}
    last_cue: dict[int, int] = {}  # by sentence: token of its last cue
    for find in finds:
        last_cue[find.sentence] = max(last_cue.get(find.sentence, -1), find.cue[0] if find.cue else -1)
    out = []
    for find in finds:
        pieces = list(find.content)
        last = find.sentence
        if find.open_right and not pieces and last + 1 < len(layout.sentences):
            quotation = whole[last + 1]
            if quotation is None or last + 1 in taken:
                continue
            pieces, last = [quotation], last + 1
            taken.add(last)
        pieces += _dashed(layout, find)
        if pieces and _is_quoted(layout, pieces):
            pieces = _before(layout, find, whole, taken) + pieces
            if _ends_sentence(find, last_cue[find.sentence]):
                pieces += _after(layout, last, whole, taken)
        if pieces:
            out.append(replace(find, content=tuple(pieces)))
    return out


def _dashed(layout: Layout, find: Find) -> list[Stretch]:
    """What goes on behind a dash where dashes stand for marks: “— We will go, said Ann. — It is late.”"""
    tokens, sentences = layout.tokens, layout.sentences
    sentence = sentences[find.sentence]
    begun = tokens.words[sentence.first] in DASHES and (sentence.first == 0 or tokens.breaks(sentence.first - 1))
    if not begun or find.cue is None or not find.content or find.content[0][0] > sentence.first + 1:
        return []
    number = find.sentence + 1
    if number >= len(sentences) or sentences[number].line != sentence.line:
        return []
    first, stop = sentences[number].first, sentences[number].stop
    return [(first + 1, stop)] if tokens.words[first] in DASHES and stop > first + 2 else []


def _is_quoted(layout: Layout, pieces: Sequence[Stretch]) -> bool:
    inside = layout.inside
    return any(inside[first] >= 0 or inside[stop - 1] >= 0 for first, stop in pieces)


def _ends_sentence(find: Find, last_cue: int) -> bool:
    """Whether no later cue of the same sentence could have the quotations after it."""
    return find.cue is None or last_cue <= find.cue[0] or find.rule.startswith("inverted")


def whole_quotation(layout: Layout, sentence: Sentence) -> Stretch | None:
    """The quotation that is all of a sentence, or starts it and leaves only a stop."""
    number = layout.inside[sentence.first]
    if number < 0:
        return None
    stop = min(layout.quotations[number].stop, sentence.stop)
    rest = any(word[0].isalnum() for word in layout.tokens.words[stop : sentence.stop])
    return None if rest else (sentence.first, stop)


def _before(layout: Layout, find: Find, whole: Sequence[Stretch | None], taken: set[int]) -> list[Stretch]:
    """Paragraphs of the same speech before the one with the cue: each opens again, none closes."""
    pieces: list[Stretch] = []
    number = find.sentence - 1
    if not find.content or find.content[0][0] != layout.sentences[find.sentence].first:
        return pieces
    while number >= 0 and number not in taken:
        piece = whole[number]
        if piece is None or not any(q.continues for q in _starting(layout, piece[0])):
            break
        pieces.insert(0, piece)
        taken.add(number)
        number -= 1
    return pieces


def _after(layout: Layout, last: int, whole: Sequence[Stretch | None], taken: set[int]) -> list[Stretch]:
    """Sentences after the cue's that are nothing but a quotation; one plain sentence of the same line may part them."""
    sentences = layout.sentences
    pieces: list[Stretch] = []
    number = last + 1
    skipped = False
    while number < len(sentences) and number not in taken:
        piece = whole[number]
        same_line = sentences[number].line == sentences[last].line
        if piece is None:
            gap = sentences[number]
            quoted = layout.quoted(gap.first, gap.stop)
            if skipped or pieces or not same_line or quoted or gap.stop - gap.first > _LONGEST_GAP:
                break
            skipped = True
            number += 1
            continue
        if skipped and not same_line:
            break
        if layout.tokens.words[sentences[number].first - 1].count("\n") > 2:
            break
        pieces.append(piece)
        taken.add(number)
        number += 1
    return pieces


def _starting(layout: Layout, first: int) -> list[Quotation]:
    quotations = layout.quotations
    at = bisect_left(quotations, first, key=lambda q: q.first)
    out = []
    while at < len(quotations) and quotations[at].first == first:
        out.append(quotations[at])
        at += 1
    return out


def carried_finds(layout: Layout, finds: Sequence[Find]) -> list[Find]:
    """Return sentences that quote in part and name nobody, right after a sentence of the same line with a cue."""
    spoke = {find.sentence for find in finds if find.kind == "speech" and find.source}
    taken = {find.sentence for find in finds}
    covered = {piece[0] for find in finds for piece in find.content}
    out: list[Find] = []
    sentences = layout.sentences
    for number in range(1, len(sentences)):
        sentence = sentences[number]
        near = number - 1 in spoke and sentences[number - 1].line == sentence.line
        if not near or number in taken or sentence.first in covered:
            continue
        quoted = sum(around >= 0 for around in layout.inside[sentence.first : sentence.stop])
        last = sentence.stop - (layout.tokens.words[sentence.stop - 1] == ".")
        if quoted > _PARTLY and last - sentence.first > quoted:
            out.append(Find(((sentence.first, last),), None, None, "speech", "carried", number))
    return out
