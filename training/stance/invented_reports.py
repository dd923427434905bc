"""Reads the news reports that we wrote ourselves to train on, their quotes marked with label and speaker.

A report begins with `=== name` and its title; each line is a sentence or a short paragraph. `=== name, held back` says
that it measures and is never trained on: told in the file, so that no renaming moves a report from one side to the
other. A quote's words stand in `[[label|speaker|words]]`; `+` for a label goes on with the quote before it. Labels: f
favor, a against, m mixed, n neutral but about Russia, x neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

REPORTS = Path(__file__).parents[2] / "data" / "training" / "reports"
_BEGINS = re.compile(r"^=== ([^,\n]+)(, held back)?\n", re.MULTILINE)
_MARKED = re.compile(r"\[\[([faxnm+])\|([^|\[\]\n]*)\|([^\[\]\n]+)\]\]")
_LABELS = {"f": "favor", "a": "against", "m": "mixed", "n": "neutral", "x": "neutral"}


@dataclass(frozen=True, slots=True)
class Quote:
    """One marked quote."""

    speaker: str
    label: str
    about: bool  # whether it bears on Russia
    content: tuple[tuple[int, int], ...]  # characters of the report's text


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its marks taken out."""

    id: str
    text: str
    quotes: tuple[Quote, ...]
    held: bool = False  # it measures


def read_reports(folder: Path = REPORTS) -> Iterator[Report]:
    """Yield the reports of all files of a folder; raise ValueError, which names the report, where a mark is broken."""
    for file in sorted(folder.glob("*.txt")):
        _, *parts = _BEGINS.split(file.read_text(encoding="utf-8"))
        for name, held, marked in zip(*[iter(parts)] * 3, strict=True):
            yield replace(read_report(name, marked.strip()), held=held is not None)


def read_report(name: str, marked: str) -> Report:
    """Return a report without its marks; raise ValueError where one is broken."""
    text, quotes, at = "", list[Quote](), 0
    for mark in _MARKED.finditer(marked):
        text += marked[at : mark.start()]
        label, speaker, words = mark.groups()
        content = (len(text), len(text) + len(words))
        text, at = text + words, mark.end()
        if label != "+":
            quotes.append(Quote(speaker.strip(), _LABELS[label], label != "x", (content,)))
        elif quotes:
            last = quotes.pop()
            quotes.append(Quote(last.speaker, last.label, last.about, (*last.content, content)))
        else:
            raise ValueError(f"{name}: a + with no quote before it: give {words!r} a label")
    text += marked[at:]
    if "[[" in text or "]]" in text:
        broken = text[max(0, text.find("[[")) :][:60]
        raise ValueError(f"{name}: a broken mark: {broken!r}; write [[label|speaker|words]]")
    if re.search("^===", text, re.MULTILINE):
        raise ValueError(f"{name}: after it begins a report with a name unlike `name` or `name, held back`")
    return Report(name, text, tuple(quotes))
