"""Reads annotated articles: JSON lines with a text and its attributions."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import InputError
from quotes.types import Attribution, Span

Edges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One attribution, found or annotated; what is not annotated is None."""

    content: Edges
    source: Edges
    cue: Edges
    kind: str | None = None
    type: str | None = None
    speaker: str | None = None
    speaker_kind: str = "person"
    affiliation: str | None = None
    official: bool | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article."""

    id: str
    text: str
    annotated: tuple[Annotated, ...]


def read_gold(path: Path) -> tuple[tuple[Document, ...], str]:
    """Return the articles of a file of JSON lines, packed or not, and the SHA-256 of its unpacked content.

    Raises InputError naming the line.
    """
    packed = path.read_bytes()
    try:
        content = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
    except (OSError, EOFError) as error:
        raise InputError(f"{path} cannot be unpacked ({error}): get the file anew") from None
    out = []
    for number, line in enumerate(content.decode("utf-8", "replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            out.append(Document(str(row["id"]), row["text"], tuple(map(_annotated, row["attributions"]))))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            told = f"{path}, line {number}: no annotated article ({error!r}): "
            raise InputError(told + "each line needs id, text and attributions") from None
        for each in out[-1].annotated:
            _inside(each, out[-1], f"{path}, line {number}")
    if not out:
        raise InputError(f"{path} holds no annotated article")
    return tuple(out), hashlib.sha256(content).hexdigest()


def _annotated(row: Mapping[str, Any]) -> Annotated:
    return Annotated(
        content=_edges(row["content"]),
        source=_edges(row.get("source")),
        cue=_edges(row.get("cue")),
        kind=row.get("kind"),
        type=row.get("type"),
        speaker=row.get("speaker"),
        speaker_kind=row.get("speaker_kind") or "person",
        affiliation=row.get("affiliation"),
        official=row.get("official"),
    )


def _edges(value: Sequence[Sequence[int]] | None) -> Edges:
    return tuple((int(start), int(end)) for start, end in value or ())


def _inside(annotated: Annotated, document: Document, where: str) -> None:
    for start, end in (*annotated.content, *annotated.source, *annotated.cue):
        if not 0 <= start <= end <= len(document.text):
            raise InputError(f"{where}: {start} to {end} lies outside the text of {document.id}")


def of_attribution(found: Attribution) -> Annotated:
    """Return what the tracker found in the same shape."""

    def edges(span: Span | None) -> Edges:
        return ((span.start, span.end),) if span else ()

    speaker = found.speaker
    return Annotated(
        content=tuple((piece.start, piece.end) for piece in found.content),
        source=edges(found.source),
        cue=edges(found.cue),
        kind=found.kind,
        type=found.type,
        speaker=speaker.name if speaker else None,
        affiliation=speaker.affiliation if speaker else None,
        official=speaker.official if speaker else None,
    )
