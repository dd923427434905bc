"""`quotes learn`: let the stance model learn from the labels that people gave in this store."""

from __future__ import annotations

from typing import Any

import click

from quotes.commands.filter_options import filter_options, selection_of
from quotes.commands.shared import as_option, db_option, known_target, say, target_option


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
    from quotes.actions import learn as learning
    from quotes.commands.bars import bar
    from quotes.commands.shared import annotator, open_db
    from stance.model.network import shipped_model

    by, store, model = annotator(who), open_db(db, absent="fail"), shipped_model()
    if forget:
        forgotten = learning.forget(store, model, by)
        labels_again = f"forgotten; `quotes suggest` labels by {model.annotator} again"
        say(labels_again if forgotten else "Nothing was learned here.")
        return
    target = known_target(store, target)
    quotes = learning.labelled(store, selection_of(options, target=target))
    lesson = learning.lesson(store, quotes, target, model, progress=bar("Reading"))
    say(lesson.in_words)
    if not lesson.comparison.better:
        say("That is not better with confidence, so nothing was changed: label more with `quotes review`")
        return
    learned = learning.taught(lesson)
    if dry_run:
        say(f"Without --dry-run, {learned.annotator} would be used here from now on")
        return
    learning.keep(store, lesson, learned, by)
    say(f"{learned.annotator} is used here from now on: `quotes suggest` labels anew, `quotes undo` takes it back")
