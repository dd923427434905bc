"""A small grammar for the words that name a source to the right of its cue."""

from __future__ import annotations

from quotes.finders.lexicon import (
    CONJUNCTIONS,
    CUES,
    DAYS,
    DETERMINERS,
    FINITE,
    PASTS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    VENUES,
    word_set,
)
from quotes.finders.mentions_left import abbreviates, adverb, is_name
from quotes.finders.tokens import Stretch, Tokens

_LONGEST = 28  # tokens of one noun phrase
_PARTICLES = word_set("de da di del della der den van von bin ibn al el la le du dos and of")
_RELATIVE = frozenset(("who", "which"))
_EVENTS = word_set("war wars conflict conflicts crisis crises invasion invasions")
_THEY = word_set("they we i you people police officials some many others both most few all")
_EDGES = frozenset((",", ";", ":", "(", "“", '"', "”"))


def noun_phrase_right(tokens: Tokens, start: int, high: int) -> int:
    """Return one past the last token of the mention that begins at token `start`; `start` if none does."""
    high = min(high, start + _LONGEST)
    i = start
    if i < high and tokens.lower[i] in PRONOUNS:
        return i + 1 if tokens.lower[i] not in _RELATIVE else i
    named = False
    while i < high:
        word, lower = tokens.words[i], tokens.lower[i]
        if word == "(" and i > start:
            closing = next((j for j in range(i, min(high, i + 8)) if tokens.words[j] == ")"), -1)
            if closing < 0:
                break
            i = closing + 1
            continue
        if word == "." and i > start and i + 1 < high and abbreviates(tokens, i):
            i += 1
            continue
        if not (word[0].isalnum() or lower == "'s" or word in ("&", "%", "$")):
            break
        if lower in FINITE or (lower in CONJUNCTIONS and lower not in ("and", "or")) or lower in PRONOUNS:
            break
        if named and lower in DETERMINERS and tokens.lower[i - 1] not in PREPOSITIONS:
            break
        if lower in ("and", "or") and (not named or i + 1 >= high or not is_name(tokens, i + 1)):
            break
        if lower in PREPOSITIONS and lower not in ("of", "for"):
            if named or lower not in ("in", "at", "with", "from", "on") or i + 1 >= high:
                break
            if tokens.lower[i + 1] in DAYS | {"a", "an", "his", "her", "their"}:
                break
        elif lower in DAYS and i > start:
            break
        elif i > start and named and not tokens.capital(i) and lower not in _PARTICLES and lower not in ("for", "the"):
            if adverb(lower) or CUES.get(lower) or word.isdigit():
                break
            if lower in PEOPLE or (
                i + 1 < high and tokens.lower[i + 1] in PEOPLE and not lower.endswith(("ed", "ing"))
            ):
                i += 1
                continue
            if tokens.lower[i - 1] not in ("'s", "of", "the", "for") and not is_name(tokens, start):
                break
            if lower.endswith(("ing", "ed")) or adverb(lower):
                break
        elif adverb(lower) and i > start:
            break
        if is_name(tokens, i) and not (i + 1 < high and tokens.lower[i + 1] == "'s"):
            named = True
        i += 1
    while i > start and (
        tokens.lower[i - 1] in PREPOSITIONS | {"and", "or", "the"} or _is_predicate(tokens, start, i - 1)
    ):
        i -= 1
    return i


def _is_predicate(tokens: Tokens, start: int, i: int) -> bool:
    """Whether a small word at the end of a mention that begins with a name may be its verb: “Ann Example |rose|”."""
    lower = tokens.lower[i]
    if (
        i <= start
        or not is_name(tokens, start)
        or not tokens.words[i].islower()
        or not lower.isalpha()
        or lower in PEOPLE
    ):
        return False
    run = i
    while run > start and tokens.words[run - 1].islower():
        run -= 1
    whole = run - start > 1 and all(is_name(tokens, j) for j in range(start, run))  # of a person, not of a place
    return whole or lower in PASTS or any(tokens.lower[j] in PASTS for j in range(run, i))


def mention_right(tokens: Tokens, start: int, high: int) -> int:
    """Like `noun_phrase_right`, with an apposition between commas taken in: “Ann Example, a lawyer in Exampletown,”."""
    stop = noun_phrase_right(tokens, start, high)
    if stop == start or tokens.lower[start] in PRONOUNS or stop >= high or tokens.words[stop] != ",":
        return stop
    after = stop + 1
    if after >= high or not _explains(tokens, after):
        return stop
    i, last, relative = after, min(high, after + 30), False
    while (
        i < last
        and tokens.words[i] not in _EDGES
        and (tokens.words[i] not in ".!?" or (i + 1 < high and abbreviates(tokens, i)))
    ):
        lower = tokens.lower[i]
        relative = relative or lower in ("who", "whose")
        if lower in FINITE and not relative:
            return stop
        if lower in CONJUNCTIONS and lower not in ("and", "or", "for", "who", "whose"):
            break
        if lower in ("on", "in") and not relative and i + 1 < high and tokens.lower[i + 1] in DAYS | {"a", "an"}:
            break
        i += 1
    return i if i > after else stop


def _explains(tokens: Tokens, i: int) -> bool:
    lower = tokens.lower[i]
    if lower in ("a", "an", "the", "who", "now") or (tokens.words[i].isdigit() and len(tokens.words[i]) == 2):
        return True
    if lower in CUES or lower in PREPOSITIONS or lower in CONJUNCTIONS or lower in PRONOUNS or lower.endswith("ing"):
        return False
    return any(
        tokens.lower[j] in PEOPLE or tokens.lower[j].endswith(("er", "or", "ist"))
        for j in range(i, min(i + 5, len(tokens.words)))
    )


def first_mention(tokens: Tokens, low: int, high: int) -> Stretch | None:
    """What the sentence is about: the noun phrase that it starts with."""
    start = low
    if start < high and (tokens.lower[start] in PREPOSITIONS or tokens.lower[start] == "also"):
        comma = next((j for j in range(start, high) if tokens.words[j] == ","), high)
        start = comma + 1
    while start < high and (adverb(tokens.lower[start]) or (start > low and tokens.words[start] == ",")):
        start += 1
    if start >= high:
        return None
    stop = noun_phrase_right(tokens, start, high)
    return (start, stop) if stop > start and may_speak(tokens, (start, stop)) else None


def is_plural(tokens: Tokens, source: Stretch) -> bool:
    """Whether a noun phrase stands for several: what a verb without an ending needs before it (“they say”)."""
    words = tokens.lower[source[0] : source[1]]
    last = words[-1]
    return bool(
        last in _THEY
        or words[0] in _THEY
        or "and" in words
        or (last.endswith("s") and not last.endswith(("ss", "us", "is")) and last != "'s")
        or any(w in PEOPLE and w.endswith("s") for w in words)
        or last in ("men", "women", "majority", "percent", "who")
    )


def may_speak(tokens: Tokens, source: Stretch) -> bool:
    """Whether a noun phrase may name somebody: a name, a pronoun, or a word for people and their papers."""
    first, stop = source
    if tokens.lower[first] in PRONOUNS:
        return True
    if stop - first > 1 and tokens.lower[stop - 1] in _EVENTS:
        return False  # “the Exampleland war offers ...”
    return any(is_name(tokens, j) or tokens.lower[j] in PEOPLE or tokens.lower[j] in VENUES for j in range(first, stop))
