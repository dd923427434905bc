"""The persons of an article, and whom a name means."""

from __future__ import annotations

import pytest

from quotes.finders.tokens import tokens_of
from quotes.speakers.names import read_mention
from quotes.speakers.people import People, people_of


def people(text: str, *sources: str) -> People:
    """The persons of a text of which `sources` are the attributions' sources."""
    return people_of(tokens_of(text), [(text.index(source), source) for source in sources])


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Mayor Ann Example met Ben Sample.", [("Ann Example", ["Mayor"])]),
        ("Ann Example, a lawyer in Exampletown, left.", [("Ann Example", ["lawyer in Exampletown"])]),
        ("Ann Example left. Example came back.", [("Ann Example", [])]),
        ("Ann Example left the Harbour.", []),
        ("Mayor Ann Example left. Example, a lawyer, came.", [("Ann Example", ["Mayor", "lawyer"])]),
        ("President Sample left.", [("Sample", ["President"])]),
        ("lawmakers Ann Example, Ben Sample and Eva Quill left",
         [("Ann Example", ["lawmaker"]), ("Ben Sample", ["lawmaker"]), ("Eva Quill", ["lawmaker"])]),
        ("Mayor Oleh Samplenyuk left. Sampleniuk came back.", [("Oleh Samplenyuk", ["Mayor"])]),
        ("Mayor Ann Example met Mayor Ben Example.", [("Ann Example", ["Mayor"]), ("Ben Example", ["Mayor"])]),
        ("Mr Sample left.", [("Sample", [])]),
        ("Mayor B. Example left. Mayor Ben Example came.", [("Ben Example", ["Mayor"])]),
        ("It rained in Exampletown.", []),
    ],
)  # fmt: skip
def test_these_persons_are_collected(text: str, known: list[tuple[str, list[str]]]) -> None:
    assert [(k.name, k.descriptors) for k in people(text).known] == known


def test_a_source_is_trusted_to_name_somebody() -> None:
    assert [k.name for k in people("Ann Example left the Harbour.", "Ann Example").known] == ["Ann Example"]


@pytest.mark.parametrize(
    ("name", "at", "meant"),
    [
        ("Example", 20, "Ann Example"),
        ("Example", 80, "Ben Example"),
        ("Ann Example", 80, "Ann Example"),
        ("Mrs Example", 80, "Ann Example"),
        ("King Example", 20, "Ben Example"),
        ("Mr Chen", 80, None),
        ("Quill", 80, None),
    ],
)
def test_a_name_means_who_was_named_last_and_fits(name: str, at: int, meant: str | None) -> None:
    found = people("Spokeswoman Ann Example, a lawyer, left. Then King Ben Example came.")
    number = found.find(read_mention(name), at)
    assert (None if number is None else found.known[number].name) == meant


def test_a_title_may_stand_before_a_surname_that_comes_first() -> None:
    found = people("Mayor Chen Sample left.")
    assert found.find(read_mention("Mr Chen"), 30) == 0


def test_a_person_without_first_name_is_shown_with_the_rank() -> None:
    assert people("President Sample left.").known[0].shown == "President Sample"


def test_a_person_knows_where_they_were_named_last() -> None:
    (known,) = people("It rained. Mayor Ann Example left. Example came back.").known
    assert [known.last_before(at) for at in (5, 11, 12, 40)] == [-1, -1, 11, 35]


def test_a_person_knows_the_words_told_of_them() -> None:
    (known,) = people("Ann Example, the town’s Mayor, left. Example came.").known
    assert {"town", "mayor"} <= known.words()
    known.tell("lawyer")
    assert "lawyer" in known.words()
