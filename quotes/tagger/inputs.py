"""What the model reads: a text's tokens as word pieces with what the uncased encoder cannot see, cut into windows.

Training and running share this file, so that both see the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quotes.finders.layout import Layout, lay_out
from quotes.finders.quotations import Quotation
from quotes.finders.tokens import Tokens

CLS, SEP, UNKNOWN = 101, 102, 100  # ids of BERT's uncased vocabulary; a line end is read as SEP
WINDOW = 254  # word pieces, without the two at the edges
LONGEST_WORD = 16  # word pieces; more of one token tell nothing
SHAPES = 6  # blank: no letter, lower, Capital, ALL CAPS, miXed, digit
PLACES = 3  # inside a line, first of a line, line end
DEPTHS = 6  # outside marks, inside, deeper, opening mark, closing mark, inside marks of which one is missing
OPENING, CLOSING, DAMAGED = 3, 4, 5

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it; one row for each of its tokens."""

    layout: Layout
    pieces: tuple[tuple[int, ...], ...]  # word pieces of each token, at least one
    features: Ints  # tokens x 3: shape, place, depth

    @property
    def tokens(self) -> Tokens:
        """The tokens."""
        return self.layout.tokens


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of tokens that the model reads at once."""

    first: int  # token
    stop: int  # token, one past the last
    ids: Ints  # word pieces with the two at the edges
    features: Ints  # word pieces x 3
    heads: Ints  # position in `ids` of each token's first word piece


def read(text: str, tokenizer: Tokenizer) -> Reading:
    """Return `text` as tokens, word pieces and features; takes any text."""
    layout = lay_out(text)
    return Reading(layout, _pieces(layout.tokens, tokenizer), _features(layout.tokens, layout.quotations))


def _pieces(tokens: Tokens, tokenizer: Tokenizer) -> tuple[tuple[int, ...], ...]:
    known: dict[str, tuple[int, ...]] = {}
    for i, word in enumerate(tokens.words):
        if word not in known:
            known[word] = () if not tokens.breaks(i) else (SEP,)
    new = [word for word, ids in known.items() if not ids]
    for word, encoding in zip(new, tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
        known[word] = tuple(encoding.ids[:LONGEST_WORD]) or (UNKNOWN,)
    return tuple(known[word] for word in tokens.words)


def _features(tokens: Tokens, quotations: Sequence[Quotation]) -> Ints:
    out = np.zeros((len(tokens.words), 3), dtype=np.int64)
    at_start = True
    for i, word in enumerate(tokens.words):
        broken = tokens.breaks(i)
        out[i, 0] = _shape(word)
        out[i, 1] = 2 if broken else int(at_start)
        at_start = broken
    for quotation in quotations:  # outer before inner
        inside = DAMAGED if quotation.damaged else 1 if quotation.depth == 0 else 2
        out[quotation.first : quotation.stop, 2] = inside
    for quotation in quotations:
        if not tokens.words[quotation.first][0].isalnum():
            out[quotation.first, 2] = OPENING
        if not tokens.words[quotation.stop - 1][0].isalnum():
            out[quotation.stop - 1, 2] = CLOSING
    return out


def _shape(word: str) -> int:
    if word[0].isdigit():
        return 5
    if word.islower():
        return 1
    if not word[0].isalpha():
        return 0
    if word.isupper():
        return 3 if len(word) > 1 else 2
    return 2 if word[0].isupper() and word[1:].islower() else 4


def windows(reading: Reading, *, first: int = 0, size: int = WINDOW) -> list[tuple[int, int]]:
    """Cut the tokens from `first` on into stretches of whole lines that hold up to `size` word pieces.

    A longer line is cut where its last sentence outside quotation marks ends, else where the space ends.
    """
    out: list[tuple[int, int]] = []
    count = len(reading.pieces)
    start = first
    while start < count:
        used, stop, line_end, sentence_end = 0, start, -1, -1
        while stop < count and used + len(reading.pieces[stop]) <= size:
            used += len(reading.pieces[stop])
            stop += 1
            _, place, depth = reading.features[stop - 1]
            word, before = reading.tokens.words[stop - 1], reading.tokens.words[stop - 2]
            if place == 2:
                line_end = stop
            elif (depth == 0 and word in ".!?") or (depth == CLOSING and before in ".!?"):
                sentence_end = stop
        if stop < count:
            stop = line_end if line_end > start else sentence_end if sentence_end > start else max(stop, start + 1)
        out.append((start, stop))
        start = stop
    return out


def window_of(reading: Reading, first: int, stop: int) -> Window:
    """Return the arrays of one stretch of tokens."""
    ids, features, heads = [CLS], [(0, 0, 0)], []
    for i in range(first, stop):
        heads.append(len(ids))
        ids.extend(reading.pieces[i])
        features.extend([tuple(reading.features[i])] * len(reading.pieces[i]))
    ids.append(SEP)
    features.append((0, 0, 0))
    return Window(
        first,
        stop,
        np.array(ids, dtype=np.int64),
        np.array(features, dtype=np.int64),
        np.array(heads, dtype=np.int64),
    )
