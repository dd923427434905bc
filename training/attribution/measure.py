"""Runs a network over annotated articles and scores what it finds."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from quotes.tagger.decoding import best_tags, distances, stretches
from training.attribution.batches import batch_of, parts_of
from training.attribution.corpus import Item, lines
from training.attribution.losses import cue_vectors
from training.attribution.network import Network

Found = dict[str, Any]


@torch.inference_mode()
def find(network: Network, items: Sequence[Item], *, bias: float = 0.0) -> dict[str, list[Found]]:
    """Return what the network finds in each article, in characters."""
    network.eval()
    out: dict[str, list[Found]] = {item.id: [] for item in items}
    parts = sorted((p for item in items for p in parts_of(item)), key=lambda p: len(p.window.ids))
    for at in range(0, len(parts), 16):
        batch = batch_of(parts[at : at + 16])
        words = network.words(batch.ids, batch.features, batch.heads, batch.mask[:, None, None, :])
        cue_scores = network.cue(words).float().log_softmax(-1)
        cue_scores[..., 0] -= bias
        for row, part in enumerate(batch.parts):
            count = len(part.window.heads)
            scores = cue_scores[row : row + 1, :count].numpy()
            cues = stretches(best_tags(scores)[0], 0)
            if not cues:
                continue
            index = torch.tensor([(0, a, b) for a, b in cues])
            mine = words[row : row + 1, :count]
            near = torch.from_numpy(distances(count, cues))
            roles = network.roles(mine, cue_vectors(mine, index), near).float().log_softmax(-1).numpy()
            for cue, tags, row_scores in zip(cues, best_tags(roles), roles, strict=True):
                content, source = stretches(tags, 1), stretches(tags, 0)
                if content:
                    sure = float(row_scores[np.arange(count), tags].mean())
                    out[part.item.id].append(_found(part.item, part.window.first, cue, source, content, sure))
    return out


def _found(item: Item, first: int, cue: Any, source: Any, content: Any, sure: float) -> Found:
    def edges(found: tuple[int, int]) -> dict[str, int]:
        span = item.reading.tokens.span(first + found[0], first + found[1])
        return {"start": span.start, "end": span.end}

    source = max(source, key=lambda s: s[1] - s[0], default=None)
    return {
        "content": [edges(c) for c in content],
        "source": edges(source) if source else None,
        "cue": edges(cue),
        "sure": sure,
    }


def scorer_at(path: Path) -> Any:
    """Return the project's scorer, a script outside of the package, as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(found: dict[str, list[Found]], gold: Path, scorer: Path, kinds: set[str] | None = None) -> dict[str, float]:
    """Return the figures of the scorer for what was found."""
    module = scorer_at(scorer)
    counts = [module.count(row, found.get(row["id"], []), kinds) for row in lines(gold)]
    figures: dict[str, float] = module.report(counts, False)
    return figures
