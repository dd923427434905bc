"""How finds become attributions."""

from __future__ import annotations

import pytest

from quotes.finders.find import attributions_of, rule_finds
from quotes.finders.layout import lay_out
from quotes.types import Attribution


def only(text: str) -> Attribution:
    layout = lay_out(text)
    (found,) = attributions_of(layout, [(find, 0.12345) for find in rule_finds(layout)])
    return found


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("“We sail,” said Ann.", "direct"),
        ("Ann said that “we sail”.", "direct"),
        ("Ann said the boats “sail”.", "mixed"),
        ("Ann said the boats sail.", "indirect"),
    ],
)
def test_the_type_tells_how_much_stands_in_marks(text: str, type_: str) -> None:
    assert only(text).type == type_


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("Ann said the road led to the , and it rained.", True),
        ("Ann said the road led to the town, and it rained.", False),
        ("We sail,” said Ann.", True),
        ("“We sail,” said Ann.", False),
    ],
)
def test_a_hole_or_a_lost_mark_is_damage(text: str, damaged: bool) -> None:
    assert only(text).damaged == damaged


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("Ann, who declined to give her surname", "Ann"),
        ("Ann, who spoke on condition of anonymity", "Ann"),
        ("Ann, who spoke at noon", "Ann, who spoke at noon"),
    ],
)
def test_why_a_source_is_not_named_is_no_part_of_it(source: str, kept: str) -> None:
    found = only(f"“We sail,” said {source}.")
    assert found.source is not None and found.source.text == kept


def test_a_content_is_cut_at_line_ends_and_bullets_are_left_out() -> None:
    found = only("“We sail.\n* We row,” said Ann.")
    assert [piece.text for piece in found.content] == ["“We sail.", "We row,”"]


def test_attributions_stand_in_order_of_the_text_with_rounded_confidence() -> None:
    layout = lay_out("“We sail,” said Ann. Ben said it rains.")
    finds = [(find, 0.12345) for find in reversed(rule_finds(layout))]
    found = attributions_of(layout, finds)
    assert [(a.cue.start, a.confidence) for a in found if a.cue] == [(11, 0.123), (25, 0.123)]


def test_a_source_and_its_content_are_told_once() -> None:
    finds = rule_finds(lay_out("“We sail,” said Ann. Ben said it rains and they row."))
    assert len({(find.source, find.content) for find in finds}) == len(finds) == 2
