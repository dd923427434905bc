"""Text laid out in lines of a width: folded between words, filled with pieces, shortened, put side by side.

Widths are cells of a terminal, not characters: a Chinese letter takes two, a combining mark none.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from rich.cells import cell_len
from rich.text import Text

ELLIPSIS = "..."
INDENT = 2  # cells that what stands below a head is moved to the right
_GAP = 4  # cells between two columns
_ROOM = 4  # cells that must be free for a word too long for any line to begin on this one
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # scripts that put no blanks between words
_CLOSING = "、。，！？；：…”’」』）〉》·"  # what may not begin a line
# what a line may not be broken in: a word between blanks, or one letter of a script that has none between words
_UNIT = re.compile(rf"[^\s{_UNSPACED}]*[{_UNSPACED}][{_CLOSING}]*|[^\s{_UNSPACED}]+")


def fold(text: Text, width: int) -> list[Text]:
    """Return a text of one paragraph in lines, broken between words; only what no line can hold is broken within."""
    return [text[start:end] for start, end in _lines(text.plain, width)]


def shorten(text: Text, width: int, lines: int, *, after: Text | None = None) -> list[Text]:
    """Return at most so many lines of a text; " ..." ends it where it goes on. What comes `after` it stays whole."""
    after = after or Text("")
    whole = Text(" ").join([text, after]) if after else text
    ends = list(islice(_lines(whole.plain, width), lines + 1))
    if len(ends) <= lines:
        return [whole[start:end] for start, end in ends]
    room = width - (after.cell_len + 1 if after else 0)
    ends = list(islice(_lines(text.plain, width), lines))
    if len(ends) < lines or room < width // 4:  # what comes after gets lines of its own
        kept = max(1, min(lines - 1, len(ends)))
        return [*shorten(text, width, kept), *shorten(after, width, max(1, lines - kept))]
    *firsts, (last, _) = ends
    ended = _ended(text[last:], room)
    return [*(text[start:end] for start, end in firsts), Text(" ").join([ended, after]) if after else ended]


def _ended(text: Text, width: int) -> Text:
    """Return a text on one line, with " ..." where it goes on."""
    if len(list(islice(_lines(text.plain, width), 2))) < 2:
        return text
    _, end = next(_lines(text.plain, max(1, width - len(ELLIPSIS) - 1)))
    return text[:end].append(f" {ELLIPSIS}")


def shorten_middle(text: str, room: int) -> str:
    """Return a text that fits, "..." standing for words in its middle: a role begins one, its organisation ends it."""
    if cell_len(text) <= room:
        return text
    words = deque(text.split())
    left, right = list[str](), deque[str]()
    free = room - len(ELLIPSIS)
    while words and (free := free - 1 - cell_len(words[0] if len(left) <= len(right) else words[-1])) >= 0:
        if len(left) <= len(right):
            left.append(words.popleft())
        else:
            right.appendleft(words.pop())
    if right:
        return " ".join([*left, ELLIPSIS, *right])
    return shorten(Text(text), room, 1)[0].plain


def fill(pieces: Sequence[Text], width: int, *, joint: str = " · ") -> list[Text]:
    """Return pieces one after another, each whole on a line if any line can hold it."""
    lines: list[Text] = []
    for piece in pieces:
        if lines and piece and lines[-1].cell_len + cell_len(joint) + piece.cell_len <= width:
            lines[-1] = Text.assemble(lines[-1], (joint, "dim"), piece)
        else:
            lines += fold(piece, width)  # of an empty piece: no line
    return lines


def indented(lines: Sequence[Text], by: int = INDENT) -> list[Text]:
    """Return lines moved to the right."""
    return [Text(" " * by).append_text(line) for line in lines]


def room_beside(count: int, width: int) -> int:
    """Return how wide each of some columns of equal width is."""
    return (width - _GAP * (count - 1)) // count


def beside(columns: Sequence[Sequence[Text]], width: int) -> list[Text]:
    """Return columns, their lines folded to `room_beside`, as lines of the whole width."""
    room, rows = room_beside(len(columns), width), []
    for cells in zip_longest(*columns, fillvalue=Text("")):
        row = Text("")
        for place, cell in enumerate(cells):
            row.append(" " * (place * (room + _GAP) - row.cell_len)).append_text(cell)
        row.rstrip()
        rows.append(row)
    return rows


def joined(lines: Sequence[Text]) -> Text:
    """Return lines as one text to print."""
    return Text("\n").join(lines)


def _lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line starts and ends, without the blanks around it."""
    start = end = 0
    for unit in _UNIT.finditer(text):
        if end == start:
            start, end = unit.start(), unit.start()
        if cell_len(text[start : unit.end()]) <= width:
            end = unit.end()
            continue
        too_long = cell_len(unit.group()) > width
        if end > start and not (too_long and cell_len(text[start : unit.start()]) + _ROOM <= width):
            yield start, end
            start = end = unit.start()
        for at in range(unit.start(), unit.end() if too_long else unit.start()):
            if cell_len(text[start : at + 1]) > width and at > start:
                yield start, at
                start = at
        end = unit.end()
    if end > start:
        yield start, end
