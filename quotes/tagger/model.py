"""Runs the shipped model: onnxruntime and tokenizers, one thread, one window at a time, no network."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from quotes.finders.tokens import Stretch
from quotes.model_files import card_of, checked_files, opened
from quotes.tagger.decoding import ENTITIES, OUT, Floats, best_tags, distances, stretches
from quotes.tagger.inputs import Reading, read, window_of, windows

GRAPHS = ("reader.onnx", "roles.onnx", "told.onnx")
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


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text with what the encoder made of it, window by window."""

    reading: Reading
    windows: tuple[Stretch, ...]  # tokens
    words: NDArray[np.float16]  # tokens x size
    cues: Floats  # tokens x tags, log probabilities
    entities: tuple[Entity, ...]  # names in order; MISC is anything else that has a name


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells of one mention's bearer: probabilities of the tokens around it, and of its office."""

    first: int  # token that the rows begin with
    same: Floats  # the token belongs to a mention of the same
    role: Floats  # ... to the words of role and organisation
    place: Floats  # ... tells the country; means something only of words for one
    official: tuple[float, float, float]  # holds public office, holds none, not known
    office: tuple[float, ...]  # of types.OFFICES, then none


class Network(Protocol):
    """What runs the graphs: the shipped model, or a checkpoint in training."""

    def read(self, text: str) -> Reading: ...
    def run_reader(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]: ...
    def run_roles(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]: ...
    def run_told(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]: ...


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
        return read(text, _opened(self.folder).tokenizer)

    def run_reader(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]:
        """Run the encoder over one window: vectors of its words, and log probabilities of cue and entity tags."""
        return _opened(self.folder).reader.run(None, given)  # type: ignore[no-any-return]

    def run_roles(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]:
        """Run the roles of given cues: log probabilities of the tags of each word, for each cue."""
        return _opened(self.folder).roles.run(None, given)  # type: ignore[no-any-return]

    def run_told(self, given: dict[str, NDArray[Any]]) -> Sequence[NDArray[np.float32]]:
        """Run what is told of given mentions: probabilities of each word, of being in office, and of the offices."""
        return _opened(self.folder).told.run(None, given)  # type: ignore[no-any-return]


def encode(network: Network, text: str) -> Encoded:
    """Return `text` as the encoder sees it; each window is run once, by itself."""
    reading = network.read(text)
    places = tuple(windows(reading))
    words, cues, entities = [], [], []
    for first, stop in places:
        vectors, cue_scores, entity_scores = network.run_reader(_given(reading, first, stop))
        words.append(vectors.astype(np.float16))
        cues.append(cue_scores)
        tags = best_tags(entity_scores[None])[0]
        found = [Entity(a + first, b + first, kind) for n, kind in enumerate(ENTITIES) for a, b in stretches(tags, n)]
        entities += sorted(found, key=lambda entity: entity.first)
    empty = np.zeros((0, 1), np.float32)
    return Encoded(
        reading,
        places,
        np.concatenate(words) if words else empty.astype(np.float16),
        np.concatenate(cues) if cues else empty,
        tuple(entities),
    )


def tag(network: Network, encoded: Encoded, proposed: Sequence[Stretch] = ()) -> Iterator[Tagged]:
    """Yield the cues of a text with their sources and contents, window by window.

    Doubtful cues are yielded too, and the `proposed` ones that overlap none of the others: the margins tell.
    """
    proposed = sorted(proposed)
    for first, stop in encoded.windows:
        cue_scores = encoded.cues[first:stop]
        likely = cue_scores.copy()
        likely[:, OUT] -= DOUBT
        cues = stretches(best_tags(likely[None])[0], 0)
        cues += _apart(proposed, cues, first, stop)
        if not cues:
            continue
        scores = network.run_roles(_seen_from(encoded, first, stop, cues))[0]
        for cue, tags, row in zip(cues, best_tags(scores), scores, strict=True):
            yield Tagged(
                _moved(cue, first),
                tuple(_moved(s, first) for s in stretches(tags, 0)),
                tuple(_moved(s, first) for s in stretches(tags, 1)),
                _margins(cue_scores, cue, row, tags),
            )


def told(network: Network, encoded: Encoded, mentions: Sequence[Stretch]) -> dict[Stretch, Told]:
    """Return what the windows around each mention tell of whom it stands for."""
    starts = [first for first, _ in encoded.windows]
    by_window: dict[int, list[Stretch]] = {}
    for mention in sorted(set(mentions)):
        by_window.setdefault(bisect_right(starts, mention[0]) - 1, []).append(mention)
    out = {}
    for number, inside in by_window.items():
        first = encoded.windows[max(0, number - 1)][0]
        stop = encoded.windows[min(len(starts) - 1, number + 1)][1]
        given = _seen_from(encoded, first, stop, [(a - first, min(b, stop) - first) for a, b in inside])
        tokens, official, office = network.run_told(given)
        for mention, rows, side, held in zip(inside, tokens, official, office, strict=True):
            a, b, c = side.tolist()
            out[mention] = Told(first, rows[:, 0], rows[:, 1], rows[:, 2], (a, b, c), tuple(held.tolist()))
    return out


def _seen_from(encoded: Encoded, first: int, stop: int, at: Sequence[Stretch]) -> dict[str, NDArray[Any]]:
    edges = np.array(at, dtype=np.int64)
    return {
        "words": encoded.words[first:stop].astype(np.float32),
        "first": edges[:, 0],
        "last": edges[:, 1] - 1,
        "near": distances(stop - first, list(at)),
    }


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


class _Opened(NamedTuple):
    tokenizer: Any
    reader: Any
    roles: Any
    told: Any


@lru_cache(maxsize=2)
def _opened(folder: Path) -> _Opened:
    """Return the tokenizer and the sessions, after a check that the files are those that were trained."""
    from tokenizers import Tokenizer

    content = checked_files(folder)
    tokenizer = Tokenizer.from_str(content["tokenizer.json"].decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return _Opened(tokenizer, *(opened(content[file]) if file in content else None for file in GRAPHS))
