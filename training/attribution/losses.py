"""What the network is trained to say, as one number a batch."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from quotes.tagger.decoding import OUT, distances
from quotes.types import OFFICES
from training.attribution.batches import IGNORED, Batch
from training.attribution.network import MENTION_SIZE, Network
from training.attribution.people import SIDES, UNSAID

WEIGHTS = {"cue": 1.0, "roles": 1.0, "any": 0.3, "entity": 0.3, "chains": 0.3, "told": 1.0, "side": 8.0}
FALSE_CUES = 2  # a window: places that look like a cue and are none, for which every token is out
MOST_MENTIONS = 60  # a window


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Return the summed loss of each head over the tokens of the batch."""
    words = network.words(batch.ids, batch.features, batch.heads, batch.mask[:, None, None, :])
    cue_scores = network.cue(words).float()
    out = {
        "cue": _entropy(cue_scores, batch.cue_tags),
        "any": _entropy(network.any_role(words).float(), batch.any_tags),
        "entity": _entropy(network.entity(words).float(), batch.entity_tags),
        "chains": _chains(network, batch, words),
    }
    if len(batch.people):
        out |= _people(network, batch, words)
    cues, near, tags = _with_false_cues(batch, cue_scores.detach())
    if len(cues):
        vectors = cue_vectors(words, cues)
        scores = network.roles(words[cues[:, 0]], vectors, near).float()
        out["roles"] = _entropy(scores, tags)
    return out


def cue_vectors(words: Tensor, cues: Tensor) -> Tensor:
    """Return what stands for each cue: the vectors of its first and last token."""
    return torch.cat([words[cues[:, 0], cues[:, 1]], words[cues[:, 0], cues[:, 2] - 1]], -1)


def total(parts: dict[str, Tensor], batch: Batch) -> Tensor:
    """Return the weighted sum, by token."""
    return torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum() / batch.filled.sum()


def _entropy(scores: Tensor, tags: Tensor) -> Tensor:
    return F.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), tags.reshape(-1), ignore_index=IGNORED, reduction="sum"
    )


def _with_false_cues(batch: Batch, scores: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    likely = scores.softmax(-1)[..., OUT].neg().masked_fill(batch.cue_tags != OUT, -2.0)
    count = min(FALSE_CUES, likely.shape[1])
    extra, near = [], []
    tokens = batch.near.shape[1]
    for row, places in enumerate(likely.topk(count, dim=1).indices.tolist()):
        for place in places:
            if bool(batch.cue_tags[row, place] == OUT):
                extra.append((row, place, place + 1))
                near.append(distances(tokens, [(place, place + 1)])[0])
    if not extra:
        return batch.cues, batch.near, batch.role_tags
    cues = torch.tensor(extra, dtype=torch.long)
    tags = torch.where(batch.filled[cues[:, 0]], 0, IGNORED)
    import numpy as np

    return (
        torch.cat([batch.cues, cues]),
        torch.cat([batch.near, torch.from_numpy(np.stack(near))]),
        torch.cat([batch.role_tags, tags]),
    )


def _people(network: Network, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    """What is told of each credited mention: which tokens are the same speaker, its role, its country; its office."""
    vectors = cue_vectors(words, batch.people)
    scores = network.told(words[batch.people[:, 0]], vectors, batch.people_near).float()
    known = batch.told >= 0
    told = F.binary_cross_entropy_with_logits(scores, batch.told.clamp_min(0), reduction="none")
    side = network.side(vectors).float().split((SIDES, len(OFFICES) + 1), -1)
    return {
        "told": (told * known * (1 + batch.told.clamp_min(0))).sum(),
        "side": sum(
            (F.cross_entropy(s, batch.sides[:, i], ignore_index=UNSAID, reduction="sum") for i, s in enumerate(side)),
            start=words.new_zeros((), dtype=torch.float32),
        ),
    }


def _chains(network: Network, batch: Batch, words: Tensor) -> Tensor:
    """Mention ranking (Lee et al. 2017): each mention finds an earlier one of its chain, or none."""
    loss = words.new_zeros((), dtype=torch.float32)
    for row, part in enumerate(batch.parts):
        mentions = sorted((a, b, i) for i, chain in enumerate(part.chains) for a, b in chain)[:MOST_MENTIONS]
        if len(mentions) < 2:
            continue
        first = torch.tensor([m[0] for m in mentions])
        last = torch.tensor([m[1] - 1 for m in mentions])
        chain = torch.tensor([m[2] for m in mentions])
        both = network.mention(torch.cat([words[row, first], words[row, last]], -1)).float()
        left, right = both.split(MENTION_SIZE, -1)
        scores = left @ right.T / MENTION_SIZE**0.5
        earlier = torch.ones_like(scores, dtype=torch.bool).tril(-1)
        same = (chain[:, None] == chain[None]) & earlier
        everything = torch.cat([scores.masked_fill(~earlier, -1e9), scores.new_zeros(len(mentions), 1)], 1)
        right_ones = torch.cat([same, ~same.any(1, keepdim=True)], 1)
        chosen = everything.masked_fill(~right_ones, -1e9)
        loss = loss + (everything.logsumexp(1) - chosen.logsumexp(1)).sum()
    return loss
