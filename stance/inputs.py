"""What the stance model reads: target, quote and neighbours as word pieces, the target and the speaker marked.

Training and running share this file, so that both see the same numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SPEAKER = "the speaker"
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
    """What a quote says of a target is asked; the speaker's names are masked already."""

    text: str  # the words of the quote
    target: str  # its name
    names: tuple[str, ...] = ()  # under which it may be named, beside that
    mention: Stretch | None = None  # characters of `text`: where it is named, if that is known
    before: str = ""  # neighbouring sentences
    after: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a question that the model reads at once."""

    ids: Ints  # word pieces
    features: Ints  # word pieces x 2: part, mark
    start: int  # characters of the question's text
    stop: int


def windows(question: Question, tokenizer: Tokenizer) -> tuple[Window, ...]:
    """Return what the model reads of a question: one window, more where the quote is long; takes any text."""
    ids, offsets = _pieces(question.text, tokenizer)
    marks = _marks(question.text, offsets, question)
    name, _ = _pieces(question.target, tokenizer)
    before = _neighbour(question.before, question, tokenizer, last=True)
    after = _neighbour(question.after, question, tokenizer, last=False)
    out = []
    for first, stop in _cuts(question.text, offsets):
        parts = [
            ([CLS, *name[:CONTEXT], SEP], 0, None),
            (before[0] if first == 0 else [], 1, before[1]),
            (ids[first:stop], IN_TEXT, marks[first:stop]),
            (after[0] if stop == len(ids) else [], 3, after[1]),
            ([SEP], 0, None),
        ]
        made = np.array([i for given, _, _ in parts for i in given], dtype=np.int64)
        features = np.array(
            [
                (part, mark)
                for given, part, told in parts
                for _, mark in zip(given, told or [0] * len(given), strict=False)
            ],
            dtype=np.int64,
        )
        reach = (offsets[first][0], offsets[stop - 1][1]) if stop > first else (0, 0)
        out.append(Window(made, features, *reach))
    return tuple(out)


def masked(question: Question, names: Iterable[str]) -> Question:
    """Return the question with each of the speaker's `names` written "the speaker", wherever they stand."""
    pattern = _pattern(tuple(dict.fromkeys(names)))
    if pattern is None:
        return question
    text, mention = question.text, question.mention
    if mention is not None:  # the mention moves with what is replaced before it
        head = pattern.sub(SPEAKER, text[: mention[0]])
        named = pattern.sub(SPEAKER, text[slice(*mention)])
        text, mention = head + named + pattern.sub(SPEAKER, text[mention[1] :]), (len(head), len(head) + len(named))
    else:
        text = pattern.sub(SPEAKER, text)
    before, after = (pattern.sub(SPEAKER, part) for part in (question.before, question.after))
    return replace(question, text=text, mention=mention, before=before, after=after)


def _pieces(text: str, tokenizer: Tokenizer) -> tuple[list[int], list[Stretch]]:
    encoding = tokenizer.encode(text, add_special_tokens=False)
    return encoding.ids, encoding.offsets


def _neighbour(text: str, question: Question, tokenizer: Tokenizer, *, last: bool) -> tuple[list[int], list[int]]:
    """Return the pieces that stand next to the quote, with their marks."""
    text = text[-20 * CONTEXT :] if last else text[: 20 * CONTEXT]
    ids, offsets = _pieces(text, tokenizer)
    marks = _marks(text, offsets, replace(question, mention=None))
    kept = slice(-CONTEXT, None) if last else slice(CONTEXT)
    return ids[kept], marks[kept]


def _marks(text: str, offsets: Sequence[Stretch], question: Question) -> list[int]:
    named = [question.mention] if question.mention else []
    pattern = _pattern((question.target, *question.names))
    if pattern is not None and not named:
        named = [match.span() for match in pattern.finditer(text)]
    own = [match.span() for match in re.finditer(r"\bthe speaker\b", text, re.IGNORECASE)]
    return [TARGET if _touches(at, named) else BY_SPEAKER if _touches(at, own) else 0 for at in offsets]


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
    told = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
    if not told:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told))})(?!\w)", re.IGNORECASE)
