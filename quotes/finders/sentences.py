"""Cuts a text into sentences, in which a quotation, however long, is one unbroken thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.finders.lexicon import CUES, DETERMINERS, PREPOSITIONS, word_set
from quotes.finders.quotations import DOUBLE, Quotation, is_mark
from quotes.finders.tokens import SHORTENED, Tokens, is_advert

_STOPS = frozenset(".!?…")
_ENDS = frozenset(".!?…:;")
_LEADING = PREPOSITIONS | DETERMINERS | {"and", "or", "said", "says", "told"}  # no line of its own ends with one
_BESIDE = word_set("as when while from in at to with before after during over across through")
_LONGEST = 300  # tokens outside quotations; a longer sentence is no sentence, and would cost quadratic time
_AHEAD = 9  # tokens in which a cue must follow “...?” for the sentence to go on


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence."""

    first: int  # token
    stop: int  # token, one past the last
    line: int  # number of its line
    block: int  # number of its block of lines (blocks are parted by blank lines)


def find_sentences(tokens: Tokens, quotations: Sequence[Quotation], inside: Sequence[int]) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; line ends and full stops part them, but not inside quotations."""
    sentences: list[Sentence] = []
    first, line, block, count = 0, 0, 0, len(tokens.words)
    i = 0
    while i < count:
        if tokens.breaks(i):
            line += 1
            block += len(tokens.words[i].replace("\r\n", "\n")) > 1
            if inside[i] < 0 and not _is_wrapped(tokens, first, i):
                if i > first and not is_advert(tokens, first, i):
                    sentences.append(Sentence(first, i, line - 1, block))
                first = i + 1
            i += 1
            continue
        if inside[i] >= 0:
            quotation = quotations[inside[i]]
            line += sum(tokens.breaks(j) for j in range(i, quotation.stop))
            i = quotation.stop
            if _ends_after(tokens, quotation):
                sentences.append(Sentence(first, i, line, block))
                first = i
            continue
        i += 1
        if i - first > _LONGEST and i < count:
            sentences.append(Sentence(first, i, line, block))
            first = i
            continue
        if (
            i < count
            and inside[i] >= 0
            and tokens.words[i - 1][-1] == "."
            and _is_utterance(tokens, quotations[inside[i]])
        ):
            sentences.append(Sentence(first, i, line, block))
            first = i
            continue
        if tokens.words[i - 1] == "|" and all(tokens.spaced(i - 1)):  # “A headline | The paper”
            if i - 1 > first:
                sentences.append(Sentence(first, i - 1, line, block))
            first = i
            continue
        if tokens.words[i - 1][0] in _STOPS and _ends_sentence(tokens, i - 1):
            while i < count and tokens.words[i] in ")]”’\"'" and not tokens.spaced(i)[0] and inside[i] < 0:
                i += 1
            sentences.append(Sentence(first, i, line, block))
            first = i
    if first < count:
        sentences.append(Sentence(first, count, line, block))
    return tuple(sentences)


def _is_wrapped(tokens: Tokens, first: int, i: int) -> bool:
    """Whether a sentence goes on behind the line end at token `i`, as in a text of lines of one width."""
    if i <= first or i + 1 >= len(tokens.words) or len(tokens.words[i].replace("\r\n", "\n")) > 1:
        return False
    last, following = tokens.lower[i - 1], tokens.words[i + 1]
    if not following[0].isalpha() or last[0] in _ENDS:
        return False
    return following[0].islower() or last in _LEADING


def _ends_sentence(tokens: Tokens, i: int) -> bool:
    """Whether the stop at token `i`, outside quotations, ends a sentence."""
    if i + 1 >= len(tokens.words) or tokens.breaks(i + 1):
        return True
    word = tokens.words[i + 1]
    if tokens.words[i] == "." and i:
        before = tokens.lower[i - 1]
        adjacent = tokens.ends[i - 1] == tokens.starts[i]
        if adjacent and (before in SHORTENED or (len(before) == 1 and before.isalpha() and tokens.capital(i - 1))):
            return False
        if word in ")]" and not tokens.spaced(i)[1]:
            after = tokens.words[i + 2] if i + 2 < len(tokens.words) else "X"
            return not (after[0].islower() or after[0] in ",;:.)" or "(" in tokens.words[max(0, i - 6) : i])
        if not tokens.spaced(i)[1]:
            return word[0] in '"”’)]' or (tokens.capital(i + 1) and len(before) > 2)
    return not word[0].islower()


def _is_utterance(tokens: Tokens, quotation: Quotation) -> bool:
    """Whether a quotation starts with a capital letter and ends as speech does: after “the U.S.” a new sentence."""
    last = quotation.stop - 1
    while last > quotation.first and is_mark(tokens.words[last]):
        last -= 1
    return tokens.capital(min(quotation.first + 1, last)) and tokens.words[last] in (",", ".", "?", "!")


def _ends_after(tokens: Tokens, quotation: Quotation) -> bool:
    """Whether a sentence ends with this quotation."""
    after = quotation.stop
    if after >= len(tokens.words) or tokens.breaks(after):
        return True
    last = after - 1
    while last > quotation.first and is_mark(tokens.words[last]):
        last -= 1
    closed = tokens.words[last][0]
    if closed not in _STOPS and not quotation.damaged:
        return False
    if closed not in _STOPS or not (
        tokens.capital(after) or tokens.words[after] in DOUBLE or tokens.words[after].isdigit()
    ):
        return False
    if closed == "." and last != after - 1 and tokens.words[after] in DOUBLE:
        return True
    return not _cue_follows(tokens, after, asked=closed in "?!")


def _cue_follows(tokens: Tokens, i: int, *, asked: bool) -> bool:
    """Whether a short subject and a cue close the sentence that starts at token `i` (“...?” Name asked.).

    Behind a question or a shout something may stand beside the cue (“...!” Name shouted as it fell).
    """
    for j in range(i, min(i + _AHEAD, len(tokens.words))):
        word = tokens.words[j]
        if word in ".!?" or word in DOUBLE or tokens.breaks(j):
            return False
        cue = CUES.get(tokens.lower[j])
        if cue and "say" in cue.classes and "past" in cue.forms and j > i:
            if j + 1 >= len(tokens.words) or tokens.words[j + 1][0] in ".,;" or tokens.breaks(j + 1):
                return True
            return asked and tokens.lower[j + 1] in _BESIDE
    return False
