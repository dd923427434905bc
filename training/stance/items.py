"""What the stance model is trained and measured on: labelled questions of every source, and how often each is read."""

from __future__ import annotations

import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from quotes.targets import DEFAULT, canonical_target
from stance.model.network import LABELS
from stance.model.question import neighbours
from stance.model.windows import SPEAKER, Question
from stance.naming import names_of_target, names_to_mask
from training.attribution.corpus import lines
from training.stance.invented_reports import read_reports

OFTEN = {
    "news-Russia": 4.0, "news-Ukraine": 2.0, "news-the West": 2.0, "contrast": 3.0, "reports": 2.0,
    "newsmtsc": 0.6, "dse": 0.6, "speeches-criticism": 0.3, "speeches-Russia": 0.6, "speeches-Ukraine": 0.3,
    "speeches-the West": 0.3,
}  # fmt: skip
"""How many times an epoch reads an item of an origin; the part after the point is a chance; others once."""
NEUTRAL, UNLABELLED = 0.25, 0.5
"""Of DSE's neutral pairs, four fifths of it, so many of those; and of what nobody labelled so many."""
CONTRAST = Path(__file__).parents[2] / "data" / "training" / "contrast.jsonl"


@dataclass(frozen=True, slots=True)
class Item:
    """One question, labelled or not."""

    id: str
    question: Question
    label: int | None  # of LABELS; None: not known, see `criticised`
    about: bool | None
    origin: str  # whose shares of labels it follows
    group: str  # what must not be split between training and measuring
    criticised: bool | None = None  # where only this is known


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
        for number, attribution in enumerate(row["attributions"]):
            source = _source(row["text"], attribution)
            question = _quoted(row["text"], attribution["content"], source, attribution["speaker"] or "")
            known = LABELS.index(attribution["stance"]) if attribution["stance"] in LABELS else None
            held["articles"].append(
                Item(f"{row['id']}-{number}", question, known, attribution["about"], "news-Russia", row["id"])
            )
    return train, held


def unlabelled(data: Path) -> list[Item]:
    """Return questions without a label, for a pupil to hear its teacher's answer.

    Our reports' quotes toward the two other targets of news, and PolNeAR's toward somebody whom they name.
    """
    out = []
    for report in read_reports():
        for number, quote in enumerate(report.quotes):
            for target in () if report.held else ("Ukraine", "the West"):
                question = _quoted(report.text, quote.content, quote.speaker, target=target)
                out.append(Item(f"{report.id}-{number}-{target}", question, None, None, f"news-{target}", report.id))
    chance = random.Random(0)
    folder = data / "polnear"
    entities = {row["id"]: row["entities"] for row in lines(folder / "corenlp-train.jsonl.gz")}
    for article in lines(folder / "train.jsonl.gz"):
        text = article["text"]
        for number, attribution in enumerate(article["attributions"]):
            if len(attribution["content"]) != 1:  # so that a mention's place in the text is its place in the quote
                continue
            start, end = attribution["content"][0]
            near = entities.get(article["id"], ())
            named = [(a, b) for a, b, kind in near if start <= a and b <= end and kind != "MISC"]
            if not named:
                continue
            a, b = chance.choice(named)
            question = _quoted(text, attribution["content"], _source(text, attribution), target=text[a:b])
            question = replace(question, mention=(a - start, b - start))
            out.append(Item(f"{article['id']}-{number}", question, None, None, "entities", article["id"]))
    return out


def _source(text: str, attribution: dict[str, Any]) -> str:
    """Return the words of an attribution's source, if it has one."""
    return text[attribution["source"][0][0] : attribution["source"][-1][1]] if attribution.get("source") else ""


def _named(text: str, target: str, before: str | None = None, after: str | None = None,
           mention: tuple[int, int] | None = None) -> Question:  # fmt: skip
    name = canonical_target(target).name
    return Question(text, name, names_of_target(name), mention, before or "", after or "")


def _quoted(text: str, content: Sequence[Sequence[int]], *speakers: str, target: str = DEFAULT) -> Question:
    """Return what is asked of a quote in its article."""
    words = " … ".join(text[a:b] for a, b in content)
    question = _named(words, target, *neighbours(text, content[0][0], content[-1][1]))
    return replace(question, speaker=tuple(name for speaker in speakers for name in names_to_mask(speaker)))


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
        origin: torch.tensor([(counted[i] + 1.0) / (sum(counted.values()) + 3.0) for i in range(len(LABELS))]).log()
        for origin, counted in counts.items()
    }


def plain(item: Item) -> Item:
    """Return an item without the neighbours of its quote."""
    return replace(item, question=replace(item.question, before="", after=""))


def epoch_of(items: Sequence[Item], chance: random.Random, *, share: float, amount: float = 1.0) -> list[Item]:
    """Return what one epoch goes over: what is near our use more often, the rest in part.

    `share` of the quotes are read without their neighbours. With `amount` 0.5 an epoch is half as long.
    """
    out = []
    for item in items:
        times = amount * OFTEN.get(item.origin, 1.0)
        if item.label is None and item.criticised is None:
            times = amount * UNLABELLED
        elif item.origin == "dse" and item.label == 0:
            times *= NEUTRAL
        for _ in range(int(times) + (chance.random() < times % 1)):
            neighbours = item.question.before or item.question.after
            alone = neighbours and item.origin != "contrast" and chance.random() < share
            out.append(plain(item) if alone else item)
    return out
