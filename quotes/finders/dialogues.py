"""Finds speech that dashes mark: “- We will go - said Ann Example”, at the start of a line or right behind a stop."""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import CUES, PREPOSITIONS, PRONOUNS
from quotes.finders.mentions_left import abbreviates, adverb, is_name, noun_phrase_left
from quotes.finders.mentions_right import mention_right
from quotes.finders.quotations import is_mark
from quotes.finders.tokens import DASHES, Stretch, Tokens

RULE = "dialogue"
_LEAST, _LONGEST = 3, 200  # tokens of the words between the dashes
_CLAUSE = 30  # tokens of what says who spoke
_STOPS = frozenset(".!?…")


def dialogue_finds(layout: Layout) -> list[Find]:
    """Return the speech of a text that stands between dashes, with the clause behind it that says whose it is."""
    tokens = layout.tokens
    finds: list[Find] = []
    reached = 0
    for i in range(len(tokens.words)):
        if i < reached or tokens.words[i] not in DASHES or not _opens(tokens, i):
            continue
        find = _speech(layout, i)
        if find:
            finds.append(find)
            reached = find.content[-1][1]
    return finds


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether a dash begins a speech: with a blank behind it, first in its line or glued to a stop or a mark."""
    if not tokens.spaced(i)[1] or i + 1 >= len(tokens.words) or tokens.breaks(i + 1):
        return False
    if i == 0 or tokens.breaks(i - 1):
        return True
    return tokens.ends[i - 1] == tokens.starts[i] and (tokens.words[i - 1] in _STOPS or is_mark(tokens.words[i - 1]))


def _speech(layout: Layout, i: int) -> Find | None:
    tokens = layout.tokens
    for j in range(i + 1, min(len(tokens.words), i + _LONGEST)):
        if tokens.breaks(j) or (tokens.words[j] in DASHES and _opens(tokens, j)):
            return None
        if tokens.words[j] not in DASHES or j - i <= _LEAST:
            continue
        found = _credit(tokens, j + 1)
        if found:
            cue, source, stop = found
            content = ((i + 1, j), *_rest(tokens, stop))
            return Find(content, source, cue, "speech", RULE, layout.sentence_of(cue[0]))
    return None


def _credit(tokens: Tokens, start: int) -> tuple[Stretch, Stretch, int] | None:
    """Cue, source and end of the clause “said X”, “he said” at token `start`."""
    high = _end(tokens, start)
    verb = next((i for i in range(start, min(high, start + 8)) if _speaks(tokens, i)), -1)
    if verb < 0:
        return None
    if verb == start:
        first = verb + 1
        while first < high and (adverb(tokens.lower[first]) or tokens.words[first] == ","):
            first += 1
        if first < high and tokens.lower[first] in PREPOSITIONS:  # “said on the radio |Ann Example|”
            first = next((k for k in range(first + 2, high) if is_name(tokens, k) and not is_name(tokens, k - 1)), high)
        stop = mention_right(tokens, first, high) if first < high else first
        return ((verb, verb + 1), (first, stop), high) if stop > first else None
    head = verb
    while head > start and adverb(tokens.lower[head - 1]):
        head -= 1
    first = noun_phrase_left(tokens, start, head)
    opens = tokens.lower[start] in PRONOUNS or tokens.capital(start) or tokens.lower[start] == "the"
    return ((verb, verb + 1), (first, head), high) if opens and first == start < head else None


def _speaks(tokens: Tokens, i: int) -> bool:
    entry = CUES.get(tokens.lower[i])
    return bool(entry and "say" in entry.classes and entry.forms & {"past", "third"} and not tokens.capital(i))


def _end(tokens: Tokens, start: int) -> int:
    """Where the clause ends: at a stop, at the next dash, or with its line."""
    for i in range(start, min(len(tokens.words), start + _CLAUSE)):
        stops = tokens.words[i] in _STOPS and not abbreviates(tokens, i)
        if stops or tokens.breaks(i) or tokens.words[i] in DASHES:
            return i
    return min(len(tokens.words), start + _CLAUSE)


def _rest(tokens: Tokens, i: int) -> list[Stretch]:
    """What goes on behind “- said X -”, to the end of its sentence."""
    parted = i + 1 < len(tokens.words) and tokens.words[i] in DASHES and all(tokens.spaced(i))
    if not parted or not tokens.words[i + 1].islower():
        return []
    stop = i + 1
    while stop < len(tokens.words) and not tokens.breaks(stop) and tokens.words[stop] not in _STOPS:
        stop += 1
    return [(i + 1, stop)]
