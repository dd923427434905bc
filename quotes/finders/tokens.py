"""A text cut into small tokens with exact offsets: what every finder reads.

The finders cut for themselves, so that the result is the same under any spaCy tokenizer, and so that the time stays
linear on hostile text (a line of 200,000 characters, ten thousand quotation marks).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.types import Span

# in order: initials, numbers, possessive endings, words, line ends, doubled marks, dashes and dots, the rest
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\d+(?:[-‐‑][^\W\d_]+)+|\d[\d.,:/]*\d|\d"
    r"|['’]s(?!\w)"
    r"|[^\W\d_][^\W_]*(?:(?:['’ʼ](?!s(?!\w))|[-‐‑])[^\W_]+)*"
    r"|[\r\n\u2028\u2029]+"
    r"|``|''|<<|>>|\\\"|--+|\.\.\.+"
    r"|\S"
)
_TOKEN_DOUBLED = re.compile('""|' + _TOKEN.pattern)
_DOUBLED = re.compile(r'(?<!\w)""(?=\w)')  # a table's way to write a mark
DASHES = frozenset(("—", "–", "--", "---", "―", "-"))
BULLETS = DASHES | {"»", ">>", "•", "*", "·", "▪", "‣", "●", "■", "►", "→", "\u200e", "\u200f"}
_TITLES = "mr mrs ms dr prof gen col maj capt lt cmdr sgt sen rep gov rev hon st pres jr sr vs jan feb mar apr jun jul aug sept sep oct nov dec no"  # noqa: E501
SHORTENED = frozenset(_TITLES.split())  # words that a full stop does not end a sentence after
_ADVERTS = frozenset(
    tuple(line.split())
    for line in ("advertisement", "advert", "ad", "sponsored", "story continues below", "article continues below")
)
Stretch = tuple[int, int]  # first token, one past the last


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text; all tuples run in parallel."""

    text: str
    words: tuple[str, ...]  # as written
    lower: tuple[str, ...]  # lower case, apostrophes straight
    starts: tuple[int, ...]  # characters
    ends: tuple[int, ...]  # characters

    def span(self, first: int, stop: int) -> Span:
        """Return the stretch from token `first` up to, not including, token `stop`."""
        start, end = self.starts[first], self.ends[stop - 1]
        return Span(start, end, self.text[start:end])

    def in_line(self, first: int, stop: int) -> str:
        """Return the words of a stretch with single blanks between them."""
        return " ".join(self.text[self.starts[first] : self.ends[stop - 1]].split())

    def breaks(self, i: int) -> bool:
        """Whether token `i` is a line end."""
        return self.words[i][0] in "\r\n\u2028\u2029"

    def capital(self, i: int) -> bool:
        """Whether token `i` starts with a capital letter."""
        return self.words[i][0].isupper()

    def spaced(self, i: int) -> tuple[bool, bool]:
        """Whether there is a blank, or the text's edge, before and after token `i`."""
        start, end = self.starts[i], self.ends[i]
        return (
            start == 0 or self.text[start - 1].isspace(),
            end >= len(self.text) or self.text[end].isspace(),
        )


def tokens_of(text: str) -> Tokens:
    """Cut `text` into tokens."""
    words, starts, ends = [], [], []
    for match in (_TOKEN_DOUBLED if _DOUBLED.search(text) else _TOKEN).finditer(text):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    lower = tuple(word.lower().replace("’", "'").replace("ʼ", "'") for word in words)
    return Tokens(text, tuple(words), lower, tuple(starts), tuple(ends))


def lines_of(tokens: Tokens) -> list[Stretch]:
    """Return the lines of a text that are neither blank nor an advertisement's."""
    lines, first = [], 0
    for i in range(len(tokens.words)):
        if tokens.breaks(i):
            if i > first:
                lines.append((first, i))
            first = i + 1
    if first < len(tokens.words):
        lines.append((first, len(tokens.words)))
    return [line for line in lines if not is_advert(tokens, *line)]


def is_advert(tokens: Tokens, first: int, stop: int) -> bool:
    """Whether a line only announces an advertisement, which parts no quotation."""
    return stop - first <= 4 and tokens.lower[first:stop] in _ADVERTS
