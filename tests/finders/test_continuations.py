"""Which sentences go on with an attribution without a cue of their own."""

from __future__ import annotations

import pytest

from quotes.finders.contents import content_finds
from quotes.finders.continuations import carried_finds, whole_quotation, with_continuations
from quotes.finders.cues import find_cues
from quotes.finders.layout import Layout, lay_out


def pieces(layout: Layout) -> list[list[str]]:
    """The contents of all cues, each with the pieces that go on with it."""
    numbers = range(len(layout.sentences))
    finds = [find for n in numbers for find in content_finds(layout, n, find_cues(layout, n))]
    return [[layout.tokens.span(*p).text for p in f.content] for f in with_continuations(layout, finds)]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("“We sail,” said Ann. “It rains.”", [["“We sail,”", "“It rains.”"]]),
        ("“We sail,” said Ann. “It rains.” “We row.”", [["“We sail,”", "“It rains.”", "“We row.”"]]),
        ("“We sail,” said Ann. She stood up. “It rains.”", [["“We sail,”", "“It rains.”"]]),
        ("“We sail,” said Ann. She stood up. Ben sat. “It rains.”", [["“We sail,”"]]),
        ("“We sail,” said Ann.\nShe stood up.\n“It rains.”", [["“We sail,”"]]),
        ("“We sail,” said Ann.\n“It rains.”", [["“We sail,”", "“It rains.”"]]),
        ("“We sail,” said Ann.\n\n\n“It rains.”", [["“We sail,”"]]),
        ("“We sail,” said Ann. “It rains,” said Ben.", [["“We sail,”"], ["“It rains,”"]]),
        ("“It rains.\n\n“We sail,” said Ann.", [["“It rains.", "“We sail,”"]]),
        ("“It rains.”\n\n“We sail,” said Ann.", [["“We sail,”"]]),
        ("Ann said:\n“It rains.”", [["“It rains.”"]]),
        ("Ann said:\nIt rains.", []),
        ("Ann said it rains. “We sail.”", [["it rains"]]),
    ],
)
def test_these_pieces_belong_to_one_attribution(text: str, contents: list[list[str]]) -> None:
    assert pieces(lay_out(text)) == contents


@pytest.mark.parametrize(
    ("text", "whole"),
    [("“We sail.”", "“We sail.”"), ("“We sail”.", "“We sail”"), ("“We sail,” Ann said.", None), ("We sail.", None)],
)
def test_a_sentence_is_all_quotation_where_only_a_stop_is_left(text: str, whole: str | None) -> None:
    layout = lay_out(text)
    found = whole_quotation(layout, layout.sentences[0])
    assert (layout.tokens.span(*found).text if found else None) == whole


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("Ann said it rains. The port would be “open to all and closed to none”.",
         ["The port would be “open to all and closed to none”"]),
        ("Ann said it rains. The port would be “open to all”.", []),
        ("Ann said it rains.\nThe port would be “open to all and closed to none”.", []),
        ("Ann hopes it rains. The port would be “open to all and closed to none”.", []),
        ("It rains. The port would be “open to all and closed to none”.", []),
    ],
)  # fmt: skip
def test_a_sentence_that_quotes_in_part_goes_on_after_one_with_a_cue(text: str, carried: list[str]) -> None:
    layout = lay_out(text)
    finds = content_finds(layout, 0, find_cues(layout, 0))
    assert [layout.tokens.span(*f.content[0]).text for f in carried_finds(layout, finds)] == carried
