"""People who speak in turn: no quotation is two people's."""

from __future__ import annotations

from dataclasses import replace

from quotes.finders.find import rule_finds
from quotes.finders.layout import lay_out
from quotes.finders.turns import in_turns, unshared


def shown(text: str, *, shared: bool = False) -> list[tuple[str, ...]]:
    """Source and pieces of what the rules find, given out in turn."""
    layout = lay_out(text)
    finds = rule_finds(layout)
    if shared:
        finds = unshared([replace(finds[0], content=finds[0].content + finds[1].content), *finds[1:]])
    span = layout.tokens.span
    return [
        (span(*f.source).text if f.source else "", *(span(*piece).text for piece in f.content))
        for f in in_turns(layout, finds)
    ]


def test_a_quotation_with_a_cue_of_its_own_is_not_the_earlier_speakers() -> None:
    assert shown("“We stay,” she said. “We go,” he replied.", shared=True) == [
        ("she", "“We stay,”"),
        ("he", "“We go,”"),
    ]


def test_questions_and_answers_go_to_two_people() -> None:
    text = "“Is it full?” asked the host.\n\n“It is,” said Ann.\n\n“And late?”\n\n“Very late.”"
    assert shown(text) == [
        ("the host", "“Is it full?”"),
        ("Ann", "“It is,”"),
        ("the host", "“And late?”"),
        ("Ann", "“Very late.”"),
    ]


def test_a_speaker_may_go_on_after_an_answer() -> None:
    assert shown("“Is it full?” asked the host.\n\n“It is,” said Ann. “We left.”") == [
        ("the host", "“Is it full?”"),
        ("Ann", "“It is,”", "“We left.”"),
    ]
