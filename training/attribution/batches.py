"""Cuts articles into windows and packs them into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quotes.finders.tokens import Stretch
from quotes.tagger.decoding import distances, tags_of
from quotes.tagger.inputs import WINDOW, Window, window_of, windows
from training.attribution.corpus import Item

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Part:
    """A window of an article with what is annotated in it, in tokens of the window."""

    item: Item
    window: Window
    gold: tuple[tuple[Stretch, tuple[Stretch, ...], tuple[Stretch, ...]], ...]  # cue, source, content
    chains: tuple[tuple[Stretch, ...], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side; rows are padded to the longest."""

    parts: tuple[Part, ...]
    ids: Tensor
    features: Tensor
    mask: Tensor  # of pieces
    heads: Tensor
    filled: Tensor  # of tokens
    cue_tags: Tensor
    entity_tags: Tensor
    any_tags: Tensor
    cues: Tensor  # cues x 3: row, first, stop
    near: Tensor  # cues x tokens
    role_tags: Tensor  # cues x tokens


def part_of(item: Item, first: int, stop: int) -> Part:
    """Return one window of an article with what lies in it."""

    def inside(found: Sequence[Stretch]) -> tuple[Stretch, ...]:
        cut = [(max(a, first) - first, min(b, stop) - first) for a, b in found]
        return tuple((a, b) for a, b in cut if a < b)

    gold = []
    for g in item.gold:
        if g.cue and first <= g.cue[0] and g.cue[1] <= stop:
            gold.append(((g.cue[0] - first, g.cue[1] - first), inside(g.source), inside(g.content)))
    chains = tuple(tuple((a - first, b - first) for a, b in chain if first <= a and b <= stop) for chain in item.chains)
    return Part(item, window_of(item.reading, first, stop), tuple(gold), tuple(c for c in chains if c))


def parts_of(item: Item, chance: random.Random | None = None) -> list[Part]:
    """Return an article's windows; with `chance` the first is of any size, so that cuts fall elsewhere each time."""
    out, start = [], 0
    if chance:
        first = windows(item.reading, size=chance.randint(WINDOW // 4, WINDOW))[:1]
        out += [part_of(item, a, b) for a, b in first]
        start = first[0][1] if first else 0
    return out + [part_of(item, a, b) for a, b in windows(item.reading, first=start)]


def batch_of(parts: Sequence[Part]) -> Batch:
    """Pad windows and their tags to one size."""
    rows = len(parts)
    length = max(len(p.window.ids) for p in parts)
    tokens = max(len(p.window.heads) for p in parts)
    ids, mask = np.zeros((rows, length), np.int64), np.zeros((rows, length), bool)
    features, heads = np.zeros((rows, length, 3), np.int64), np.zeros((rows, tokens), np.int64)
    cue_tags = np.full((rows, tokens), IGNORED, np.int64)
    entity_tags, any_tags = cue_tags.copy(), cue_tags.copy()
    cues, near, role_tags = [], [], []
    for row, part in enumerate(parts):
        window = part.window
        n, w = len(window.ids), len(window.heads)
        ids[row, :n], mask[row, :n], features[row, :n], heads[row, :w] = window.ids, True, window.features, window.heads
        cue_tags[row, :w] = any_tags[row, :w] = 0
        for cue, source, content in part.gold:
            if not cue_tags[row, cue[0] : cue[1]].any():
                tags_of([cue], 0, cue_tags[row])
            tags = np.full(tokens, IGNORED, np.int64)
            tags[:w] = 0
            tags_of(list(content), 1, tags)
            tags_of(list(source), 0, tags)
            tags_of(list(content), 1, any_tags[row])
            cues.append((row, *cue))
            role_tags.append(tags)
            near.append(np.pad(distances(w, [cue])[0], (0, tokens - w)))
        for _, source, _ in part.gold:
            tags_of(list(source), 0, any_tags[row])
        if part.item.entities is not None:
            entity_tags[row, :w] = 0
            for a, b, kind in part.item.entities:
                if window.first <= a and b <= window.stop:
                    tags_of([(a - window.first, b - window.first)], kind, entity_tags[row])
    return Batch(
        tuple(parts),
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(mask),
        torch.from_numpy(heads),
        torch.from_numpy(cue_tags != IGNORED),
        torch.from_numpy(cue_tags),
        torch.from_numpy(entity_tags),
        torch.from_numpy(any_tags),
        torch.tensor(cues, dtype=torch.long).reshape(-1, 3),
        torch.from_numpy(np.array(near, np.int64).reshape(-1, tokens)),
        torch.from_numpy(np.array(role_tags, np.int64).reshape(-1, tokens)),
    )


def batches(items: Sequence[Item], pieces: int, chance: random.Random) -> Iterator[Batch]:
    """Yield one pass over the articles, windows of like length side by side, in any order."""
    parts = [part for item in items for part in parts_of(item, chance)]
    parts.sort(key=lambda p: len(p.window.ids) + chance.random() * 24)
    groups: list[list[Part]] = [[]]
    for part in parts:
        if groups[-1] and len(part.window.ids) * (len(groups[-1]) + 1) > pieces:
            groups.append([])
        groups[-1].append(part)
    chance.shuffle(groups)
    for group in groups:
        yield batch_of(group)
