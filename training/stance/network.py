"""The stance network: an encoder with two heads, and how its weights are read back, averaged and made fewer."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from stance.model.network import LABELS
from stance.model.windows import IN_TEXT, MARKS, PARTS, TARGET
from training.attribution.network import Encoder, load_encoder
from training.graphs import weights_of_graph

INNER = 256


class Judge(nn.Module):
    """The encoder, and what it makes of a quote: its label and whether it bears on the target."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.norm.weight.shape[0]
        self.inner = nn.Linear(3 * size, INNER)
        self.label = nn.Linear(INNER, len(LABELS))
        self.about = nn.Linear(INNER, 1)
        self.dropout = nn.Dropout(0.2)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Return scores of the labels, of bearing on the target, and the vector that they are made from.

        `ids` windows x pieces, `features` windows x pieces x 2, `mask` windows x pieces: True where there is a piece.
        """
        x = self.encoder(ids, features, None if mask is None else mask[:, None, None])
        real = torch.ones_like(ids, dtype=torch.bool) if mask is None else mask
        quote = (features[..., 0] == IN_TEXT) & real
        named = (features[..., 1] == TARGET) & quote
        vector = self.inner(torch.cat([x[:, 0], mean(x, quote), mean(x, named)], -1))
        hidden = self.dropout(F.gelu(vector))
        return self.label(hidden), self.about(hidden)[..., 0], vector


def mean(x: Tensor, chosen: Tensor) -> Tensor:
    """Return the mean of the chosen vectors of each row; nothing where none is."""
    weight = chosen.to(x.dtype)[..., None]
    return (x * weight).sum(1) / weight.sum(1).clamp_min(1.0)


def load_judge(checkpoints: Sequence[Path], encoder: Path) -> Judge:
    """Return the averaged network of a checkpoint, or the mean of several (Wortsman et al. 2022), ready to answer.

    A checkpoint may be a judge.onnx, too. The mean is one network only if they have gone on from the same one.
    """
    states = [
        weights_of_graph(file, "judge") if file.suffix == ".onnx" else torch.load(file, weights_only=True)["average"]
        for file in checkpoints
    ]
    mean = {name: sum(state[name].float() for state in states) / len(states) for name in states[0]}
    depth = len({name for name in mean if re.fullmatch(r"encoder\.layers\.\d+\.query\.weight", name)})
    judge = shallow(Judge(load_encoder(encoder, features=(PARTS, MARKS))), range(depth))
    judge.load_state_dict(mean)
    return judge.eval()


def shallow(judge: Judge, layers: Iterable[int]) -> Judge:
    """Return a copy with those layers of the encoder alone, as a pupil begins (Sanh et al. 2019)."""
    out = copy.deepcopy(judge)
    out.encoder.layers = nn.ModuleList(out.encoder.layers[i] for i in layers)
    return out
