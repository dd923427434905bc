"""A text, cut: what every finder is given."""

from __future__ import annotations

from quotes.finders.layout import lay_out


def test_tokens_quotations_and_sentences_count_the_same_tokens() -> None:
    layout = lay_out("It rained. “We sail,” said Ann.")
    assert layout.tokens.words[layout.sentences[1].first] == "“"
    assert layout.tokens.span(layout.quotations[0].first, layout.quotations[0].stop).text == "“We sail,”"
    assert layout.inside == (-1, -1, -1, 0, 0, 0, 0, 0, -1, -1, -1)


def test_a_stretch_is_quoted_where_any_of_it_stands_in_marks() -> None:
    layout = lay_out("It rained. “We sail,” said Ann.")
    assert layout.quoted(0, 4) and layout.quoted(7, 9)
    assert not layout.quoted(0, 3) and not layout.quoted(8, 11) and not layout.quoted(4, 4)
