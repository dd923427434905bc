"""Finds attributions whose cue is no verb: “according to X”, “X: ...”, “X's claim that”, “statements such as”."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.finders.contents import Find
from quotes.finders.cues import Pair, hit_at
from quotes.finders.lexicon import AUXILIARIES, BE, CUES, DETERMINERS, FINITE, NOUNS, word_set
from quotes.finders.mentions_left import adverb, is_name, noun_phrase_left, subject_left
from quotes.finders.mentions_right import mention_right, noun_phrase_right
from quotes.finders.quotations import DOUBLE, SINGLE, Quotation
from quotes.finders.sentences import Frame
from quotes.finders.tokens import DASHES, Sheet

_NOUNS = word_set(
    """claim claims statement assertion allegation allegations accusation accusations warning warnings promise belief
    hope hopes fear fears suggestion announcement admission insistence argument remark remarks comment comments
    complaint prediction pledge vow conclusion"""
)
_UTTERANCES = word_set("statement statements remark remarks comment comments words claims")
_SHOUTS = word_set("shouts chants cries calls choruses screams slogans yells")
_MARKED = word_set("reading marked saying inscribed labelled labeled emblazoned")
_SIGNS = word_set(
    """sign signs banner banners poster posters placard placards shirt shirts t-shirt t-shirts flag flags balloon
    balloons leaflet leaflets billboard billboards graffiti sticker stickers plaque plaques note notes caption"""
)
_HEARSAY = dict.fromkeys(("said", "reported", "rumored", "rumoured", "alleged", "purported"), "to") | {"accused": "of"}
_PAUSES = frozenset((",",)) | DASHES
_VERBS = CUES.keys() - NOUNS  # that are no noun as well
_NESTED = 4  # tokens of a quotation in a quotation, its marks among them
_BEGINS = DOUBLE | SINGLE | {".", "!", "?"}
_AWAY = 12  # tokens between “remarks” and their “that”
_CARRIED = 6  # quoted tokens that a sentence without a cue must hold
_SHORT_NAME = 5  # tokens before the colon of a headline


def phrase_finds(
    sheet: Sheet, frames: Sequence[Frame], number: int, quotations: Sequence[Quotation], inside: Sequence[int]
) -> list[Find]:
    """Return the attributions of one sentence that no cue verb makes."""
    frame = frames[number]
    finds: list[Find] = []
    for i in range(frame.first, frame.stop):
        if inside[i] >= 0:
            continue
        word = sheet.lower[i]
        if word == "according" and i + 2 < frame.stop and sheet.lower[i + 1] == "to":
            finds += _according(sheet, frame, number, i)
        elif word in _HEARSAY and frame.first < i < frame.stop - 2:
            finds += _hearsay(sheet, frame, number, i)
        elif word in _NOUNS and i - 1 > frame.first:
            that = _that(sheet, frame, i, inside)
            finds += _noun(sheet, frame, number, i, that) if that else []
        elif inside[i] < 0 and i + 1 < frame.stop and inside[i + 1] >= 0:
            finds += _shouted(sheet, frame, number, i, quotations[inside[i + 1]])
            finds += _on_a_sign(sheet, frame, number, i, quotations, inside)
    finds += _label(sheet, frames, number, inside)
    finds += _for_whom(sheet, frame, number)
    return finds


def _shouted(sheet: Sheet, frame: Frame, number: int, i: int, quotation: Quotation) -> list[Find]:
    """“Shouts of ‘Shame!’ from the crowd”."""
    stop = min(quotation.stop, frame.stop)
    told = sheet.lower[i] == "of" and sheet.lower[i - 1] in _SHOUTS and stop + 1 < frame.stop
    if i <= frame.first or not told or sheet.lower[stop] not in ("from", "by"):
        return []
    source = (stop + 1, noun_phrase_right(sheet, stop + 1, frame.stop))
    if source[1] == source[0]:
        return []
    return [Find(((quotation.first, stop),), source, (i - 1, i + 1), "speech", "shouted", number)]


def _on_a_sign(
    sheet: Sheet, frame: Frame, number: int, i: int, quotations: Sequence[Quotation], inside: Sequence[int]
) -> list[Find]:
    """“Signs reading ‘Open the port’ and ‘Peace now’”: the signs speak."""
    cue = i - (sheet.words[i] == ":")
    if cue <= frame.first or sheet.lower[cue] not in _MARKED or sheet.lower[cue - 1] not in _SIGNS:
        return []
    pieces: list[Pair] = []
    at = i + 1
    while at < frame.stop and inside[at] >= 0:
        stop = min(quotations[inside[at]].stop, frame.stop)
        pieces.append((at, stop))
        at = stop + (stop < frame.stop and sheet.lower[stop] in ("and", "or", ","))
    source = (cue - 1 - (sheet.lower[cue - 2] in DETERMINERS and cue - 2 >= frame.first), cue)
    return [Find(tuple(pieces), source, (cue, cue + 1), "speech", "sign", number)]


def _for_whom(sheet: Sheet, frame: Frame, number: int) -> list[Find]:
    """“For Ann Example, a lawyer, it makes sense to wait.”"""
    if sheet.lower[frame.first] != "for" or not is_name(sheet, min(frame.first + 1, frame.stop - 1)):
        return []
    stop = mention_right(sheet, frame.first + 1, frame.stop)
    last = frame.stop
    while last > stop and sheet.words[last - 1] in (".", ";", ":"):
        last -= 1
    if stop + 4 > last or sheet.words[stop] != "," or sheet.lower[stop + 1] not in ("it", "this", "that"):
        return []
    return [Find(((stop + 1, last),), (frame.first + 1, stop), None, "attitude", "for-whom", number)]


def carried_finds(
    sheet: Sheet, frames: Sequence[Frame], finds: Sequence[Find], quotations: Sequence[Quotation], inside: Sequence[int]
) -> list[Find]:
    """Return sentences that quote in part and name nobody, right after a sentence of the same line with a cue."""
    spoke = {find.frame for find in finds if find.kind == "speech" and find.source}
    taken = {find.frame for find in finds}
    covered = {piece[0] for find in finds for piece in find.content}
    out: list[Find] = []
    for number in range(1, len(frames)):
        frame = frames[number]
        near = number - 1 in spoke and frames[number - 1].line == frame.line
        if not near or number in taken or frame.first in covered:
            continue
        quoted = sum(inside[j] >= 0 for j in range(frame.first, frame.stop))
        last = frame.stop - (sheet.words[frame.stop - 1] == ".")
        if quoted > _CARRIED and last - frame.first > quoted:
            out.append(Find(((frame.first, last),), None, None, "speech", "carried", number))
    return out


def nested_finds(sheet: Sheet, frames: Sequence[Frame], quotations: Sequence[Quotation]) -> list[Find]:
    """Return what a quotation quotes in turn: “We see them making statements such as: ‘...’”, “They say ‘no’.”"""
    finds: list[Find] = []
    at = 0
    for quotation in quotations:
        if not quotation.depth or quotation.stop - quotation.first < _NESTED:
            continue
        while at < len(frames) - 1 and frames[at].stop <= quotation.first:
            at += 1
        find = _such_as(sheet, quotation, at) or _said_within(sheet, quotation, at)
        if find:
            finds.append(find)
    return finds


def _such_as(sheet: Sheet, quotation: Quotation, number: int) -> Find | None:
    i = quotation.first
    if sheet.words[i - 1] == ":":
        i -= 1
    stop = i
    if sheet.lower[i - 1] == "as" and sheet.lower[i - 2] == "such":
        i -= 2
    if i < 3 or sheet.lower[i - 1] not in _UTTERANCES:
        return None
    verb = i - 2
    while verb > 0 and sheet.lower[verb] in DETERMINERS:
        verb -= 1
    start = noun_phrase_left(sheet, max(0, verb - 8), verb)
    names = [j for j in range(start, verb) if is_name(sheet, j)]
    if not names:
        return None
    content = ((quotation.first, quotation.stop),)
    return Find(content, (names[0], verb), (verb, stop), "speech", "nested-such-as", number)


def _said_within(sheet: Sheet, quotation: Quotation, number: int) -> Find | None:
    stop = quotation.first
    while stop and sheet.words[stop - 1] in (",", ":"):
        stop -= 1
    low = stop
    while low and stop - low < _AWAY and sheet.words[low - 1] not in _BEGINS and not sheet.breaks(low - 1):
        low -= 1
    for verb in range(stop - 1, max(low, stop - 4), -1):
        cue = CUES.get(sheet.lower[verb])
        hit = hit_at(sheet, verb, low, quotation.stop, ()) if cue and cue.classes & {"say", "tell"} else None
        if hit and hit.source and hit.shape == "subject" and _others(sheet, hit.source):
            content = ((quotation.first, quotation.stop),)
            return Find(content, hit.source, (hit.first, stop), "speech", "nested-said", number)
    return None


def _others(sheet: Sheet, source: Pair) -> bool:
    """Whether a source within a quotation is neither the speaker nor the hearer: “I said ‘no’” is a tale."""
    return sheet.lower[source[0]] not in ("i", "you", "we", "it", "which", "who")


def _according(sheet: Sheet, frame: Frame, number: int, i: int) -> list[Find]:
    stop = mention_right(sheet, i + 2, frame.stop)
    if stop >= frame.stop - 1 and i <= frame.first + 2:
        stop = noun_phrase_right(sheet, i + 2, frame.stop)
    if stop == i + 2:
        return []
    left: Pair | None = None
    right: Pair | None = None
    if i > frame.first + 2:
        end = i
        while end > frame.first and sheet.words[end - 1] in _PAUSES:
            end -= 1
        left = (frame.first, end)
    last = frame.stop
    while last > stop and sheet.words[last - 1] in (".", ";", ":"):
        last -= 1
    start = stop
    while start < last and sheet.words[start] != ",":
        start += 1
    if start < last and last - start > 3 and not (left and sheet.lower[start + 1] in ("which", "who", "a", "an")):
        right = (start + 1, last)
    pieces = tuple(p for p in (left, right) if p)
    where = "both" if left and right else "left" if left else "right"
    return [Find(pieces, (i + 2, stop), (i, i + 2), "speech", f"according-{where}", number)] if pieces else []


def _hearsay(sheet: Sheet, frame: Frame, number: int, i: int) -> list[Find]:
    """“The minister is said to be ill”, “the port has been accused of delays”: nobody is credited."""
    if sheet.lower[i + 1] != _HEARSAY[sheet.lower[i]] or not sheet.words[i + 2][0].isalnum():
        return []
    first = i
    while first > frame.first and (sheet.lower[first - 1] in AUXILIARIES or adverb(sheet.lower[first - 1])):
        first -= 1
    subject = subject_left(sheet, frame.first, first)
    if subject is None or BE.isdisjoint(sheet.lower[first:i]):
        return []
    stop = frame.stop
    while stop > i and sheet.words[stop - 1] in (".", ",", ";", ":"):
        stop -= 1
    relative = sheet.lower[first - 1] in ("which", "who")
    stop = next((j for j in range(i + 3, stop) if _aside(sheet, j) or (relative and sheet.words[j] == ",")), stop)
    pieces = ((i + 1, stop),) if relative else (subject, (i + 1, stop))
    return [Find(pieces, None, (first, i + 1), "speech", "hearsay", number)] if stop > i + 2 else []


def _aside(sheet: Sheet, i: int) -> bool:
    """Whether a clause about what is told starts at token `i`: “, in which ...”, “, with ...”, or a bracket closes."""
    begun = set(sheet.lower[i + 1 : i + 3]) & {"which", "who", "with"}
    return sheet.words[i] == ")" or (sheet.words[i] == "," and bool(begun))


def _that(sheet: Sheet, frame: Frame, i: int, inside: Sequence[int]) -> int:
    """Token of the “that” of a noun, right behind it or further on before a quotation; 0 if there is none."""
    for j in range(i + 1, min(frame.stop - 1, i + _AWAY)):
        if sheet.lower[j] == "that":
            return j if j == i + 1 or inside[j + 1] >= 0 else 0
        if sheet.words[j] in (",", ";") or sheet.lower[j] in _VERBS or inside[j] >= 0:
            break
    return 0


def _noun(sheet: Sheet, frame: Frame, number: int, i: int, that: int) -> list[Find]:
    start = noun_phrase_left(sheet, frame.first, i)
    owner = next((j for j in range(i - 1, start - 1, -1) if sheet.lower[j] == "'s"), -1)
    if owner > start:
        named = owner
        while named > start and is_name(sheet, named - 1):
            named -= 1
        source: Pair = (named if named < owner else start, owner + 1)
    elif sheet.lower[i - 1] in ("his", "her", "their", "its"):
        source = (i - 1, i)
    else:
        return []
    stop = frame.stop
    while stop > i and sheet.words[stop - 1] in (".", ",", ";"):
        stop -= 1
    comma = next((j for j in range(that + 4, stop) if sheet.words[j] == ","), stop)
    return [Find(((that, comma),), source, (i, i + 1), "speech", "noun-that", number)] if comma > that + 1 else []


def _label(sheet: Sheet, frames: Sequence[Frame], number: int, inside: Sequence[int]) -> list[Find]:
    """A headline “Name: what was said”, a transcript “NAME: what was said” to the end of its line, or an answer."""
    frame = frames[number]
    starts_line = frame.first == 0 or sheet.breaks(frame.first - 1)
    if not starts_line:
        return []
    high = min(frame.stop, frame.first + _SHORT_NAME)
    colon = next((j for j in range(frame.first + 1, high) if sheet.words[j] == ":"), -1)
    if colon < 0 or colon + 3 >= frame.stop:
        return []
    source = (frame.first, colon)
    if sheet.words[colon + 1] in DOUBLE:
        finite = any(sheet.lower[j] in FINITE for j in range(*source))  # a sentence, no name
        return [] if finite else _answer(frame, number, source, colon, inside)
    named = [j for j in range(*source) if sheet.words[j][0].isalpha()]
    shouted = named and all(sheet.words[j].isupper() and len(sheet.words[j]) > 1 for j in named)
    if shouted:
        last = number
        while last + 1 < len(frames) and not sheet.breaks(frames[last + 1].first - 1):
            last += 1
        stop = frames[last].stop
        return [Find(((colon + 1, stop),), source, (colon, colon + 1), "speech", "transcript", number)]
    title = frame.first == 0 and named and all(is_name(sheet, j) for j in named)
    if title and noun_phrase_right(sheet, frame.first, colon) == colon:
        stop = frame.stop
        return [Find(((colon + 1, stop),), source, (colon, colon + 1), "speech", "headline", number)]
    return []


def _answer(frame: Frame, number: int, source: Pair, colon: int, inside: Sequence[int]) -> list[Find]:
    """“Name: ‘What was said.’”, where nothing follows the quotation and a cue verb is not what leads up to it."""
    quotation = inside[colon + 1]
    whole = quotation >= 0 and all(inside[j] == quotation for j in range(colon + 1, frame.stop))
    return [Find(((colon + 1, frame.stop),), source, None, "speech", "answer", number)] if whole else []
