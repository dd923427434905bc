"""From the model's numbers to cues, sources and contents: the best legal sequence of tags.

Tags mark where a stretch begins, goes on and ends (BIOES), so that both of its edges carry evidence.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from quotes.finders.tokens import Stretch

Floats = NDArray[np.float32]

OUT = 0
CUE_TAGS = 5  # out, begin, inside, end, single
ROLE_TAGS = 9  # out, then begin, inside, end, single of source, then of content
ENTITIES = ("PERSON", "ORGANIZATION", "LOCATION", "MISC")
ENTITY_TAGS = 1 + 4 * len(ENTITIES)
FAR = 160  # tokens; farther from its cue than this all places are alike
_NEVER = np.float32(-1e9)


def transitions(tags: int) -> tuple[Floats, Floats, Floats]:
    """Return what may follow what, what may start and what may end, as 0 or a very low number.

    Tags are OUT and then begin, inside, end, single for each role.
    """
    step = np.full((tags, tags), _NEVER, dtype=np.float32)
    start = np.full(tags, _NEVER, dtype=np.float32)
    end = np.full(tags, _NEVER, dtype=np.float32)
    opening = [OUT] + [t for t in range(1, tags) if (t - 1) % 4 in (0, 3)]
    closing = [OUT] + [t for t in range(1, tags) if (t - 1) % 4 in (2, 3)]
    start[opening] = 0
    end[closing] = 0
    for before in closing:
        step[before, opening] = 0
    for role in range((tags - 1) // 4):
        begin, inside, last = 1 + 4 * role, 2 + 4 * role, 3 + 4 * role
        for before in (begin, inside):
            step[before, [inside, last]] = 0
    return step, start, end


def best_tags(scores: Floats) -> NDArray[np.int64]:
    """Return the best legal tags of each row of `scores` (rows x tokens x tags, log probabilities): Viterbi."""
    rows, tokens, tags = scores.shape
    step, start, end = transitions(tags)
    best = scores[:, 0] + start
    back = np.zeros((rows, tokens, tags), dtype=np.int64)
    for i in range(1, tokens):
        through = best[:, :, None] + step
        back[:, i] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:, i]
    out = np.zeros((rows, tokens), dtype=np.int64)
    out[:, -1] = (best + end).argmax(axis=1)
    every = np.arange(rows)
    for i in range(tokens - 1, 0, -1):
        out[:, i - 1] = back[every, i, out[:, i]]
    return out


def stretches(tags: NDArray[np.int64], role: int) -> list[Stretch]:
    """Return the stretches of one role in a row of tags."""
    out, first = [], 0
    for i, tag in enumerate(tags.tolist()):
        part = tag - 1 - 4 * role
        if part in (0, 3):
            first = i
        if part in (2, 3):
            out.append((first, i + 1))
    return out


def tags_of(found: list[Stretch], role: int, out: NDArray[np.int64]) -> None:
    """Write the tags of stretches of one role into `out`: the inverse of `stretches`."""
    for first, stop in found:
        if stop - first == 1:
            out[first] = 4 + 4 * role
        else:
            out[first], out[first + 1 : stop - 1], out[stop - 1] = 1 + 4 * role, 2 + 4 * role, 3 + 4 * role


def distances(tokens: int, cues: list[Stretch]) -> NDArray[np.int64]:
    """Return for each cue and token how far apart they stand, as a bucket of 0 to 32; 16 is the cue itself."""
    at = np.arange(tokens)
    rows = []
    for first, stop in cues:
        before, after = np.maximum(first - at, 0), np.maximum(at - stop + 1, 0)
        gap = np.minimum(before + after, FAR)
        near = np.where(gap <= 6, gap, np.minimum(16, 6 + np.round(2 * np.log2(np.maximum(gap, 6) / 6)).astype(int)))
        rows.append(16 + np.where(after > 0, near, -near))
    return np.array(rows, dtype=np.int64).reshape(len(cues), tokens)
