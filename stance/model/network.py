"""Runs the shipped stance model: onnxruntime and tokenizers, one window at a time, no network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quotes.model_files import card_of, checked_files, opened
from quotes.shipped import shipped_folder
from quotes.types import Annotator, Label
from stance.model.windows import Question, Window, windows

if TYPE_CHECKING:
    from stance.model.head import Head

SHIPPED = "stance"  # folder of the model that ships
LABELS: tuple[Label, ...] = ("neutral", "favor", "against")  # in the order of the model's scores
_MASK = 103  # id of BERT's uncased vocabulary
_CORES = 4  # at most: more gain little on a text of a hundred pieces

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model makes of one window: raw scores."""

    labels: Floats  # of LABELS
    about: float  # over 0: the words bear on the target
    vector: Floats


class Model:
    """The model in `folder`; it pickles as that path, and opens its files when it is first asked.

    `head` is what it learned from people's labels beside that, if anything.
    """

    def __init__(self, folder: Path, head: Head | None = None) -> None:
        self.folder = folder
        self.head = head

    def __reduce__(self) -> tuple[type[Model], tuple[Path, Head | None]]:
        return Model, (self.folder, self.head)

    @property
    def card(self) -> dict[str, Any]:
        """What the card tells a program: version, hashes, and for each kind of text what makes labels of scores."""
        return card_of(self.folder)

    @property
    def annotator(self) -> Annotator:
        """Who labels with it; the version tells what was learned too."""
        learned = f"+{self.head.digest}" if self.head else ""
        return Annotator("stance model", "model", f"{self.card['version']}{learned}")

    def windows(self, question: Question) -> tuple[Window, ...]:
        """Return what the model reads of a question: without its neighbours, if the model does better so."""
        if not self.card["neighbours"]:
            question = replace(question, before="", after="")
        return windows(question, _opened(self.folder)[0])

    def score(self, window: Window, hidden: Sequence[int] = ()) -> Scores:
        """Read one window; the pieces of the quote that are `hidden` are not shown."""
        ids = window.ids
        if hidden:
            ids = ids.copy()
            ids[[window.first + i for i in hidden]] = _MASK
        labels, about, vector = _opened(self.folder)[1].run(None, {"ids": ids[None], "features": window.features[None]})
        return Scores(labels[0], float(about[0]), vector[0])


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Return the model that ships; its files are opened when it is first asked."""
    return Model(Path(str(shipped_folder(SHIPPED))))


@lru_cache(maxsize=2)
def _opened(folder: Path) -> tuple[Any, Any]:
    """Return the tokenizer and the session, after a check that the files are those that were trained."""
    from tokenizers import Tokenizer

    content = checked_files(folder)
    tokenizer = Tokenizer.from_str(content["tokenizer.json"].decode())
    return tokenizer, opened(content["judge.onnx"], threads=min(_CORES, os.cpu_count() or 1))
