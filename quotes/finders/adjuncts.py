"""Skips what stands between a cue and its content: the hearer, the time, the place, “that”."""

from __future__ import annotations

from quotes.finders.cues import Cue
from quotes.finders.layout import Layout
from quotes.finders.lexicon import CONJUNCTIONS, DAYS, PREPOSITIONS, PRONOUNS, VENUES
from quotes.finders.mentions_left import adverb, is_name
from quotes.finders.mentions_right import noun_phrase_right
from quotes.finders.tokens import DASHES, Tokens

_ASIDE = frozenset(("according", "a", "an"))
_PAUSES = frozenset((",", ":")) | DASHES


def content_start(layout: Layout, cue: Cue, end: int) -> tuple[int, int]:
    """First token of the content after the cue, and one past the cue's last token."""
    tokens, inside = layout.tokens, layout.inside
    i = cue.stop
    lemma = cue.entry.lemma
    if "tell" in cue.entry.classes and i < end and inside[i] < 0 and tokens.lower[i] != "that":
        if lemma in ("tell", "remind", "inform", "assure", "notify", "advise", "convince"):
            i = _hearer(tokens, i, end)
        elif lemma in ("promise", "warn"):
            after = _hearer(tokens, i, end)
            i = after if after < end and tokens.lower[after] == "that" else i
    cue_stop = i
    while i < end:
        word, lower = tokens.words[i], tokens.lower[i]
        if inside[i] >= 0 or lower == "that":
            break
        if word == "," and _interrupts(tokens, cue) and i + 4 < end:
            return (i + 1, cue_stop) if _goes_on(tokens, i + 1) else (i, cue_stop)
        if word in _PAUSES:
            if word == "," and i + 1 < end and inside[i + 1] < 0 and not adverb(tokens.lower[i + 1]):
                after = next((j for j in range(i + 1, min(end, i + 18)) if tokens.words[j] == ","), -1)
                if after < 0 or after + 1 >= end or (tokens.lower[after + 1] != "that" and inside[after + 1] < 0):
                    break
                i = after + 1
                continue
            i += 1
        elif adverb(lower) and lower not in ("both", "all", "each", "either"):
            i += 1
        elif lower in DAYS and not (lower in ("this", "last") and i + 1 < end and tokens.lower[i + 1] not in DAYS):
            i += 1
            while i < end and (tokens.words[i].isdigit() or tokens.lower[i] in DAYS):
                i += 1
        elif lower in PREPOSITIONS - {"about", "of", "against"} and cue.entry.classes & {"say", "tell"}:
            after = _adjunct(layout, i, end)
            if after == i:
                break
            if i == cue_stop and any(w in VENUES for w in tokens.lower[i:after]):
                cue_stop = after
            i = after
        else:
            break
    return i, cue_stop


def _interrupts(tokens: Tokens, cue: Cue) -> bool:
    """Whether source and cue stand between pauses: “The harbour, she said, would stay.”"""
    return bool(cue.shape == "subject" and cue.source and cue.source[0] and tokens.words[cue.source[0] - 1] in _PAUSES)


def _goes_on(tokens: Tokens, i: int) -> bool:
    """Whether the words after an interruption go on with the content, and not with a clause about the speaker."""
    lower = tokens.lower[i]
    return not (lower.endswith("ing") or lower in CONJUNCTIONS - {"that", "and", "but", "or"} or lower in _ASIDE)


def _hearer(tokens: Tokens, i: int, end: int) -> int:
    """One past the hearer: “told |reporters|”, “told |the Example Times|”."""
    if tokens.lower[i] in PRONOUNS or tokens.lower[i] in ("him", "her", "them", "us", "me", "reporters"):
        return i + 1 if tokens.lower[i] != "her" or i + 1 >= end or not tokens.words[i + 1].islower() else i + 2
    if tokens.lower[i] in PREPOSITIONS:
        return i
    stop = noun_phrase_right(tokens, i, min(end, i + 12))
    if stop > i and stop < end and tokens.lower[stop] in ("of", "at", "from", "in") and is_name(tokens, stop - 1):
        return stop
    if stop < end and tokens.lower[stop] == "'s":
        stop = noun_phrase_right(tokens, stop + 1, min(end, stop + 8))
    return stop


def _adjunct(layout: Layout, i: int, end: int) -> int:
    """One past “in a statement”, “on Tuesday”, “at a rally in Exampletown”; `i` if the words start the content."""
    tokens, inside = layout.tokens, layout.inside
    j = i + 1
    if j < end and (tokens.lower[j] in DAYS or tokens.words[j].isdigit()):
        while j < end and (tokens.lower[j] in DAYS or tokens.words[j].isdigit()):
            j += 1
        return j
    while j < min(end, i + 14):
        if inside[j] >= 0 or tokens.words[j] == ":" or tokens.lower[j] == "that":
            return j
        if tokens.lower[j] in VENUES:
            return j + 1
        if tokens.words[j] == "," or tokens.lower[j] in PRONOUNS or tokens.lower[j] in CONJUNCTIONS - {"and"}:
            return i
        j += 1
    return i
