"""A comparison for programs: the promised object, and rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quotes.commands.tallies import COUNTS, counts_of
from quotes.types import LABELS

if TYPE_CHECKING:
    from quotes.filter import Filter
    from quotes.intervals import Share
    from quotes.store import Store
    from stance.reports.comparison import Comparison, Side

COLUMNS = ("row", "side", *COUNTS, "voices", "unknown", "right", "right_share", "right_low", "right_high")
NOTES = (
    "sayings, corrected shares and p are null: no copies are folded, machine labels are not corrected for, nothing is "
    "tested",
    "raw shares are of labelled quotes about the target, with 95 % intervals (Wilson); points with Newcombe's",
)


def comparison_to_json(found: Comparison, store: Store, sides: Sequence[tuple[str, Filter]]) -> dict[str, Any]:
    """Return the promised object; what is not computed is null, with the reason in `notes`."""
    from quotes import __version__
    from quotes.actions.ask import state_of

    target = {
        "target": found.target,
        "sides": [_side(side, wanted) for side, (_, wanted) in zip(found.sides, sides, strict=True)],
        "differences": [
            {"a": d.a, "b": d.b, "label": d.label, "points": d.points, "interval": list(d.interval), "p": None}
            for d in found.differences
        ],
        "machine": [{"group": a.group, **_share(a.right)} for a in found.accuracies],
        "machine_labels": found.machines,
        "doubted": found.doubted,
        "undated": found.undated,
    }
    return {
        "targets": [target],
        "method": "shares of quotes",
        "seed": None,
        "versions": {"quotes": __version__},
        "data_hash": state_of(store),
        "notes": list(NOTES),
    }


def comparison_rows(found: Comparison) -> list[dict[str, Any]]:
    """Return the sides, then their differences in shares, then how right the machine is, as rows of COLUMNS."""
    rows: list[dict[str, Any]] = [
        {"row": "side", "side": side.name, **counts_of(side.tally), "voices": side.voices, "unknown": side.unknown}
        for side in found.sides
    ]
    for d in found.differences:
        pair = {"row": "difference", "side": f"{d.a} less {d.b}"}
        row = next((row for row in rows if row.items() >= pair.items()), None)
        if row is None:
            rows.append(row := pair)
        ends = (d.points, *d.interval)
        row |= {f"{d.label}_{end}": value / 100 for end, value in zip(("share", "low", "high"), ends, strict=True)}
    for a in found.accuracies:
        right = {"right": a.right.count, "right_share": a.right.share, "right_low": a.right.low}
        rows.append({"row": "machine", "side": a.group, "quotes": a.right.of, **right, "right_high": a.right.high})
    return rows


def _side(side: Side, wanted: Filter) -> dict[str, Any]:
    from quotes.as_json import quote_to_json

    tally = side.tally
    return {
        "name": side.name,
        "filter": {name: value for name, value in asdict(wanted).items() if value is not None},
        "quotes": tally.quotes,
        "sayings": None,
        "voices": side.voices,
        "unknown": side.unknown,
        "about": tally.about,
        "checked": tally.checked,
        "not_about": tally.not_about,
        "unlabelled": tally.unlabelled,
        "undecided": tally.undecided,
        "machine": tally.machine,
        "shares": {
            label: {
                "count": tally.shares[label].count,
                "raw": tally.shares[label].share,
                "interval": _interval(tally.shares[label]),
                "corrected": None,
                "corrected_interval": None,
            }
            for label in LABELS
        },
        "mean": tally.mean,
        "shown": [quote_to_json(quote) for quote in side.quotes],
    }


def _share(share: Share) -> dict[str, Any]:
    return {"right": share.count, "of": share.of, "share": share.share, "interval": _interval(share)}


def _interval(share: Share) -> list[float | None] | None:
    return None if share.share is None else [share.low, share.high]
