"""How a text is cut into tokens."""

from __future__ import annotations

import pytest

from quotes.finders.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry left.", ["The", "ferry", "left", "."]),
        ("Ann's ferry", ["Ann", "'s", "ferry"]),
        ("O’Sample’s ferry", ["O’Sample", "’s", "ferry"]),
        ("We don’t", ["We", "don’t"]),
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("a 35-year-old pilot", ["a", "35-year-old", "pilot"]),
        ("12,500 at 10:30", ["12,500", "at", "10:30"]),
        ("well-known", ["well-known"]),
        ("one--two -- three", ["one", "--", "two", "--", "three"]),
        ("so...", ["so", "..."]),
        ("``So,'' he", ["``", "So", ",", "''", "he"]),
        ("“So,” he", ["“", "So", ",", "”", "he"]),
        ("one\r\n\r\ntwo\nthree", ["one", "\r\n\r\n", "two", "\n", "three"]),
        ("пам’ять 😀!", ["пам’ять", "😀", "!"]),
        ("snake_case", ["snake", "_", "case"]),
        (" \t ", []),
    ],
)
def test_a_text_is_cut_into_these_words(text: str, words: list[str]) -> None:
    assert list(tokens_of(text).words) == words


def test_offsets_lead_back_into_the_text_as_given() -> None:
    text = "  “Пам’ять,”\tsaid\u00a0Ann."
    tokens = tokens_of(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == list(tokens.words)


def test_a_span_holds_what_stands_between_its_tokens() -> None:
    span = tokens_of("The  ferry,\nleft").span(1, 4)
    assert (span.start, span.end, span.text) == (5, 12, "ferry,\n")


def test_lower_case_words_have_straight_apostrophes() -> None:
    assert tokens_of("DON’T Ann’s canʼt").lower == ("don't", "ann", "'s", "can't")


def test_line_ends_and_capitals_are_told() -> None:
    tokens = tokens_of("Ann left\n\u2028NATO 7")
    assert [tokens.breaks(i) for i in range(5)] == [False, False, True, False, False]
    assert [tokens.capital(i) for i in range(5)] == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("text", "spaced"), [('"a', (True, False)), ('a" b', (False, True)), ('a "', (True, True)), ('a"b', (False, False))]
)
def test_a_mark_tells_on_which_sides_it_has_a_blank_or_the_edge(text: str, spaced: tuple[bool, bool]) -> None:
    tokens = tokens_of(text)
    assert tokens.spaced(tokens.words.index('"')) == spaced
