"""The network: a small pretrained encoder and four heads over its whole-word vectors.

Cues are tagged first; for each cue the same encoder pass tells its source and its content, from the token's vector
scaled and shifted by the cue's (FiLM, Perez et al. 2018), the distance between the two, and two convolutions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.tagger.decoding import CUE_TAGS, ENTITY_TAGS, ROLE_TAGS
from quotes.tagger.inputs import DEPTHS, PLACES, SHAPES
from quotes.types import OFFICES
from training.attribution.people import SIDES, TOLD_TAGS
from training.graphs import weights_of_graph

ROLE_SIZE = 192
TOLD_SIZE = 96
HEADS = ("roles", "told")  # that have a graph of their own
MENTION_SIZE = 96


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, size: int, inner: int, heads: int, dropout: float, eps: float = 1e-12) -> None:
        super().__init__()
        self.query, self.key, self.value = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size)
        self.out, self.up, self.down = nn.Linear(size, size), nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=eps), nn.LayerNorm(size, eps=eps)
        self.heads, self.dropout = heads, dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, size = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, size // self.heads).transpose(1, 2)

        y = F.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask
        )
        y = self.out(y.transpose(1, 2).reshape(batch, length, size))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """BERT with small added embeddings for what it cannot see, which start at nothing.

    MPNet (Song et al. 2020) is the same with a term for the distance of two pieces in every attention.
    """

    def __init__(self, config: dict[str, Any], features: Sequence[int], dropout: float = 0.1) -> None:
        super().__init__()
        size, eps = config["hidden_size"], config["layer_norm_eps"]
        mpnet = config["model_type"] == "mpnet"
        words, places = config["vocab_size"], config["max_position_embeddings"]
        if mpnet:
            words, places = words - MPNET_WORDS - 1, places - MPNET_PLACES
        self.near = (
            nn.Embedding(config["relative_attention_num_buckets"], config["num_attention_heads"]) if mpnet else None
        )
        self.words = nn.Embedding(words, size)
        self.positions = nn.Embedding(places, size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.features = nn.ModuleList(nn.Embedding(n, size) for n in features)
        for table in self.features:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.norm = nn.LayerNorm(size, eps=eps)
        self.layers = nn.ModuleList(
            Layer(size, config["intermediate_size"], config["num_attention_heads"], dropout, eps)
            for _ in range(config["num_hidden_layers"])
        )
        self.dropout = dropout

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        if self.near is not None:
            bias = self.near(distance_buckets(ids.shape[1], self.near.num_embeddings)).permute(2, 0, 1)[None]
            mask = bias if mask is None else bias.masked_fill(~mask, float("-inf"))
        for layer in self.layers:
            x = layer(x, mask)
        return x


def distance_buckets(length: int, buckets: int, furthest: int = 128) -> Tensor:
    """Return the bucket of each pair of places, length x length: near ones have their own, far ones share (T5)."""
    half = buckets // 2
    places = torch.arange(length)
    ahead = places[None] - places[:, None]
    steps = ahead.abs()
    exact = half // 2
    far = exact + (torch.log(steps.clamp_min(1) / exact) / math.log(furthest / exact) * (half - exact)).long()
    return torch.where(steps < exact, steps, far.clamp_max(half - 1)) + half * (ahead > 0)


def follow(average: nn.Module, network: nn.Module, step: int, keep: float) -> None:
    """Move an average of the weights towards the network's after a step; it keeps the less the earlier the step."""
    keep = min(keep, (1 + step) / (10 + step))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - keep)


LAYER = {
    "bert": {
        "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
        "attention.output.dense": "out", "attention.output.LayerNorm": "norm1",
    },
    "mpnet": {
        "attention.attn.q": "query", "attention.attn.k": "key", "attention.attn.v": "value",
        "attention.attn.o": "out", "attention.LayerNorm": "norm1",
    },
}  # fmt: skip
"""By kind of encoder: what the parts of a layer are called in its file, and here."""
ALIKE = {"intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2"}
MPNET_WORDS, MPNET_PLACES = 4, 2  # pieces before those of BERT's vocabulary, and places before the first
MPNET_OWN = {0: 1, 100: 3, 101: 0, 102: 2, 103: -1}  # BERT's pad, unknown, first, separating, masked piece: MPNet's


def load_encoder(folder: Path, dropout: float = 0.1, *, features: Sequence[int] = (SHAPES, PLACES, DEPTHS)) -> Encoder:
    """Return the encoder with the pretrained weights of a folder in Hugging Face's layout: an uncased BERT or MPNet.

    `features` are how many values each of the added inputs has. MPNet's word pieces are put in the order of BERT's
    vocabulary, which it is made from, so that all encoders read the same ids.
    """
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text())
    encoder = Encoder(config, features, dropout)
    given = load_file(folder / "model.safetensors")
    given = {name.removeprefix("bert.").removeprefix("mpnet."): value for name, value in given.items()}
    words = given["embeddings.word_embeddings.weight"]
    places = given["embeddings.position_embeddings.weight"]
    with torch.no_grad():
        if encoder.near is not None:
            own = torch.arange(len(words) - MPNET_WORDS - 1) + MPNET_WORDS
            own[list(MPNET_OWN)] = torch.tensor(list(MPNET_OWN.values())) % len(words)
            words, places = words[own], places[MPNET_PLACES:]
            encoder.near.weight.copy_(given["encoder.relative_attention_bias.weight"])
        else:
            encoder.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])
        encoder.words.weight.copy_(words)
        encoder.positions.weight.copy_(places)
        encoder.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(encoder.layers):
            for name, part in (LAYER[config["model_type"]] | ALIKE).items():
                layer.get_submodule(part).weight.copy_(given[f"encoder.layer.{i}.{name}.weight"])  # type: ignore[operator]
                layer.get_submodule(part).bias.copy_(given[f"encoder.layer.{i}.{name}.bias"])  # type: ignore[operator]
    return encoder


class Conv(nn.Module):
    """A residual convolution over the tokens."""

    def __init__(self, size: int, spread: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(size)
        self.conv = nn.Conv1d(size, size, 5, padding=2 * spread, dilation=spread)

    def forward(self, x: Tensor) -> Tensor:
        return x + F.gelu(self.conv(self.norm(x).transpose(1, 2)).transpose(1, 2))


class Roles(nn.Module):
    """Scores every token as seen from given ones: the source and the content of cues, what is told of a speaker."""

    def __init__(self, size: int, inner: int = ROLE_SIZE, tags: int = ROLE_TAGS) -> None:
        super().__init__()
        self.token = nn.Linear(size, inner)
        self.scale = nn.Linear(2 * size, inner)
        self.shift = nn.Linear(2 * size, inner)
        self.near = nn.Embedding(33, inner)
        self.conv1, self.conv2 = Conv(inner, 1), Conv(inner, 3)
        self.norm, self.out = nn.LayerNorm(inner), nn.Linear(inner, tags)

    def forward(self, words: Tensor, cues: Tensor, near: Tensor) -> Tensor:
        """`words` cues x tokens x size, or 1 x tokens x size; `cues` cues x 2 size; `near` cues x tokens: buckets."""
        x = self.token(words) * (1 + self.scale(cues)[:, None]) + self.shift(cues)[:, None] + self.near(near)
        x = F.gelu(x)
        return self.out(self.norm(self.conv2(self.conv1(x))))


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        size = encoder.norm.weight.shape[0]
        self.cue = nn.Linear(size, CUE_TAGS)
        self.entity = nn.Linear(size, ENTITY_TAGS)
        self.any_role = nn.Linear(size, ROLE_TAGS)  # without a cue in sight: a second teacher, not shipped
        self.roles = Roles(size)
        self.told = Roles(size, TOLD_SIZE, TOLD_TAGS)
        self.side = nn.Linear(2 * size, SIDES + len(OFFICES) + 1)
        self.mention = nn.Linear(2 * size, 2 * MENTION_SIZE)

    def words(self, ids: Tensor, features: Tensor, heads: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the vectors of whole words: those of their first pieces."""
        x = self.encoder(ids, features, mask)
        return x.gather(1, heads[..., None].expand(-1, -1, x.shape[-1]))


def load_network(start: Path, encoder: Path) -> Network:
    """Return the averaged network of a checkpoint, or that of a folder of graphs that shipped, ready to answer.

    What a graph leaves out (heads that only teach) begins anew.
    """
    network = Network(load_encoder(encoder))
    if start.is_dir():
        state = network.state_dict() | weights_of_graph(start / "reader.onnx", "network")
        for head in HEADS:
            if (file := start / f"{head}.onnx").exists():
                state |= {f"{head}.{name}": value for name, value in weights_of_graph(file, head).items()}
    else:
        state = torch.load(start, weights_only=True)["average"]
    network.load_state_dict(state)
    return network.eval()
