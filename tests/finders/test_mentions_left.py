"""The words that name a source to the left of its cue; the cue is not in the texts."""

from __future__ import annotations

import pytest

from quotes.finders.mentions_left import adverb, is_name, noun_phrase_left, subject_left
from quotes.finders.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It rained and the new mayor", "the new mayor"),
        ("In a statement Ann Example", "Ann Example"),
        ("On Monday the minister", "the minister"),
        ("the council heard Ann Example", "Ann Example"),
        ("the mayor of the old town", "the mayor of the old town"),
        ("Ann Example and Ben Sample", "Ann Example and Ben Sample"),
        ("it rained and Ben Sample", "Ben Sample"),
        ("Ben Sample (41)", "Ben Sample (41)"),
        ("when she", "she"),
        ("Gen. Sample", "Gen. Sample"),
        ("the town's mayor", "the town's mayor"),
        ("the plan to", ""),
        ("it was", ""),
        ("the mayor,", ""),
    ],
)
def test_the_noun_phrase_before_a_cue(text: str, phrase: str) -> None:
    tokens = tokens_of(text)
    stop = len(tokens.words)
    start = noun_phrase_left(tokens, 0, stop)
    assert (tokens.span(start, stop).text if start < stop else "") == phrase


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The new mayor", "The new mayor"),
        ("Ann Example later", "Ann Example"),
        ("Ann Example, a lawyer in Exampletown,", "Ann Example, a lawyer in Exampletown"),
        ("The mayor of Exampletown, Ann Example,", "The mayor of Exampletown, Ann Example"),
        ("Ann Example, who founded the Harbour Fund, a bank,", "Ann Example, who founded the Harbour Fund, a bank"),
        ("Ann Example, after the talks,", "Ann Example"),
        ("Ann Example — a lawyer —", "Ann Example — a lawyer"),
        ("They met Ann Example, who", "Ann Example"),
        ("The example of Ann Example, who", "Ann Example"),
        ("the spokesman for Ann Example, who", "the spokesman for Ann Example"),
        ("They met Ann, who in October", "Ann"),
        ("It rained, but", None),
        ("", None),
    ],
)
def test_the_subject_before_a_cue(text: str, subject: str | None) -> None:
    tokens = tokens_of(text)
    found = subject_left(tokens, 0, len(tokens.words))
    assert (tokens.span(*found).text if found else None) == subject


def test_a_name_has_a_capital_and_is_no_word_of_the_grammar() -> None:
    tokens = tokens_of("The Mayor of Exampletown But NATO")
    assert [tokens.words[i] for i in range(6) if is_name(tokens, i)] == ["Mayor", "Exampletown", "NATO"]


def test_adverbs_end_in_ly_with_few_exceptions() -> None:
    words = ("quietly", "later", "family", "assembly", "fly", "town")
    assert [word for word in words if adverb(word)] == ["quietly", "later"]
