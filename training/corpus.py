"""Reads the annotated articles into what the model reads and what it shall say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from quotes.tagger.decoding import ENTITIES, Stretch
from quotes.tagger.inputs import Reading, read


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution, in tokens."""

    cue: Stretch | None
    source: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One article."""

    id: str
    reading: Reading
    gold: tuple[Gold, ...]
    entities: tuple[tuple[int, int, int], ...] | None  # first, stop, kind; None: not annotated
    chains: tuple[tuple[Stretch, ...], ...]  # mentions of one thing
    weight: float = 1.0


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, packed or not."""
    content = path.read_bytes()
    for line in (gzip.decompress(content) if path.suffix == ".gz" else content).decode().split("\n"):
        if line.strip():
            yield json.loads(line)


def to_tokens(reading: Reading, edges: Sequence[int]) -> Stretch | None:
    """Return the tokens of which a letter stands in the characters `edges`; None if there is none."""
    sheet = reading.sheet
    first = int(np.searchsorted(sheet.ends, edges[0], side="right"))
    stop = int(np.searchsorted(sheet.starts, edges[1], side="left"))
    while first < stop and sheet.breaks(first):
        first += 1
    while stop > first and sheet.breaks(stop - 1):
        stop -= 1
    return (first, stop) if first < stop else None


def _all(reading: Reading, pieces: Sequence[Sequence[int]]) -> tuple[Stretch, ...]:
    return tuple(found for piece in pieces if (found := to_tokens(reading, piece)))


def articles(path: Path, tokenizer: Tokenizer, corenlp: Path | None = None) -> list[Item]:
    """Return the articles of one file, with entities and chains where the second file has them."""
    extra = {row["id"]: row for row in lines(corenlp)} if corenlp else {}
    out = []
    for row in lines(path):
        reading = read(row["text"], tokenizer)
        gold = []
        for a in row["attributions"]:
            cue = _all(reading, a["cue"] or [])
            gold.append(Gold(cue[0] if cue else None, _all(reading, a["source"] or []), _all(reading, a["content"])))
        silver = extra.get(row["id"])
        entities = None
        chains: tuple[tuple[Stretch, ...], ...] = ()
        if silver:
            found = [(to_tokens(reading, e[:2]), ENTITIES.index(e[2])) for e in silver["entities"] if e[2] in ENTITIES]
            entities = tuple((*at, kind) for at, kind in found if at)
            chains = tuple(_all(reading, [m[:2] for m in chain]) for chain in silver["coreference"])
        out.append(Item(row["id"], reading, tuple(g for g in gold if g.content), entities, chains))
    return out
