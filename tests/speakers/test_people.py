"""Whom an article names, and which names are the same one's."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.finders.tokens import tokens_of
from quotes.speakers.people import People, gathered, people_of, read_name, surname_key
from quotes.tagger.decoding import ENTITIES
from quotes.tagger.model import Entity

from .stand_in import entities_of, places_of


def people(text: str, *, persons: str = "", bodies: str = "") -> People:
    """Whom a text names, where the network saw these names, written with commas between them."""
    kinds = {"PERSON": persons, "ORGANIZATION": bodies}
    names = {name: kind for kind, listed in kinds.items() for name in listed.split(", ") if name}
    tokens = tokens_of(text)
    return people_of(tokens, entities_of(tokens, names))


@pytest.mark.parametrize(
    ("text", "persons", "known"),
    [
        ("Ann Example left. Example came back.", "Ann Example, Example", [("Ann Example", 2)]),
        ("Example came first. Ann Example left.", "Ann Example, Example", [("Ann Example", 2)]),
        ("Mayor Ann Example met Ben Example.", "Ann Example, Ben Example", [("Ann Example", 1), ("Ben Example", 1)]),
        ("B. Example left. Ben Example came.", "B. Example, Ben Example", [("Ben Example", 2)]),
        ("Oleh Samplenyuk left. Sampleniuk came.", "Oleh Samplenyuk, Sampleniuk", [("Oleh Samplenyuk", 2)]),
        ("Yuri Sample left. Yuriy Sample came.", "Yuri Sample, Yuriy Sample", [("Yuriy Sample", 2)]),
        ("Ann Sample left. ANN SAMPLE came.", "ANN SAMPLE, Ann Sample", [("Ann Sample", 2)]),
        ("Ursula von der Quill left. Quill came.", "Quill, Ursula", [("Ursula von der Quill", 2)]),
        ("Von der Quill left. She met von der Quill.", "Von der Quill, Quill", [("Von der Quill", 2)]),
        ("Luiz da Sample left. Sample came.", "Luiz, Sample", [("Luiz da Sample", 2)]),
        ("Ann “Annie” Sample left. Sample came.", "Ann, Sample", [("Ann “Annie” Sample", 2)]),
        ("Ann Example’s ship left. Example's mole stays.", "Ann Example’s, Example's", [("Ann Example", 2)]),
        ("Mr Sample met Mrs Sample.", "Mr Sample, Mrs Sample", [("Sample", 1), ("Sample", 1)]),
        ("Mr. Sample left.", "Mr. Sample", [("Sample", 1)]),
        ("It rained.", "", []),
    ],
)  # fmt: skip
def test_names_of_one_person_meet(text: str, persons: str, known: list[tuple[str, int]]) -> None:
    found = people(text, persons=persons)
    assert sorted((k.name, len(k.places)) for k in found.known) == sorted(known)


@pytest.mark.xfail(strict=True, reason="of spellings as long as each other the first stays, be it all in capitals")
def test_a_name_in_capitals_is_shown_as_others_write_it() -> None:
    assert [k.name for k in people("ANN SAMPLE left. Ann Sample came.", persons="ANN SAMPLE, Ann Sample").known] == [
        "Ann Sample"
    ]


def test_a_surname_of_two_bearers_is_the_nearest_befores() -> None:
    text = "Ann Example left. Example waved. Then Ben Example came. Example sat down."
    found = people(text, persons="Ann Example, Ben Example, Example")
    assert [(k.name, len(k.places)) for k in found.known] == [("Ann Example", 2), ("Ben Example", 2)]


def test_mrs_before_a_surname_of_two_bearers_is_hers_whoever_came_last() -> None:
    text = "Spokeswoman Ann Example left. King Ben Example came. Mrs Example waved."
    found = people(text, persons="Ann Example, Ben Example, Example")
    assert [(k.name, len(k.places)) for k in found.known] == [("Ann Example", 2), ("Ben Example", 1)]


@pytest.mark.parametrize(
    ("text", "persons", "shown"),
    [
        ("President Sample left.", "Sample", "President Sample"),
        ("Foreign Minister Sample left.", "Sample", "Foreign Minister Sample"),
        ("President Sample left. Ann Sample is president.", "Sample, Ann Sample", "Ann Sample"),
        ("Pope Sample left.", "Pope Sample", "Pope Sample"),
        ("the mayor, Sample, left.", "Sample", "Sample"),
    ],
)
def test_who_has_no_first_name_is_shown_with_the_title(text: str, persons: str, shown: str) -> None:
    assert [k.shown for k in people(text, persons=persons).known] == [shown]


@pytest.mark.parametrize(
    ("text", "persons", "female"),
    [
        ("Ann Sample left.", "Ann Sample", True),
        ("Ben Sample left.", "Ben Sample", False),
        ("Mrs Sample left.", "Sample", True),
        ("Mr Sample left.", "Sample", False),
        ("Spokeswoman Robin Sample left.", "Robin Sample", True),
        ("Xy Samplova left.", "Xy Samplova", True),
        ("Xy Samplenko left.", "Xy Samplenko", False),
        ("Xy Sample left.", "Xy Sample", None),
        ("Sample left.", "Sample", None),
    ],
)
def test_a_title_tells_whether_she_or_he_is_meant_else_the_name(text: str, persons: str, female: bool | None) -> None:
    assert [k.female for k in people(text, persons=persons).known] == [female]


@pytest.mark.parametrize(
    ("text", "bodies", "known"),
    [
        ("The Harbour Party met. The Harbour Party left.", "Harbour Party", ["Harbour Party"]),
        ("The World Harbour Fund met. WHF said so.", "World Harbour Fund, WHF", ["World Harbour Fund"]),
        ("The Harbour Union (HARUN) met. HARUN left.", "Harbour Union, HARUN", ["Harbour Union"]),
        ("The United Nations met. The UN left.", "United Nations, UN", ["United Nations"]),
        ("The Harbour Party met the Bridge Party.", "Harbour Party, Bridge Party", ["Harbour Party", "Bridge Party"]),
        ("HP said so. The Harbour Party met.", "HP, Harbour Party", ["HP", "Harbour Party"]),
    ],
)
def test_short_forms_of_a_body_are_that_body_once_it_was_named(text: str, bodies: str, known: list[str]) -> None:
    assert [k.name for k in people(text, bodies=bodies).known] == known


def test_a_source_that_nobody_saw_as_a_name_is_taken_in_once() -> None:
    text = "The Harbour Party met. The Harbour Party left."
    tokens, found = tokens_of(text), people(text)
    numbers = [found.add_body(tokens, at) for at in (*places_of(tokens.words, "Harbour Party"), (1, 3))]
    assert numbers == [0, 0, 0] and found.known[0].places == [(1, 3), (6, 8)]


def test_a_place_without_a_name_is_nobodys() -> None:
    found = people("Mayor Ann Example left the town.", persons="Ann Example")
    assert (found.at((0, 2)), found.at((3, 6))) == (0, None)


def test_a_person_knows_where_they_were_named_last() -> None:
    (known,) = people("It rained. Mayor Ann Example left. Example came.", persons="Ann Example, Example").known
    assert known.places == [(4, 6), (8, 9)]
    assert [known.last_before(token) for token in (0, 4, 5, 8, 9, 99)] == [-1, -1, 4, 4, 8, 8]


@pytest.mark.parametrize(("one", "other"), [("Yatsenyuk", "Yatseniuk"), ("Sampleskiy", "Samplesky"), ("AHO", "Aho")])
def test_spellings_of_a_surname_meet(one: str, other: str) -> None:
    assert surname_key(f"Ann {one}") == surname_key(f"A. {other}")


@pytest.mark.parametrize("text", ["Mr", "“", "...", "President"])
def test_a_stretch_that_holds_no_name_is_none(text: str) -> None:
    tokens = tokens_of(text)
    assert read_name(tokens, 0, len(tokens.words)) is None


stretch = st.tuples(st.integers(0, 60), st.integers(1, 5)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(stretch))
def test_gathered_stretches_hold_the_same_tokens_in_order_and_apart(places: list[tuple[int, int]]) -> None:
    found = gathered(places)
    assert {i for at in found for i in range(*at)} == {i for at in places for i in range(*at)}
    assert all(one[1] < other[0] for one, other in pairwise(found))


WORDS = [
    "Ann",
    "Ben",
    "Example",
    "Sample",
    "von",
    "der",
    "da",
    "“",
    "”",
    "(",
    ")",
    ",",
    ".",
    "'s",
    "Mr",
    "Mrs",
    "President",
    "Party",
    "UN",
    "of",
    "\n",
    "😀",
    "Иван",
    "said",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.data())
def test_any_names_have_one_bearer_each_whose_places_are_in_order(words: list[str], data: st.DataObject) -> None:
    tokens = tokens_of(" ".join(words))
    count = len(tokens.words)
    cuts = data.draw(st.sets(st.integers(0, count), max_size=10).map(sorted))
    kinds = st.sampled_from(ENTITIES)
    entities = [Entity(a, b, data.draw(kinds)) for a, b in pairwise(cuts)]
    found = people_of(tokens, entities)
    assert set(found.by_token.values()) <= set(range(len(found.known)))
    for known in found.known:
        assert known.places and known.places == sorted(known.places)
        assert known.name or known.kind == "organisation"
        assert all(0 <= first < stop <= count for first, stop in known.places)


@pytest.mark.xfail(strict=True, reason="add_body takes in marks as a body without a name")
def test_marks_alone_name_no_body() -> None:
    assert people("It rained, at last.", bodies=",").known == []


@pytest.mark.parametrize("name", ["Ann{} Example", "Ann Example{}", "Ann"])
def test_many_names_are_collected_in_linear_time(name: str) -> None:
    letters = [chr(97 + i % 26) + chr(97 + i // 26 % 26) + chr(97 + i // 676) for i in range(10_000)]
    tokens = tokens_of(" said. ".join(name.format(each) for each in letters))
    size = len(name.split())
    entities = [Entity(i, i + size, "PERSON") for i in range(0, len(tokens.words) - size + 1, size + 2)]
    start = time.perf_counter()
    people_of(tokens, entities)
    assert time.perf_counter() - start < 20
