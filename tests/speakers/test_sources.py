"""What form a source has, and which name in it is meant, by what the network says of its words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.finders.tokens import tokens_of
from quotes.speakers.people import people_of
from quotes.speakers.sources import FORMS, Source, source_of
from quotes.tagger.decoding import ENTITIES

from .stand_in import entities_of, told_of

NAMES = {
    "Ann Example": "PERSON", "Ben Sample": "PERSON", "Koval": "PERSON", "Harbour Party": "ORGANIZATION",
    "Harbour Ministry": "ORGANIZATION", "Interfax": "ORGANIZATION", "Finland": "LOCATION",
}  # fmt: skip


def read(text: str, same: str = "") -> Source:
    """A source that is the whole text, where the network says that the words `same` are the speaker's own name."""
    tokens = tokens_of(text)
    people = people_of(tokens, entities_of(tokens, NAMES))
    return source_of(tokens, (0, len(tokens.words)), told_of(tokens, same=same), people)


def own(text: str, same: str = "") -> str | None:
    at = read(text, same).own
    return tokens_of(text).span(*at).text if at else None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("He", "he"),
        ("him", "he"),
        ("SHE", "she"),
        ("they both", "they"),
        ("it", "it"),
        ("who", "who"),
        ("I", "we"),
        ("his", "his"),
        ("she herself", "she"),
        ("the lawmaker", "described"),
        ("his lawyer", "described"),
        ("officials", "described"),
        ("the statement", "paper"),
        ("Its report", "paper"),
        ("“", "described"),
    ],
)
def test_the_form_of_a_source(text: str, form: str) -> None:
    assert read(text).form == form


@pytest.mark.parametrize(
    ("text", "same", "name"),
    [
        ("Ann Example", "Ann Example", "Ann Example"),
        ("Mayor Ann Example, a lawyer", "Ann Example", "Ann Example"),
        ("Mayor Ann Example, a lawyer", "Mayor Ann Example, a lawyer", "Ann Example"),
        ("the mayor of Finland, Ann Example", "Ann Example", "Ann Example"),
        ("Ben Sample spokesman Koval", "Koval", "Koval"),
        ("President Koval", "Koval", "Koval"),
        ("Mr Koval", "", "Koval"),
        ("the Harbour Party", "Harbour Party", "Harbour Party"),
        ("the Harbour Party, a union of pilots", "the Harbour Party, a union of pilots", "the Harbour Party"),
        ("the Harbour Party statement", "Harbour Party statement", "Harbour Party"),
        ("the Harbour Party's statement", "", "Harbour Party"),
        ("Finland", "Finland", "Finland"),
        ("he", "", None),
        ("an adviser to President Koval", "Koval", None),
        ("Koval's lawyer", "Koval's", None),
        ("the Koval administration", "Koval", None),
        ("Ann Example and Ben Sample", "Ann Example and Ben Sample", None),
        ("Harbour Ministry officials", "Harbour Ministry", None),
        ("a lawyer in Finland", "", None),
        ("the lawmaker", "the lawmaker", None),
    ],
)
def test_the_name_in_a_source_that_is_the_speakers_own(text: str, same: str, name: str | None) -> None:
    assert own(text, same) == name


@pytest.mark.parametrize(
    ("text", "head", "definite", "plural", "country"),
    [
        ("the lawmaker", "lawmaker", True, False, None),
        ("a senior adviser to the mayor", "adviser", False, False, None),
        ("Finnish officials", "officials", False, True, "FI"),
        ("many", "many", False, True, None),
        ("the police", "police", True, True, None),
        ("the town’s mayor", "mayor", True, False, None),
        ("his boss", "boss", True, False, None),
        ("“", "", False, False, None),
    ],
)
def test_what_the_words_of_a_description_tell(
    text: str, head: str, definite: bool, plural: bool, country: str | None
) -> None:
    found = read(text)
    assert (found.head, found.definite, found.plural, found.country) == (head, definite, plural, country)


def test_a_source_tells_its_words_and_is_shown_in_one_line() -> None:
    found = read("The  harbour\nmayors")
    assert (found.text, found.words) == ("The harbour mayors", {"the", "harbour", "mayor"})


def test_a_source_may_stand_anywhere_in_the_text() -> None:
    tokens = tokens_of("It rained. Then Mayor Ann Example left.")
    people = people_of(tokens, entities_of(tokens, NAMES))
    assert source_of(tokens, (4, 7), told_of(tokens, same="Ann Example"), people).own == (5, 7)


WORDS = [
    *NAMES,
    *[
        "the",
        "a",
        "of",
        "and",
        "to",
        ",",
        ".",
        "“",
        "”",
        "(",
        ")",
        "'s",
        "’",
        "he",
        "she",
        "who",
        "lawyer",
        "statement",
        "ministry",
        "Mr",
        "President",
        "\n",
        "😀",
        "Иван",
    ],
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from(WORDS), st.data())
def test_whatever_the_network_says_the_own_name_lies_in_the_source(
    words: list[str], same: str, data: st.DataObject
) -> None:
    tokens = tokens_of(" ".join(words))
    people = people_of(tokens, entities_of(tokens, {word: data.draw(st.sampled_from(ENTITIES)) for word in set(words)}))
    first = data.draw(st.integers(0, len(tokens.words) - 1))
    stop = data.draw(st.integers(first + 1, len(tokens.words)))
    found = source_of(tokens, (first, stop), told_of(tokens, same=same), people)
    assert found.form in FORMS
    assert found.own is None or first <= found.own[0] < found.own[1] <= stop


@pytest.mark.parametrize("part", ["a", "he said, ", "Ann Example and ", "(", "-", "the mayor of ", " "])
def test_a_source_of_two_hundred_thousand_characters_is_read_in_linear_time(part: str) -> None:
    text = "the mayor " + part * (200_000 // len(part))
    start = time.perf_counter()
    read(text, "mayor")
    assert time.perf_counter() - start < 20
