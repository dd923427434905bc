"""What a quotation quotes in turn."""

from __future__ import annotations

import pytest

from quotes.finders.layout import lay_out
from quotes.finders.nested import nested_finds


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("“We see Exampleland making statements such as: ‘We own the sea.’”",
         ["nested-such-as | Exampleland | ‘We own the sea.’"]),
        ("“The ministers say, ‘We own the sea.’”", ["nested-said | The ministers | ‘We own the sea.’"]),
        ("“Ben Sample told me ‘never again’ and left.”", ["nested-said | Ben Sample | ‘never again’"]),
        ("“I said ‘never again’ and left.”", []),
        ("“You said ‘never again’ and left.”", []),
        ("“Ben Sample said ‘no’ and left.”", []),
        ("“Ben Sample owns the ‘never again’ museum.”", []),
        ("Ben Sample said “never again” and left.", []),
    ],
)  # fmt: skip
def test_these_attributions_are_found_within(text: str, finds: list[str]) -> None:
    layout = lay_out(text)
    span = layout.tokens.span
    told = [f"{f.rule} | {span(*f.source).text} | {span(*f.content[0]).text}" for f in nested_finds(layout)]
    assert told == finds
