"""A tally as a bar and in words, the same in a summary and in a comparison, and in columns for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from quotes.commands.folding import fill
from quotes.commands.shared import say
from quotes.display import one_line
from quotes.text import many
from quotes.types import LABELS

if TYPE_CHECKING:
    from quotes.intervals import Share
    from quotes.types import Label
    from stance.reports.comparison import Comparison
    from stance.reports.speakers import Summaries
    from stance.reports.tally import Tally

COUNTS = (
    "quotes", "about", "not_about", "unlabelled", "undecided", "machine", "checked", "mean",
    *(f"{label}{part}" for label in LABELS for part in ("", "_share", "_low", "_high")),
)  # fmt: skip
READ: dict[Label, str] = {"favor": "favourable", "neutral": "neutral", "against": "critical", "mixed": "mixed"}
# told apart by their characters, so that a bar says the same without colours
_BLOCKS: dict[Label, tuple[str, str]] = {
    "favor": ("█", "green"),
    "neutral": ("░", "bright_black"),
    "against": ("▚", "red"),
    "mixed": ("▄", "yellow"),
}
_BAR = 40  # cells


def legend(width: int) -> list[Text]:
    """Return what the parts of a bar mean, and the ends of the scale of a mean."""
    parts = [Text.assemble(_BLOCKS[label], f" {word}") for label, word in READ.items()]
    return fill([*parts, Text("mean: -1 critical to +1 favourable", "dim")], width, joint="  ")


def bar(tally: Tally, width: int) -> Text:
    """Return the shares of each stance as one line of blocks; empty where nothing is labelled as about the target."""
    counts = {label: tally.shares[label].count for label in READ}
    cells = _cells(tuple(counts.values()), min(width, _BAR))
    return Text.assemble(*((_BLOCKS[label][0] * n, _BLOCKS[label][1]) for label, n in zip(counts, cells, strict=True)))


def _cells(counts: Sequence[int], width: int) -> list[int]:
    """Divide a width in proportion to counts: the largest remainders are rounded up, what is there is seen."""
    whole = sum(counts)
    if not whole:
        return [0] * len(counts)
    cells = [max(1, count * width // whole) if count else 0 for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda place: -(counts[place] * width % whole))
    for place in by_remainder[: max(0, width - sum(cells))]:
        cells[place] += counts[place] > 0
    cells[cells.index(max(cells))] += width - sum(cells)
    return cells


def counts_lines(tally: Tally, target: str, width: int, *, what: str = "") -> list[Text]:
    """Return how many quotes are about the target, and what is counted beside: "5 of 9 about Russia; 3 machine"."""
    whole = many(tally.quotes, what) if what else str(tally.quotes)
    beside = (
        (tally.machine, "machine"),
        (tally.not_about, "not about it"),
        (tally.unlabelled, "unlabelled"),
        (tally.undecided, "undecided"),
    )
    words = [f"{tally.about} of {whole} about {one_line(target)}", *(f"{n} {word}" for n, word in beside if n)]
    return fill([Text(word) for word in words], width, joint="; ")


def warning(tally: Tally) -> list[Text]:
    """Return what is to be read before shares that rest on a machine's labels."""
    return [Text("machine, not checked", "yellow")] if tally.is_unchecked else []


def share_lines(tally: Tally, labels: Sequence[Label] | None = None) -> list[Text]:
    """Return count, share and interval of each of some stances; by default those that there are."""
    wanted = [label for label in READ if tally.shares[label].count] if labels is None else labels
    return [Text(f"{READ[label]} {_share(tally.shares[label])}") for label in wanted]


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "0 of 0"
    return f"{share.count}: {share.share:.0%} ({100 * share.low:.0f}–{100 * share.high:.0f})"


def mean_of(tally: Tally) -> list[Text]:
    """Return the mean score, where there is one."""
    return [Text(f"mean {tally.mean:+.2f}")] if tally.mean is not None else []


def say_foot(found: Summaries | Comparison, *, with_doubted: bool) -> None:
    """Say what the figures rest on: intervals, labels of machines, quotes left out."""
    from quotes.commands.agreement import machine_lines

    checks = machine_lines(found.accuracies) if found.machines else []
    doubted = 0 if with_doubted else found.doubted
    for line in foot_lines(machine=found.machines, doubted=doubted, checks=checks, target=found.target):
        say(line)


def foot_lines(*, machine: int, doubted: int, checks: Sequence[str], target: str) -> list[str]:
    """Return what figures rest on: `checks` tell how right the machine was, `doubted` counts the quotes left out."""
    from stance.reports.tally import CHECKED

    lines = [f"Shares are of labelled quotes about {target}, with 95 % intervals (Wilson)."]
    if machine:
        theirs = "1 label is a machine's" if machine == 1 else f"{machine} labels are a machine's"
        lines.append(f"{theirs}, checked by nobody: --labels human leaves them out.")
        lines += checks
        lines.append(f"“machine, not checked”: people checked fewer than {CHECKED} of these quotes.")
    if doubted:
        left_out = "1 quote in doubt is" if doubted == 1 else f"{doubted} quotes in doubt are"
        lines.append(f"{left_out} left out: --with-doubted counts them.")
    return lines


def say_none(quotes: int, shown: str) -> None:
    """Say why there is nothing to sum up."""
    if quotes:
        say("None of the quotes that fit has a known speaker outside doubt: try --with-doubted.")
    else:
        say(f"No quotes fit in {shown}: `quotes list` shows what there is.")


def counts_of(tally: Tally) -> dict[str, Any]:
    """Return a tally as the columns COUNTS."""
    flat: dict[str, Any] = {
        "quotes": tally.quotes, "about": tally.about, "not_about": tally.not_about, "unlabelled": tally.unlabelled,
        "undecided": tally.undecided, "machine": tally.machine, "checked": tally.checked, "mean": tally.mean,
    }  # fmt: skip
    for label, share in tally.shares.items():
        flat |= {
            label: share.count,
            f"{label}_share": share.share,
            f"{label}_low": share.low,
            f"{label}_high": share.high,
        }
    return flat
