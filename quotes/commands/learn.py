"""`quotes learn`: let the stance model learn from the labels that people gave in this store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import chosen, filter_options
from quotes.commands.shared import as_option, db_option, known_target, many, say, target_option

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.types import Quote
    from stance.learning import Comparison, Examples
    from stance.model.network import Model


@click.command()
@filter_options
@target_option
@click.option("--forget", is_flag=True, help="Go back to the model as it ships.")
@click.option("--dry-run", is_flag=True, help="Say how much better it would be; change nothing.")
@db_option
@as_option
def learn(target: str, forget: bool, dry_run: bool, db: str | None, who: str | None, **options: Any) -> None:
    """Let the stance model learn from people's labels; it is used only if it is better with confidence.

    Each article is judged by what was learned without it, so that nothing is tested on what it was learned from. What
    was learned is kept in this store and nowhere else; `quotes undo` takes it back.

    \b
    quotes learn --dry-run
    quotes learn
    quotes suggest            then labels anew
    """
    from quotes.commands.shared import annotator, fail, open_db
    from quotes.store.remembering import learn as keep
    from stance.learning import LEAST, LEAST_GROUPS, compare, fit, head_to_json
    from stance.model.network import Model, shipped_model

    by, store, model = annotator(who), open_db(db, absent="fail"), shipped_model()
    if forget:
        with store.change("learn --forget", by) as change:
            keep(change, str(model.annotator), None)
            nothing = change.is_empty()
        say(
            "Nothing was learned here." if nothing else f"forgotten; `quotes suggest` labels by {model.annotator} again"
        )
        return
    target = known_target(store, target)
    examples = _examples(store, chosen(store, options, target=target), target, model)
    labels, articles = len(examples.groups), len(set(examples.groups))
    if labels < LEAST or articles < LEAST_GROUPS:
        fail(
            f"people have labelled {many(labels, 'quote')} in {many(articles, 'article')} toward {target}; "
            f"{LEAST} in {LEAST_GROUPS} are needed to learn from: label more with `quotes review`"
        )
    found = compare(examples)
    told = _told(examples, found, target)
    say(told)
    if not found.better:
        say("That is not better with confidence, so nothing was changed: label more with `quotes review`")
        return
    head = fit(examples)
    learned = Model(model.folder, head)
    if dry_run:
        say(f"Without --dry-run, {learned.annotator} would be used here from now on")
        return
    with store.change(f"learn toward {target}", by) as change:
        keep(change, str(model.annotator), head_to_json(head), told)
    say(f"{learned.annotator} is used here from now on: `quotes suggest` labels anew, `quotes undo` takes it back")


def _examples(store: Store, quotes: Sequence[Quote], target: str, model: Model) -> Examples:
    """Return what people settled on, with what the model makes of the same quotes."""
    import numpy as np

    from quotes.commands.shared import progress
    from quotes.labels import current
    from quotes.store.articles import texts_of
    from stance.learning import Examples
    from stance.model.network import LABELS
    from stance.model.question import question_of
    from stance.model.verdict import judge

    settled = [(quote, current(quote.stances, target, labels="human")) for quote in quotes]
    labelled = [(quote, LABELS.index(s.label)) for quote, s in settled if s is not None and s.label in LABELS]
    with store.read() as connection:
        texts = texts_of(connection, [quote.id for quote, _ in labelled])
    with progress(labelled, "Reading", len(labelled)) as each:
        read = [judge(question_of(quote, target, texts.get(quote.id)), model) for quote, _ in each]
    return Examples(
        np.array([verdict.weighed for verdict in read]).reshape(-1, len(LABELS)),
        np.array([verdict.vector for verdict in read], dtype=np.float64),
        np.array([label for _, label in labelled], dtype=np.int64),
        tuple(quote.document or quote.source_url or quote.id for quote, _ in labelled),
    )


def _told(examples: Examples, found: Comparison, target: str) -> str:
    gain, low, high = (100 * value for value in (found.after - found.before, found.low, found.high))
    return (
        f"From {many(len(examples.groups), 'label')} of people in {many(len(set(examples.groups)), 'article')} toward "
        f"{target}, each judged without its article: right on {found.before:.0%} as it ships, {found.after:.0%} with "
        f"what was learned; {gain:+.0f} points ({low:+.0f} to {high:+.0f}, 95 % interval)"
    )
