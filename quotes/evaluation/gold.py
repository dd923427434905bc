"""Annotated articles, and what was found in them in the same shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.evaluation.lines import Line, Stretch, gold_lines, needed, one_of, optional, stretch_in, words_in
from quotes.types import LABELS, Attribution, Label, Quote, Span

Edges = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One attribution, found or annotated; what is not annotated is None."""

    content: Edges
    source: Edges
    cue: Edges
    kind: str | None = None
    type: str | None = None
    speaker: str | None = None
    speaker_kind: str | None = "person"
    affiliation: str | None = None
    official: bool | None = None
    country: str | None = None  # as in quotes.types.Speaker
    office: str | None = None
    stance: Label | None = None  # of what was found: also None where the model abstains
    about: bool | None = None  # the words bear on the target of the stance
    office_judged: bool = False  # the annotation tells of `official`; None then means that it is open


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article."""

    id: str
    text: str
    annotated: tuple[Annotated, ...]


def read_gold(path: Path) -> tuple[tuple[Document, ...], str]:
    """Return the articles of a file of JSON lines, packed or not, and the SHA-256 of its unpacked content.

    Raises InputError naming the line and the mend.
    """
    lines, digest = gold_lines(path)
    if not lines:
        raise InputError(f"{path} holds no annotated article: write one a line, with id, text and attributions")
    return tuple(map(document_of, lines)), digest


def document_of(line: Line) -> Document:
    """Return the article of a line. Raises InputError naming the line, what is wrong in it and the mend."""
    name, text = str(needed(line.row, "id", object, line.where)), words_in(line.row, "text", line.where)
    annotated = []
    for number, row in enumerate(needed(line.row, "attributions", list, line.where), 1):
        where = f"{line.where}, attribution {number} of {name}"
        if not isinstance(row, dict):
            raise InputError(f"{where}: this is no object: write each in {{ }}, with content, source and cue")
        annotated.append(_annotated(row, text, where))
    return Document(name, text, tuple(annotated))


def _annotated(row: Mapping[str, Any], text: str, where: str) -> Annotated:
    needed(row, "content", list, where)
    return Annotated(
        content=_edges(row, "content", text, where),
        source=_edges(row, "source", text, where),
        cue=_edges(row, "cue", text, where),
        kind=optional(row, "kind", str, where),
        type=optional(row, "type", str, where),
        speaker=optional(row, "speaker", str, where),
        speaker_kind=optional(row, "speaker_kind", str, where) if "speaker_kind" in row else "person",
        affiliation=optional(row, "affiliation", str, where),
        official=optional(row, "official", bool, where),
        country=optional(row, "country", str, where),
        office=optional(row, "office", str, where),
        stance=one_of(row, "stance", LABELS, where),
        about=optional(row, "about", bool, where),
        office_judged="official" in row,
    )


def _edges(row: Mapping[str, Any], name: str, text: str, where: str) -> Edges:
    pairs = optional(row, name, list, where) or []
    if any(not isinstance(pair, list) or len(pair) != 2 for pair in pairs):
        raise InputError(f'{where}: "{name}" is no list of stretches: write it as [[first, one past the last]]')
    return tuple(stretch_in(text, start, end, f"{where}, {name}") for start, end in pairs)


def of_attribution(found: Attribution | Quote) -> Annotated:
    """Return what the tracker found in the same shape; a quote brings the stance that counts."""

    def edges(span: Span | None) -> Edges:
        return ((span.start, span.end),) if span else ()

    speaker = found.speaker
    stance = found.stance if isinstance(found, Quote) else None
    return Annotated(
        content=tuple((piece.start, piece.end) for piece in found.content),
        source=edges(found.source),
        cue=edges(found.cue),
        kind=found.kind,
        type=found.type,
        speaker=speaker.name if speaker else None,
        affiliation=speaker.affiliation if speaker else None,
        official=speaker.official if speaker else None,
        country=speaker.country if speaker else None,
        office=speaker.office if speaker else None,
        stance=stance.label if stance else None,
        about=stance.about if stance else None,
    )
