"""Cuts articles into windows and packs them into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quotes.finders.tokens import Stretch
from quotes.tagger.decoding import distances, tags_of
from quotes.tagger.inputs import WINDOW, Window, window_of, windows
from training.attribution.corpus import Item
from training.attribution.people import TOLD_TAGS, CreditedMention

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Part:
    """A window of an article with what is annotated in it, in tokens of the window."""

    item: Item
    window: Window
    gold: tuple[tuple[Stretch, tuple[Stretch, ...], tuple[Stretch, ...]], ...]  # cue, source, content
    chains: tuple[tuple[Stretch, ...], ...]
    people: tuple[CreditedMention, ...]


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
    people: Tensor  # mentions x 3: row, first, stop
    people_near: Tensor  # mentions x tokens
    told: Tensor  # mentions x tokens x 3: 1 yes, 0 no, IGNORED not known
    sides: Tensor  # mentions x 2: side, office


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
    people = tuple(
        replace(
            p,
            mention=(p.mention[0] - first, p.mention[1] - first),
            same=inside(p.same),
            role=None if p.role is None else inside(p.role),
            places=tuple((i - first, mine) for i, mine in p.places if first <= i < stop),
        )
        for p in item.people
        if first <= p.mention[0] and p.mention[1] <= stop
    )
    return Part(item, window_of(item.reading, first, stop), tuple(gold), tuple(c for c in chains if c), people)


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
    people, people_near, told, sides = [], [], [], []
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
        for person in part.people:
            people.append((row, *person.mention))
            people_near.append(np.pad(distances(w, [person.mention])[0], (0, tokens - w)))
            told.append(_told(person, w, tokens))
            sides.append((person.side, person.office))
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
        torch.tensor(people, dtype=torch.long).reshape(-1, 3),
        torch.from_numpy(np.array(people_near, np.int64).reshape(-1, tokens)),
        torch.from_numpy(np.array(told, np.float32).reshape(-1, tokens, TOLD_TAGS)),
        torch.tensor(sides, dtype=torch.long).reshape(-1, 2),
    )


def _told(person: CreditedMention, count: int, tokens: int) -> NDArray[np.float32]:
    out = np.full((tokens, TOLD_TAGS), IGNORED, np.float32)
    out[:count, 0] = 0
    for first, stop in person.same:
        out[first:stop, 0] = 1
    if person.role is not None:
        out[:count, 1] = 0
        for first, stop in person.role:
            out[first:stop, 1] = 1
    for i, mine in person.places:
        out[i, 2] = float(mine)
    return out


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
