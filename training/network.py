"""The network: a small pretrained encoder and four heads over its whole-word vectors.

Cues are tagged first; for each cue the same encoder pass tells its source and its content, from the token's vector
scaled and shifted by the cue's (FiLM, Perez et al. 2018), the distance between the two, and two convolutions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from quotes.tagger.decoding import CUE_TAGS, ENTITY_TAGS, ROLE_TAGS
from quotes.tagger.inputs import DEPTHS, PLACES, SHAPES

ROLE_SIZE = 192
MENTION_SIZE = 96


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, size: int, inner: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size)
        self.out, self.up, self.down = nn.Linear(size, size), nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)
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
    """BERT with small added embeddings for what it cannot see, which start at nothing."""

    def __init__(self, config: dict[str, int], features: Sequence[int], dropout: float = 0.1) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.features = nn.ModuleList(nn.Embedding(n, size) for n in features)
        for table in self.features:
            nn.init.zeros_(table.weight)  # type: ignore[arg-type]
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(size, config["intermediate_size"], config["num_attention_heads"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.dropout = dropout

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def follow(average: nn.Module, network: nn.Module, step: int, keep: float) -> None:
    """Move an average of the weights towards the network's after a step; it keeps the less the earlier the step."""
    keep = min(keep, (1 + step) / (10 + step))
    with torch.no_grad():
        torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - keep)


def load_encoder(folder: Path, dropout: float = 0.1, *, features: Sequence[int] = (SHAPES, PLACES, DEPTHS)) -> Encoder:
    """Return the encoder with the pretrained weights of a folder in Hugging Face's layout.

    `features` are how many values each of the added inputs has.
    """
    from safetensors.torch import load_file

    encoder = Encoder(json.loads((folder / "config.json").read_text()), features, dropout)
    given = load_file(folder / "model.safetensors")
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    with torch.no_grad():
        encoder.words.weight.copy_(given["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(given["embeddings.position_embeddings.weight"])
        encoder.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])
        encoder.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(encoder.layers):
            for name, part in (
                ("attention.self.query", layer.query),
                ("attention.self.key", layer.key),
                ("attention.self.value", layer.value),
                ("attention.output.dense", layer.out),
                ("attention.output.LayerNorm", layer.norm1),
                ("intermediate.dense", layer.up),
                ("output.dense", layer.down),
                ("output.LayerNorm", layer.norm2),
            ):
                part.weight.copy_(given[f"encoder.layer.{i}.{name}.weight"])  # type: ignore[union-attr, operator]
                part.bias.copy_(given[f"encoder.layer.{i}.{name}.bias"])  # type: ignore[union-attr, operator]
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
    """Tags the source and the content of given cues."""

    def __init__(self, size: int, inner: int = ROLE_SIZE) -> None:
        super().__init__()
        self.token = nn.Linear(size, inner)
        self.scale = nn.Linear(2 * size, inner)
        self.shift = nn.Linear(2 * size, inner)
        self.near = nn.Embedding(33, inner)
        self.conv1, self.conv2 = Conv(inner, 1), Conv(inner, 3)
        self.norm, self.out = nn.LayerNorm(inner), nn.Linear(inner, ROLE_TAGS)

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
        self.mention = nn.Linear(2 * size, 2 * MENTION_SIZE)

    def words(self, ids: Tensor, features: Tensor, heads: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the vectors of whole words: those of their first pieces."""
        x = self.encoder(ids, features, mask)
        return x.gather(1, heads[..., None].expand(-1, -1, x.shape[-1]))
