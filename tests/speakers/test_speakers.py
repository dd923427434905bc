"""Who the sources are; the cases are in fixtures/quotes/speakers.txt."""

from __future__ import annotations

import pytest

from quotes.pipeline import extract
from tests.finders.cases import Case, marked, read_cases


@pytest.mark.parametrize("case", [marked(case) for case in read_cases("speakers.txt")])
def test_the_speaker_is_told(case: Case) -> None:
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
    assert reasons == ["named in full", "'She' stands for 'Ann Example'"]


def test_role_and_organisation_are_split() -> None:
    (found,) = extract("“The mole is safe,” said Finnish Foreign Ministry spokesperson Ann Example.")
    assert found.speaker is not None
    assert (found.speaker.role, found.speaker.organisation) == ("spokesperson", "Finnish Foreign Ministry")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Sample said the mole was safe. Sample added that the bay was clean.", ["Ann Sample", "Ann Sample"]),
        ("Anna Koval said the mole was safe. She added that the bay was clean.", ["Anna Koval", "Anna Koval"]),
        ("Mayor Ben Koval met Anna Lind. She said the mole was safe.", ["Anna Lind"]),
        ("Mayor Ben Koval met Anna Lind. He said the mole was safe.", ["Ben Koval"]),
        ("The Harbour Party said the mole was safe. It added that the bay was clean.", ["Harbour Party"] * 2),
        pytest.param(
            "The Harbour Party said the mole was safe. The party added that the bay was clean.", ["Harbour Party"] * 2,
            marks=pytest.mark.xfail(strict=True, reason="“the party” stands for itself"),
        ),
        ("Protesters said the mole was safe. They added that the bay was clean.", ["Protesters"] * 2),
        ("Anna Koval, a lawmaker, said the mole was safe. The lawmaker added that all was clean.", ["Anna Koval"] * 2),
        ("Reporters met Anna Koval, who said the mole was safe.", ["Anna Koval"]),
        ("Anna Koval said the mole was safe. The statement added that the bay was clean.", ["Anna Koval"] * 2),
        ("Anna Koval and Ben Lind met. Lind said the mole was safe. Koval denied it was.", ["Ben Lind", "Anna Koval"]),
    ],
)  # fmt: skip
def test_the_speakers_of_a_text(text: str, names: list[str]) -> None:
    assert [a.speaker and a.speaker.name for a in extract(text)] == names


@pytest.mark.parametrize("text", ["", " ", "“", "“”", "...", "\n\n", "“A,” — .", "\u202e”", "😀"])
def test_a_text_of_marks_alone_has_no_speakers(text: str) -> None:
    assert not [a for a in extract(text) if a.speaker]
