"""Reads the annotated articles into what the model reads and what it shall say."""

from __future__ import annotations

import gzip
import json
import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from quotes.finders.tokens import Stretch
from quotes.tagger.decoding import ENTITIES
from quotes.tagger.inputs import OPENING, Reading, read
from quotes.tagger.model import Model, encode
from training.attribution.people import CreditedMention, named, people_of, silver_people


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
    people: tuple[CreditedMention, ...] = ()  # who is credited


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, packed or not."""
    content = path.read_bytes()
    for line in (gzip.decompress(content) if path.suffix == ".gz" else content).decode().split("\n"):
        if line.strip():
            yield json.loads(line)


def to_tokens(reading: Reading, edges: Sequence[int]) -> Stretch | None:
    """Return the tokens of which a letter stands in the characters `edges`; None if there is none."""
    tokens = reading.tokens
    first = int(np.searchsorted(tokens.ends, edges[0], side="right"))
    stop = int(np.searchsorted(tokens.starts, edges[1], side="left"))
    while first < stop and tokens.breaks(first):
        first += 1
    while stop > first and tokens.breaks(stop - 1):
        stop -= 1
    return (first, stop) if first < stop else None


def _all(reading: Reading, pieces: Sequence[Sequence[int]]) -> tuple[Stretch, ...]:
    return tuple(found for piece in pieces if (found := to_tokens(reading, piece)))


@dataclass(frozen=True, slots=True)
class Row:
    """One article as annotated, in characters, with its silver entities and chains if there are any."""

    text: str
    annotated: dict[str, Any]
    silver: dict[str, Any] | None


def rows(path: Path, corenlp: Path | None = None) -> list[Row]:
    """Return the articles of one file, with entities and chains where the second file has them."""
    extra = {row["id"]: row for row in lines(corenlp)} if corenlp else {}
    return [Row(row["text"], row, extra.get(row["id"])) for row in lines(path)]


def _opening_mark(reading: Reading, content: Sequence[Stretch]) -> Stretch | None:
    """A quotation without a cue hangs on its opening mark."""
    for first, _ in content:
        for i in (first, first - 1):
            if i >= 0 and reading.features[i, 2] == OPENING:
                return i, i + 1
    return None


def item_of(row: Row, tokenizer: Tokenizer) -> Item:
    """Return an article as the model reads it."""
    reading = read(row.text, tokenizer)
    gold, sources = [], []
    for a in row.annotated["attributions"]:
        cue, content = _all(reading, a["cue"] or []), _all(reading, a["content"])
        source = _all(reading, a["source"] or [])
        sources.append(source)
        gold.append(Gold(cue[0] if cue else _opening_mark(reading, content), source, content))
    entities = None
    chains: tuple[tuple[Stretch, ...], ...] = ()
    if row.silver:
        found = [(to_tokens(reading, e[:2]), ENTITIES.index(e[2])) for e in row.silver["entities"] if e[2] in ENTITIES]
        entities = tuple((*at, kind) for at, kind in found if at)
        chains = tuple(_all(reading, [m[:2] for m in chain]) for chain in row.silver["coreference"])
    if any("speaker" in a for a in row.annotated["attributions"]):
        people = people_of(row.annotated, reading, sources)
        chains = chains or tuple({p.same: None for p in people})
    else:
        people = silver_people(chains, sources)
    return Item(row.annotated["id"], reading, tuple(g for g in gold if g.content), entities, chains, people)


_SENTENCE_END = re.compile(r"(?<=[a-z0-9][.!?])([”\"]?) (?=[“\"A-Z])")
_STYLES = ("“”‘’", "\"\"''", "«»‘’", "„“‚‘", "““‘’")  # the last: a mark that was mistyped


def varied(row: Row, chance: random.Random) -> Row:
    """Return an article as another publisher might print it: one sentence a line, other marks; no offset moves."""
    text = row.text
    if chance.random() < 0.4:
        text = _SENTENCE_END.sub(lambda found: found.group(1) + "\n", text)
    if chance.random() < 0.4:
        text = text.translate(dict(zip(map(ord, "“”‘’"), chance.choice(_STYLES), strict=True)))
    if chance.random() < 0.1:
        text = re.sub("\n(?=.)", " ", text)  # all line ends lost but the last of each gap
    return Row(text, row.annotated, row.silver)


def renamed(row: Row, chance: random.Random, surnames: Sequence[str]) -> Row:
    """Return an article in which half of the named speakers bear other surnames, so that none is learned by heart."""
    swaps: dict[str, str] = {}
    for a in row.annotated["attributions"]:
        words = (a.get("speaker") or "").split()
        if a.get("speaker_kind") == "person" and len(words) > 1 and len(words[-1]) > 3:
            swaps.setdefault(words[-1], chance.choice(surnames) if chance.random() < 0.5 else words[-1])
    swaps = {old: new for old, new in swaps.items() if old != new}
    if not swaps:
        return row
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, swaps)) + r")(?!\w)")
    ends, shifts, by = [0], [0], 0
    for found in pattern.finditer(row.text):
        by += len(swaps[found.group()]) - len(found.group())
        ends.append(found.end())
        shifts.append(by)

    def moved(edges: Sequence[int]) -> list[int]:
        return [at + shifts[bisect_right(ends, at) - 1] for at in edges]

    def swapped(text: str) -> str:
        return pattern.sub(lambda found: swaps[found.group()], text)

    attributions = [
        a
        | {part: [moved(piece) for piece in a.get(part) or []] for part in ("content", "source", "cue")}
        | ({"speaker": swapped(a["speaker"])} if a.get("speaker") else {})
        for a in row.annotated["attributions"]
    ]
    silver = row.silver and {
        "entities": [[*moved(e[:2]), *e[2:]] for e in row.silver["entities"]],
        "coreference": [[[*moved(m[:2]), *m[2:]] for m in chain] for chain in row.silver["coreference"]],
    }
    return Row(swapped(row.text), row.annotated | {"attributions": attributions}, silver)


def with_names(row: Row, model: Model) -> Row:
    """Return an article with the names that a model finds in it; where a person is credited, the annotated name."""
    encoded = encode(model, row.text)
    tokens = encoded.reading.tokens
    persons = {
        at
        for a in row.annotated["attributions"]
        if a.get("speaker_kind") == "person" and a.get("speaker")
        for at in named(tokens, a["speaker"], surname=True)
    }
    taken = {i for first, stop in persons for i in range(first, stop)}
    found = [(e.first, e.stop, e.kind) for e in encoded.entities if taken.isdisjoint(range(e.first, e.stop))]
    found += [(*at, "PERSON") for at in persons]
    entities = [[span.start, span.end, kind] for a, b, kind in sorted(found) if (span := tokens.span(a, b))]
    return Row(row.text, row.annotated, {"entities": entities, "coreference": []})
