"""Gives a quotation that nothing attributes to whom the words before it are about: “Ann is not so sure.\\n‘...’”"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quotes.finders.contents import Find
from quotes.finders.continuations import whole_quotation
from quotes.finders.layout import Layout
from quotes.finders.lexicon import FINITE, PASTS, PRONOUNS
from quotes.finders.mentions_left import is_name
from quotes.finders.mentions_right import first_mention, mention_right
from quotes.finders.sentences import Sentence
from quotes.finders.tokens import Stretch, Tokens

_RULE = "bare"  # stored with quotes, so the name stays
_LEAST = 5  # tokens of a quotation
_LONGEST = 10  # tokens of a mention
_PERSONS = PRONOUNS & {"he", "she"}


def unattributed_finds(layout: Layout, finds: Iterable[Find]) -> list[Find]:
    """Return the sentences that are all quotation, hold no word of `finds`, and follow a sentence about one person."""
    sentences = layout.sentences
    covered = {i for find in finds for piece in find.content for i in range(*piece)}
    whole = [whole_quotation(layout, sentence) for sentence in sentences]
    free = [piece if piece and covered.isdisjoint(range(*piece)) else None for piece in whole]
    out = [find for n in range(len(sentences)) if (find := _after_colon(layout, n, covered))]
    number = 1
    while number < len(sentences):
        piece = free[number]
        if piece is None or piece[1] - piece[0] < _LEAST:
            number += 1
            continue
        source = _subject(layout, number, number - 1)
        first = number
        while number < len(sentences) and free[number] is not None:
            number += 1
        source = source or _subject_behind(layout, first, number)
        if source:
            pieces = tuple(piece for piece in free[first:number] if piece)
            out.append(Find(pieces, source, None, "speech", _RULE, first))
    return out


def with_subjects(layout: Layout, finds: Iterable[Find]) -> list[Find]:
    """Return `finds`; one without a source right after a colon gets what the sentence before the colon is about."""
    return [_with_subject(layout, find) for find in finds]


def _with_subject(layout: Layout, find: Find) -> Find:
    first = find.content[0][0]
    sentence = layout.sentences[find.sentence]
    if find.source or first <= sentence.first or first >= sentence.stop or layout.tokens.words[first - 1] != ":":
        return find
    return replace(find, source=_before_colon(layout.tokens, sentence, first - 1))


def _after_colon(layout: Layout, number: int, covered: set[int]) -> Find | None:
    """“The question was about the ferry: ‘...?’”: what the sentence is about says what ends it."""
    tokens, inside, sentence = layout.tokens, layout.inside, layout.sentences[number]
    colon = next(
        (i for i in range(sentence.first, sentence.stop - _LEAST) if tokens.words[i] == ":" and inside[i] < 0), -1
    )
    if colon < 0 or inside[colon + 1] < 0 or len(set(inside[colon + 1 : sentence.stop])) > 1:
        return None
    if not covered.isdisjoint(range(colon + 1, sentence.stop)) or layout.quoted(sentence.first, colon):
        return None
    source = _before_colon(tokens, sentence, colon)
    return Find(((colon + 1, sentence.stop),), source, None, "speech", _RULE, number) if source else None


def _before_colon(tokens: Tokens, sentence: Sentence, colon: int) -> Stretch | None:
    """The words before the first verb of a sentence that leads up to a colon."""
    high = min(colon, sentence.first + _LONGEST)
    verb = next((i for i in range(sentence.first, high) if _is_verb(tokens, i)), -1)
    if verb <= sentence.first or tokens.lower[verb - 1] in ("there", "it", "this", "that"):
        return None
    return sentence.first, verb


def _is_verb(tokens: Tokens, i: int) -> bool:
    lower = tokens.lower[i]
    return tokens.words[i].islower() and (lower in FINITE | PASTS or (lower.endswith("ed") and len(lower) > 4))


def _subject_behind(layout: Layout, first: int, stop: int) -> Stretch | None:
    """The person whom the plain sentence behind is about, where what stands before is about none: “... She laughed.”"""
    sentences = layout.sentences
    same_line = first > 0 and stop < len(sentences) and sentences[first - 1].line == sentences[stop].line
    return _subject(layout, first, stop) if same_line else None


def _subject(layout: Layout, number: int, beside: int) -> Stretch | None:
    """The person whom the plain sentence `beside` a quotation is about."""
    tokens, other, sentence = layout.tokens, layout.sentences[beside], layout.sentences[number]
    if abs(sentence.block - other.block) > 1 or layout.quoted(other.first, other.stop):
        return None
    head = first_mention(tokens, other.first, other.stop)
    if head is None or head[1] - head[0] > _LONGEST or head[1] >= other.stop:
        return None
    person = tokens.lower[head[0]] in _PERSONS or any(is_name(tokens, i) for i in range(*head))
    if not person:
        return None
    if tokens.words[head[1]].islower():
        return head
    stop = mention_right(tokens, head[0], other.stop)
    apposed = stop > head[1] and stop + 1 < other.stop and tokens.words[stop] == ","
    return head if apposed and tokens.words[stop + 1].islower() else None
