"""Finds attributions with a passive cue: “X was accused by Y of Z”, “X was told by Y that”, “it was announced that”."""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import AUXILIARIES, BE, CUE_VERBS, MODALS, NEGATIONS, word_set
from quotes.finders.mentions_left import adverb, subject_left
from quotes.finders.mentions_right import mention_right, noun_phrase_right
from quotes.finders.tokens import Stretch, Tokens

_JUDGED = word_set(
    """accused blamed criticized criticised condemned denounced praised described dismissed rejected welcomed hailed
    called labelled labeled branded warned urged mocked denied slammed portrayed characterised characterized cited"""
)
_TOLD = word_set("told informed warned reminded assured notified")
_STATED = word_set(
    """announced reported said claimed confirmed stated disclosed revealed alleged declared added noted argued
    explained decided agreed"""
)
_STOPS = frozenset(".;:!?")
_NEAR = 8  # tokens between the verb and “by”


def passive_finds(layout: Layout, number: int) -> list[Find]:
    """Return the attributions of one sentence that passive verbs make."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    finds = []
    for i in range(sentence.first + 1, sentence.stop - 2):
        if layout.inside[i] < 0 and tokens.lower[i] in _JUDGED | _TOLD | _STATED:
            first = _group(tokens, i, sentence.first)
            find = _find(layout, number, first, i) if first < i else None
            if find:
                finds.append(find)
    return finds


def _group(tokens: Tokens, i: int, low: int) -> int:
    """First token of “has been repeatedly accused”; `i` where the verb is not passive, or tells of nothing."""
    first = i
    while first > low and (tokens.lower[first - 1] in AUXILIARIES or adverb(tokens.lower[first - 1])):
        first -= 1
    if first > low and tokens.lower[first - 1] in MODALS | NEGATIONS:
        return i
    return first if not BE.isdisjoint(tokens.lower[first:i]) else i


def _find(layout: Layout, number: int, first: int, i: int) -> Find | None:
    tokens, sentence = layout.tokens, layout.sentences[number]
    stop = sentence.stop
    while stop > i and tokens.words[stop - 1] in _STOPS:
        stop -= 1
    if tokens.lower[i] in _STATED and tokens.lower[first - 1] == "it":
        return _announced(tokens, number, first, i, stop)
    by = next((j for j in range(i + 1, min(stop, i + _NEAR)) if tokens.lower[j] == "by" and layout.inside[j] < 0), 0)
    if not by or any(tokens.lower[j] in CUE_VERBS or tokens.words[j] in _STOPS for j in range(i + 1, by)):
        return None
    source = (by + 1, mention_right(tokens, by + 1, stop))
    if source[1] == source[0]:
        return None
    if tokens.lower[i] == "accused":  # “accused by X |of| Y”
        of = next((j for j in range(source[1] - 1, source[0], -1) if tokens.lower[j] == "of"), source[1])
        source = (source[0], of)
    after = source[1] + (source[1] < stop and tokens.words[source[1]] == ",")
    if tokens.lower[i] in _TOLD and after < stop and tokens.lower[after] == "that":
        return Find(((after, stop),), source, (first, by + 1), "speech", "passive-told", number)
    subject = subject_left(tokens, sentence.first, first)
    if tokens.lower[i] not in _JUDGED or subject is None:
        return None
    said = [subject, (i + 1, by), _complement(layout, source, stop)]
    return Find(tuple(p for p in said if p[1] > p[0]), source, (first, i + 1), "speech", "passive-judged", number)


def _complement(layout: Layout, source: Stretch, stop: int) -> Stretch:
    """“Of jamming signals”, “as a mistake”, behind who accused."""
    tokens, first = layout.tokens, source[1]
    if first >= stop or not (
        tokens.lower[first] in ("of", "for", "as", "to", "over", "on") or layout.inside[first] >= 0
    ):
        return first, first
    comma = next((j for j in range(first + 2, stop) if tokens.words[j] == "," and layout.inside[j] < 0), stop)
    return first, comma


def _announced(tokens: Tokens, number: int, first: int, i: int, stop: int) -> Find | None:
    """“It was announced on Monday by X that”: X says it, or nobody who is told."""
    that = next((j for j in range(i + 1, min(stop, i + _NEAR)) if tokens.lower[j] == "that"), 0)
    if not that or that + 2 >= stop:
        return None
    by = next((j for j in range(i + 1, that) if tokens.lower[j] == "by"), 0)
    named = (by + 1, noun_phrase_right(tokens, by + 1, that)) if by else None
    source = named if named and named[1] > named[0] else None
    return Find(((that, stop),), source, (first, i + 1), "speech", "passive-told", number)
