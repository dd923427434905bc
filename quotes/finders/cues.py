"""Finds cue verbs in a sentence and the source that belongs to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    SURE,
    VENUES,
    Cue,
    word_set,
)
from quotes.finders.mentions_left import adverb, is_name, subject_left
from quotes.finders.mentions_right import mention_right, noun_phrase_right
from quotes.finders.quotations import DOUBLE
from quotes.finders.sentences import Frame
from quotes.finders.tokens import DASHES, Sheet

Pair = tuple[int, int]  # first token, one past the last
_PAUSES = frozenset((",",)) | DASHES
_MARKS = DOUBLE | {"‘", "’", "'"}
_MOST = 30  # cues in one sentence
_QUOTED = DOUBLE | {"‘", "'", ",", ":", "."}
_REDUCED = word_set("of by in to at with from under during as on for")  # after a past form: “the man accused of”
_EVENTS = word_set("war wars conflict conflicts crisis crises invasion invasions")
_THEY = word_set("""they we i you people police officials some many others both most few all""")


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue verb with its source."""

    first: int  # token where the cue starts, its auxiliaries included
    verb: int  # token of the verb
    stop: int  # one past the cue's last token (“called for”, “told reporters”)
    cue: Cue
    shape: (
        str  # "subject", "inverted", "joined" (“and added”), "participle" (“, adding”), "opening" (“Accusing ..., he”),
        # "cited" (“the Times quoted him as saying”)
    )
    source: Pair | None


def find_hits(sheet: Sheet, frame: Frame, inside: Sequence[int]) -> list[Hit]:
    """Return the cue verbs of one sentence, outside quotations, in order."""
    hits: list[Hit] = []
    titled = _title_case(sheet, frame)
    for i in range(frame.first, frame.stop):
        if len(hits) >= _MOST:
            break
        if inside[i] >= 0 or sheet.lower[i] not in CUES:
            continue
        hit = hit_at(sheet, i, frame.first, frame.stop, hits, titled=titled)
        if hit:
            hits.append(hit)
    return _with_opening(hits)


def _title_case(sheet: Sheet, frame: Frame) -> bool:
    """Whether a sentence is a headline in title case."""
    words = [j for j in range(frame.first, frame.stop) if sheet.words[j][0].isalpha() and len(sheet.words[j]) > 3]
    return 2 < len(words) < 25 and sum(sheet.capital(j) for j in words) > 0.7 * len(words)


def hit_at(sheet: Sheet, i: int, low: int, high: int, before: Sequence[Hit], *, titled: bool = False) -> Hit | None:
    """Return the cue whose verb is token `i`, or None if the token is no cue here."""
    cue = CUES[sheet.lower[i]]
    following = sheet.lower[i + 1] if i + 1 < high else ""
    with_particle = following in cue.particles
    if not cue.classes and not with_particle:
        return None
    if (
        sheet.lower[i] in NEEDY
        and not with_particle
        and following != "that"
        and (i + 1 >= high or sheet.words[i + 1] not in _QUOTED)
    ):
        return None
    if cue.lemma == "go" and not _opens_quotation(sheet, i + 2, high):
        return None
    if sheet.capital(i) and i > low and not titled:
        return None
    if sheet.lower[i] in NOUNS and _nominal(sheet, i, low, following):
        return None
    if cue.lemma in ("quote", "cite") and _as_saying(sheet, i, high):
        return None
    first = _verb_group(sheet, i, low)
    if first is None:
        return None
    group = sheet.lower[first:i]
    passive = any(word in BE for word in group)
    stop = i + 2 if with_particle else i + 1
    if "ing" in cue.forms and sheet.lower[i].endswith("ing") and not passive:
        return _participle(sheet, i, low, high, stop, cue, before)
    if passive and not sheet.lower[i].endswith("ing"):
        return None
    finite = bool(cue.forms & {"past", "third"}) or passive or any(w in AUXILIARIES for w in group)
    if (
        "past" in cue.forms
        and not cue.classes & {"say", "tell"}
        and not group
        and (following in _REDUCED or following in SURE)
        and not with_particle
    ):
        return None
    inverted = _inverted(sheet, i, low, high, cue)
    if inverted:
        return Hit(i, i, i + 1, cue, "inverted", inverted)
    source = subject_left(sheet, low, first)
    if source is None:
        start = first > low and sheet.lower[first - 1] in ("and", "but")
        mention = first_mention(sheet, low, first) if start and not before and sheet.lower[i] in SURE else None
        if mention:
            return Hit(first, i, stop, cue, "joined", mention)
        joined = (
            before and first > low and (sheet.lower[first - 1] in ("and", "but", "or") or sheet.words[first - 1] == ",")
        )
        if joined and finite:
            return Hit(first, i, stop, cue, "joined", _outermost(before).source)
        return None
    if sheet.lower[source[0]] in ("nobody", "none", "neither"):
        return None
    if not finite and not _plural(sheet, source):
        return None
    if sheet.lower[i] not in SURE and not _speaks(sheet, source):
        return None
    return Hit(first, i, stop, cue, "subject", source)


def _outermost(before: Sequence[Hit]) -> Hit:
    """The cue that “and added” goes on from: the last one with a name, else the last."""
    spoken = [hit for hit in before if hit.cue.classes != {"mind"} and hit.source]
    return spoken[0] if spoken and spoken[-1].stop - spoken[0].stop < 12 else before[-1]


def _as_saying(sheet: Sheet, i: int, high: int) -> bool:
    """Whether “quoted” only leads up to “as saying”: then the one quoted is the source, not the paper."""
    return any(sheet.lower[j] == "as" and sheet.lower[j + 1] == "saying" for j in range(i + 1, min(high - 1, i + 12)))


def _opens_quotation(sheet: Sheet, i: int, high: int) -> bool:
    """Whether a quotation starts at token `i`, a colon or a comma before it or not: “He went on: ‘...’”."""
    if i < high and sheet.words[i] in (":", ","):
        i += 1
    return (i < high and sheet.words[i] in _MARKS) or (i >= high and sheet.words[high - 1] == ":")


def _nominal(sheet: Sheet, i: int, low: int, following: str) -> bool:
    """Whether a word that may be noun or verb is a noun here."""
    if i == low:
        return True
    before = sheet.lower[i - 1]
    if (
        before in DETERMINERS
        or before in ("'s", "'")
        or before in PREPOSITIONS
        or before in CONJUNCTIONS - {"who", "which"}
    ):
        return True
    return following in (
        "of",
        "by",
        "from",
        "and",
        "between",
        "were",
        "was",
        "is",
        "are",
        ",",
        ".",
    ) and not sheet.capital(i)


def _verb_group(sheet: Sheet, i: int, low: int) -> int | None:
    """First token of “has repeatedly said”; None where the verb states nothing: “would say”, “did not say”."""
    first = i
    while first > low:
        word = sheet.lower[first - 1]
        if word in MODALS or word in NEGATIONS:
            return None
        if word not in AUXILIARIES and not adverb(word):
            break
        first -= 1
    while first < i and adverb(sheet.lower[first]) and sheet.lower[first] not in AUXILIARIES:
        if first > low and (sheet.words[first - 1] not in _PAUSES):
            break
        first += 1
    return first


def _participle(sheet: Sheet, i: int, low: int, high: int, stop: int, cue: Cue, before: Sequence[Hit]) -> Hit | None:
    lower, words = sheet.lower, sheet.words
    if i == low:
        return Hit(i, i, stop, cue, "opening", None)
    previous = lower[i - 1]
    if previous == "as" and i - 2 >= low:  # “was quoted as saying”, “cited X as saying”
        for j in range(i - 2, max(low, i - 14), -1):
            if lower[j] in ("quoted", "cited", "quotes", "cites", "quoting", "citing"):
                if j < i - 2 and lower[j + 1] not in PREPOSITIONS:
                    by = subject_left(sheet, low, j)
                    return Hit(by[0] if by else j, i, stop, cue, "cited", (j + 1, i - 1))
                first = _verb_group(sheet, j, low)
                source = subject_left(sheet, low, j if first is None else first)
                return Hit(j if first is None else first, i, stop, cue, "cited", source) if source else None
        return None
    if previous in VENUES and i - 2 >= low:  # “released a statement saying”
        source = before[-1].source if before else first_mention(sheet, low, i)
        if source is None:
            return None
        return Hit(i - 1, i, stop, cue, "participle", source)
    if words[i - 1] in _PAUSES or words[i - 1] in _MARKS or previous in ("and", "but") or adverb(previous):
        source = before[-1].source if before else first_mention(sheet, low, i)
        if source is None or (previous in ("and", "but") and not before):
            return None
        return Hit(i, i, stop, cue, "participle", source)
    quoted = any(words[j] in DOUBLE for j in range(i + 1, min(i + 3, high)))
    if (quoted and "say" in cue.classes) or lower[i] == "saying":
        source = subject_left(sheet, low, i)
        return Hit(i, i, stop, cue, "subject", source) if source else None
    return None


def first_mention(sheet: Sheet, low: int, high: int) -> Pair | None:
    """What the sentence is about: the noun phrase that it starts with."""
    start = low
    if start < high and (sheet.lower[start] in PREPOSITIONS or sheet.lower[start] == "also"):
        comma = next((j for j in range(start, high) if sheet.words[j] == ","), high)
        start = comma + 1
    while start < high and (adverb(sheet.lower[start]) or (start > low and sheet.words[start] == ",")):
        start += 1
    if start >= high:
        return None
    stop = noun_phrase_right(sheet, start, high)
    return (start, stop) if stop > start and _speaks(sheet, (start, stop)) else None


def _inverted(sheet: Sheet, i: int, low: int, high: int, cue: Cue) -> Pair | None:
    """The source after the verb: “...,” said Ann Example."""
    if i == low or i + 1 >= high or "say" not in cue.classes or not cue.forms & {"past", "third"}:
        return None
    if sheet.words[i - 1] not in _PAUSES and sheet.words[i - 1] not in _MARKS:
        return None
    start = i + 1
    if sheet.lower[start] in PREPOSITIONS | CONJUNCTIONS | DAYS or sheet.words[start] in _MARKS:
        return None
    stop = mention_right(sheet, start, high)
    if stop == start or not _speaks(sheet, (start, stop)):
        return None
    if stop >= high:
        return start, stop
    after = sheet.lower[stop]
    ends = after in PREPOSITIONS or after in DAYS or after in CONJUNCTIONS or adverb(after) or after.endswith("ing")
    if not sheet.words[stop][0].isalnum() or ends:
        if sheet.words[i - 1] in _MARKS or sheet.words[i - 2] in _MARKS:
            return start, stop
        plain = sheet.lower[start] in PRONOUNS or any(is_name(sheet, j) for j in range(start, stop))
        return (start, stop) if plain and sheet.words[i - 1] == "," and "act" not in cue.classes else None
    return None


def _plural(sheet: Sheet, source: Pair) -> bool:
    words = sheet.lower[source[0] : source[1]]
    last = words[-1]
    return bool(
        last in _THEY
        or words[0] in _THEY
        or "and" in words
        or (last.endswith("s") and not last.endswith(("ss", "us", "is")) and last != "'s")
        or any(w in PEOPLE and w.endswith("s") for w in words)
        or last in ("men", "women", "majority", "percent", "who")
    )


def _speaks(sheet: Sheet, source: Pair) -> bool:
    """Whether a noun phrase may name somebody: a name, a pronoun, or a word for people and their papers."""
    first, stop = source
    if sheet.lower[first] in PRONOUNS:
        return True
    if stop - first > 1 and sheet.lower[stop - 1] in _EVENTS:
        return False  # “the Exampleland war offers ...”
    return any(is_name(sheet, j) or sheet.lower[j] in PEOPLE or sheet.lower[j] in VENUES for j in range(first, stop))


def _with_opening(hits: list[Hit]) -> list[Hit]:
    """Give “Accusing them of theft, he said” the source of the next cue; without one it is no attribution."""
    out: list[Hit] = []
    for number, hit in enumerate(hits):
        if hit.shape != "opening":
            out.append(hit)
        elif number + 1 < len(hits) and hits[number + 1].source:
            out.append(Hit(hit.first, hit.verb, hit.stop, hit.cue, hit.shape, hits[number + 1].source))
    return out
