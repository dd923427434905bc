"""Finds what a cue attributes: the words after it, before it, or on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.finders.adjuncts import content_start
from quotes.finders.cues import Hit, Pair
from quotes.finders.lexicon import DAYS, DETERMINERS, PREPOSITIONS, word_set
from quotes.finders.mentions_left import is_name
from quotes.finders.quotations import DOUBLE, SINGLE, Quotation
from quotes.finders.sentences import Frame
from quotes.finders.tokens import DASHES, Sheet

_PAUSES = frozenset((",", ":")) | DASHES
_ENDS = frozenset((".", ",", ";", ":", "!", "?")) | DASHES

_LEADS = word_set(
    "if in on at after before for under as until since with about against of by"
)  # that a clause may open with


@dataclass(frozen=True, slots=True)
class Find:
    """An attribution in tokens, before its pieces are joined over sentences."""

    content: tuple[Pair, ...]
    source: Pair | None
    cue: Pair | None
    kind: str
    rule: str
    frame: int  # number of its sentence
    open_right: bool = False  # the cue ends its sentence with a colon: the content follows
    margins: tuple[float, ...] = ()  # of the model's finds: how sure it was of each part


def clause_finds(
    sheet: Sheet, frame: Frame, number: int, hits: Sequence[Hit], quotations: Sequence[Quotation], inside: Sequence[int]
) -> list[Find]:
    """Return the attributions of one sentence's cue verbs."""
    finds = []
    for at in range(len(hits)):
        find = _find(sheet, frame, number, at, hits, quotations, inside)
        if find:
            finds.append(find)
    return finds


def _find(
    sheet: Sheet, frame: Frame, number: int, at: int, hits: Sequence[Hit], quotations: Sequence[Quotation],
    inside: Sequence[int],
) -> Find | None:  # fmt: skip
    hit = hits[at]
    classes = hit.cue.classes
    kind = "attitude" if classes == {"mind"} else "speech"
    name = "mind" if kind == "attitude" else "say" if "say" in classes else "tell" if "tell" in classes else "act"
    end = _right_end(sheet, frame, at, hits)
    left: Pair | None = None
    right: Pair | None = None
    if hit.shape == "inverted" and hit.source:
        left = _left(sheet, frame, at, hits, hit.first, quotations, inside)
        right = _quoted_right(sheet, hit.source[1], frame.stop, inside)
        cue_stop = hit.stop
    else:
        after_source = hit.shape in ("subject", "cited")
        edge = hit.source[0] if after_source and hit.source and hit.source[1] <= hit.first else hit.first
        start, cue_stop = content_start(sheet, hit, end, inside)
        left = _left(sheet, frame, at, hits, edge, quotations, inside) if after_source else None
        quoted_left = left is not None and inside[left[1] - 1] >= 0
        if quoted_left and name in ("say", "tell"):
            right = _quoted_right(sheet, cue_stop, frame.stop, inside)
        else:
            right = (start, end) if _clause_like(sheet, start, end, name, inside) else None
            if (right and left and not _interrupts(sheet, hit, start)) or (
                left and name not in ("say", "tell", "mind")
            ):
                left = None
    right = _trimmed(sheet, right)
    if kind == "attitude" and left and not right and inside[left[1] - 1] < 0 and hit.shape != "subject":
        return None
    pieces = tuple(piece for piece in (left, right) if piece)
    colon = cue_stop < frame.stop and sheet.words[frame.stop - 1] == ":" and not right
    if not pieces and not colon:
        return None
    where = "both" if left and right else "left" if left else "right"
    marked = any(inside[j] >= 0 for piece in pieces for j in (piece[0], piece[1] - 1))
    rule = f"{hit.shape}-{where}-{name}-{'quoted' if marked or colon else 'clause'}"
    return Find(pieces, hit.source, (hit.first, cue_stop), kind, rule, number, open_right=colon)


def _right_end(sheet: Sheet, frame: Frame, at: int, hits: Sequence[Hit]) -> int:
    """One past the last token that the cue may attribute: the next cue of the same speaker ends it."""
    end = frame.stop
    for later in hits[at + 1 :]:
        if later.shape in ("joined", "participle"):
            end = later.first
            break
        if later.shape == "inverted":
            end = later.first
            break
        if later.shape == "subject" and later.source and _parenthetic(sheet, frame, hits[at], later):
            end = later.source[0]
            break
        if later.shape == "subject" and later.source and _new_clause(sheet, frame, later):
            end = later.source[0]
            break
        if later.shape == "subject" and later.source and hits[at].shape == "opening":
            end = later.source[0]
            break
        if (
            later.shape == "subject"
            and later.source
            and later.source[0] > hits[at].stop
            and _closes(sheet, frame, later)
        ):
            end = later.source[0]
            break
    while end > hits[at].stop and (sheet.words[end - 1] in _PAUSES or sheet.lower[end - 1] in ("and", "but")):
        end -= 1
    return end


def _parenthetic(sheet: Sheet, frame: Frame, hit: Hit, later: Hit) -> bool:
    """Whether “A, she said, B” stands around the words of an earlier verb: its content ends there."""
    at = later.source[0] if later.source else 0
    between = at > hit.stop + 1 and sheet.words[at - 1] == ","
    return between and later.stop < frame.stop and sheet.words[later.stop] == ","


def _new_clause(sheet: Sheet, frame: Frame, hit: Hit) -> bool:
    """Whether “, and they denied” begins a clause beside the first one."""
    at = hit.source[0] if hit.source else 0
    named = at and sheet.lower[at] not in ("it", "they", "that", "which", "who")
    joined = named and at - 2 > frame.first and sheet.lower[at - 1] in ("and", "but", "while")
    return bool(joined and (sheet.words[at - 2] == "," or is_mark(sheet.words[at - 2])))


def _closes(sheet: Sheet, frame: Frame, hit: Hit) -> bool:
    """Whether “, they reported” ends the sentence."""
    if not hit.source or hit.source[0] <= frame.first or sheet.words[hit.source[0] - 1] not in _PAUSES | DOUBLE:
        return False
    rest = [j for j in range(hit.stop, frame.stop) if sheet.words[j] not in _ENDS]
    return not rest or sheet.lower[rest[0]] in PREPOSITIONS | DAYS


def _clause_like(sheet: Sheet, start: int, end: int, name: str, inside: Sequence[int]) -> bool:
    """Whether the words after a cue can be its content, and not only a place or a time."""
    if start >= end:
        return False
    if inside[start] >= 0:
        return True
    words = [j for j in range(start, end) if sheet.words[j][0].isalnum()]
    if not words:
        return False
    lower = sheet.lower[start]
    if lower == "to" and start + 1 < end and sheet.lower[start + 1] not in DETERMINERS:
        return sheet.capital(start) or not is_name(sheet, start + 1)
    if sheet.words[start] in (",", ")", ";", ".") or sheet.words[start] in DASHES:
        return False
    if name == "mind":
        return len(words) > 1 and lower not in ("of", "by", "with")
    if lower in PREPOSITIONS | {"when", "as", "while", "after", "where"} and name in ("say", "tell"):
        quoted = any(inside[j] >= 0 for j in range(start, min(end, start + 12)))
        clause = lower in _LEADS
        return quoted or (clause and len(words) >= (3 if lower in ("about", "against", "of") else 7))
    return len(words) >= 2 or lower in DETERMINERS


def _interrupts(sheet: Sheet, hit: Hit, start: int) -> bool:
    """Whether “A, she said, B” has its cue between commas."""
    return start < len(sheet.words) and sheet.words[start - 1] == "," and hit.shape == "subject"


def _left(
    sheet: Sheet,
    frame: Frame,
    at: int,
    hits: Sequence[Hit],
    edge: int,
    quotations: Sequence[Quotation],
    inside: Sequence[int],
) -> Pair | None:
    """The words before a source or an inverted cue, if they can be content: a quotation, or a clause and a comma."""
    stop = edge
    while stop > frame.first and sheet.words[stop - 1] in _PAUSES and inside[stop - 1] < 0:
        stop -= 1
    if stop == frame.first:
        return None
    if inside[stop - 1] >= 0:
        start = frame.first
        quotation = quotations[inside[stop - 1]]
        opened = quotation.first
        for earlier in hits[:at]:
            if earlier.stop <= opened:
                start = opened
        if opened < frame.first or sheet.words[opened - 1] in (":", "—", "--", "–"):
            start = opened  # begun in an earlier sentence, or after a colon
        return start, stop
    if stop == edge or sheet.words[stop] == ":":
        return None
    start = _after_dateline(sheet, frame)
    whole = sheet.words[hits[at].stop] == "," if hits[at].stop < frame.stop else False  # “In May, he said, it ...”
    if sheet.lower[start] in PREPOSITIONS and stop - start < 8 and not whole:
        return None
    return (start, stop) if stop - start >= 4 or whole else None


def _after_dateline(sheet: Sheet, frame: Frame) -> int:
    """First token after “EXAMPLETOWN, May 14 (Example Agency) –”, or of the sentence where there is no such thing."""
    first = frame.first
    for i in range(first + 1, min(frame.stop - 1, first + 14)):
        if sheet.words[i] in DASHES and (sheet.words[i - 1] == ")" or sheet.words[first].isupper()):
            return i + 1 if len(sheet.words[first]) > 2 else first
    return first


def _quoted_right(sheet: Sheet, start: int, high: int, inside: Sequence[int]) -> Pair | None:
    """The quotation that goes on right after an interruption: “A,” she said, “B.”"""
    i = start
    while i < high and inside[i] < 0:
        if i - start > 14 or sheet.lower[i] in ("adding", "that"):
            return None
        if sheet.lower[i] in ("and", "but") and (i + 1 >= high or inside[i + 1] < 0):
            return None
        i += 1
    if i >= high or (sheet.words[i - 1] not in _PAUSES and sheet.lower[i - 1] not in ("and", "but")):
        return None
    stop = i
    while stop < high and inside[stop] >= 0:
        stop += 1
    return i, stop


def _trimmed(sheet: Sheet, piece: Pair | None) -> Pair | None:
    """Leave out stops and commas at the edges of a piece."""
    if piece is None:
        return None
    start, stop = piece
    while stop > start and sheet.words[stop - 1] in _ENDS:
        stop -= 1
    while start < stop and sheet.words[start] in _ENDS:
        start += 1
    if stop - start > 2 and sheet.words[stop - 2] == "," and sheet.lower[stop - 1] in ("however", "though", "too"):
        stop -= 2
    return (start, stop) if stop > start else None


def is_mark(word: str) -> bool:
    """Whether a token is a quotation mark."""
    return word in DOUBLE or word in SINGLE
