"""The words that name a source to the right of its cue; the cue is not in the texts."""

from __future__ import annotations

import pytest

from quotes.finders.mentions_right import first_mention, is_plural, may_speak, mention_right, noun_phrase_right
from quotes.finders.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Ann Example on Monday", "Ann Example"),
        ("Ann Example told the council", "Ann Example"),
        ("Ann Example in Exampletown", "Ann Example"),
        ("the mayor of Exampletown in a letter", "the mayor of Exampletown"),
        ("Ann Example and Ben Sample at noon", "Ann Example and Ben Sample"),
        ("Ann Example and it rained", "Ann Example"),
        ("Ann Example (41) at noon", "Ann Example (41)"),
        ("Gen. Ben de la Quill quietly", "Gen. Ben de la Quill"),
        ("Exampleland's foreign minister Ben Sample.", "Exampleland's foreign minister Ben Sample"),
        ("the mayor Monday", "the mayor"),
        ("the Harbour Party quietly", "the Harbour Party"),
        ("she was", "she"),
        ("who was", ""),
        ("that it rained", ""),
    ],
)
def test_the_noun_phrase_after_a_cue(text: str, phrase: str) -> None:
    tokens = tokens_of(text)
    stop = noun_phrase_right(tokens, 0, len(tokens.words))
    assert (tokens.span(0, stop).text if stop else "") == phrase


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ann Example, a lawyer in Exampletown, who left.", "Ann Example, a lawyer in Exampletown"),
        ("Ann Example, who leads the Harbour Fund, left.", "Ann Example, who leads the Harbour Fund"),
        ("Ann Example, 41, left.", "Ann Example, 41"),
        ("Ann Example, director of the Harbour Fund.", "Ann Example, director of the Harbour Fund"),
        ("Ann Example, the mayor, on Monday", "Ann Example, the mayor"),
        ("Ann Example, on Monday", "Ann Example"),
        ("Ann Example, adding that it rained", "Ann Example"),
        ("Ann Example, the port was full", "Ann Example"),
        ("she, a lawyer, left", "she"),
    ],
)
def test_an_apposition_is_taken_in(text: str, mention: str) -> None:
    tokens = tokens_of(text)
    assert tokens.span(0, mention_right(tokens, 0, len(tokens.words))).text == mention


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ann Example is not so sure.", "Ann Example"),
        ("On Monday, the minister left.", "the minister"),
        ("Meanwhile she left.", "she"),
        ("The bridge is old.", None),
        ("Is it old?", None),
    ],
)
def test_a_sentence_is_about_the_first_that_may_speak(text: str, mention: str | None) -> None:
    tokens = tokens_of(text)
    found = first_mention(tokens, 0, len(tokens.words))
    assert (tokens.span(*found).text if found else None) == mention


@pytest.mark.parametrize(
    ("text", "speaks", "plural"),
    [
        ("Ann Example", True, False),
        ("Ann and Ben", True, True),
        ("the ministers", True, True),
        ("the police", True, True),
        ("several men", True, True),
        ("the congress", False, False),
        ("they", True, True),
        ("the letter", True, False),
        ("the old bridges", False, True),
        ("the Exampleland war", False, False),
    ],
)
def test_who_may_speak_and_who_is_several(text: str, speaks: bool, plural: bool) -> None:
    tokens = tokens_of(text)
    source = (0, len(tokens.words))
    assert (may_speak(tokens, source), is_plural(tokens, source)) == (speaks, plural)
