"""What the words of a source are: a name with descriptors, a body, a description, a paper or a pronoun."""

from __future__ import annotations

import pytest

from quotes.speakers.names import read_mention


@pytest.mark.parametrize(
    ("source", "kind", "name", "descriptors"),
    [
        ("Ann Example", "person", "Ann Example", ()),
        ("Ann Example's", "person", "Ann Example", ()),
        ("Ann Example, a lawyer in Exampletown", "person", "Ann Example", ("lawyer in Exampletown",)),
        ("Finnish Foreign Minister Ann Example", "person", "Ann Example", ("Finnish Foreign Minister",)),
        ("Ann Example of the Harbour Fund", "person", "Ann Example", ("of the Harbour Fund",)),
        ("the mayor of Exampletown, Ann Example", "person", "Ann Example", ("mayor of Exampletown",)),
        ("One of these, Ann Example, a pilot", "person", "Ann Example", ("pilot",)),
        ("Ben van der Quill", "person", "Ben van der Quill", ()),
        ("Mr Sample", "person", "Sample", ()),
        ("Ann Example, 41", "person", "Ann Example", ()),
        ("Ann Example's statement", "person", "Ann Example", ()),
        ("the Harbour Party", "body", "Harbour Party", ()),
        ("Finland", "body", "Finland", ()),
        ("EBU", "body", "EBU", ()),
        ("the news agency Quillpress", "body", "Quillpress", ("news agency",)),
        ("the Harbour Organisation (HO)", "body", "Harbour Organisation", ()),
        ("a senior diplomat", "description", "", ()),
        ("A spokesman for President Ann Example", "description", "", ()),
        ("few of the pilots", "description", "", ()),
        ("German, French and Russian leaders", "description", "", ()),
        ("the report", "paper", "report", ()),
        ("She", "pronoun", "", ()),
        ("", "description", "", ()),
    ],
)
def test_a_source_is_read(source: str, kind: str, name: str, descriptors: tuple[str, ...]) -> None:
    mention = read_mention(source)
    shown = mention.name if mention.kind != "description" else ""
    assert (mention.kind, shown, mention.descriptors) == (kind, name, descriptors)


@pytest.mark.parametrize(
    ("source", "rank", "female", "titled"),
    [
        ("President Sample", "President", None, False),
        ("Foreign Minister Sample", "Foreign Minister", None, False),
        ("Mrs Sample", "", True, True),
        ("Mr. Sample", "", False, True),
        ("spokeswoman Eva Sample", "", True, False),
        ("Eva Sample", "", None, False),
    ],
)
def test_rank_and_title_are_told_beside_a_name(source: str, rank: str, female: bool | None, titled: bool) -> None:
    mention = read_mention(source)
    assert (mention.rank, mention.female, mention.titled) == (rank, female, titled)


def test_a_name_knows_its_last_part_and_whether_it_has_more() -> None:
    assert [(m.last, m.given) for m in map(read_mention, ("Ann Example", "Mr Sample"))] == [
        ("Example", True),
        ("Sample", False),
    ]
