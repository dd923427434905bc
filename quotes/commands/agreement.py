"""`quotes agreement`: how far people agree among themselves, and the machine with them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_options, selection_of
from quotes.commands.shared import db_option, format_option, known_target, say, target_option

if TYPE_CHECKING:
    from stance.reports.agreement import Agreement
    from stance.reports.comparison import Accuracy


@click.command()
@filter_options
@target_option
@format_option(formats=("table", "json", "jsonl", "csv"))
@db_option
def agreement(target: str, form: str, db: str | None, **options: Any) -> None:
    """Compare annotators over the quotes that they labelled in common, and the machine with what people settled on.

    \b
    quotes agreement
    quotes agreement --target Ukraine --official
    """
    from dataclasses import asdict

    from quotes.actions.ask import agreement as measured
    from quotes.commands.output import write_json, write_rows
    from quotes.commands.shared import console, open_db

    store = open_db(db, absent="fail")
    target = known_target(store, target)
    found, alpha, right = measured(store, selection_of(options, target=target))
    if form == "csv":
        rows = [{n: v for n, v in asdict(a).items() if n != "same"} | {"same": a.same.share} for a in found]
        columns = ("one", "other", "quotes", "same", "kappa", "kappa_low", "kappa_high", "ac1", "alpha")
        write_rows(rows, form, columns=columns)
    elif form != "table":
        figures = {"target": target, "pairs": [asdict(a) for a in found], "alpha": alpha}
        write_json([figures | {"machine": [asdict(a) for a in right]}], form)
    elif not found:
        say(f"No quote has labels of two annotators toward {target}: `quotes tag` and `quotes review` give some.")
    else:
        console().print(_table(found, target))
        if alpha is not None:
            say(f"Krippendorff's alpha of all persons: {alpha:.2f}")
        for line in machine_lines(right):
            say(line)


def machine_lines(right: Sequence[Accuracy]) -> list[str]:
    """Say how right the machine is on what people have labelled."""
    if not right:
        return ["Nobody has checked the machine's labels here: `quotes review` does."]
    groups = [
        f"{a.group} {a.right.share:.0%} of {a.right.of} ({100 * a.right.low:.0f}–{100 * a.right.high:.0f} %)"
        for a in right
        if a.right.share is not None and a.right.low is not None and a.right.high is not None
    ]
    return ["The machine against people, on quotes with labels of both: " + "; ".join(groups) + "."]


def _table(found: Sequence[Agreement], target: str) -> Any:
    from rich.text import Text

    from quotes.commands.shared import new_table
    from quotes.text import printable

    def shown(value: float | None) -> str:
        return "–" if value is None else f"{value:.2f}"

    table = new_table("Annotators", "Quotes", "Same", "Kappa (95 %)", "AC1", "Alpha")
    table.title = printable(f"Stance toward {target}")
    for a in found:
        names = Text(printable(a.one) + "\n" + printable(a.other))
        kappa = f"{shown(a.kappa)} ({shown(a.kappa_low)} to {shown(a.kappa_high)})"
        table.add_row(names, str(a.quotes), f"{a.same.share or 0:.0%}", kappa, shown(a.ac1), shown(a.alpha))
    return table
