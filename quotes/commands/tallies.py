"""A tally in words and in columns, the same in a summary and in a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quotes.commands.shared import say
from quotes.types import LABELS

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.intervals import Share
    from quotes.types import Quote
    from stance.reports.tally import Tally

COUNTS = (
    "quotes", "about", "not_about", "unlabelled", "undecided", "machine", "checked", "mean",
    *(f"{label}{part}" for label in LABELS for part in ("", "_share", "_low", "_high")),
)  # fmt: skip
READ = {"favor": "favourable", "against": "critical", "neutral": "neutral", "mixed": "mixed"}


def shares_of(tally: Tally) -> Text:
    """Counts of each stance, each with its share and interval, a warning above and the mean score below."""
    from rich.text import Text

    lines = ["machine, not checked"] if tally.is_unchecked else []
    lines += [f"{READ[label]} {_share(share)}" for label, share in tally.shares.items() if share.count]
    if tally.mean is not None:
        lines.append(f"mean {tally.mean:+.2f}")
    return Text("\n".join(lines) or "no label")


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "0 of 0"
    return f"{share.count}: {share.share:.0%}\n  ({100 * share.low:.0f}–{100 * share.high:.0f} %)"


def beside(tally: Tally) -> list[tuple[int, str]]:
    """What a tally counts beside the quotes about the target, where there is any."""
    counted = (
        (tally.not_about, "not about"),
        (tally.unlabelled, "unlabelled"),
        (tally.undecided, "undecided"),
        (tally.machine, "machine"),
    )
    return [(count, what) for count, what in counted if count]


def say_foot(quotes: Sequence[Quote], *, with_doubted: bool, target: str) -> None:
    """Say what the figures rest on: intervals, labels of machines, quotes left out."""
    from quotes.commands.agreement import machine_lines
    from quotes.labels import is_machine
    from stance.reports.agreement import accuracies
    from stance.reports.tally import CHECKED

    machine = sum(is_machine(q.stance) for q in quotes)
    doubted = sum(q.doubted is not None for q in quotes)
    lines = [f"Shares are of labelled quotes about {target}, with 95 % intervals (Wilson); mean from -1 to +1."]
    if machine:
        theirs = "1 label is a machine's" if machine == 1 else f"{machine} labels are a machine's"
        lines.append(f"{theirs} and not checked by anybody: --labels human leaves them out.")
        lines += machine_lines(accuracies(quotes, target))
        lines.append(f"“machine, not checked”: people have checked fewer than {CHECKED} quotes of that group.")
    if doubted and not with_doubted:
        left_out = "1 quote whose attribution is in doubt is" if doubted == 1 else f"{doubted} doubted quotes are"
        lines.append(f"{left_out} left out: --with-doubted counts doubted ones.")
    for line in lines:
        say(line)


def say_none(quotes: int, shown: str) -> None:
    if quotes:
        say("None of the quotes that fit has a known speaker outside doubt: try --with-doubted.")
    else:
        say(f"No quotes fit in {shown}: `quotes list` shows what there is.")


def counts_of(tally: Tally) -> dict[str, Any]:
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
