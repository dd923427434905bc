"""Finds cue verbs in a sentence and the source that belongs to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quotes.finders.layout import Layout
from quotes.finders.lexicon import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    CUES,
    DAYS,
    DETERMINERS,
    MODALS,
    NEEDY,
    NEGATIONS,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SURE,
    VENUES,
    CueEntry,
    word_set,
)
from quotes.finders.mentions_left import adverb, is_name, subject_left
from quotes.finders.mentions_right import first_mention, is_plural, may_speak, mention_right
from quotes.finders.quotations import DOUBLE
from quotes.finders.sentences import Sentence
from quotes.finders.tokens import DASHES, Stretch, Tokens

_PAUSES = frozenset((",",)) | DASHES
_MARKS = DOUBLE | {"‘", "’", "'"}
_MOST = 30  # cues in one sentence
_QUOTED = DOUBLE | {"‘", "'", ",", ":", "."}
_REDUCED = word_set("of by in to at with from under during as on for")  # after a past form: “the man accused of”
_AFTER_NOUN = word_set("of by from and between were was is are , .")  # after a word that may be noun or verb: a noun


# where the source stands: before the verb; after it; with an earlier verb (“and added”, “, adding”); with the next one
# (“Accusing ..., he said”); with a verb of quoting (“the Times quoted him as saying”)
Shape = Literal["subject", "inverted", "joined", "participle", "opening", "cited"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue verb in a text, with its source."""

    first: int  # token where the cue starts, its auxiliaries included
    stop: int  # one past the cue's last token (“called for”, “told reporters”)
    entry: CueEntry  # what the lexicon says of the verb
    shape: Shape
    source: Stretch | None


def find_cues(layout: Layout, number: int) -> list[Cue]:
    """Return the cue verbs of one sentence, outside quotations, in order."""
    tokens, inside, sentence = layout.tokens, layout.inside, layout.sentences[number]
    cues: list[Cue] = []
    titled = _title_case(tokens, sentence)
    for i in range(sentence.first, sentence.stop):
        if len(cues) >= _MOST:
            break
        if inside[i] >= 0 or tokens.lower[i] not in CUES:
            continue
        cue = cue_at(tokens, i, sentence.first, sentence.stop, cues, titled=titled)
        if cue:
            cues.append(cue)
    return _with_opening(cues)


def _title_case(tokens: Tokens, sentence: Sentence) -> bool:
    """Whether a sentence is a headline in title case."""
    words = [
        j for j in range(sentence.first, sentence.stop) if tokens.words[j][0].isalpha() and len(tokens.words[j]) > 3
    ]
    return 2 < len(words) < 25 and sum(tokens.capital(j) for j in words) > 0.7 * len(words)


def cue_at(tokens: Tokens, i: int, low: int, high: int, before: Sequence[Cue], *, titled: bool = False) -> Cue | None:
    """Return the cue whose verb is token `i`, or None if the token is no cue here."""
    entry = CUES[tokens.lower[i]]
    following = tokens.lower[i + 1] if i + 1 < high else ""
    with_particle = following in entry.particles
    if not entry.classes and not with_particle:
        return None
    if (
        tokens.lower[i] in NEEDY
        and not with_particle
        and following != "that"
        and (i + 1 >= high or tokens.words[i + 1] not in _QUOTED)
    ):
        return None
    if entry.lemma == "go" and not _opens_quotation(tokens, i + 2, high):
        return None
    if tokens.capital(i) and i > low and not titled:
        return None
    if tokens.lower[i] in NOUNS and _nominal(tokens, i, low, following):
        return None
    if entry.lemma in ("quote", "cite") and _as_saying(tokens, i, high):
        return None
    first = _verb_group(tokens, i, low)
    if first is None:
        return None
    group = tokens.lower[first:i]
    passive = any(word in BE for word in group)
    stop = i + 2 if with_particle else i + 1
    if "ing" in entry.forms and tokens.lower[i].endswith("ing") and not passive:
        return _participle(tokens, i, low, high, stop, entry, before)
    if passive and not tokens.lower[i].endswith("ing"):
        return None
    finite = bool(entry.forms & {"past", "third"}) or passive or any(w in AUXILIARIES for w in group)
    if (
        "past" in entry.forms
        and not entry.classes & {"say", "tell"}
        and not group
        and (following in _REDUCED or following in SURE)
        and not with_particle
    ):
        return None
    inverted = _inverted(tokens, i, low, high, entry)
    if inverted:
        return Cue(i, i + 1, entry, "inverted", inverted)
    source = subject_left(tokens, low, first)
    if source is None:
        start = first > low and tokens.lower[first - 1] in ("and", "but")
        mention = first_mention(tokens, low, first) if start and not before and tokens.lower[i] in SURE else None
        if mention:
            return Cue(first, stop, entry, "joined", mention)
        joined = (
            before
            and first > low
            and (tokens.lower[first - 1] in ("and", "but", "or") or tokens.words[first - 1] == ",")
        )
        if joined and finite:
            return Cue(first, stop, entry, "joined", _outermost(before).source)
        return None
    if tokens.lower[source[0]] in ("nobody", "none", "neither"):
        return None
    if not finite and not is_plural(tokens, source):
        return None
    if tokens.lower[i] not in SURE and not may_speak(tokens, source):
        return None
    return Cue(first, stop, entry, "subject", source)


def _outermost(before: Sequence[Cue]) -> Cue:
    """The cue that “and added” goes on from: the last one with a name, else the last."""
    spoken = [cue for cue in before if cue.entry.classes != {"mind"} and cue.source]
    return spoken[0] if spoken and spoken[-1].stop - spoken[0].stop < 12 else before[-1]


def _as_saying(tokens: Tokens, i: int, high: int) -> bool:
    """Whether “quoted” only leads up to “as saying”: then the one quoted is the source, not the paper."""
    return any(tokens.lower[j] == "as" and tokens.lower[j + 1] == "saying" for j in range(i + 1, min(high - 1, i + 12)))


def _opens_quotation(tokens: Tokens, i: int, high: int) -> bool:
    """Whether a quotation starts at token `i`, a colon or a comma before it or not: “He went on: ‘...’”."""
    if i < high and tokens.words[i] in (":", ","):
        i += 1
    return (i < high and tokens.words[i] in _MARKS) or (i >= high and tokens.words[high - 1] == ":")


def _nominal(tokens: Tokens, i: int, low: int, following: str) -> bool:
    """Whether a word that may be noun or verb is a noun here."""
    if i == low:
        return True
    before = tokens.lower[i - 1]
    if (
        before in DETERMINERS
        or before in ("'s", "'")
        or before in PREPOSITIONS
        or before in CONJUNCTIONS - {"who", "which"}
    ):
        return True
    return following in _AFTER_NOUN and not tokens.capital(i)


def _verb_group(tokens: Tokens, i: int, low: int) -> int | None:
    """First token of “has repeatedly said”; None where the verb states nothing: “would say”, “did not say”."""
    first = i
    while first > low:
        word = tokens.lower[first - 1]
        if word in MODALS or word in NEGATIONS:
            return None
        if word not in AUXILIARIES and not adverb(word):
            break
        first -= 1
    while first < i and adverb(tokens.lower[first]) and tokens.lower[first] not in AUXILIARIES:
        if first > low and (tokens.words[first - 1] not in _PAUSES):
            break
        first += 1
    return first


def _participle(
    tokens: Tokens, i: int, low: int, high: int, stop: int, entry: CueEntry, before: Sequence[Cue]
) -> Cue | None:
    lower, words = tokens.lower, tokens.words
    if i == low:
        return Cue(i, stop, entry, "opening", None)
    previous = lower[i - 1]
    if previous == "as" and i - 2 >= low:  # “was quoted as saying”, “cited X as saying”
        for j in range(i - 2, max(low, i - 14), -1):
            if lower[j] in ("quoted", "cited", "quotes", "cites", "quoting", "citing"):
                if j < i - 2 and lower[j + 1] not in PREPOSITIONS:
                    by = subject_left(tokens, low, j)
                    return Cue(by[0] if by else j, stop, entry, "cited", (j + 1, i - 1))
                first = _verb_group(tokens, j, low)
                source = subject_left(tokens, low, j if first is None else first)
                return Cue(j if first is None else first, stop, entry, "cited", source) if source else None
        return None
    if previous in VENUES and i - 2 >= low:  # “released a statement saying”
        source = before[-1].source if before else first_mention(tokens, low, i)
        if source is None:
            return None
        return Cue(i - 1, stop, entry, "participle", source)
    if words[i - 1] in _PAUSES or words[i - 1] in _MARKS or previous in ("and", "but") or adverb(previous):
        source = before[-1].source if before else first_mention(tokens, low, i)
        if source is None or (previous in ("and", "but") and not before):
            return None
        return Cue(i, stop, entry, "participle", source)
    quoted = any(words[j] in DOUBLE for j in range(i + 1, min(i + 3, high)))
    if (quoted and "say" in entry.classes) or lower[i] == "saying":
        source = subject_left(tokens, low, i)
        return Cue(i, stop, entry, "subject", source) if source else None
    return None


def _inverted(tokens: Tokens, i: int, low: int, high: int, entry: CueEntry) -> Stretch | None:
    """The source after the verb: “...,” said Ann Example."""
    if i == low or i + 1 >= high or "say" not in entry.classes or not entry.forms & {"past", "third"}:
        return None
    if tokens.words[i - 1] not in _PAUSES and tokens.words[i - 1] not in _MARKS:
        return None
    start = i + 1 + tokens.breaks(i + 1)
    if start >= high or tokens.lower[start] in PREPOSITIONS | CONJUNCTIONS | DAYS or tokens.words[start] in _MARKS:
        return None
    stop = mention_right(tokens, start, high)
    if stop == start or not may_speak(tokens, (start, stop)):
        return None
    if stop >= high:
        return start, stop
    after = tokens.lower[stop]
    ends = after in PREPOSITIONS or after in DAYS or after in CONJUNCTIONS or adverb(after) or after.endswith("ing")
    if not tokens.words[stop][0].isalnum() or ends:
        if tokens.words[i - 1] in _MARKS or tokens.words[i - 2] in _MARKS:
            return start, stop
        plain = tokens.lower[start] in PRONOUNS or any(is_name(tokens, j) for j in range(start, stop))
        return (start, stop) if plain and tokens.words[i - 1] == "," and "act" not in entry.classes else None
    return None


def _with_opening(cues: list[Cue]) -> list[Cue]:
    """Give “Accusing them of theft, he said” the source of the next cue; without one it is no attribution."""
    out: list[Cue] = []
    for number, cue in enumerate(cues):
        if cue.shape != "opening":
            out.append(cue)
        elif number + 1 < len(cues) and cues[number + 1].source:
            out.append(replace(cue, source=cues[number + 1].source))
    return out
