"""What the stance model reads: target, quote and neighbours as word pieces, the target and the speaker marked.

Training and running share this file, so that both see the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SPEAKER = "the speaker"
_SPEAKER = re.compile(r"\bthe speaker\b", re.IGNORECASE)
PARTS = 4  # the target's name and the edges, before, the quote, after
MARKS = 3  # nothing, the target is named here, the speaker is
IN_TEXT = 2  # the part that is judged
TARGET, BY_SPEAKER = 1, 2
WINDOW, CONTEXT = 160, 40  # word pieces of a quote read at once, and of each neighbour
CLS, SEP = 101, 102  # ids of BERT's uncased vocabulary

Ints = NDArray[np.int64]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """What a quote says of a target is asked; who speaks is never seen."""

    text: str  # the words of the quote
    target: str  # its name
    names: tuple[str, ...] = ()  # under which it may be named, beside that
    mention: Stretch | None = None  # characters of `text`: where it is named, if that is known
    before: str = ""  # neighbouring sentences
    after: str = ""
    speaker: tuple[str, ...] = ()  # names that are read as "the speaker", in the neighbours too


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a question that the model reads at once."""

    ids: Ints  # word pieces
    features: Ints  # word pieces x 2: part, mark
    first: int  # where the quote's own pieces begin in `ids`
    offsets: tuple[Stretch, ...]  # of the quote's own pieces, in characters of the question's text


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Word pieces of one text."""

    ids: list[int]
    offsets: list[Stretch]
    marks: list[int]


def windows(question: Question, tokenizer: Tokenizer) -> tuple[Window, ...]:
    """Return what the model reads of a question: one window, more where the quote is long; takes any text."""
    quote = _pieces(question.text, question, tokenizer, question.mention)
    name = tokenizer.encode(question.target, add_special_tokens=False).ids[:CONTEXT]
    before = _pieces(question.before[-20 * CONTEXT :], question, tokenizer)
    after = _pieces(question.after[: 20 * CONTEXT], question, tokenizer)
    out = []
    for first, stop in _cuts(question.text, quote.offsets):
        kept = slice(first, stop)
        parts = [(0, [CLS, *name, SEP], [0] * (len(name) + 2))]
        if first == 0:
            parts.append((1, before.ids[-CONTEXT:], before.marks[-CONTEXT:]))
        start = sum(len(ids) for _, ids, _ in parts)
        parts.append((IN_TEXT, quote.ids[kept], quote.marks[kept]))
        if stop == len(quote.ids):
            parts.append((3, after.ids[:CONTEXT], after.marks[:CONTEXT]))
        parts.append((0, [SEP], [0]))
        ids = np.array([i for _, ids, _ in parts for i in ids], dtype=np.int64)
        features = np.array([(part, mark) for part, _, marks in parts for mark in marks], dtype=np.int64)
        out.append(Window(ids, features, start, tuple(quote.offsets[kept])))
    return tuple(out)


def _pieces(text: str, question: Question, tokenizer: Tokenizer, mention: Stretch | None = None) -> _Pieces:
    """Return the pieces of a text; each name of the speaker is read as "the speaker", at the place of the name."""
    ids: list[int] = []
    offsets: list[Stretch] = []
    own: list[Stretch] = [match.span() for match in _SPEAKER.finditer(text)]
    at = 0
    pattern = _pattern(question.speaker)
    for name in [*(match.span() for match in pattern.finditer(text))] if pattern else []:
        _append(ids, offsets, tokenizer, text[at : name[0]], at)
        masked = tokenizer.encode(SPEAKER, add_special_tokens=False).ids
        ids += masked
        offsets += [name] * len(masked)
        own.append(name)
        at = name[1]
    _append(ids, offsets, tokenizer, text[at:], at)
    named = [mention] if mention else []
    target = _pattern((question.target, *question.names))
    if target is not None and not named:
        taken = own
        named = [m.span() for m in target.finditer(text) if not _touches(m.span(), taken)]
    marks = [TARGET if _touches(at, named) else BY_SPEAKER if _touches(at, own) else 0 for at in offsets]
    return _Pieces(ids, offsets, marks)


def _append(ids: list[int], offsets: list[Stretch], tokenizer: Tokenizer, text: str, at: int) -> None:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids += encoding.ids
    offsets += [(start + at, stop + at) for start, stop in encoding.offsets]


def _touches(at: Stretch, stretches: Iterable[Stretch]) -> bool:
    return any(at[0] < stop and start < at[1] for start, stop in stretches)


def _cuts(text: str, offsets: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches of pieces of at most `WINDOW`, cut after a sentence's end where there is one."""
    out, first = [], 0
    while len(offsets) - first > WINDOW:
        ends = [i for i in range(first + WINDOW // 3, first + WINDOW) if text[offsets[i][0]] in ".!?…;"]
        stop = ends[-1] + 1 if ends else first + WINDOW
        out.append((first, stop))
        first = stop
    return [*out, (first, len(offsets))]


@lru_cache(maxsize=4096)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds one of the names as whole words; None without names."""
    longest_first = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
