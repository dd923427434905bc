"""Speakers that are no single named person."""

from __future__ import annotations

import pytest

from quotes.speakers.bodies import body_speaker, described_speaker
from quotes.speakers.names import read_mention


@pytest.mark.parametrize(
    ("source", "name", "affiliation", "country", "official"),
    [
        ("the Kremlin", "Kremlin", "Russian presidency", "RU", True),
        ("Helsinki", "Helsinki", "Finnish government", "FI", True),
        ("Finland", "Finland", "Finnish government", "FI", True),
        ("Interfax", "Interfax", "news agency", "RU", False),
        ("Finnish authorities", "Finnish authorities", "Finnish government", "FI", True),
        ("Exampletown Police", "Exampletown Police", "Exampletown Police", None, True),
        ("the Harbour Party", "Harbour Party", "Harbour Party", None, False),
        ("the Harbour Group", "Harbour Group", "Harbour Group", None, False),
        ("Quillpress news agency", "Quillpress", "news agency", None, False),
    ],
)
def test_a_body_speaks(
    source: str, name: str, affiliation: str | None, country: str | None, official: bool | None
) -> None:
    found = body_speaker(read_mention(source))
    assert (found.name, found.kind) == (name, "organisation")
    assert (found.affiliation, found.country, found.official) == (affiliation, country, official)


@pytest.mark.parametrize(
    ("source", "name", "kind", "affiliation", "official"),
    [
        ("a senior diplomat", "unnamed senior diplomat", "anonymous", "senior diplomat", True),
        ("officials", "unnamed officials", "anonymous", "officials", True),
        ("a source in the ministry", "unnamed source in the ministry", "anonymous", "source in the ministry", None),
        ("protesters", "protesters", "group", "protesters", False),
        ("the ships", "ships", "group", None, None),
        ("Finnish leaders", "Finnish leaders", "group", "Finnish leaders", True),
        ("many", "many", "group", None, None),
        ("a lawyer", "lawyer", "anonymous", "lawyer", False),
        ("the law", "law", "anonymous", None, True),
        ("the banner", "banner", "anonymous", None, False),
        ("the report", "report", "anonymous", None, None),
    ],
)
def test_a_description_speaks_without_a_name(
    source: str, name: str, kind: str, affiliation: str | None, official: bool | None
) -> None:
    found = described_speaker(read_mention(source))
    assert found is not None
    assert (found.name, found.kind, found.affiliation, found.official) == (name, kind, affiliation, official)


def test_more_than_twenty_five_words_describe_nobody() -> None:
    assert described_speaker(read_mention("a " + "quiet " * 26 + "pilot")) is None
