"""Who the sources are; the cases are in fixtures/quotes/speakers.txt."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from quotes.pipeline import extract

_SPEC = importlib.util.spec_from_file_location("cases", Path(__file__).parents[1] / "finders" / "cases.py")
assert _SPEC and _SPEC.loader
_CASES = importlib.util.module_from_spec(_SPEC)
sys.modules["cases"] = _CASES
_SPEC.loader.exec_module(_CASES)


@pytest.mark.parametrize("case", _CASES.read_cases("speakers.txt"), ids=lambda case: case.title)
def test_the_speaker_is_told(case) -> None:
    found = []
    for a in extract(case.text):
        s = a.speaker
        assert s is not None, a
        official = {True: "true", False: "false", None: ""}[s.official]
        found.append((s.name, s.affiliation or "", official, s.office or ""))
    assert tuple(found) == case.expected


@pytest.mark.parametrize(
    ("source", "country"),
    [
        ("Tajik Prime Minister Ann Example", "TJ"),
        ("EU foreign policy chief Ann Example", "EU"),
        ("NATO spokesman Ben Sample", "XX"),
        ("Ann Example, head of the so-called Luhansk People's Republic,", "UA-SEP"),
        ("Kyiv", "UA"),
        ("Ann Example, a teacher,", None),
    ],
)
def test_the_country_is_the_side_they_speak_from(source: str, country: str | None) -> None:
    (found,) = extract(f"{source} said the mole was safe.")
    assert found.speaker is not None
    assert found.speaker.country == country


def test_a_pronoun_without_anybody_before_it_stays_unresolved() -> None:
    (found,) = extract("He said the mole was safe.")
    assert found.speaker is None


def test_every_speaker_says_how_it_was_reached() -> None:
    text = "Finnish Minister Ann Example said the mole was safe. She added that Example Bay was clean."
    reasons = [a.speaker.reason for a in extract(text) if a.speaker]
    assert reasons == ["named in full", "pronoun, last speaker"]


def test_role_and_organisation_are_split() -> None:
    (found,) = extract("“The mole is safe,” said Finnish Foreign Ministry spokesperson Ann Example.")
    assert found.speaker is not None
    assert (found.speaker.role, found.speaker.organisation) == ("spokesperson", "Finnish Foreign Ministry")
