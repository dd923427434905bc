"""`quotes tag`: a person gives a quote a label."""

from __future__ import annotations

from typing import Any

import click

from quotes.commands.shared import as_option, db_option, known_target, say, target_option
from quotes.types import ASPECTS, LABELS


@click.command()
@click.argument("quote_id", metavar="ID")
@click.argument("label", type=click.Choice([*LABELS, "unsure"]), metavar="LABEL")
@target_option
@click.option("--about/--not-about", default=True, show_default=True, help="The words bear on the target, or not.")
@click.option("--aspect", type=click.Choice(ASPECTS), help="What of it is judged.")
@click.option("--why", metavar="TEXT", help="A comment that stays with the label.")
@click.option("--evidence", metavar="WORDS", help="The words of the quote that show it.")
@click.option("--adjudicate", is_flag=True, help="Settle a dispute: this label counts whatever others said.")
@db_option
@as_option
def tag(
    quote_id: str,
    label: Any,
    target: str,
    about: bool,
    aspect: Any,
    why: str | None,
    evidence: str | None,
    adjudicate: bool,
    db: str | None,
    who: str | None,
) -> None:
    """Say what a quote expresses toward a target: favor, against, neutral, mixed, or unsure.

    \b
    quotes tag 3f2a against --aspect standing --why "calls it a humiliation"
    quotes tag 3f2a neutral --not-about --target Ukraine
    """
    from dataclasses import replace

    from quotes.actions import by_hand
    from quotes.actions.facts import judged
    from quotes.commands.quote_options import usage
    from quotes.commands.shared import annotator, open_db
    from quotes.labels import in_words

    with usage():
        stance = judged(target, None if label == "unsure" else label, about=about, aspect=aspect, why=why)
    by, store = annotator(who, adjudicator=adjudicate), open_db(db, absent="fail")
    name = known_target(store, target)
    tagged = by_hand.tag(store, quote_id, replace(stance, target=name), by, evidence=evidence)
    counts = tagged.counts
    votes = f" ({counts.comment})" if counts and counts.status == "disputed" else ""
    done = "adjudicated" if adjudicate else "tagged"
    what = "left open" if adjudicate and label == "unsure" else label
    say(f"{done} {tagged.quote_id[:8]} as {by.name}: {what} toward {name}; it now reads: {in_words(counts)}{votes}")
