"""Finds what a cue attributes: the words after it, before it, or on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.finders.adjuncts import content_start
from quotes.finders.cues import Cue
from quotes.finders.layout import Layout
from quotes.finders.lexicon import DAYS, DETERMINERS, PREPOSITIONS, word_set
from quotes.finders.mentions_left import is_name
from quotes.finders.quotations import DOUBLE, is_mark
from quotes.finders.sentences import Sentence
from quotes.finders.tokens import DASHES, Stretch, Tokens
from quotes.types import Kind

_PAUSES = frozenset((",", ":")) | DASHES
_ENDS = frozenset((".", ",", ";", ":", "!", "?")) | DASHES
_SHORT, _LONG = 14, 50  # tokens that may interrupt a quotation; the longer one if it ends with a comma
_LEADS = word_set("if in on at after before for under as until since with about against of by")  # clauses open with


@dataclass(frozen=True, slots=True)
class Find:
    """An attribution in tokens, before its pieces are joined over sentences."""

    content: tuple[Stretch, ...]  # its pieces; empty only until its sentences are joined
    source: Stretch | None
    cue: Stretch | None
    kind: Kind
    rule: str  # that found it, as in confidence.PRECISION; "model" of the model's
    sentence: int  # number of the one with the cue
    open_right: bool = False  # the cue ends its sentence with a colon: the content follows
    margins: tuple[float, ...] = ()  # of the model's finds: how sure it was of each part


def content_finds(layout: Layout, number: int, cues: Sequence[Cue]) -> list[Find]:
    """Return the attributions of one sentence's cue verbs."""
    return [find for at in range(len(cues)) if (find := _find(layout, number, cues, at))]


def _find(layout: Layout, number: int, cues: Sequence[Cue], at: int) -> Find | None:
    tokens, inside, sentence = layout.tokens, layout.inside, layout.sentences[number]
    cue = cues[at]
    classes = cue.entry.classes
    kind: Kind = "attitude" if classes == {"mind"} else "speech"
    name = "mind" if kind == "attitude" else "say" if "say" in classes else "tell" if "tell" in classes else "act"
    end = _right_end(tokens, sentence, cues, at)
    left: Stretch | None = None
    right: Stretch | None = None
    if cue.shape == "inverted" and cue.source:
        left = _left(layout, sentence, cues, at, cue.first)
        right = _quoted_right(layout, cue.source[1], sentence.stop, interrupted=_is_interrupted(tokens, left))
        cue_stop = cue.stop
    else:
        after_source = cue.shape in ("subject", "cited")
        edge = cue.source[0] if after_source and cue.source and cue.source[1] <= cue.first else cue.first
        start, cue_stop = content_start(layout, cue, end)
        left = _left(layout, sentence, cues, at, edge) if after_source else None
        quoted_left = left is not None and inside[left[1] - 1] >= 0
        if quoted_left and name in ("say", "tell"):
            right = _quoted_right(layout, cue_stop, sentence.stop)
        else:
            right = (start, end) if _clause_like(layout, start, end, name) else None
            if (right and left and not _interrupts(tokens, cue, start)) or (
                left and name not in ("say", "tell", "mind")
            ):
                left = None
    right = _trimmed(tokens, right)
    if kind == "attitude" and left and not right and inside[left[1] - 1] < 0 and cue.shape != "subject":
        return None
    pieces = tuple(piece for piece in (left, right) if piece)
    colon = cue_stop < sentence.stop and tokens.words[sentence.stop - 1] == ":" and not right
    if not pieces and not colon:
        return None
    where = "both" if left and right else "left" if left else "right"
    marked = any(inside[j] >= 0 for piece in pieces for j in (piece[0], piece[1] - 1))
    rule = f"{cue.shape}-{where}-{name}-{'quoted' if marked or colon else 'clause'}"
    return Find(pieces, cue.source, (cue.first, cue_stop), kind, rule, number, open_right=colon)


def _right_end(tokens: Tokens, sentence: Sentence, cues: Sequence[Cue], at: int) -> int:
    """One past the last token that the cue may attribute: the next cue of the same speaker ends it."""
    cue, end = cues[at], sentence.stop
    for later in cues[at + 1 :]:
        if later.shape in ("joined", "participle", "inverted"):
            end = later.first
            break
        if (
            later.shape == "subject"
            and later.source
            and (
                cue.shape == "opening"
                or _parenthetic(tokens, sentence, cue, later)
                or _new_clause(tokens, sentence, later)
                or (later.source[0] > cue.stop and _closes(tokens, sentence, later))
            )
        ):
            end = later.source[0]
            break
    while end > cue.stop and (tokens.words[end - 1] in _PAUSES or tokens.lower[end - 1] in ("and", "but")):
        end -= 1
    return end


def _parenthetic(tokens: Tokens, sentence: Sentence, cue: Cue, later: Cue) -> bool:
    """Whether “A, she said, B” stands around the words of an earlier verb: its content ends there."""
    at = later.source[0] if later.source else 0
    between = at > cue.stop + 1 and tokens.words[at - 1] == ","
    return between and later.stop < sentence.stop and tokens.words[later.stop] == ","


def _new_clause(tokens: Tokens, sentence: Sentence, cue: Cue) -> bool:
    """Whether “, and they denied” begins a clause beside the first one."""
    at = cue.source[0] if cue.source else 0
    named = at and tokens.lower[at] not in ("it", "they", "that", "which", "who")
    joined = named and at - 2 > sentence.first and tokens.lower[at - 1] in ("and", "but", "while")
    return bool(joined and (tokens.words[at - 2] == "," or is_mark(tokens.words[at - 2])))


def _closes(tokens: Tokens, sentence: Sentence, cue: Cue) -> bool:
    """Whether “, they reported” ends the sentence."""
    if not cue.source or cue.source[0] <= sentence.first or tokens.words[cue.source[0] - 1] not in _PAUSES | DOUBLE:
        return False
    rest = [j for j in range(cue.stop, sentence.stop) if tokens.words[j] not in _ENDS]
    return not rest or tokens.lower[rest[0]] in PREPOSITIONS | DAYS


def _clause_like(layout: Layout, start: int, end: int, name: str) -> bool:
    """Whether the words after a cue can be its content, and not only a place or a time."""
    tokens = layout.tokens
    if start >= end:
        return False
    if layout.inside[start] >= 0:
        return True
    words = [j for j in range(start, end) if tokens.words[j][0].isalnum()]
    if not words:
        return False
    lower = tokens.lower[start]
    if lower == "to" and start + 1 < end and tokens.lower[start + 1] not in DETERMINERS:
        return tokens.capital(start) or not is_name(tokens, start + 1)
    if tokens.words[start] in (",", ")", ";", ".") or tokens.words[start] in DASHES:
        return False
    if name == "mind":
        return len(words) > 1 and lower not in ("of", "by", "with")
    if lower in PREPOSITIONS | {"when", "as", "while", "after", "where"} and name in ("say", "tell"):
        quoted = layout.quoted(start, min(end, start + 12))
        clause = lower in _LEADS
        return quoted or (clause and len(words) >= (3 if lower in ("about", "against", "of") else 7))
    return len(words) >= 2 or lower in DETERMINERS


def _interrupts(tokens: Tokens, cue: Cue, start: int) -> bool:
    """Whether “A, she said, B” has its cue between commas."""
    return start < len(tokens.words) and tokens.words[start - 1] == "," and cue.shape == "subject"


def _left(layout: Layout, sentence: Sentence, cues: Sequence[Cue], at: int, edge: int) -> Stretch | None:
    """The words before a source or an inverted cue, if they can be content: a quotation, or a clause and a comma."""
    tokens, inside = layout.tokens, layout.inside
    stop = edge
    while (
        stop > sentence.first
        and inside[stop - 1] < 0
        and (tokens.words[stop - 1] in _PAUSES or tokens.breaks(stop - 1))
    ):
        stop -= 1
    if stop == sentence.first:
        return None
    if inside[stop - 1] >= 0:
        start = sentence.first
        opened = layout.quotations[inside[stop - 1]].first
        for earlier in cues[:at]:
            if earlier.stop <= opened:
                start = opened
        if opened < sentence.first or tokens.words[opened - 1] in (":", "—", "--", "–"):
            start = opened  # begun in an earlier sentence, or after a colon
        return start, stop
    if stop == edge or tokens.words[stop] == ":":
        return None
    start = _after_dateline(tokens, sentence)
    whole = tokens.words[cues[at].stop] == "," if cues[at].stop < sentence.stop else False  # “In May, he said, it ...”
    if tokens.lower[start] in PREPOSITIONS and stop - start < 8 and not whole:
        return None
    return (start, stop) if stop - start >= 4 or whole else None


def _after_dateline(tokens: Tokens, sentence: Sentence) -> int:
    """First token after “EXAMPLETOWN, May 14 (Example Agency) –”, or of the sentence where there is no such thing."""
    first = sentence.first
    for i in range(first + 1, min(sentence.stop - 1, first + 14)):
        if tokens.words[i] in DASHES and (tokens.words[i - 1] == ")" or tokens.words[first].isupper()):
            return i + 1 if len(tokens.words[first]) > 2 else first
    return first


def _is_interrupted(tokens: Tokens, left: Stretch | None) -> bool:
    """Whether a quotation ends with a comma: it may go on."""
    return left is not None and left[1] - left[0] > 2 and tokens.words[left[1] - 2] == ","


def _quoted_right(layout: Layout, start: int, high: int, *, interrupted: bool = False) -> Stretch | None:
    """The quotation that goes on right after an interruption: “A,” she said, “B.”"""
    tokens, inside = layout.tokens, layout.inside
    i = start
    while i < high and inside[i] < 0:
        if i - start > (_LONG if interrupted else _SHORT) or tokens.lower[i] in ("adding", "that"):
            return None
        if not interrupted and tokens.lower[i] in ("and", "but") and (i + 1 >= high or inside[i + 1] < 0):
            return None
        i += 1
    if i >= high or (tokens.words[i - 1] not in _PAUSES and tokens.lower[i - 1] not in ("and", "but")):
        return None
    if i - start > _SHORT and tokens.capital(min(i + 1, high - 1)):
        return None
    stop = i
    while stop < high and inside[stop] >= 0:
        stop += 1
    return i, stop


def _trimmed(tokens: Tokens, piece: Stretch | None) -> Stretch | None:
    """Leave out stops and commas at the edges of a piece."""
    if piece is None:
        return None
    start, stop = piece
    while stop > start and tokens.words[stop - 1] in _ENDS:
        stop -= 1
    while start < stop and tokens.words[start] in _ENDS:
        start += 1
    if stop - start > 2 and tokens.words[stop - 2] == "," and tokens.lower[stop - 1] in ("however", "though", "too"):
        stop -= 2
    return (start, stop) if stop > start else None
