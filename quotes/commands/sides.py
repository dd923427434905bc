"""A comparison as people read it: its sides beside each other, how they differ, some quotes of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from rich.text import Text

from quotes.commands.folding import INDENT, beside, fill, fold, indented, joined, room_beside
from quotes.commands.quote_tables import quote_list
from quotes.commands.tallies import READ, bar, counts_lines, legend, mean_of, share_lines, warning
from quotes.display import one_line
from quotes.text import many

if TYPE_CHECKING:
    from stance.reports.comparison import Comparison, Side

_COLUMN = 34  # cells that a side needs to stand beside another


def comparison_text(found: Comparison, *, width: int) -> Text:
    """Return the heads of the sides, how each two differ, and the quotes of every side that are at hand."""
    sides = found.sides
    lines = [*legend(width), Text(""), *heads(sides, target=found.target, width=width)]
    differences = [line for pair in combinations(sides, 2) for line in difference_lines(found, *pair, width)]
    lines += [Text(""), *differences] if differences else []
    for side in sides:
        if side.quotes:
            title = fold(Text(f"{one_line(side.name)}, {len(side.quotes)} of {side.tally.quotes}:", "bold"), width)
            lines += [Text(""), *title, quote_list(side.quotes, target=found.target, width=width)]
    return joined(lines)


def heads(sides: Sequence[Side], *, target: str, width: int) -> list[Text]:
    """Return the sides' figures in columns of equal width, one below the other where the columns would be narrow."""
    room = room_beside(len(sides), width)
    if room < _COLUMN:
        blocks = [[*_counts(side, target, width), *_shares(side, sides, width)] for side in sides]
        return [line for place, block in enumerate(blocks) for line in ([Text(""), *block] if place else block)]
    tops = [_counts(side, target, room) for side in sides]
    height = max(map(len, tops))  # so that bars stand beside bars
    shares = [_shares(side, sides, room) for side in sides]
    columns = [[*top, *[Text("")] * (height - len(top)), *below] for top, below in zip(tops, shares, strict=True)]
    return beside(columns, width)


def _counts(side: Side, target: str, width: int) -> list[Text]:
    name = Text(one_line(side.name), "bold")
    lines = [*fold(name, width), *counts_lines(side.tally, target, width, what="quote")]
    if side.unknown:
        lines += fold(Text(f"{side.unknown} of unknown office or country beside", "dim"), width)
    return lines


def _shares(side: Side, sides: Sequence[Side], width: int) -> list[Text]:
    """Return a side's shares: of each stance that any side has, so that they can be read across."""
    if not side.tally.about:
        return []
    labels = [label for label in READ if any(other.tally.shares[label].count for other in sides)]
    return [
        *warning(side.tally),
        bar(side.tally, width),
        *(line for share in share_lines(side.tally, labels) for line in fold(share, width)),
        *mean_of(side.tally),
    ]


def difference_lines(found: Comparison, first: Side, second: Side, width: int) -> list[Text]:
    """Return by how many points the shares of two sides differ, each with its interval; none if one has none."""
    between = {d.label: d for d in found.differences if (d.a, d.b) == (first.name, second.name)}
    points = [
        Text(f"{READ[label]} {d.points:+.0f} ({d.interval[0]:+.0f} to {d.interval[1]:+.0f})")
        for label in READ
        if (d := between.get(label)) is not None and (d.points or label in ("favor", "against"))
    ]
    if not points:
        return []
    names = Text(f"{one_line(first.name)} less {one_line(second.name)}, in points:")
    return [*fold(names, width), *indented(fill(points, width - INDENT))]


def quotes_line(found: Comparison, each: int) -> str:
    """Return how to see the quotes that are not shown."""
    most = max(side.tally.quotes for side in found.sides)
    return f"{many(each, 'quote')} of each side at most: --quotes {most} shows all."
