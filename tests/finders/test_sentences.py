"""Where sentences end, and what line and block of lines they stand in."""

from __future__ import annotations

import pytest

from quotes.finders.layout import lay_out


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. We left! Did you? Yes…", ["It rained.", "We left!", "Did you?", "Yes…"]),
        ("Mr. Sample met Gen. B. Quill.", ["Mr. Sample met Gen. B. Quill."]),
        ("The U.S. envoy left. It rained.", ["The U.S. envoy left.", "It rained."]),
        ("It rose by 3.5 percent.", ["It rose by 3.5 percent."]),
        ("It fell vs. last year.", ["It fell vs. last year."]),
        ("It rained, etc. and so on.", ["It rained, etc. and so on."]),
        ("A headline\nIt rained", ["A headline", "It rained"]),
        ("“It rained. We left,” she said.", ["“It rained. We left,” she said."]),
        ("“It rained.” We left.", ["“It rained.”", "We left."]),
        ("“It rained.” “We left.”", ["“It rained.”", "“We left.”"]),
        ("“Did you?” Ann asked.", ["“Did you?” Ann asked."]),
        ("“Did you?” Ann left the town.", ["“Did you?”", "Ann left the town."]),
        ("“Rain” fell.", ["“Rain” fell."]),
        ("“It rained.\nWe left.” She slept.", ["“It rained.\nWe left.”", "She slept."]),
        ("It rained (a lot). We left.", ["It rained (a lot).", "We left."]),
        ("(It rained.) We left.", ["(It rained.) We left."]),
        ("It rained.We left.", ["It rained.", "We left."]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_these_sentences(text: str, sentences: list[str]) -> None:
    layout = lay_out(text)
    assert [layout.tokens.span(s.first, s.stop).text for s in layout.sentences] == sentences


def test_lines_and_blocks_are_counted() -> None:
    layout = lay_out("One. Two.\nThree.\n\nFour.")
    assert [(s.line, s.block) for s in layout.sentences] == [(0, 0), (0, 0), (1, 0), (2, 1)]


def test_a_sentence_without_end_is_cut() -> None:
    layout = lay_out("word " * 1000)
    assert max(s.stop - s.first for s in layout.sentences) == 301
