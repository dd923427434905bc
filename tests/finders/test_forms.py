"""The forms that an attribution takes; the cases are in fixtures/quotes/forms.txt."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from quotes.pipeline import extract

_SPEC = importlib.util.spec_from_file_location("cases", Path(__file__).with_name("cases.py"))
assert _SPEC and _SPEC.loader
_CASES = importlib.util.module_from_spec(_SPEC)
__import__("sys").modules["cases"] = _CASES
_SPEC.loader.exec_module(_CASES)


@pytest.mark.parametrize("case", _CASES.read_cases("forms.txt"), ids=lambda case: case.title)
def test_attributions_are_found_in_this_form(case) -> None:
    found = []
    for a in extract(case.text):
        kind = " ".join(w for w in ("attitude" * (a.kind == "attitude"), a.type, "damaged" * a.damaged) if w)
        found.append((kind, a.source.text if a.source else "", " … ".join(p.text for p in a.content)))
    assert tuple(found) == case.expected


def test_a_case_without_dashes_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "bad.txt").write_text("## no dashes\ntext\n", encoding="utf-8")
    monkeypatch.setattr(_CASES, "FIXTURES", tmp_path)
    with pytest.raises(ValueError, match="no dashes"):
        _CASES.read_cases("bad.txt")
