"""A small grammar for the words that name a source to the right of its cue."""

from __future__ import annotations

from quotes.finders.lexicon import (
    CONJUNCTIONS,
    CUES,
    DAYS,
    DETERMINERS,
    FINITE,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    word_set,
)
from quotes.finders.mentions_left import abbreviates, adverb, is_name
from quotes.finders.tokens import Sheet

_LONGEST = 28  # tokens of one noun phrase
_PARTICLES = word_set("de da di del della der den van von bin ibn al el la le du dos and of")
_RELATIVE = frozenset(("who", "which"))
_EDGES = frozenset((",", ";", ":", "(", "“", '"', "”"))


def noun_phrase_right(sheet: Sheet, start: int, high: int) -> int:
    """Return one past the last token of the mention that begins at token `start`; `start` if none does."""
    high = min(high, start + _LONGEST)
    i = start
    if i < high and sheet.lower[i] in PRONOUNS:
        return i + 1 if sheet.lower[i] not in _RELATIVE else i
    named = False
    while i < high:
        word, lower = sheet.words[i], sheet.lower[i]
        if word == "(" and i > start:
            closing = next((j for j in range(i, min(high, i + 8)) if sheet.words[j] == ")"), -1)
            if closing < 0:
                break
            i = closing + 1
            continue
        if word == "." and i > start and i + 1 < high and abbreviates(sheet, i):
            i += 1
            continue
        if not (word[0].isalnum() or lower == "'s" or word in ("&", "%", "$")):
            break
        if lower in FINITE or (lower in CONJUNCTIONS and lower not in ("and", "or")) or lower in PRONOUNS:
            break
        if named and lower in DETERMINERS and sheet.lower[i - 1] not in PREPOSITIONS:
            break
        if lower in ("and", "or") and (not named or i + 1 >= high or not is_name(sheet, i + 1)):
            break
        if lower in PREPOSITIONS and lower not in ("of", "for"):
            if named or lower not in ("in", "at", "with", "from", "on") or i + 1 >= high:
                break
            if sheet.lower[i + 1] in DAYS | {"a", "an", "his", "her", "their"}:
                break
        elif lower in DAYS and i > start:
            break
        elif i > start and named and not sheet.capital(i) and lower not in _PARTICLES and lower not in ("for", "the"):
            if adverb(lower) or CUES.get(lower) or word.isdigit():
                break
            if lower in PEOPLE or (i + 1 < high and sheet.lower[i + 1] in PEOPLE and not lower.endswith(("ed", "ing"))):
                i += 1
                continue
            if sheet.lower[i - 1] not in ("'s", "of", "the", "for") and not is_name(sheet, start):
                break
            if lower.endswith(("ing", "ed")) or adverb(lower):
                break
        elif adverb(lower) and i > start:
            break
        if is_name(sheet, i) and not (i + 1 < high and sheet.lower[i + 1] == "'s"):
            named = True
        i += 1
    while i > start and sheet.lower[i - 1] in PREPOSITIONS | {"and", "or", "the"}:
        i -= 1
    return i


def mention_right(sheet: Sheet, start: int, high: int) -> int:
    """Like `noun_phrase_right`, with an apposition between commas taken in: “Ann Example, a lawyer in Exampletown,”."""
    stop = noun_phrase_right(sheet, start, high)
    if stop == start or sheet.lower[start] in PRONOUNS or stop >= high or sheet.words[stop] != ",":
        return stop
    after = stop + 1
    if after >= high or not _explains(sheet, after):
        return stop
    i, last, relative = after, min(high, after + 30), False
    while (
        i < last
        and sheet.words[i] not in _EDGES
        and (sheet.words[i] not in ".!?" or (i + 1 < high and abbreviates(sheet, i)))
    ):
        lower = sheet.lower[i]
        relative = relative or lower in ("who", "whose")
        if lower in FINITE and not relative:
            return stop
        if lower in CONJUNCTIONS and lower not in ("and", "or", "for", "who", "whose"):
            break
        if lower in ("on", "in") and not relative and i + 1 < high and sheet.lower[i + 1] in DAYS | {"a", "an"}:
            break
        i += 1
    return i if i > after else stop


def _explains(sheet: Sheet, i: int) -> bool:
    lower = sheet.lower[i]
    if lower in ("a", "an", "the", "who", "now") or (sheet.words[i].isdigit() and len(sheet.words[i]) == 2):
        return True
    if lower in CUES or lower in PREPOSITIONS or lower in CONJUNCTIONS or lower in PRONOUNS or lower.endswith("ing"):
        return False
    return any(
        sheet.lower[j] in PEOPLE or sheet.lower[j].endswith(("er", "or", "ist"))
        for j in range(i, min(i + 5, len(sheet.words)))
    )
