"""Skips what stands between a cue and its content: the hearer, the time, the place, “that”."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.finders.cues import Hit
from quotes.finders.lexicon import CONJUNCTIONS, DAYS, PREPOSITIONS, PRONOUNS, VENUES
from quotes.finders.mentions_left import adverb, is_name
from quotes.finders.mentions_right import noun_phrase_right
from quotes.finders.tokens import DASHES, Sheet

_ASIDE = frozenset(("according", "a", "an"))
_PAUSES = frozenset((",", ":")) | DASHES


def content_start(sheet: Sheet, hit: Hit, end: int, inside: Sequence[int]) -> tuple[int, int]:
    """First token of the content after the cue, and one past the cue's last token."""
    i = hit.stop
    lemma = hit.cue.lemma
    if "tell" in hit.cue.classes and i < end and inside[i] < 0 and sheet.lower[i] != "that":
        if lemma in ("tell", "remind", "inform", "assure", "notify", "advise", "convince"):
            i = _hearer(sheet, i, end)
        elif lemma in ("promise", "warn"):
            after = _hearer(sheet, i, end)
            i = after if after < end and sheet.lower[after] == "that" else i
    cue_stop = i
    while i < end:
        word, lower = sheet.words[i], sheet.lower[i]
        if inside[i] >= 0 or lower == "that":
            break
        if word == "," and interrupts(sheet, hit) and i + 4 < end:
            return (i + 1, cue_stop) if _goes_on(sheet, i + 1) else (i, cue_stop)
        if word in _PAUSES:
            if word == "," and i + 1 < end and inside[i + 1] < 0 and not adverb(sheet.lower[i + 1]):
                after = next((j for j in range(i + 1, min(end, i + 18)) if sheet.words[j] == ","), -1)
                if after < 0 or after + 1 >= end or (sheet.lower[after + 1] != "that" and inside[after + 1] < 0):
                    break
                i = after + 1
                continue
            i += 1
        elif adverb(lower) and lower not in ("both", "all", "each", "either"):
            i += 1
        elif lower in DAYS and not (lower in ("this", "last") and i + 1 < end and sheet.lower[i + 1] not in DAYS):
            i += 1
            while i < end and (sheet.words[i].isdigit() or sheet.lower[i] in DAYS):
                i += 1
        elif lower in PREPOSITIONS - {"about", "of", "against"} and hit.cue.classes & {"say", "tell"}:
            after = _adjunct(sheet, i, end, inside)
            if after == i:
                break
            if i == cue_stop and any(w in VENUES for w in sheet.lower[i:after]):
                cue_stop = after
            i = after
        else:
            break
    return i, cue_stop


def interrupts(sheet: Sheet, hit: Hit) -> bool:
    """Whether source and cue stand between pauses: “The harbour, she said, would stay.”"""
    return bool(hit.shape == "subject" and hit.source and hit.source[0] and sheet.words[hit.source[0] - 1] in _PAUSES)


def _goes_on(sheet: Sheet, i: int) -> bool:
    """Whether the words after an interruption go on with the content, and not with a clause about the speaker."""
    lower = sheet.lower[i]
    return not (lower.endswith("ing") or lower in CONJUNCTIONS - {"that", "and", "but", "or"} or lower in _ASIDE)


def _hearer(sheet: Sheet, i: int, end: int) -> int:
    """One past the hearer: “told |reporters|”, “told |the Example Times|”."""
    if sheet.lower[i] in PRONOUNS or sheet.lower[i] in ("him", "her", "them", "us", "me", "reporters"):
        return i + 1 if sheet.lower[i] != "her" or i + 1 >= end or not sheet.words[i + 1].islower() else i + 2
    if sheet.lower[i] in PREPOSITIONS:
        return i
    stop = noun_phrase_right(sheet, i, min(end, i + 12))
    if stop > i and stop < end and sheet.lower[stop] in ("of", "at", "from", "in") and is_name(sheet, stop - 1):
        return stop
    if stop < end and sheet.lower[stop] == "'s":
        stop = noun_phrase_right(sheet, stop + 1, min(end, stop + 8))
    return stop


def _adjunct(sheet: Sheet, i: int, end: int, inside: Sequence[int]) -> int:
    """One past “in a statement”, “on Tuesday”, “at a rally in Exampletown”; `i` if the words start the content."""
    j = i + 1
    if j < end and (sheet.lower[j] in DAYS or sheet.words[j].isdigit()):
        while j < end and (sheet.lower[j] in DAYS or sheet.words[j].isdigit()):
            j += 1
        return j
    while j < min(end, i + 14):
        if inside[j] >= 0 or sheet.words[j] == ":" or sheet.lower[j] == "that":
            return j
        if sheet.lower[j] in VENUES:
            after = j + 1
            return after
        if sheet.words[j] == "," or sheet.lower[j] in PRONOUNS or sheet.lower[j] in CONJUNCTIONS - {"and"}:
            return i
        j += 1
    return i
