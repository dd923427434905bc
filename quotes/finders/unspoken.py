"""Tells what was not said: speech that did not take place, and the author's own “I” (codebook sections 1 and 4)."""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import AUXILIARIES, CUES, MODALS, NEGATIONS, word_set
from quotes.finders.mentions_left import adverb
from quotes.finders.tokens import Stretch, Tokens

_AUTHORS = word_set("i we you me us")
_NOBODY = word_set("nobody none neither whoever anyone anybody")
_CONDITIONS = word_set("if unless whether")
_OPENING = word_set("had should suppose supposing imagine")  # “Had he said so”, first in a sentence
_NOTHING = word_set("nothing so little it")  # “said nothing”
_UNWILLING = word_set(
    """refused refuses refusing declined declines declining failed fails failing unable unwilling reluctant avoided
    avoids avoiding hesitated without short instead though"""
)
# verbs that say what is told; “did not rule out”, “did not agree” tell something all the same
_PLAIN = word_set(
    """say tell claim mention announce state explain specify elaborate reveal disclose confirm comment add note write
    report suggest admit acknowledge indicate clarify allege assert declare name call promise threaten warn"""
)
_UNREAL = MODALS - {"will", "shall", "must", "to", "'ll"}  # a speech may be told beforehand: “will say on Monday”


def is_unspoken(layout: Layout, find: Find) -> bool:
    """Whether a find tells of no speech by somebody: “did not say that”, “if he says”, “I think” outside of marks."""
    tokens = layout.tokens
    source = find.source
    if source:
        alone = source[1] - source[0] == 1 and layout.inside[source[0]] < 0
        if alone and tokens.lower[source[0]] in _AUTHORS:
            return True
    if find.kind != "speech" or find.cue is None or layout.inside[find.cue[0]] >= 0:
        return False
    if source:
        who = source[0] - (source[0] > 0 and tokens.lower[source[0]] == "who")  # “anyone who says”
        if tokens.lower[who] in _NOBODY or tokens.lower[source[0]] == "no":
            return True
    if [tokens.lower[i] for piece in find.content for i in range(*piece)] in [[word] for word in _NOTHING]:
        return True
    low = layout.sentences[find.sentence].first
    last = next((i for i in range(find.cue[1] - 1, find.cue[0] - 1, -1) if tokens.lower[i] in CUES), -1)
    if last < 0 or CUES[tokens.lower[last]].lemma not in _PLAIN:
        return _is_declined(tokens, find)
    if last > low and _is_avoided(tokens, last - 1, low):
        return True
    return _is_condition(tokens, source, last, low) or _is_denied(tokens, last, low)


def _is_condition(tokens: Tokens, source: Stretch | None, verb: int, low: int) -> bool:
    """Whether a source speaks only in a case that is thought of: “if X says”, “should X say”."""
    if source is None or source[0] <= low or source[1] > verb:
        return False
    before = tokens.lower[source[0] - 1]
    return before in _CONDITIONS or (before in _OPENING and source[0] - 1 == low)


def _is_avoided(tokens: Tokens, i: int, low: int) -> bool:
    """Whether what ends at token `i` says that somebody would not: “refused to |say|”, “stopped short of |calling|”."""
    if tokens.lower[i] in ("to", "of") and i > low:
        i -= 1
    return tokens.lower[i] in _UNWILLING or (tokens.lower[i] == "if" and tokens.lower[i - 1] == "as")


def _is_declined(tokens: Tokens, find: Find) -> bool:
    """“Declined to confirm it” with the deed among the words."""
    if not find.cue or not find.content:
        return False
    last, first = tokens.lower[find.cue[1] - 1], find.content[0][0]
    return last in ("declined", "refused") and tokens.lower[first] == "to" and tokens.lower[first + 1] in CUES


def _is_denied(tokens: Tokens, verb: int, low: int) -> bool:
    """Whether what stands before a verb says that nobody spoke: “did not”, “would have”, “refused to”, “without”."""
    i, unreal = verb - 1, False
    while i >= low:
        word = tokens.lower[i]
        if word in NEGATIONS:
            return tokens.lower[i + 1] not in ("only", "just", "merely")
        unreal = unreal or word in _UNREAL
        if word not in AUXILIARIES and word not in MODALS - {"to"} and not adverb(word):
            break
        i -= 1
    return unreal
