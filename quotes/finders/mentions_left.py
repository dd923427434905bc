"""A small grammar for the words that name a source to the left of its cue."""

from __future__ import annotations

from quotes.finders.lexicon import (
    ADVERBS,
    CONJUNCTIONS,
    CUES,
    DAYS,
    DETERMINERS,
    FINITE,
    NOUNS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    SURE,
    VERBS,
    word_set,
)
from quotes.finders.tokens import DASHES, Tokens

_LONGEST = 28  # tokens of one noun phrase
_LINKS = word_set("""of for in at from with on to under against among between about near within behind by""")
_RELATIVE = frozenset(("who", "which"))
_PAUSES = frozenset((",",)) | DASHES
_GRAMMAR = DETERMINERS | PRONOUNS | CONJUNCTIONS | PREPOSITIONS | ADVERBS


def is_name(tokens: Tokens, i: int) -> bool:
    """Whether token `i` looks like part of a name: a capital letter, and no word of the grammar."""
    return tokens.capital(i) and tokens.lower[i] not in _GRAMMAR


def adverb(word: str) -> bool:
    """Whether a lower-case word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in ("family", "assembly", "italy"))


def noun_phrase_left(tokens: Tokens, low: int, stop: int) -> int:
    """Return the first token of the noun phrase that ends before token `stop`, not before `low`; `stop` if none."""
    i = stop
    lowest = max(low, stop - _LONGEST)
    while i > lowest:
        word, lower = tokens.words[i - 1], tokens.lower[i - 1]
        if word == ")":
            opening = _matching(tokens, i - 1, lowest)
            if opening < 0:
                break
            i = opening
            continue
        if not (word[0].isalnum() or lower == "'s" or word in ("&", "%", "$", ".", "/", "'", "’")) or (
            word == "." and not abbreviates(tokens, i - 1)
        ):
            break
        if lower in PRONOUNS:
            if i == stop:
                i -= 1
            break
        if i == stop and (lower in PREPOSITIONS or lower in CONJUNCTIONS or lower in DETERMINERS - {"some", "many"}):
            return stop
        if lower == "to" and i < stop and not (is_name(tokens, i) or tokens.lower[i] in DETERMINERS):
            break
        if lower in ("and", "or"):
            if not _joins(tokens, lowest, i - 1, stop):
                break
        elif (
            (i < stop and (_verb(tokens, i - 1, low) or (is_name(tokens, i) and _past(tokens, i - 1, low))))
            or lower in FINITE | SURE
            or lower in CONJUNCTIONS - _LINKS
        ):
            break
        elif lower in DETERMINERS and i < stop and not (i - 2 >= low and tokens.lower[i - 2] in _LINKS):
            if lower != "that" and not (i - 2 >= low and tokens.lower[i - 2] in DETERMINERS):
                i -= 1
            break
        i -= 1
    return _trimmed(tokens, i, stop, low)


def _past(tokens: Tokens, i: int, low: int) -> bool:
    """Whether token `i`, right before a name, is a verb with a subject: “the council |heard| Ann Example”."""
    lower = tokens.lower[i]
    return (
        i - 1 > low
        and not tokens.capital(i)
        and (lower in VERBS or lower.endswith("ed"))
        and tokens.words[i - 1] != ","
    )


def _verb(tokens: Tokens, i: int, low: int) -> bool:
    """Whether token `i`, to the left of a noun, is the verb of a clause of its own: “she |praised| the plan”."""
    cue = CUES.get(tokens.lower[i])
    if cue is None or not cue.forms & {"past", "third"} or tokens.capital(i) or i - 1 < low or tokens.lower[i] in NOUNS:
        return False
    return tokens.lower[i - 1] in PRONOUNS or is_name(tokens, i - 1) or tokens.lower[i - 1] in PEOPLE


def _trimmed(tokens: Tokens, i: int, stop: int, low: int) -> int:
    """Drop what only leads up to the phrase: adverbs, conjunctions, and a prepositional phrase at the start."""
    while i < stop and (adverb(tokens.lower[i]) or tokens.lower[i] in CONJUNCTIONS or tokens.words[i] in ".'’"):
        i += 1
    if i < stop and tokens.lower[i] in PREPOSITIONS:
        best = i + 1
        for j in range(i + 2, stop):  # “In a statement Smith”, “On Monday the minister”
            starts = tokens.lower[j] in DETERMINERS or (is_name(tokens, j) and not is_name(tokens, j - 1))
            starts = starts or (is_name(tokens, j) and tokens.lower[j - 1] in DAYS)
            if starts and tokens.lower[j - 1] not in _LINKS | DETERMINERS and tokens.lower[j - 1] not in ("'s", "and"):
                best = j
                break
        else:
            return stop
        i = best
    while (
        i < stop and (tokens.lower[i] in DAYS or tokens.words[i].isdigit()) and i + 1 < stop and is_name(tokens, i + 1)
    ):
        i += 1
    return i


def _matching(tokens: Tokens, i: int, low: int) -> int:
    for j in range(i - 1, low - 1, -1):
        if tokens.words[j] == "(":
            return j
    return -1


def abbreviates(tokens: Tokens, i: int) -> bool:
    """Whether the full stop at token `i` belongs to the word before it: “Gen.”."""
    return i > 0 and tokens.ends[i - 1] == tokens.starts[i] and tokens.capital(i - 1) and len(tokens.words[i - 1]) < 5


def _joins(tokens: Tokens, low: int, i: int, stop: int) -> bool:
    """Whether “and” at token `i` joins two names or two bare nouns of one subject."""
    if i - 1 < low or i + 1 >= stop:
        return False
    left, right = i - 1, i + 1
    if tokens.lower[right] in DETERMINERS or tokens.lower[right] in PRONOUNS:
        return i - low <= 3 and tokens.lower[low] in DETERMINERS
    if is_name(tokens, right):
        return is_name(tokens, left) or (i - low <= 4 and tokens.lower[left] in PEOPLE)
    return i - low <= 4 and tokens.words[left][0].isalpha() and tokens.lower[left] not in FINITE


def subject_left(tokens: Tokens, low: int, stop: int) -> tuple[int, int] | None:
    """Return the subject that ends before token `stop`: its first token and one past its last."""
    end = stop
    while end > low and (tokens.words[end - 1] in _PAUSES or (adverb(tokens.lower[end - 1]) and end < stop + 1)):
        end -= 1
    if end == low:
        return None
    paused = tokens.words[end] in _PAUSES if end < stop else False
    if tokens.lower[end - 1] in _RELATIVE:
        head_stop = end - 1
        while head_stop > low and tokens.words[head_stop - 1] in _PAUSES:
            head_stop -= 1
        start = noun_phrase_left(tokens, low, head_stop)
        if start < head_stop and head_stop < end - 1:
            start = _widened(tokens, low, start, head_stop)
        for i in range(head_stop - 2, start, -1):  # “the example of |Ann Example|, who”
            people = any(tokens.lower[j] in PEOPLE for j in range(start, i))
            if tokens.lower[i] in PREPOSITIONS and is_name(tokens, head_stop - 1) and not people:
                start = i + 1
                break
        return (start, head_stop) if start < head_stop else None
    if paused:
        opened = _apposition(tokens, low, end)
        if opened is not None:
            return opened
    start = noun_phrase_left(tokens, low, end)
    if start >= end or tokens.words[start].isdigit():
        for i in range(end - 1, max(low, end - 8), -1):  # “who in October complained”
            if tokens.lower[i] in _RELATIVE:
                return subject_left(tokens, low, i + 1)
            if not tokens.words[i][0].isalnum():
                break
        return None
    return _widened(tokens, low, start, end), end


def _apposition(tokens: Tokens, low: int, end: int) -> tuple[int, int] | None:
    """“Name, a role at a place” whose last token is before `end`; the name alone of “Name, after the talks,”."""
    tried = 0
    pronoun = any(tokens.lower[j] in PRONOUNS - _RELATIVE for j in range(low, end))
    for i in range(end - 1, max(low, end - 45), -1):
        if tokens.words[i] not in _PAUSES:
            continue
        tried += 1
        head = noun_phrase_left(tokens, low, i)
        if head < i and _heads(tokens, head, i) and _appositive(tokens, i + 1):
            outer = _outside_relative(tokens, low, head)
            return _widened(tokens, low, head if outer is None else outer, i), end
        if (
            head < i
            and tokens.lower[i + 1] in PREPOSITIONS
            and head <= low + 1
            and is_name(tokens, i - 1)
            and not pronoun
        ):
            return head, i
        if tried > 4:
            break
    return None


def _outside_relative(tokens: Tokens, low: int, head: int) -> int | None:
    """The first token of “|Name|, who founded a body, a bank, said” for a head inside the relative clause."""
    for i in range(head - 1, max(low, head - 12), -1):
        if tokens.words[i] in _PAUSES:
            outer = noun_phrase_left(tokens, low, i)
            relative = tokens.lower[i + 1] in ("who", "whose", "which")
            return outer if relative and outer < i and _heads(tokens, outer, i) else None
    return None


def _heads(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether the tokens could be what an apposition explains: a name, or a role with its article."""
    names = sum(is_name(tokens, j) for j in range(start, stop))
    return (
        (names > 0 and is_name(tokens, stop - 1)) or tokens.words[stop - 1] == ")" or tokens.lower[start] in DETERMINERS
    )


def _appositive(tokens: Tokens, i: int) -> bool:
    word = tokens.lower[i]
    if word in ("who", "whose", "which"):
        return True
    return word in ("a", "an", "the", "his", "her", "its") or word not in (
        CONJUNCTIONS | PREPOSITIONS | PRONOUNS | FINITE
    )


def _widened(tokens: Tokens, low: int, start: int, end: int) -> int:
    """Take in the name before an apposition, or the role before a name: “the mayor of Exampletown, Ann Example”."""
    if start - 2 < low or tokens.words[start - 1] not in _PAUSES:
        return start
    stop = start - 1
    head = noun_phrase_left(tokens, low, stop)
    if head >= stop:
        return start
    far = head > low and tokens.words[head - 1] in _PAUSES and head - low > 8
    if head > low and tokens.words[head - 1] not in _PAUSES:
        return start
    role_first = (
        not far and is_name(tokens, start) and any(tokens.lower[j] in PEOPLE - {"one"} for j in range(head, stop))
    )
    explains = tokens.lower[start] in ("a", "an", "the") or (
        not is_name(tokens, start) and any(tokens.lower[j] in PEOPLE for j in range(start, end))
    )
    name_first = explains and is_name(tokens, stop - 1) and is_name(tokens, head)
    return head if role_first or name_first else start
