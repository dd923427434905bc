"""Runs a checkpoint as the shipped model is run, without writing it out first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from quotes.finders.tokens import Stretch
from quotes.tagger.inputs import Reading, read
from quotes.tagger.model import Tagged, tag
from training.attribution.network import load_network
from training.attribution.train import encoder_folder, open_tokenizer

Arrays = dict[str, NDArray[Any]]


class Running:
    """A network with the methods of the shipped model."""

    def __init__(self, checkpoint: Path) -> None:
        encoder = encoder_folder()
        self.tokenizer = open_tokenizer(encoder)
        self.network = load_network(checkpoint, encoder)
        self.left_out: list[str] = torch.load(checkpoint, weights_only=True).get("left_out", [])

    def read(self, text: str) -> Reading:
        """Return `text` as the network reads it."""
        return read(text, self.tokenizer)

    def tag(self, reading: Reading, proposed: Sequence[Stretch] = ()) -> Iterator[Tagged]:
        """Yield the cues of a text with their sources and contents."""
        return tag(reading, proposed, self._read_window, self._read_roles)

    @torch.inference_mode()
    def _read_window(self, given: Arrays) -> list[NDArray[np.float32]]:
        words = self.network.words(*(torch.from_numpy(given[k]) for k in ("ids", "features", "heads")))[0]
        return [words.numpy(), self.network.cue(words).log_softmax(-1).numpy()]

    @torch.inference_mode()
    def _read_roles(self, given: Arrays) -> list[NDArray[np.float32]]:
        words = torch.from_numpy(given["words"])
        cues = torch.cat([words[given["first"]], words[given["last"]]], -1)
        scores = self.network.roles(words[None], cues, torch.from_numpy(given["near"]))
        return [scores.log_softmax(-1).numpy()]
