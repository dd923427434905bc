"""Hard cases, whole: what the shipped model and the rules find together; the cases are in fixtures/quotes."""

from __future__ import annotations

import pytest

from quotes.pipeline import extract

from .cases import Case, read_cases

MISSED = "(missed)"
FILES = ("hard.txt", "kinds.txt")


def _marked(case: Case) -> object:
    """A case that is known to come out wrong must be marked so, and one that comes out right must not."""
    missed = pytest.mark.xfail(strict=True, reason="known to come out wrong") if case.title.endswith(MISSED) else ()
    return pytest.param(case, id=case.title, marks=missed)


@pytest.mark.parametrize("case", [_marked(case) for name in FILES for case in read_cases(name)])
def test_a_hard_case(case: Case) -> None:
    found = []
    for a in extract(case.text):
        kind = " ".join(w for w in ("attitude" * (a.kind == "attitude"), a.type, "damaged" * a.damaged) if w)
        found.append((kind, a.source.text if a.source else "", " … ".join(p.text for p in a.content)))
    assert tuple(found) == case.expected
