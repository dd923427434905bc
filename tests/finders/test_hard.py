"""Hard cases, whole: what the shipped model and the rules find together; the cases are in fixtures/quotes."""

from __future__ import annotations

import pytest

from quotes.pipeline import extract

from .cases import Case, marked, read_cases

FILES = ("hard.txt", "kinds.txt")


@pytest.mark.parametrize("case", [marked(case) for name in FILES for case in read_cases(name)])
def test_a_hard_case(case: Case) -> None:
    found = []
    for a in extract(case.text):
        kind = " ".join(w for w in ("attitude" * (a.kind == "attitude"), a.type, "damaged" * a.damaged) if w)
        found.append((kind, a.source.text if a.source else "", " … ".join(p.text for p in a.content)))
    assert tuple(found) == case.expected
