"""A network whose every answer is chosen by hand, so that what is made of the answers can be tested alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

import numpy as np

from quotes.finders.tokens import Stretch, Tokens, tokens_of
from quotes.speakers.antecedents import FEATURES, Weights
from quotes.speakers.resolve import Reader
from quotes.speakers.side import COUNTRY_FEATURES, SIDE_FEATURES, SideWeights
from quotes.tagger.decoding import CUE_TAGS, ENTITIES, ENTITY_TAGS, ROLE_TAGS, tags_of
from quotes.tagger.inputs import SEP, read
from quotes.tagger.model import Entity, Told
from quotes.types import OFFICES

YES, NO = 0.9, 0.02
FIRST_ID = 200  # of a word; those before are marks of the encoder


class StandIn:
    """Knows the names it is given. A mention, as written, is the same as the words that `same` gives for it, else as
    the names in it; `role` and `place` give the words that tell these of it, `official` whether it holds office."""

    def __init__(
        self,
        names: Mapping[str, str],
        same: Mapping[str, str] | None = None,
        role: Mapping[str, str] | None = None,
        place: Mapping[str, str] | None = None,
        official: Mapping[str, bool] | None = None,
    ) -> None:
        self.names, self.same, self.official = names, same or {}, official or {}
        self.role, self.place = role or {}, place or {}
        self.words = ["\n"]

    def encode_batch(self, words, add_special_tokens):
        """Stand for the tokenizer, too: each word has a number of its own."""
        out = []
        for word in words:
            if word not in self.words:
                self.words.append(word)
            out.append(SimpleNamespace(ids=[FIRST_ID + self.words.index(word)]))
        return out

    def read(self, text):
        return read(text, self)

    def _written(self, ids):
        return ["\n" if i == SEP else self.words[int(i) - FIRST_ID] for i in ids]

    def run_reader(self, given):
        ids = given["ids"][0][given["heads"][0]]
        words, tags = self._written(ids), np.zeros(len(ids), dtype=np.int64)
        for name, kind in self.names.items():
            tags_of(places_of(words, name), ENTITIES.index(kind), tags)
        entities = np.full((len(ids), ENTITY_TAGS), -9.0, np.float32)
        entities[np.arange(len(ids)), tags] = 0
        cues = np.full((len(ids), CUE_TAGS), -9.0, np.float32)
        cues[:, 0] = 0
        return ids[:, None].astype(np.float32), cues, entities

    def run_roles(self, given):
        return [np.zeros((len(given["first"]), len(given["words"]), ROLE_TAGS), np.float32)]

    def run_told(self, given):
        words = self._written(given["words"][:, 0])
        rows, sides = [], []
        for first, last in zip(given["first"], given["last"], strict=True):
            mention = " ".join(words[first : last + 1])
            row = np.full((len(words), 3), NO, np.float32)
            said = [self.same[mention]] if mention in self.same else [n for n in self.names if n in mention]
            for column, told in enumerate((said, *([w.get(mention, "")] for w in (self.role, self.place)))):
                for a, b in (at for text in told if text for at in places_of(words, text)):
                    row[a:b, column] = YES
            rows.append(row)
            sides.append({True: (0.9, 0.05, 0.05), False: (0.05, 0.9, 0.05), None: (0.05, 0.05, 0.9)}[
                self.official.get(mention)
            ])  # fmt: skip
        return np.array(rows), np.array(sides), np.full((len(rows), len(OFFICES) + 1), 1 / 7)


def places_of(words: Sequence[str], text: str) -> list[Stretch]:
    """Where the words of `text` stand among words."""
    wanted = list(tokens_of(text).words)
    return [(i, i + len(wanted)) for i in range(len(words)) if list(words[i : i + len(wanted)]) == wanted]


def entities_of(tokens: Tokens, names: Mapping[str, str]) -> list[Entity]:
    """The entities of a text, wherever the names stand that are none of a longer name."""
    taken: set[int] = set()
    out = []
    for name, kind in sorted(names.items(), key=lambda pair: -len(pair[0])):
        for first, stop in places_of(tokens.words, name):
            if taken.isdisjoint(range(first, stop)):
                taken.update(range(first, stop))
                out.append(Entity(first, stop, kind))
    return sorted(out, key=lambda entity: entity.first)


def told_of(tokens: Tokens, *, same: str = "", role: str = "", place: str = "") -> Told:
    """What one mention tells, over the whole text: the words given are surely such, all others are not."""
    rows = np.full((3, len(tokens.words)), NO, np.float32)
    for row, text in zip(rows, (same, role, place), strict=True):
        for first, stop in places_of(tokens.words, text) if text else ():
            row[first:stop] = YES
    return Told(0, *rows, (1 / 3, 1 / 3, 1 / 3), tuple([1 / 7] * 7))


def weighing(**weights: float) -> Weights:
    """Weights of one hidden unit: a feature's name, with underscores for blanks, and what it is worth."""
    named = {name.replace("_", " "): value for name, value in weights.items()}
    return Weights(np.array([[named.get(name, 0.0) for name in FEATURES]]), np.zeros(1), np.ones(1))


def sides(official: Mapping[str, float], country: Mapping[str, float], least: float = 0.6) -> SideWeights:
    """Weights of office and country by the names of their features."""
    return SideWeights(
        np.array([official.get(name, 0.0) for name in SIDE_FEATURES]),
        np.array([country.get(name, 0.0) for name in COUNTRY_FEATURES]),
        least,
        least,
    )


PLAIN = Reader(
    weighing(same=9.0, last_speaker=1.0, agrees=12.0, clash=-9.0, ahead=-1.0, self=1.0),
    sides({"said yes": 2.0, "rule yes": 3.0, "rule no": -3.0}, {"rule": 3.0, "told": 3.0, "own": 3.0}),
    0.5,
)
