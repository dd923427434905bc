"""Finds attributions whose cue is no verb: “according to X”, “X: ...”, “X's claim that”, the words on a sign."""

from __future__ import annotations

from quotes.finders.contents import Find
from quotes.finders.continuations import whole_quotation
from quotes.finders.layout import Layout
from quotes.finders.lexicon import (
    AUXILIARIES,
    BE,
    CUE_VERBS,
    CUES,
    DETERMINERS,
    FINITE,
    MODALS,
    PASTS,
    PRONOUNS,
    word_set,
)
from quotes.finders.mentions_left import adverb, is_name, noun_phrase_left, subject_left
from quotes.finders.mentions_right import mention_right, noun_phrase_right
from quotes.finders.phrases import phrase_finds
from quotes.finders.quotations import DOUBLE
from quotes.finders.tokens import DASHES, Stretch, Tokens
from quotes.types import Kind

_NOUNS = word_set(
    """claim claims statement assertion allegation allegations accusation accusations warning warnings promise belief
    hope hopes fear fears suggestion announcement admission insistence argument remark remarks comment comments
    complaint prediction pledge vow conclusion words message assessment view position point answer verdict
    assurance assurances threat threats reply response demand line"""
)
_SHOUTS = word_set("shouts chants cries calls choruses screams slogans yells")
_MARKED = word_set("reading marked saying inscribed labelled labeled emblazoned")
_SIGNS = word_set(
    """sign signs banner banners poster posters placard placards shirt shirts t-shirt t-shirts flag flags balloon
    balloons leaflet leaflets billboard billboards graffiti sticker stickers plaque plaques note notes caption"""
)
_HEARSAY = dict.fromkeys(("said", "reported", "rumored", "rumoured", "alleged", "purported"), "to") | {"accused": "of"}
_PAUSES = frozenset((",",)) | DASHES
_RELATIVE = word_set("that who which what")
_BARE = word_set("be been being do have")  # no finite verb alone
_AWAY = 12  # tokens between “remarks” and their “that”
_SHORT_NAME = 5  # tokens before the colon of a headline


def verbless_finds(layout: Layout, number: int) -> list[Find]:
    """Return the attributions of one sentence that no cue verb makes."""
    tokens, inside, sentence = layout.tokens, layout.inside, layout.sentences[number]
    finds: list[Find] = []
    for i in range(sentence.first, sentence.stop):
        if inside[i] >= 0:
            continue
        word = tokens.lower[i]
        if word == "according" and i + 2 < sentence.stop and tokens.lower[i + 1] == "to":
            finds += _according(layout, number, i)
        elif word in _HEARSAY and sentence.first < i < sentence.stop - 2:
            finds += _hearsay(layout, number, i)
        elif word in _NOUNS and i + 4 < sentence.stop and tokens.lower[i + 1] in ("by", "from"):
            finds += _noun_by(layout, number, i)
        elif word in _NOUNS and i - 1 > sentence.first:
            that = _that(layout, number, i)
            finds += _noun(layout, number, i, that) if that else []
            finds += _message(layout, number, i)
        elif i + 1 < sentence.stop and inside[i + 1] >= 0:
            finds += _shouted(layout, number, i)
            finds += _on_a_sign(layout, number, i)
    finds += _label(layout, number)
    finds += _for_whom(layout, number) + _that_is_how(layout, number)
    return finds + phrase_finds(layout, number)


def _shouted(layout: Layout, number: int, i: int) -> list[Find]:
    """“Shouts of ‘Shame!’ from the crowd”."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    quotation = layout.quotations[layout.inside[i + 1]]
    stop = min(quotation.stop, sentence.stop)
    shouted = tokens.lower[i] == "of" and tokens.lower[i - 1] in _SHOUTS and stop + 1 < sentence.stop
    if i <= sentence.first or not shouted or tokens.lower[stop] not in ("from", "by"):
        return []
    source = (stop + 1, noun_phrase_right(tokens, stop + 1, sentence.stop))
    if source[1] == source[0]:
        return []
    return [Find(((quotation.first, stop),), source, (i - 1, i + 1), "speech", "shouted", number)]


def _on_a_sign(layout: Layout, number: int, i: int) -> list[Find]:
    """“Signs reading ‘Open the port’ and ‘Peace now’”: the signs speak."""
    tokens, inside, sentence = layout.tokens, layout.inside, layout.sentences[number]
    cue = i - (tokens.words[i] == ":")
    if cue <= sentence.first or tokens.lower[cue] not in _MARKED or tokens.lower[cue - 1] not in _SIGNS:
        return []
    pieces: list[Stretch] = []
    at = i + 1
    while at < sentence.stop and inside[at] >= 0:
        stop = min(layout.quotations[inside[at]].stop, sentence.stop)
        pieces.append((at, stop))
        at = stop + (stop < sentence.stop and tokens.lower[stop] in ("and", "or", ","))
    source = (cue - 1 - (tokens.lower[cue - 2] in DETERMINERS and cue - 2 >= sentence.first), cue)
    return [Find(tuple(pieces), source, (cue, cue + 1), "speech", "sign", number)]


def _for_whom(layout: Layout, number: int) -> list[Find]:
    """“For Ann Example, a lawyer, it makes sense to wait”: what she thinks, or says where some of it is quoted."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    if tokens.lower[sentence.first] != "for" or not is_name(tokens, min(sentence.first + 1, sentence.stop - 1)):
        return []
    stop = mention_right(tokens, sentence.first + 1, sentence.stop)
    last = sentence.stop
    while last > stop and tokens.words[last - 1] in (".", ";", ":"):
        last -= 1
    if stop + 4 > last or tokens.words[stop] != ",":
        return []
    quoted = layout.quoted(stop, last) and layout.inside[stop + 1] < 0
    if not quoted and tokens.lower[stop + 1] not in ("it", "this", "that"):
        return []
    kind: Kind = "speech" if quoted else "attitude"
    return [Find(((stop + 1, last),), (sentence.first + 1, stop), None, kind, "for-whom", number)]


def _that_is_how(layout: Layout, number: int) -> list[Find]:
    """“‘A bear.’ That is how X describes it”: the quotation before it is X's."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    i = sentence.first
    if number == 0 or tokens.lower[i] not in ("that", "this", "so", "thus", "such") or layout.quoted(i, sentence.stop):
        return []
    quotation = whole_quotation(layout, layout.sentences[number - 1])
    how = next((j for j in range(i, min(i + 4, sentence.stop)) if tokens.lower[j] in ("how", "what")), -1)
    verb = next((j for j in range(how + 2, sentence.stop) if tokens.lower[j] in CUES and not tokens.capital(j)), -1)
    subject = subject_left(tokens, how + 1, verb) if quotation and 0 <= how < verb else None
    if quotation is None or subject is None:
        return []
    return [Find((quotation,), subject, (verb, verb + 1), "speech", "that-is-how", number - 1)]


def _according(layout: Layout, number: int, i: int) -> list[Find]:
    tokens, sentence = layout.tokens, layout.sentences[number]
    stop = mention_right(tokens, i + 2, sentence.stop)
    if stop >= sentence.stop - 1 and i <= sentence.first + 2:
        stop = noun_phrase_right(tokens, i + 2, sentence.stop)
    if stop == i + 2:
        return []
    left: Stretch | None = None
    right: Stretch | None = None
    if i > sentence.first + 2:
        end = i
        while end > sentence.first and tokens.words[end - 1] in _PAUSES:
            end -= 1
        left = (sentence.first, end)
    last = sentence.stop
    while last > stop and tokens.words[last - 1] in (".", ";", ":"):
        last -= 1
    start = stop
    while start < last and tokens.words[start] != ",":
        start += 1
    if start < last and last - start > 3 and not (left and tokens.lower[start + 1] in ("which", "who", "a", "an")):
        right = (start + 1, last)
    pieces = tuple(p for p in (left, right) if p)
    where = "both" if left and right else "left" if left else "right"
    return [Find(pieces, (i + 2, stop), (i, i + 2), "speech", f"according-{where}", number)] if pieces else []


def _hearsay(layout: Layout, number: int, i: int) -> list[Find]:
    """“The minister is said to be ill”, “the port has been accused of delays”: nobody is credited."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    if tokens.lower[i + 1] != _HEARSAY[tokens.lower[i]] or not tokens.words[i + 2][0].isalnum():
        return []
    first = i
    while first > sentence.first and (tokens.lower[first - 1] in AUXILIARIES or adverb(tokens.lower[first - 1])):
        first -= 1
    subject = subject_left(tokens, sentence.first, first)
    if subject is None or BE.isdisjoint(tokens.lower[first:i]):
        return []
    stop = sentence.stop
    while stop > i and tokens.words[stop - 1] in (".", ",", ";", ":"):
        stop -= 1
    relative = tokens.lower[first - 1] in ("which", "who")
    stop = next((j for j in range(i + 3, stop) if _aside(tokens, j) or (relative and tokens.words[j] == ",")), stop)
    pieces = ((i + 1, stop),) if relative else (subject, (i + 1, stop))
    return [Find(pieces, None, (first, i + 1), "speech", "hearsay", number)] if stop > i + 2 else []


def _aside(tokens: Tokens, i: int) -> bool:
    """Whether a clause about what is told starts at token `i`: “, in which ...”, “, with ...”, or a bracket closes."""
    begun = set(tokens.lower[i + 1 : i + 3]) & {"which", "who", "with"}
    return tokens.words[i] == ")" or (tokens.words[i] == "," and bool(begun))


def _that(layout: Layout, number: int, i: int) -> int:
    """Token of the “that” of a noun, right behind it or further on before a quotation; 0 if there is none."""
    tokens, inside, sentence = layout.tokens, layout.inside, layout.sentences[number]
    for j in range(i + 1, min(sentence.stop - 1, i + _AWAY)):
        if tokens.lower[j] == "that":
            return j if j == i + 1 or inside[j + 1] >= 0 else 0
        if tokens.words[j] in (",", ";") or tokens.lower[j] in CUE_VERBS or inside[j] >= 0:
            break
    return 0


def _noun(layout: Layout, number: int, i: int, that: int) -> list[Find]:
    tokens, sentence = layout.tokens, layout.sentences[number]
    start = noun_phrase_left(tokens, sentence.first, i)
    owner = next((j for j in range(i - 1, start - 1, -1) if tokens.lower[j] in ("'s", "'")), -1)
    if owner > start:
        named = owner
        while named > start and is_name(tokens, named - 1):
            named -= 1
        source: Stretch = (named if named < owner else start, owner + 1)
    elif tokens.lower[i - 1] in ("his", "her", "their", "its"):
        source = (i - 1, i)
    else:
        return []
    stop = sentence.stop
    while stop > i and tokens.words[stop - 1] in (".", ",", ";"):
        stop -= 1
    subject = start <= sentence.first + 1
    end = _predicate(layout, that + 2, stop) if subject else stop
    rule = "noun-that" if end == stop else "noun-subject"
    stop = end
    stop = next((j for j in range(that + 4, stop) if tokens.words[j] == "," and layout.inside[j] < 0), stop)
    return [Find(((that, stop),), source, (i, i + 1), "speech", rule, number)] if stop > that + 1 else []


def _noun_by(layout: Layout, number: int, i: int) -> list[Find]:
    """“The claim by X that Y did Z”."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    source = (i + 2, noun_phrase_right(tokens, i + 2, sentence.stop))
    that = source[1]
    if that == i + 2 or that + 2 >= sentence.stop or tokens.lower[that] != "that":
        return []
    stop = sentence.stop
    while stop > that and tokens.words[stop - 1] in (".", ",", ";"):
        stop -= 1
    stop = _predicate(layout, that + 2, stop) if i <= sentence.first + 2 else stop
    return [Find(((that, stop),), source, (i, i + 2), "speech", "noun-subject", number)]


def _predicate(layout: Layout, first: int, stop: int) -> int:
    """Where “X's claim that Y did Z |drew| laughter” has its own verb: the last that may be one; `stop` if none."""
    tokens, inside = layout.tokens, layout.inside
    for i in range(stop - 1, first, -1):
        if inside[i] >= 0:
            return min(i + 1, stop)
        lower = tokens.lower[i]
        past = lower in PASTS or (lower.endswith("ed") and len(lower) > 4) or lower in FINITE - _BARE
        if not past or tokens.capital(i) or not tokens.words[i - 1][0].isalnum():
            continue
        group = i
        while group > first and (tokens.lower[group - 1] in AUXILIARIES | MODALS or adverb(tokens.lower[group - 1])):
            group -= 1
        if tokens.lower[group - 1] in _RELATIVE or tokens.lower[group - 1] in PRONOUNS | {"to", "and", "or"}:
            continue
        return group if group > first else stop
    return stop


def _message(layout: Layout, number: int, i: int) -> list[Find]:
    """“X's message was clear: Y must leave”."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    colon = next((j for j in range(i + 2, min(sentence.stop - 2, i + _SHORT_NAME)) if tokens.words[j] == ":"), -1)
    owner = i - 1
    while owner > sentence.first and tokens.lower[owner] not in ("'s", "his", "her", "their", "its"):
        owner -= 1
    own = tokens.lower[owner]
    if colon < 0 or tokens.lower[i + 1] not in BE or i - owner > 4 or own not in ("'s", "his", "her", "their", "its"):
        return []
    start = noun_phrase_left(tokens, sentence.first, owner) if own == "'s" else owner
    stop = sentence.stop
    while stop > colon and tokens.words[stop - 1] == "." and layout.inside[stop - 1] < 0:
        stop -= 1
    source = (start, owner + 1)
    return [Find(((colon + 1, stop),), source, (i, colon), "speech", "noun-colon", number)] if start < owner + 1 else []


def _label(layout: Layout, number: int) -> list[Find]:
    """A headline “Name: what was said”, or an answer."""
    tokens, sentence = layout.tokens, layout.sentences[number]
    starts_line = sentence.first == 0 or tokens.breaks(sentence.first - 1)
    if not starts_line:
        return []
    high = min(sentence.stop, sentence.first + _SHORT_NAME)
    colon = next((j for j in range(sentence.first + 1, high) if tokens.words[j] == ":"), -1)
    if colon < 0 or colon + 3 >= sentence.stop:
        return []
    source = (sentence.first, colon)
    if tokens.words[colon + 1] in DOUBLE:
        finite = any(tokens.lower[j] in FINITE for j in range(*source))  # a sentence, no name
        return [] if finite else _answer(layout, number, source, colon)
    named = [j for j in range(*source) if tokens.words[j][0].isalpha()]
    if all(tokens.words[j].isupper() for j in named) and not layout.quoted(*source):
        return []  # a transcript
    title = sentence.first == 0 and named and all(is_name(tokens, j) for j in named)
    if title and noun_phrase_right(tokens, sentence.first, colon) == colon:
        stop = sentence.stop
        return [Find(((colon + 1, stop),), source, (colon, colon + 1), "speech", "headline", number)]
    return []


def _answer(layout: Layout, number: int, source: Stretch, colon: int) -> list[Find]:
    """“Name: ‘What was said.’”, where nothing follows the quotation and a cue verb is not what leads up to it."""
    inside, sentence = layout.inside, layout.sentences[number]
    quotation = inside[colon + 1]
    whole = quotation >= 0 and all(inside[j] == quotation for j in range(colon + 1, sentence.stop))
    return [Find(((colon + 1, sentence.stop),), source, None, "speech", "answer", number)] if whole else []
