"""Runs a checkpoint as the shipped model is run, without writing it out first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quotes.tagger.inputs import Reading, read
from quotes.types import OFFICES
from training.attribution.network import Roles, load_network
from training.attribution.people import SIDES
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

    @torch.inference_mode()
    def run_reader(self, given: Arrays) -> list[NDArray[np.float32]]:
        """Run the encoder over one window."""
        words = self.network.words(*(torch.from_numpy(given[k]) for k in ("ids", "features", "heads")))[0]
        return [
            words.numpy(),
            self.network.cue(words).log_softmax(-1).numpy(),
            self.network.entity(words).log_softmax(-1).numpy(),
        ]

    @torch.inference_mode()
    def run_roles(self, given: Arrays) -> list[NDArray[np.float32]]:
        """Run the roles of given cues."""
        return [self._seen(self.network.roles, given).log_softmax(-1).numpy()]

    @torch.inference_mode()
    def run_told(self, given: Arrays) -> list[NDArray[np.float32]]:
        """Run what is told of given mentions."""
        side = self.network.side(self._edges(given)).split((SIDES, len(OFFICES) + 1), -1)
        return [self._seen(self.network.told, given).sigmoid().numpy(), *(s.softmax(-1).numpy() for s in side)]

    def _edges(self, given: Arrays) -> Tensor:
        words = torch.from_numpy(given["words"])
        return torch.cat([words[given["first"]], words[given["last"]]], -1)

    def _seen(self, head: Roles, given: Arrays) -> Tensor:
        return head(torch.from_numpy(given["words"])[None], self._edges(given), torch.from_numpy(given["near"]))  # type: ignore[no-any-return]
