"""Measure the model's names on GUM's news: `python -m training.attribution.entities --data DATA --model FOLDER`.

GUM (Zeldes 2017) marks every mention, named or not. One counts as a name where its head is a proper noun; the name is
the run of proper nouns around the head and what joins them (Bank of Examples), inside the mention. Persons,
organizations and places are compared, by the same words and the same kind; the model learned its names from CoreNLP's
(silver), which draws some edges and kinds otherwise: a country that acts is an organization for GUM.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.tagger.model import Model, encode

KINDS = {"person": "PERSON", "organization": "ORGANIZATION", "place": "LOCATION"}
Name = tuple[int, int, str]  # characters, kind


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a document, where it stands, and the marks of mentions that open and close there."""

    start: int
    end: int
    proper: bool
    joins: bool  # may stand between two proper nouns of one name
    marks: str


def main() -> None:
    """Read the options, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with gum.tar.gz")
    parser.add_argument("--model", type=Path, required=True, help="what training.attribution.export wrote")
    args = parser.parse_args()
    model = Model(args.model)
    right = found = gold = 0
    with tarfile.open(args.data / "gum.tar.gz") as packed:
        for member in packed:
            if "GUM_news_" not in member.name or not (file := packed.extractfile(member)):
                continue
            text, tokens = document_of(file.read().decode("utf-8"))
            encoded = encode(model, text)
            mine = set()
            for entity in encoded.entities:
                span = encoded.reading.tokens.span(entity.first, entity.stop)
                if entity.kind in KINDS.values():
                    mine.add((span.start, span.end, entity.kind))
            theirs = set(names_of(tokens))
            right, found, gold = right + len(mine & theirs), found + len(mine), gold + len(theirs)
    f1 = 2 * right / (found + gold)
    print(json.dumps({"names": gold, "found": found, "precision": right / found, "recall": right / gold, "f1": f1}))


def document_of(conllu: str) -> tuple[str, list[Token]]:
    """Return a document's text, a line for each paragraph, and its tokens."""
    text, tokens, blank = "", [], ""
    for line in conllu.splitlines():
        if line.startswith("# newpar"):
            blank = "\n" if text else ""
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            if cells[0][:1].isdigit() and "-" in cells[0] and "SpaceAfter=No" in cells[9]:
                blank = ""  # a contraction's parts are written together anyway
            continue
        text += blank + cells[1]
        marks = re.search(r"Entity=([^|]+)", cells[9])
        start = len(text) - len(cells[1])
        tokens.append(
            Token(start, len(text), cells[3] == "PROPN", cells[1] in ("of", "the", "-"), marks[1] if marks else "")
        )
        blank = "" if "SpaceAfter=No" in cells[9] else " "
    return text, tokens


def names_of(tokens: list[Token]) -> Iterator[Name]:
    """Yield the names among a document's mentions; of nested mentions with one name the outermost tells the kind."""
    open_: dict[str, list[tuple[int, str, int]]] = {}
    seen: dict[tuple[int, int], tuple[int, str]] = {}
    for at, token in enumerate(tokens):
        for opens, number, label, closes in re.findall(r"(\()?(\d+)(?:-([^()]*))?(\))?", token.marks):
            if opens:
                kind, *rest = label.split("-")
                heads = [int(n) for part in rest for n in re.findall(r"^\d+", part)]
                open_.setdefault(number, []).append((at, kind, heads[0] if heads else 1))
            if (closes or not opens) and open_.get(number):
                first, kind, head = open_[number].pop()
                span = _name(tokens, first, at, first + head - 1)
                if span and kind in KINDS and at - first >= seen.get(span, (-1, ""))[0]:
                    seen[span] = (at - first, KINDS[kind])
    for (start, end), (_, kind) in seen.items():
        yield start, end, kind


def _name(tokens: list[Token], first: int, last: int, head: int) -> tuple[int, int] | None:
    if not first <= head <= last or not tokens[head].proper:
        return None
    start = stop = head
    while start > first and tokens[start - 1].proper:
        start -= 1
    at = stop
    while at < last and (tokens[at + 1].proper or tokens[at + 1].joins):
        at += 1
        stop = at if tokens[at].proper else stop
    return tokens[start].start, tokens[stop].end


if __name__ == "__main__":
    main()
