"""Tells what was not said: speech that did not take place, and the author's own “I” (codebook sections 1 and 4)."""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import AUXILIARIES, CUES, MODALS, NEGATIONS, word_set
from quotes.finders.mentions_left import adverb
from quotes.finders.tokens import Stretch, Tokens

_AUTHORS = word_set("i we you me us")
_NOBODY = word_set("nobody none neither whoever anyone anybody")
_CONDITIONS = word_set("if unless whoever")
_NOTHING = word_set("nothing so little it")  # “said nothing”
_UNWILLING = word_set(
    """refused refuses refusing declined declines declining failed fails failing unable unwilling reluctant avoided
    avoids avoiding hesitated without short instead if"""
)
# verbs that say what is told; “did not rule out”, “did not agree” tell something all the same
_PLAIN = word_set(
    """say tell claim mention announce state explain specify elaborate reveal disclose confirm comment add note write
    report suggest admit acknowledge indicate clarify allege assert declare name promise threaten warn"""
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
        if tokens.lower[source[0]] in _NOBODY or tokens.lower[slice(*source)][:2] == ("no", "one"):
            return True
    if find.kind != "speech" or find.cue is None or layout.inside[find.cue[0]] >= 0:
        return False
    if [tokens.lower[i] for piece in find.content for i in range(*piece)] in [[word] for word in _NOTHING]:
        return True
    verb = _verb(tokens, find.cue)
    low = layout.sentences[find.sentence].first
    if verb < 0:
        return _is_declined(tokens, find)
    if source and source[1] <= verb and source[0] > low and tokens.lower[source[0] - 1] in _CONDITIONS:
        return True
    return _is_denied(tokens, verb, low)


def _verb(tokens: Tokens, cue: Stretch) -> int:
    """The last plain verb of speaking in a cue, or -1."""
    plain = (i for i in range(cue[1] - 1, cue[0] - 1, -1) if tokens.lower[i] in CUES)
    return next((i for i in plain if CUES[tokens.lower[i]].lemma in _PLAIN), -1)


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
    if unreal:
        return True
    if i >= low and tokens.lower[i] in ("to", "of"):
        i -= 1
    return i >= low and tokens.lower[i] in _UNWILLING
