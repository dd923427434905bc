"""What an article tells of one speaker: the words of roles, by the network and by their form, and the countries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.finders.layout import lay_out
from quotes.finders.tokens import tokens_of
from quotes.speakers.told import Rivals, beside, countries, descriptors, mean_odds
from quotes.tagger.model import Told

from .stand_in import places_of, told_of


def rivals_at(*tokens: int) -> Rivals:
    """Names of somebody else at these tokens."""
    return Rivals(tokens, dict.fromkeys(tokens, 1), 0)


def told(text: str, name: str, role: str, *others: str) -> list[str]:
    """The words of roles where all places of `name` point to the words `role`."""
    layout = lay_out(text)
    tokens, starts = layout.tokens, [s.first for s in layout.sentences]
    sentence = [sum(first <= i for first in starts) - 1 for i in range(len(tokens.words))]
    rivals = sorted(first for other in others for first, _ in places_of(tokens.words, other))
    mine = places_of(tokens.words, name)
    return [d.text for d in descriptors(tokens, [told_of(tokens, role=role)], mine, rivals_at(*rivals), sentence)]


@pytest.mark.parametrize(
    ("text", "role", "found"),
    [
        ("Mayor Ann Example left.", "Mayor", ["Mayor"]),
        ("Ann Example, the mayor of Exampletown, left.", "the mayor of Exampletown", ["mayor of Exampletown"]),
        ("Ann Example, the mayor of, left.", "the mayor of,", ["mayor"]),
        ("Harbour Mayor Ann Example left.", "Harbour Mayor Ann Example", ["Harbour Mayor"]),
        ("Mayor Ann Example left. It rained on the mayor.", "the mayor", []),
        ("Ann Example left.", "", []),
        ("Ann Example left.", ".", []),
        ("Ann Example\nMayor of Exampletown", "Mayor of Exampletown", []),
    ],
)
def test_words_of_a_role_count_in_the_sentences_that_name_the_speaker(text: str, role: str, found: list[str]) -> None:
    assert told(text, "Ann Example", role) == found


def test_a_role_is_that_of_the_name_that_stands_nearer() -> None:
    text = "Ann Example met the mayor, Ben Sample."
    assert told(text, "Ann Example", "the mayor", "Ben Sample") == []
    assert told(text, "Ben Sample", "the mayor", "Ann Example") == ["mayor"]


def test_a_role_beside_the_name_is_surer_than_one_far_from_it() -> None:
    text = "The lawyer came late because Mayor Ann Example spoke."
    tokens = tokens_of(text)
    both = replace(told_of(tokens, role="Mayor"), role=np.array([0, 0.9, 0, 0, 0, 0.7, 0, 0, 0, 0], np.float32))
    found = descriptors(tokens, [both], places_of(tokens.words, "Ann Example"), rivals_at(), [0] * len(tokens.words))
    assert [(d.text, round(d.sure, 2)) for d in found] == [("Mayor", 0.7), ("lawyer", 0.45)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Ann Example left.", ["Mayor"]),
        ("Finnish Foreign Minister Ann Example left.", ["Finnish Foreign Minister"]),
        ("Ann Example, a lawyer in Exampletown, left.", ["a lawyer in Exampletown"]),
        ("Ann Example (lawyer) left.", ["lawyer"]),
        ("Ann Example, who is a lawyer, left.", ["a lawyer"]),
        ("Mayor Ann Example, a lawyer, left.", ["Mayor", "a lawyer"]),
        ("Ann Example – the mayor – left.", ["the mayor"]),
        ("They met Mayor Ann Example.", ["Mayor"]),
        ("Ann Example, in spite of the rain, left.", []),
        ("Ann Example left.", []),
        ("Ann Example", []),
        ("Ann Example,", []),
        ("The mayor left.\nAnn Example stayed.", []),
        ("Ann Example,\na lawyer", []),
    ],
)
def test_roles_that_stand_beside_a_name(text: str, found: list[str]) -> None:
    layout = lay_out(text)
    (at,) = places_of(layout.tokens.words, "Ann Example")
    line = max(s.first for s in layout.sentences if s.first <= at[0])
    assert [d.text for d in beside(layout.tokens, at, line)] == found


@pytest.mark.parametrize(
    ("text", "place", "codes"),
    [
        ("Ann Example of Finland met Swedish pilots.", "Finland", {"FI": 0.9, "SE": 0.02}),
        ("Finland and Finnish ships", "Finnish", {"FI": 0.9}),
        ("the turkey left", "turkey", {}),
        ("Ann Example left.", "", {}),
        ("“", "“", {}),
    ],
)
def test_countries_near_a_mention_are_as_sure_as_their_surest_word(
    text: str, place: str, codes: dict[str, float]
) -> None:
    tokens = tokens_of(text)
    assert countries(tokens, [told_of(tokens, place=place)]) == pytest.approx(codes)


def test_countries_are_the_mean_of_what_the_mentions_tell() -> None:
    tokens = tokens_of("Finland and Sweden")
    both = [told_of(tokens, place="Finland"), told_of(tokens, place="Sweden")]
    assert countries(tokens, both) == pytest.approx({"FI": 0.46, "SE": 0.46})
    assert countries(tokens, []) == {}


odds = st.tuples(*[st.floats(0, 1)] * 3)


@given(st.lists(odds, min_size=1, max_size=5))
def test_mean_odds_are_finite_and_keep_what_all_agree_on(rows: list[tuple[float, ...]]) -> None:
    assert np.isfinite(mean_odds(rows)).all()
    assert mean_odds(rows * 2) == pytest.approx(mean_odds(rows))


WORDS = [
    "Ann",
    "Example",
    ",",
    "a",
    "the",
    "of",
    "mayor",
    "lawyer",
    "Finland",
    "Finnish",
    ".",
    "\n",
    "“",
    "”",
    "(",
    ")",
    "who",
    "is",
    "said",
    "😀",
    "Иван",
]
sure = st.lists(st.floats(0, 1), max_size=30)


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.lists(st.tuples(st.integers(0, 30), sure), max_size=3)
)
def test_whatever_the_network_says_descriptors_are_words_of_the_text(
    words: list[str], said: list[tuple[int, list[float]]]
) -> None:
    layout = lay_out(" ".join(words))
    tokens = layout.tokens
    count, mine = len(tokens.words), places_of(tokens.words, "Ann")
    rows = [(min(first, count), np.array(row[: max(0, count - first)], np.float32)) for first, row in said]
    each = [Told(first, row, row, row, (1 / 3, 1 / 3, 1 / 3), ()) for first, row in rows]
    found = descriptors(tokens, each, mine, rivals_at(), [0] * count)
    for at in mine:
        found += beside(tokens, at, 0)
    for d in found:
        assert 0 <= d.at[0] < d.at[1] <= count and d.sure > 0
        assert d.text == " ".join(tokens.span(*d.at).text.split())
    assert all(0 <= value <= 1 for value in countries(tokens, each).values())
