"""Whose a quotation is that nothing attributes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.finders.contents import Find
from quotes.finders.find import rule_finds
from quotes.finders.layout import lay_out
from quotes.finders.unattributed import unattributed_finds, with_subjects


def found(text: str) -> list[str]:
    """Source and pieces of what the rules leave."""
    layout = lay_out(text)
    span = layout.tokens.span
    finds = unattributed_finds(layout, rule_finds(layout))
    return [" | ".join((span(*f.source).text, *(span(*p).text for p in f.content))) for f in finds]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("Ann is not so sure.\n“The port is full again.”", ["Ann | “The port is full again.”"]),
        ("Ann is not so sure.\n\n“The port is full again.”", ["Ann | “The port is full again.”"]),
        ("Ann is not so sure.\n“The port is full again.” “And it rains.”",
         ["Ann | “The port is full again.” | “And it rains.”"]),
        ("She is not so sure.\n“The port is full again.”", ["She | “The port is full again.”"]),
        ("They are not so sure.\n“The port is full again.”", []),
        ("The minister is not so sure.\n“The port is full again.”", []),
        ("Ann Example, a lawyer, is sad.\n“The port is full again.”", ["Ann Example | “The port is full again.”"]),
        ("Ann is sad. “The port is full,” said Ben. “It rains all day again.”", []),
        ("Ann is not “so sure”.\n“The port is full again.”", []),
        ("Ann is not so sure.\n“Again.”", []),
        ("Ann is not so sure.\nIt rains.\n“The port is full again.”", []),
        ("“The port is full again.”", []),
        ("Ann is not so sure.\n“The port is full,” said Ben.", []),
        ("The question was about the port: “Is it full again?”", ["The question | “Is it full again?”"]),
        ("It was about the port: “Is it full again?”", []),
        ("The question “was” about the port: “Is it full again?”", []),
        ("The question was about the port: “Is it full?” and “Is it closed?”", []),
        ("There was a question: “Is it full again?”", []),
    ],
)  # fmt: skip
def test_what_is_left_goes_to_whom_the_sentence_before_is_about(text: str, finds: list[str]) -> None:
    assert found(text) == finds


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The question was about the port: “Is it full?”", "The question"),
        ("There was a question: “Is it full?”", None),
        ("The question was about the port, “Is it full?”", None),
    ],
)
def test_a_find_after_a_colon_gets_a_source_where_it_has_none(text: str, source: str | None) -> None:
    layout = lay_out(text)
    first = layout.quotations[0].first
    find = Find(((first, layout.quotations[0].stop),), None, None, "speech", "model", 0)
    (given,) = with_subjects(layout, [find])
    assert (layout.tokens.span(*given.source).text if given.source else None) == source
    sourced = replace(find, source=(0, 1))
    assert with_subjects(layout, [sourced]) == [sourced]
