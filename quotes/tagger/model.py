"""Runs the shipped model: onnxruntime and tokenizers, one thread, one window at a time, no network."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.finders.tokens import Stretch
from quotes.model_files import card_of, checked_files, opened
from quotes.tagger.decoding import ENTITIES, OUT, Floats, best_tags, distances, stretches
from quotes.tagger.inputs import Reading, read, window_of, windows

Run = Callable[[dict[str, NDArray[Any]]], Sequence[NDArray[np.float32]]]
DOUBT = 2.0  # how much less likely than none at all a cue may be to be yielded, as a logarithm


@dataclass(frozen=True, slots=True)
class Tagged:
    """A cue with what the model says it attributes; all stretches are tokens of the text."""

    cue: Stretch
    source: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    margins: tuple[
        float, ...
    ]  # probabilities: of the cue; least of the source; content's mean, of its edges, least of all


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in the text."""

    first: int  # token
    stop: int
    kind: str  # of decoding.ENTITIES


class Model:
    """The model in `folder`; it pickles as that path, and opens its files when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[type[Model], tuple[Path]]:
        return Model, (self.folder,)

    @property
    def card(self) -> dict[str, Any]:
        """What the model's card tells a program: version, hashes of the files, weights of the scorer."""
        return card_of(self.folder)

    def read(self, text: str) -> Reading:
        """Return `text` as the model reads it."""
        return read(text, _opened(self.folder)[0])

    def tag(self, reading: Reading, proposed: Sequence[Stretch] = ()) -> Iterator[Tagged]:
        """Yield the cues of a text with their sources and contents, window by window.

        Doubtful cues are yielded too, and the `proposed` ones that overlap none of the others: the margins tell.
        """
        _, _, roles = _opened(self.folder)
        return tag(reading, proposed, self.encode, lambda given: roles.run(None, given))

    def entities(self, reading: Reading) -> Iterator[Entity]:
        """Yield the names in a text in order, window by window; MISC is anything else that has a name."""
        for first, stop in windows(reading):
            tags = best_tags(self.encode(_given(reading, first, stop))[2][None])[0]
            found = [
                Entity(a + first, b + first, kind) for n, kind in enumerate(ENTITIES) for a, b in stretches(tags, n)
            ]
            yield from sorted(found, key=lambda entity: entity.first)

    def encode(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]:
        """Run the encoder over one window: vectors of its words, and log probabilities of cue and entity tags."""
        _, reader, _ = _opened(self.folder)
        out: Sequence[NDArray[np.float32]] = reader.run(None, given)
        return out


def tag(reading: Reading, proposed: Sequence[Stretch], read_window: Run, read_roles: Run) -> Iterator[Tagged]:
    """Yield what a network tags, of which `read_window` runs the encoder and `read_roles` the roles of given cues."""
    proposed = sorted(proposed)
    for first, stop in windows(reading):
        words, cue_scores, *_ = read_window(_given(reading, first, stop))
        likely = cue_scores.copy()
        likely[:, OUT] -= DOUBT
        cues = stretches(best_tags(likely[None])[0], 0)
        cues += _apart(proposed, cues, first, stop)
        if not cues:
            continue
        edges = np.array(cues, dtype=np.int64)
        near = distances(len(words), cues)
        scores = read_roles({"words": words, "first": edges[:, 0], "last": edges[:, 1] - 1, "near": near})[0]
        for cue, tags, row in zip(cues, best_tags(scores), scores, strict=True):
            yield Tagged(
                _moved(cue, first),
                tuple(_moved(s, first) for s in stretches(tags, 0)),
                tuple(_moved(s, first) for s in stretches(tags, 1)),
                _margins(cue_scores, cue, row, tags),
            )


def _given(reading: Reading, first: int, stop: int) -> dict[str, NDArray[Any]]:
    window = window_of(reading, first, stop)
    return {"ids": window.ids[None], "features": window.features[None], "heads": window.heads[None]}


def _apart(proposed: Sequence[Stretch], cues: Sequence[Stretch], first: int, stop: int) -> list[Stretch]:
    """Return the proposed cues that lie in the window and overlap none of its own."""
    inside = proposed[bisect_left(proposed, (first, 0)) : bisect_left(proposed, (stop, 0))]
    moved = dict.fromkeys((a - first, b - first) for a, b in inside if a < b <= stop)
    return [(a, b) for a, b in moved if not any(a < d and c < b for c, d in cues)]


def _moved(stretch: Stretch, by: int) -> Stretch:
    return stretch[0] + by, stretch[1] + by


def _margins(cue_scores: Floats, cue: Stretch, row: Floats, tags: NDArray[np.int64]) -> tuple[float, ...]:
    cue_sure = float(1 - np.exp(cue_scores[cue[0] : cue[1], 0]).mean())
    chosen = np.exp(np.take_along_axis(row, tags[:, None], 1)[:, 0])
    source, content = chosen[(tags > 0) & (tags < 5)], chosen[tags >= 5]
    edges = chosen[(tags >= 5) & (tags != 6)]
    return (
        cue_sure,
        float(source.min()) if len(source) else 0.0,
        float(content.mean()) if len(content) else 0.0,
        float(edges.min()) if len(edges) else 0.0,
        float(chosen.min()),
    )


@lru_cache(maxsize=2)
def _opened(folder: Path) -> tuple[Any, Any, Any]:
    """Return the tokenizer and both sessions, after a check that the files are those that were trained."""
    from tokenizers import Tokenizer

    content = checked_files(folder)
    tokenizer = Tokenizer.from_str(content["tokenizer.json"].decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer, opened(content["reader.onnx"]), opened(content["roles.onnx"])
