"""The forms of attribution that the rules know; the cases are in fixtures/quotes/forms.txt."""

from __future__ import annotations

import pytest

from quotes.finders.find import attributions_of, rule_finds
from quotes.finders.layout import lay_out

from . import cases
from .cases import read_cases


@pytest.mark.parametrize("case", read_cases("forms.txt"), ids=lambda case: case.title)
def test_attributions_are_found_in_this_form(case) -> None:
    found = []
    layout = lay_out(case.text)
    for a in attributions_of(layout, ((find, 1.0) for find in rule_finds(layout))):
        kind = " ".join(w for w in ("attitude" * (a.kind == "attitude"), a.type, "damaged" * a.damaged) if w)
        found.append((kind, a.source.text if a.source else "", " … ".join(p.text for p in a.content)))
    assert tuple(found) == case.expected


def test_a_case_without_dashes_is_named(tmp_path, monkeypatch) -> None:
    (tmp_path / "bad.txt").write_text("## no dashes\ntext\n", encoding="utf-8")
    monkeypatch.setattr(cases, "FIXTURES", tmp_path)
    with pytest.raises(ValueError, match="no dashes"):
        read_cases("bad.txt")
