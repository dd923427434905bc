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
    label: str,
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
    from quotes.commands.shared import annotator, open_db
    from quotes.labels import current, in_words
    from quotes.store.ids import full_id
    from quotes.store.labels import put_stance
    from quotes.store.reading import read_quotes
    from quotes.types import Stance

    if aspect and (label in ("neutral", "unsure") or not about):
        raise click.UsageError(f"--aspect {aspect} tells what is judged, but {label} does not judge")
    if not about and label in ("favor", "against", "mixed"):
        raise click.UsageError(
            f"{label} says that the words bear on {target}: leave --not-about out, or tag it neutral"
        )
    if not about and label == "unsure":
        raise click.UsageError("unsure says nothing of what the words bear on: tag it neutral --not-about, or leave it")
    by, store = annotator(who, adjudicator=adjudicate), open_db(db, absent="fail")
    name = known_target(store, target)
    with store.change(f"tag {quote_id} {label} toward {name}", by) as change:
        key = full_id(change.connection, quote_id)
        (quote,) = read_quotes(change.connection, [key])
        stance = Stance(
            name,
            None if label == "unsure" else label,  # type: ignore[arg-type]
            None if label == "unsure" else about,
            aspect,
            evidence=_evidence(quote.text, evidence),
            annotator=by,
            comment=why,
        )
        put_stance(change, key, stance)
        (quote,) = read_quotes(change.connection, [key])
    counts = current(quote.stances, name)
    votes = f" ({counts.comment})" if counts and counts.status == "disputed" else ""
    done = "adjudicated" if adjudicate else "tagged"
    what = "left open" if adjudicate and label == "unsure" else label
    say(f"{done} {key[:8]} as {by.name}: {what} toward {name}; it now reads: {in_words(counts)}{votes}")


def _evidence(text: str, words: str | None) -> tuple[tuple[int, int], ...]:
    from quotes.errors import InputError

    if words is None:
        return ()
    start = text.find(words)
    if start < 0 or not words:
        raise InputError(f"the quote does not hold the words {words!r}: copy them exactly as they stand there")
    return ((start, start + len(words)),)
