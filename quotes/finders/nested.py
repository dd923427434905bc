"""Finds what a quotation quotes in turn: “We see them making statements such as: ‘...’”, “They say ‘no’.”"""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.cues import cue_at
from quotes.finders.layout import Layout
from quotes.finders.lexicon import CUES, DETERMINERS, word_set
from quotes.finders.mentions_left import is_name, noun_phrase_left
from quotes.finders.quotations import DOUBLE, SINGLE, Quotation
from quotes.finders.tokens import Stretch, Tokens

_UTTERANCES = word_set("statement statements remark remarks comment comments words claims")
_LEAST = 4  # tokens of a quotation in a quotation, its marks among them
_BEGINS = DOUBLE | SINGLE | {".", "!", "?"}
_REACH = 12  # tokens before the inner quotation that its cue and source may take


def nested_finds(layout: Layout) -> list[Find]:
    """Return what the quotations of a text quote in turn."""
    tokens, sentences = layout.tokens, layout.sentences
    finds: list[Find] = []
    at = 0
    for quotation in layout.quotations:
        if not quotation.depth or quotation.stop - quotation.first < _LEAST:
            continue
        while at < len(sentences) - 1 and sentences[at].stop <= quotation.first:
            at += 1
        find = _such_as(tokens, quotation, at) or _said_within(tokens, quotation, at)
        if find:
            finds.append(find)
    return finds


def _such_as(tokens: Tokens, quotation: Quotation, number: int) -> Find | None:
    i = quotation.first
    if tokens.words[i - 1] == ":":
        i -= 1
    stop = i
    if tokens.lower[i - 1] == "as" and tokens.lower[i - 2] == "such":
        i -= 2
    if i < 3 or tokens.lower[i - 1] not in _UTTERANCES:
        return None
    verb = i - 2
    while verb > 0 and tokens.lower[verb] in DETERMINERS:
        verb -= 1
    start = noun_phrase_left(tokens, max(0, verb - 8), verb)
    names = [j for j in range(start, verb) if is_name(tokens, j)]
    if not names:
        return None
    content = ((quotation.first, quotation.stop),)
    return Find(content, (names[0], verb), (verb, stop), "speech", "nested-such-as", number)


def _said_within(tokens: Tokens, quotation: Quotation, number: int) -> Find | None:
    stop = quotation.first
    while stop and tokens.words[stop - 1] in (",", ":"):
        stop -= 1
    low = stop
    while low and stop - low < _REACH and tokens.words[low - 1] not in _BEGINS and not tokens.breaks(low - 1):
        low -= 1
    for verb in range(stop - 1, max(low, stop - 4), -1):
        entry = CUES.get(tokens.lower[verb])
        cue = cue_at(tokens, verb, low, quotation.stop, ()) if entry and entry.classes & {"say", "tell"} else None
        if cue and cue.source and cue.shape == "subject" and _others(tokens, cue.source):
            content = ((quotation.first, quotation.stop),)
            return Find(content, cue.source, (cue.first, stop), "speech", "nested-said", number)
    return None


def _others(tokens: Tokens, source: Stretch) -> bool:
    """Whether a source within a quotation is neither the speaker nor the hearer: “I said ‘no’” is a tale."""
    return tokens.lower[source[0]] not in ("i", "you", "we", "it", "which", "who")
