"""Reads the fixture files: a title, a text, the quotes expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures" / "quotes"


MISSED = re.compile(r"\(missed(?:: (.+))?\)$")


@dataclass(frozen=True)
class Case:
    """One case of a fixture file."""

    title: str
    text: str
    expected: tuple[tuple[str, ...], ...]  # the cells of each line


def read_cases(name: str) -> list[Case]:
    """Read one file; raises ValueError naming a case without a line of dashes."""
    cases = []
    for part in re.split(r"^## ", (FIXTURES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        text, dashes, lines = body.partition("\n----")
        if not dashes:
            raise ValueError(f"{name}: the case {title!r} needs a line of dashes between text and quotes")
        rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines.strip().splitlines())
        cases.append(Case(title, text, rows))
    return cases


def marked(case: Case) -> object:
    """A case as a parameter: one known to come out wrong must be marked so, and one that comes out right must not."""
    missed = MISSED.search(case.title)
    reason = (missed and missed.group(1)) or "known to come out wrong"
    return pytest.param(case, id=case.title, marks=pytest.mark.xfail(strict=True, reason=reason) if missed else ())
