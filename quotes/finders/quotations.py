"""Pairs quotation marks of every kind into quotations.

A line's marks are paired inside the line first. A quotation that is still open at the end of its line goes on if the
next line opens again (paragraphs of one speech), or if a later line of the same block closes it (a text with one
sentence a line). Otherwise a mark is missing: that costs this line only, and the quotation is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from quotes.finders.tokens import DASHES, Tokens, lines_of

# marks that stand for others: ornaments, primes, marks escaped or doubled by a table, those of a wrong encoding
_MEANT = {
    "❝": "“", "❞": "”", "\x93": "“", "\x94": "”", "〝": "“", "〞": "”", "<<": "«", ">>": "»", "″": '"', "＂": '"',
    '\\"': '"', '""': '"', "❛": "‘", "❜": "’", "\x91": "‘", "\x92": "’", "′": "'", "`": "‘",
}  # fmt: skip
_PLAIN_DOUBLE = frozenset(("“", "”", "„", "‟", "«", "»", '"', "``", "''"))
_PLAIN_SINGLE = frozenset(("‘", "’", "'", "‚", "‹", "›"))
DOUBLE = _PLAIN_DOUBLE | {mark for mark, meant in _MEANT.items() if meant in _PLAIN_DOUBLE}
SINGLE = _PLAIN_SINGLE | {mark for mark, meant in _MEANT.items() if meant in _PLAIN_SINGLE}
_LONGEST = 12  # lines that a quotation without new opening marks may run over
_FAR = 200  # tokens in which the marks of a quotation in a quotation must follow
_DEEPEST = 4  # quotations inside one another; more is noise
_BEFORE_OPEN = frozenset("([{—–-―/=:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks."""

    first: int  # token of the opening mark, or the first token where it is lost
    stop: int  # one past the token of the closing mark
    depth: int  # 0: outermost
    damaged: bool = False  # a mark is missing
    continues: bool = False  # the next line opens it again


def find_quotations(tokens: Tokens) -> tuple[Quotation, ...]:
    """Return the quotations of a text, outer before inner, in order of the text."""
    lines = lines_of(tokens)
    closing = _closing_ahead(tokens, lines)
    found: list[Quotation] = []
    stack: list[int] = []  # tokens of the opening marks
    lost: set[int] = set()  # those of them that are closing marks at the start of a line
    carried = 0
    for number, (first, stop) in enumerate(lines):
        last_close = first
        for i in range(first, stop):
            word = tokens.words[i]
            if not is_mark(word):
                continue
            role = _role(tokens, i, stack, first, stop)
            if role == "open" and len(stack) < _DEEPEST:
                stack.append(i)
            elif role == "close" and stack:
                at = _partner(tokens, i, stack)
                while len(stack) > at + 1:  # an inner mark that was never closed
                    inner = stack.pop()
                    found.append(Quotation(inner, i + 1, len(stack), damaged=True))
                opener = stack.pop()
                found.append(Quotation(opener, i + 1, len(stack), damaged=opener in lost))
                last_close = i + 1
            elif role == "lost":  # a closing mark whose opening mark is lost
                if i == first:
                    stack.append(i)  # the line starts inside the quotation
                    lost.add(i)
                elif last_close == first and _sentence_like(tokens, i):
                    found.append(Quotation(first, i + 1, 0, damaged=True))
                    last_close = i + 1
        stack = [i for i in stack if tokens.words[i] in DOUBLE]
        if not stack:
            carried = 0
            continue
        again = number + 1 < len(lines) and _opens_again(tokens, lines, number)
        if not again and closing[number] and carried < _LONGEST:
            carried += 1
            continue
        for depth, opener in reversed(list(enumerate(stack))):
            found.append(Quotation(opener, stop, depth, damaged=not again, continues=again))
        stack, carried = [], 0
    return tuple(sorted(found, key=lambda q: (q.first, -q.stop)))


def is_mark(word: str) -> bool:
    """Whether a token is a quotation mark."""
    return word in DOUBLE or word in SINGLE


def outer_of(tokens: Tokens, quotations: Sequence[Quotation]) -> list[int]:
    """Return for each token the index of the outermost quotation that it stands in, or -1."""
    inside = [-1] * len(tokens.words)
    reached = 0
    for number, quotation in enumerate(quotations):
        if quotation.first < reached:
            continue
        inside[quotation.first : quotation.stop] = [number] * (quotation.stop - quotation.first)
        reached = quotation.stop
    return inside


def _closing_ahead(tokens: Tokens, lines: list[tuple[int, int]]) -> list[bool]:
    """For each line: whether the next double mark of the same block is a closing one."""
    ahead = [False] * len(lines)
    later = False
    for number in range(len(lines) - 1, -1, -1):
        first, stop = lines[number]
        blank = stop < len(tokens.words) and len(tokens.words[stop].replace("\r\n", "\n")) > 1
        ahead[number] = later and not blank
        for i in range(first, stop):
            if tokens.words[i] in DOUBLE:
                later = _shape(tokens, i) == "close"
                break
        else:
            later = ahead[number]
    return ahead


def _opens_again(tokens: Tokens, lines: list[tuple[int, int]], number: int) -> bool:
    following = lines[number + 1][0]
    return tokens.words[following] in DOUBLE and _shape(tokens, following) == "open"


def _meant(tokens: Tokens, i: int) -> str:
    return _MEANT.get(tokens.words[i], tokens.words[i])


def _shape(tokens: Tokens, i: int) -> str:
    """What the mark is by its own form and its neighbours alone."""
    word = _meant(tokens, i)
    before, after = tokens.spaced(i)
    if word in ("“", "„", "``", "‘", "‚"):
        return "close" if word == "“" and not before and after else "open"
    if word in ("”", "''"):
        return "close"
    if word in ("«", "»", "‹", "›"):
        return "close" if after or not before else "open"
    return "close" if not before and tokens.text[tokens.starts[i] - 1] not in _BEFORE_OPEN else "open"


def _role(tokens: Tokens, i: int, stack: list[int], first: int, stop: int) -> str | None:
    """Whether the mark opens, closes, closes what never opened ("lost"), or is no mark (None)."""
    word = _meant(tokens, i)
    before, after = tokens.spaced(i)
    top = _meant(tokens, stack[-1]) if stack else ""
    if word in SINGLE:
        return _single_role(tokens, i, stack, stop)
    if word == "»" and i == first and after and not stack:
        return None  # a bullet
    doubles = any(tokens.words[j] in DOUBLE for j in stack)
    if word in ("“", "„", "``"):
        return "close" if word == "“" and (top == "„" or (doubles and not before and after)) else "open"
    if word == "«":
        return "close" if top == "»" else "open"
    if word == "»":
        return "close" if doubles else "open" if before and not after else "lost"
    if word in ("”", "''", "‟"):
        return "close" if doubles else "open" if before and not after and i > first else "lost"
    previous = tokens.text[tokens.starts[i] - 1] if i > first else ""
    fresh = before or previous in _BEFORE_OPEN or not previous
    if doubles:
        return "open" if fresh and not after and _is_nested(tokens, i, stop) else "close"
    if (fresh and not after) or (previous in ".!?" and _glued(tokens, i)):
        return "open"
    return "lost" if not fresh or i == first else None


def _glued(tokens: Tokens, i: int) -> bool:
    """Whether a letter follows the mark directly: behind a stop the blank before it is lost."""
    end = tokens.ends[i]
    return end < len(tokens.text) and tokens.text[end].isalpha()


def _is_nested(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a straight mark opens inside a quotation: of the marks behind it in its line the next two close."""
    behind = list(islice((j for j in range(i + 1, min(stop, i + _FAR)) if _meant(tokens, j) == '"'), 2))
    return len(behind) == 2 and all(_shape(tokens, j) == "close" for j in behind)


def _single_role(tokens: Tokens, i: int, stack: list[int], stop: int) -> str | None:
    word = _meant(tokens, i)
    start, end = tokens.starts[i], tokens.ends[i]
    before = start == 0 or not (tokens.text[start - 1].isalnum() or tokens.text[start - 1] in ".,!?…)")
    following = tokens.text[end] if end < len(tokens.text) else " "
    top = tokens.words[stack[-1]] if stack else ""
    if word == "‘" and top == "‚" and not before:
        return "close"
    if tokens.words[i] == "`":
        return "open" if before and following.isalnum() and _single_closes(tokens, i, stop) else None
    if word in ("‘", "‚", "‹"):
        return "open" if before and not following.isspace() else None
    if top in SINGLE and not following.isalnum() and not before:
        return None if word == "'" and _possessive(tokens, i, stop) else "close"
    if word == "'" and before and (following.isalnum() or following in '"“'):
        return "open" if not following.isdigit() and _single_closes(tokens, i, stop) else None
    return None


def _possessive(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether the mark after a final s is an apostrophe: the text goes on, and a mark after a stop closes it later."""
    if tokens.text[tokens.starts[i] - 1] != "s" or i + 1 >= stop or not tokens.words[i + 1].islower():
        return False
    later = (j for j in range(i + 2, min(stop, i + 80)) if tokens.words[j] in ("'", '"', "“", "”"))
    first = next(later, -1)
    return first > 0 and tokens.words[first] == "'" and tokens.words[first - 1] in (",", ".", "?", "!")


def _single_closes(tokens: Tokens, i: int, stop: int) -> bool:
    """Whether a straight single mark has a partner: one after a letter or a stop that no letter follows."""
    for j in range(i + 1, min(stop, i + 80)):
        if _meant(tokens, j) == "'":
            end = tokens.ends[j]
            before, _ = tokens.spaced(j)
            if not before and (end >= len(tokens.text) or not tokens.text[end].isalnum()):
                return True
    return False


def _partner(tokens: Tokens, i: int, stack: list[int]) -> int:
    """Index in the stack of the opening mark that mark `i` closes: the last of its own class."""
    kind = SINGLE if tokens.words[i] in SINGLE else DOUBLE
    for at in range(len(stack) - 1, -1, -1):
        if tokens.words[stack[at]] in kind:
            return at
    return len(stack) - 1


def _sentence_like(tokens: Tokens, i: int) -> bool:
    """Whether what stands before a lone closing mark ends as quotations before a cue do."""
    return tokens.words[i - 1] in (",", ".", "?", "!") and tokens.words[i - 1] not in DASHES
