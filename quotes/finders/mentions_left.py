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
from quotes.finders.tokens import DASHES, Sheet

_LONGEST = 28  # tokens of one noun phrase
_LINKS = word_set("""of for in at from with on to under against among between about near within behind by""")
_RELATIVE = frozenset(("who", "which"))
_PAUSES = frozenset((",",)) | DASHES
_GRAMMAR = DETERMINERS | PRONOUNS | CONJUNCTIONS | PREPOSITIONS | ADVERBS


def is_name(sheet: Sheet, i: int) -> bool:
    """Whether token `i` looks like part of a name: a capital letter, and no word of the grammar."""
    return sheet.capital(i) and sheet.lower[i] not in _GRAMMAR


def adverb(word: str) -> bool:
    """Whether a lower-case word may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in ("family", "assembly", "italy"))


def noun_phrase_left(sheet: Sheet, low: int, stop: int) -> int:
    """Return the first token of the noun phrase that ends before token `stop`, not before `low`; `stop` if none."""
    i = stop
    lowest = max(low, stop - _LONGEST)
    while i > lowest:
        word, lower = sheet.words[i - 1], sheet.lower[i - 1]
        if word == ")":
            opening = _matching(sheet, i - 1, lowest)
            if opening < 0:
                break
            i = opening
            continue
        if not (word[0].isalnum() or lower == "'s" or word in ("&", "%", "$", ".", "/", "'", "’")) or (
            word == "." and not abbreviates(sheet, i - 1)
        ):
            break
        if lower in PRONOUNS:
            if i == stop:
                i -= 1
            break
        if i == stop and (lower in PREPOSITIONS or lower in CONJUNCTIONS or lower in DETERMINERS - {"some", "many"}):
            return stop
        if lower == "to" and i < stop and not (is_name(sheet, i) or sheet.lower[i] in DETERMINERS):
            break
        if lower in ("and", "or"):
            if not _joins(sheet, lowest, i - 1, stop):
                break
        elif (
            (i < stop and (_verb(sheet, i - 1, low) or (is_name(sheet, i) and _past(sheet, i - 1, low))))
            or lower in FINITE | SURE
            or lower in CONJUNCTIONS - _LINKS
        ):
            break
        elif lower in DETERMINERS and i < stop and not (i - 2 >= low and sheet.lower[i - 2] in _LINKS):
            if lower != "that" and not (i - 2 >= low and sheet.lower[i - 2] in DETERMINERS):
                i -= 1
            break
        i -= 1
    return _trimmed(sheet, i, stop, low)


def _past(sheet: Sheet, i: int, low: int) -> bool:
    """Whether token `i`, right before a name, is a verb with a subject: “the council |heard| Ann Example”."""
    lower = sheet.lower[i]
    return (
        i - 1 > low and not sheet.capital(i) and (lower in VERBS or lower.endswith("ed")) and sheet.words[i - 1] != ","
    )


def _verb(sheet: Sheet, i: int, low: int) -> bool:
    """Whether token `i`, to the left of a noun, is the verb of a clause of its own: “she |praised| the plan”."""
    cue = CUES.get(sheet.lower[i])
    if cue is None or not cue.forms & {"past", "third"} or sheet.capital(i) or i - 1 < low or sheet.lower[i] in NOUNS:
        return False
    return sheet.lower[i - 1] in PRONOUNS or is_name(sheet, i - 1) or sheet.lower[i - 1] in PEOPLE


def _trimmed(sheet: Sheet, i: int, stop: int, low: int) -> int:
    """Drop what only leads up to the phrase: adverbs, conjunctions, and a prepositional phrase at the start."""
    while i < stop and (adverb(sheet.lower[i]) or sheet.lower[i] in CONJUNCTIONS or sheet.words[i] in ".'’"):
        i += 1
    if i < stop and sheet.lower[i] in PREPOSITIONS:
        best = i + 1
        for j in range(i + 2, stop):  # “In a statement Smith”, “On Monday the minister”
            starts = sheet.lower[j] in DETERMINERS or (is_name(sheet, j) and not is_name(sheet, j - 1))
            starts = starts or (is_name(sheet, j) and sheet.lower[j - 1] in DAYS)
            if starts and sheet.lower[j - 1] not in _LINKS | DETERMINERS and sheet.lower[j - 1] not in ("'s", "and"):
                best = j
                break
        else:
            return stop
        i = best
    while i < stop and (sheet.lower[i] in DAYS or sheet.words[i].isdigit()) and i + 1 < stop and is_name(sheet, i + 1):
        i += 1
    return i


def _matching(sheet: Sheet, i: int, low: int) -> int:
    for j in range(i - 1, low - 1, -1):
        if sheet.words[j] == "(":
            return j
    return -1


def abbreviates(sheet: Sheet, i: int) -> bool:
    """Whether the full stop at token `i` belongs to the word before it: “Gen.”."""
    return i > 0 and sheet.ends[i - 1] == sheet.starts[i] and sheet.capital(i - 1) and len(sheet.words[i - 1]) < 5


def _joins(sheet: Sheet, low: int, i: int, stop: int) -> bool:
    """Whether “and” at token `i` joins two names or two bare nouns of one subject."""
    if i - 1 < low or i + 1 >= stop:
        return False
    left, right = i - 1, i + 1
    if sheet.lower[right] in DETERMINERS or sheet.lower[right] in PRONOUNS:
        return i - low <= 3 and sheet.lower[low] in DETERMINERS
    if is_name(sheet, right):
        return is_name(sheet, left) or (i - low <= 4 and sheet.lower[left] in PEOPLE)
    return i - low <= 4 and sheet.words[left][0].isalpha() and sheet.lower[left] not in FINITE


def subject_left(sheet: Sheet, low: int, stop: int) -> tuple[int, int] | None:
    """Return the subject that ends before token `stop`: its first token and one past its last."""
    end = stop
    while end > low and (sheet.words[end - 1] in _PAUSES or (adverb(sheet.lower[end - 1]) and end < stop + 1)):
        end -= 1
    if end == low:
        return None
    paused = sheet.words[end] in _PAUSES if end < stop else False
    if sheet.lower[end - 1] in _RELATIVE:
        head_stop = end - 1
        while head_stop > low and sheet.words[head_stop - 1] in _PAUSES:
            head_stop -= 1
        start = noun_phrase_left(sheet, low, head_stop)
        if start < head_stop and head_stop < end - 1:
            start = _widened(sheet, low, start, head_stop)
        for i in range(head_stop - 2, start, -1):  # “the example of |Ann Example|, who”
            people = any(sheet.lower[j] in PEOPLE for j in range(start, i))
            if sheet.lower[i] in PREPOSITIONS and is_name(sheet, head_stop - 1) and not people:
                start = i + 1
                break
        return (start, head_stop) if start < head_stop else None
    if paused:
        opened = _apposition(sheet, low, end)
        if opened is not None:
            return opened
    start = noun_phrase_left(sheet, low, end)
    if start >= end or sheet.words[start].isdigit():
        for i in range(end - 1, max(low, end - 8), -1):  # “who in October complained”
            if sheet.lower[i] in _RELATIVE:
                return subject_left(sheet, low, i + 1)
            if not sheet.words[i][0].isalnum():
                break
        return None
    return _widened(sheet, low, start, end), end


def _apposition(sheet: Sheet, low: int, end: int) -> tuple[int, int] | None:
    """“Name, a role at a place” whose last token is before `end`; the name alone of “Name, after the talks,”."""
    tried = 0
    pronoun = any(sheet.lower[j] in PRONOUNS - _RELATIVE for j in range(low, end))
    for i in range(end - 1, max(low, end - 45), -1):
        if sheet.words[i] not in _PAUSES:
            continue
        tried += 1
        head = noun_phrase_left(sheet, low, i)
        if head < i and _heads(sheet, head, i) and _appositive(sheet, i + 1):
            outer = _outside_relative(sheet, low, head)
            return _widened(sheet, low, head if outer is None else outer, i), end
        if (
            head < i
            and sheet.lower[i + 1] in PREPOSITIONS
            and head <= low + 1
            and is_name(sheet, i - 1)
            and not pronoun
        ):
            return head, i
        if tried > 4:
            break
    return None


def _outside_relative(sheet: Sheet, low: int, head: int) -> int | None:
    """The first token of “|Name|, who founded a body, a bank, said” for a head inside the relative clause."""
    for i in range(head - 1, max(low, head - 12), -1):
        if sheet.words[i] in _PAUSES:
            outer = noun_phrase_left(sheet, low, i)
            relative = sheet.lower[i + 1] in ("who", "whose", "which")
            return outer if relative and outer < i and _heads(sheet, outer, i) else None
    return None


def _heads(sheet: Sheet, start: int, stop: int) -> bool:
    """Whether the tokens could be what an apposition explains: a name, or a role with its article."""
    names = sum(is_name(sheet, j) for j in range(start, stop))
    return (names > 0 and is_name(sheet, stop - 1)) or sheet.words[stop - 1] == ")" or sheet.lower[start] in DETERMINERS


def _appositive(sheet: Sheet, i: int) -> bool:
    word = sheet.lower[i]
    if word in ("who", "whose", "which"):
        return True
    return word in ("a", "an", "the", "his", "her", "its") or word not in (
        CONJUNCTIONS | PREPOSITIONS | PRONOUNS | FINITE
    )


def _widened(sheet: Sheet, low: int, start: int, end: int) -> int:
    """Take in the name before an apposition, or the role before a name: “the mayor of Exampletown, Ann Example”."""
    if start - 2 < low or sheet.words[start - 1] not in _PAUSES:
        return start
    stop = start - 1
    head = noun_phrase_left(sheet, low, stop)
    if head >= stop:
        return start
    far = head > low and sheet.words[head - 1] in _PAUSES and head - low > 8
    if head > low and sheet.words[head - 1] not in _PAUSES:
        return start
    role_first = (
        not far and is_name(sheet, start) and any(sheet.lower[j] in PEOPLE - {"one"} for j in range(head, stop))
    )
    explains = sheet.lower[start] in ("a", "an", "the") or (
        not is_name(sheet, start) and any(sheet.lower[j] in PEOPLE for j in range(start, end))
    )
    name_first = explains and is_name(sheet, stop - 1) and is_name(sheet, head)
    return head if role_first or name_first else start
