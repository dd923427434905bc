"""What each speaker says about a target, as people read it: who, how many, how, and what last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from quotes.commands.folding import ELLIPSIS, INDENT, fill, fold, indented, joined, shorten, shorten_middle
from quotes.commands.quote_tables import stance_of
from quotes.commands.tallies import bar, counts_lines, legend, mean_of, share_lines, warning
from quotes.display import officially, one_line, words_of
from quotes.text import many

if TYPE_CHECKING:
    from stance.reports.speakers import Summary

_LEAST = 20  # cells that an affiliation keeps
_FEW = 5  # speakers with a blank line between them; more would take a screen more
_CHANGES = 3  # of tone that are shown
_LATEST = 2  # lines that a change of tone and the latest words have together
_MACHINE = " (machine)"  # as `quotes.labels.in_words` marks a label


def summary_text(found: Sequence[Summary], *, target: str, width: int) -> Text:
    """Return a block for each speaker below the legend of their bars."""
    lines = legend(width)
    for row in found:
        lines += [Text("")] if len(found) <= _FEW else []
        lines += speaker_block(row, target=target, width=width)
    return joined(lines)


def speakers_line(shown: int, found: int) -> str:
    """Return how many speakers are shown, and how all are."""
    return f"{shown} of {many(found, 'speaker')} shown: --limit {found} shows all"


def speaker_block(row: Summary, *, target: str, width: int) -> list[Text]:
    """Return the lines of one speaker: head, counts, bar, shares, change of tone, latest words."""
    room, dates = width - INDENT, " to ".join(dict.fromkeys(day for day in (row.first, row.last) if day))
    shares = [piece for piece in (bar(row.tally, room), *mean_of(row.tally)) if piece]
    *counts, last = counts_lines(row.tally, target, room)
    body = [
        *counts,
        *fill([last, *warning(row.tally)], room),
        *fill([*shares, Text(one_line(dates), "dim")], room, joint="  "),
        *fill(share_lines(row.tally), room),
        *_latest(row, target, room),
    ]
    return [*_head(row, width), *indented(body, INDENT)]


def _head(row: Summary, width: int) -> list[Text]:
    official = officially(row.official) if row.official is not None else None
    return head_of(row.name, row.affiliation, (official, row.country), width)


def head_of(name: str, affiliation: str | None, facts: Sequence[str | None], width: int) -> list[Text]:
    """Return a name, an affiliation and other facts, on one line if the affiliation can be shortened to it."""
    first = Text(one_line(name), "bold")
    rest = [Text(one_line(fact)) for fact in facts if fact]
    taken = fill([first, *rest], 10 * width)[0].cell_len
    role = shorten_middle(one_line(affiliation or ""), max(_LEAST, width - taken - len(" · ")))
    return fill([piece for piece in (first, Text(role, "dim"), *rest) if piece], width)


def _latest(row: Summary, target: str, width: int) -> list[Text]:
    """Return how the tone changed and the latest words; their stance is the last tone, or else stands after them."""
    tone = fold(Text(tone_line(row.tone, target, width), "italic"), width)
    words = Text(f"latest: {words_of(row.latest)}")
    if tone:
        return [*tone, *shorten(words, width, max(1, _LATEST - len(tone)))]
    return shorten(words, width, _LATEST, after=Text(f"({stance_of(row.latest, target)})", "dim"))


def tone_line(tone: Sequence[str], target: str, width: int) -> str:
    """Return the last changes of tone, as many as fit a line; "it" is the target, which the counts have named."""
    if len(tone) < 2:
        return ""
    named = one_line(target)
    words = [one_line(label).replace(f"{named}’s", "its").replace(named, "it") for label in tone]
    head = "tone: "
    if all(label.endswith(_MACHINE) for label in words):
        head, words = "tone by machine: ", [label.removesuffix(_MACHINE) for label in words]
    for count in range(min(len(words), _CHANGES + 1), 0, -1):
        shown = words[-count:] if count == len(words) else [ELLIPSIS, *words[-count:]]
        line = head + " → ".join(shown)
        if cell_len(line) <= width:
            break
    return line
