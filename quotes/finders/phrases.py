"""Finds attributions that a phrase beside the clause makes: “per X”, “in the words of X”, “by X's own account”."""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import FINITE, PREPOSITIONS, word_set
from quotes.finders.mentions_left import is_name
from quotes.finders.mentions_right import mention_right, noun_phrase_right
from quotes.finders.tokens import DASHES, Stretch, Tokens

RULE = "phrase"
_PAUSES = frozenset((",",)) | DASHES
_WORDS = word_set("word words phrase phrases expression formulation formula parlance")
_ACCOUNTS = word_set(
    """account accounts telling view views opinion estimate estimates estimation reckoning count counts tally
    calculation calculations assessment judgment judgement reading version description admission figures data eyes
    analysis retelling book"""
)
_NAMED = _WORDS | _ACCOUNTS
_LEADS = word_set("in by on to from going")  # begin such a phrase
_USES = word_set("quote paraphrase cite borrow use hear")  # “to quote X”, “to use X's word”
_SEES = word_set("sees puts tells describes has")  # “as X sees it”
_BELIEVED = ("is", "are")
_LONGEST = 12  # tokens of such a phrase without its source's apposition
_LEAST = 3  # tokens of a content


def phrase_finds(layout: Layout, number: int) -> list[Find]:
    """Return the attributions that phrases make in one sentence: each credits all the rest of the sentence."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    finds: list[Find] = []
    i = sentence.first
    while i < sentence.stop - 1:
        found = _phrase(layout, i, sentence.first, sentence.stop) if layout.inside[i] < 0 else None
        if found is None:
            i += 1
            continue
        stop, source, cue = found
        content = _around(tokens, (i, stop), (sentence.first, sentence.stop))
        if content:
            finds.append(Find(content, source, cue, "speech", RULE, number))
        i = stop
    return finds


def _phrase(layout: Layout, i: int, low: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    """One past the phrase that begins at token `i`, its source, and its cue; None if none does, or nothing parts it."""
    tokens = layout.tokens
    if i > low and tokens.words[i - 1] not in _PAUSES:
        return None
    found = _read(tokens, i, high)
    if found is None:
        return None
    stop, source, _ = found
    if source[1] == stop and stop < high and tokens.words[stop] == "," and i == low:
        stop = _with_apposition(tokens, source, high)
        source = (source[0], stop)
        found = stop, source, found[2]
    parted = stop >= high or tokens.words[stop] in _PAUSES or tokens.words[stop] in ".;:!?"
    return found if parted or (layout.inside[stop] >= 0) else None


def _read(tokens: Tokens, i: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    word = tokens.lower[i]
    following = tokens.lower[i + 1] if i + 1 < high else ""
    if word == "per" and (is_name(tokens, i + 1) or following == "the"):
        return _to_source(tokens, i, i + 1, high)
    if word == "to" and following in _USES:
        return _to_quote(tokens, i, high)
    if word == "if":
        return _believed(tokens, i, high)
    if word == "as":
        return _sees(tokens, i, high)
    return _named(tokens, i, high) if word in _LEADS else None


def _to_source(tokens: Tokens, i: int, start: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    """A phrase whose source ends it: “per |the ministry|”, “in the words of |X|”."""
    stop = _noun_phrase(tokens, start, high)
    return (stop, (start, stop), (i, start)) if stop > start else None


def _noun_phrase(tokens: Tokens, start: int, high: int) -> int:
    """One past the mention at token `start`, an owner's own word taken in: “Ukraine's air force”."""
    stop = noun_phrase_right(tokens, start, high)
    while stop < high and tokens.words[stop].islower() and tokens.lower[stop - 1] == "'s":
        stop += 1
    return stop


def _to_quote(tokens: Tokens, i: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    owned = _owned(tokens, i + 2, high)
    if owned:
        return owned[0], owned[1], (i, owned[0])
    if tokens.lower[i + 1] == "hear":  # “to hear X tell it”
        stop = noun_phrase_right(tokens, i + 2, high)
        tells = stop > i + 2 and tokens.lower[stop : stop + 2] == ("tell", "it")
        return (stop + 2, (i + 2, stop), (i, stop + 2)) if tells else None
    named = tokens.lower[i + 1] != "use" and _to_source(tokens, i, i + 2, high)
    return named or None


def _believed(tokens: Tokens, i: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    """“If X is to be believed”."""
    for j in range(i + 2, min(high - 3, i + _LONGEST)):
        if tokens.lower[j] in _BELIEVED and tokens.lower[j + 1 : j + 4] == ("to", "be", "believed"):
            return j + 4, (i + 1, j), (j, j + 4)
    return None


def _sees(tokens: Tokens, i: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    """“As X sees it”, “as X puts it”."""
    for j in range(i + 2, min(high - 1, i + _LONGEST)):
        if tokens.lower[j] in _SEES | {"put", "saw", "told"} and tokens.lower[j + 1] == "it":
            return (j + 2, (i + 1, j), (j, j + 2)) if noun_phrase_right(tokens, i + 1, j) == j else None
    return None


def _named(tokens: Tokens, i: int, high: int) -> tuple[int, Stretch, Stretch] | None:
    """“In the words of X”, “by X's own account”, “going by the count of X”."""
    at = i + 1 + (tokens.lower[i] == "going" and tokens.lower[i + 1] == "by")
    for j in range(at, min(high - 2, at + 4)):
        if tokens.lower[j] in _NAMED and tokens.lower[j + 1] in ("of", "from"):
            return _to_source(tokens, i, j + 2, high) if tokens.lower[at] in ("the", "a", "an") or j == at else None
        if tokens.lower[j] in PREPOSITIONS or not tokens.words[j][0].isalpha():
            break
    owned = _owned(tokens, at, high)
    return (owned[0], owned[1], (i, owned[0])) if owned else None


def _owned(tokens: Tokens, start: int, high: int) -> tuple[int, Stretch] | None:
    """“|X's own| account”: one past the noun, and the owner."""
    for j in range(start, min(high, start + _LONGEST)):
        if tokens.lower[j] in ("'s", "'") and j > start:
            noun = j + 1
            while noun < high and tokens.lower[noun] in ("own", "latest", "official", "initial", "early"):
                noun += 1
            return (noun + 1, (start, j)) if noun < high and tokens.lower[noun] in _NAMED else None
        if tokens.lower[j] in ("his", "her", "their", "its") and j == start:
            noun = j + 1 + (tokens.lower[j + 1 : j + 2] == ("own",))
            return (noun + 1, (j, j + 1)) if noun < high and tokens.lower[noun] in _NAMED else None
        if not tokens.words[j][0].isalnum() and tokens.words[j] not in ".&":
            break
    return None


def _with_apposition(tokens: Tokens, source: Stretch, high: int) -> int:
    """One past “X, a former aide” before the comma that ends the phrase."""
    stop = mention_right(tokens, source[0], high)
    finite = any(tokens.lower[j] in FINITE for j in range(source[1], stop))
    return stop if stop < high and tokens.words[stop] == "," and not finite else source[1]


def _around(tokens: Tokens, phrase: Stretch, sentence: Stretch) -> tuple[Stretch, ...]:
    """What stands before and behind a phrase in its sentence, without the pauses that part them."""
    left, right = [sentence[0], phrase[0]], [phrase[1], sentence[1]]
    while left[1] > left[0] and tokens.words[left[1] - 1] in _PAUSES:
        left[1] -= 1
    while right[0] < right[1] and tokens.words[right[0]] in _PAUSES:
        right[0] += 1
    while right[1] > right[0] and tokens.words[right[1] - 1] in ".,;:":
        right[1] -= 1
    pieces = tuple((first, stop) for first, stop in (left, right) if stop > first)
    return pieces if sum(stop - first for first, stop in pieces) >= _LEAST else ()
