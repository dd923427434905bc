"""Direct, indirect or mixed: what the quotation marks of a quote's words tell, where nobody told it."""

from __future__ import annotations

import re

from quotes.types import JOINT, QuoteType

_MARK = re.compile(r"[“”„«»\"‟]|``|''|(?<!\w)[‘'](?=\w)")
_QUOTED = re.compile(r"(?:[“„«\"‟]|``|''|[‘'])[^“”„«»\"]*(?:[”“»\"‟]|''|[’'])[.,!?;:…]?", re.DOTALL)


def type_by_marks(text: str) -> QuoteType:
    """Tell the type of words that stand alone: direct, if every piece stands in marks; indirect, if no mark stands."""
    pieces = [piece.strip() for piece in text.split(JOINT)]
    if all(_QUOTED.fullmatch(piece) for piece in pieces):
        return "direct"
    return "mixed" if any(_MARK.search(piece) for piece in pieces) else "indirect"
