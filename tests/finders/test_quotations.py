"""How quotation marks are paired."""

from __future__ import annotations

import pytest

from quotes.finders.quotations import find_quotations, outer_of
from quotes.finders.tokens import tokens_of


def found(text: str) -> list[str]:
    """Each quotation as it stands, with its depth and its flags where it has any."""
    tokens = tokens_of(text)
    out = []
    for q in find_quotations(tokens):
        flags = (f"depth {q.depth}" * (q.depth > 0), "damaged" * q.damaged, "continues" * q.continues)
        out.append(" | ".join((tokens.span(q.first, q.stop).text, *filter(None, flags))))
    return out


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“We sail,” she said. “Soon.”", ["“We sail,”", "“Soon.”"]),
        ('"We sail," she said. "Soon."', ['"We sail,"', '"Soon."']),
        ("«We sail,» she said.", ["«We sail,»"]),
        ("»We sail,« she said.", ["»We sail,«"]),
        ("„We sail“, she said.", ["„We sail“"]),
        ("``We sail,'' she said.", ["``We sail,''"]),
        ("‘We sail,’ she said.", ["‘We sail,’"]),
        ("'We sail,' she said.", ["'We sail,'"]),
        ("The sailors' boats don’t sail.", []),
        ("Ann's dog, Ben's cat", []),
        ("‘The sailors’ boats,’ she said.", ["‘The sailors’"]),
        ("'The sailors' boats sail,' she said.", ["'The sailors' boats sail,'"]),
        ("“He said ‘no’ twice.”", ["“He said ‘no’ twice.”", "‘no’ | depth 1"]),
        ("“He said ‘no and left.”", ["“He said ‘no and left.”", "‘no and left.” | depth 1 | damaged"]),
        ("We sail,” she said.", ["We sail,” | damaged"]),
        ("She said: “We sail.", ["“We sail. | damaged"]),
        ("“We sail.\nNobody came.", ["“We sail. | damaged"]),
        ("“We sail.\n“Soon.”", ["“We sail. | continues", "“Soon.”"]),
        ("“We sail.\nSoon.”", ["“We sail.\nSoon.”"]),
        ("“We sail.\n\nSoon.”", ["“We sail. | damaged", "Soon.” | damaged"]),
        ('"We sail.\n"We row."', ['"We sail. | continues', '"We row."']),
        ("“We sail.” It rained,” she said.", ["“We sail.”"]),
        ("“a „b“ c”", ["“a „b“ c”", "„b“ | depth 1"]),
        ("She said:“We sail”—“soon”", ["“We sail”", "“soon”"]),
        ("Rain”fall", []),
        ('a 5" pipe', []),
        ("(“We sail”)", ["“We sail”"]),
    ],
)
def test_these_quotations_are_found(text: str, quotations: list[str]) -> None:
    assert found(text) == quotations


def test_no_more_than_four_quotations_stand_inside_one_another() -> None:
    tokens = tokens_of("“a " * 9 + "b" + "”" * 9)
    assert max(q.depth for q in find_quotations(tokens)) == 3


def test_each_token_knows_the_outermost_quotation_around_it() -> None:
    tokens = tokens_of("“He said ‘no’.” And “yes”")
    assert outer_of(tokens, find_quotations(tokens)) == [0, 0, 0, 0, 0, 0, 0, 0, -1, 2, 2, 2]
