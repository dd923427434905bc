"""`quotes tasks`: give quotes to Label Studio or Prodigy, and take the labels back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_options, selection_of
from quotes.commands.shared import as_option, db_option, known_target, say, target_option
from quotes.text import many

if TYPE_CHECKING:
    from stance.tasks import Tool


@click.group()
def tasks() -> None:
    """Labelling tasks for Label Studio and Prodigy: out, and the labels in.

    \b
    quotes tasks out tasks.json
    quotes tasks in labelled.json
    """


@tasks.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@filter_options
@target_option
@click.option(
    "--for", "tool", type=click.Choice(["label-studio", "prodigy"]), default="label-studio", show_default=True
)
@click.option("--all", "settled", is_flag=True, help="Quotes that people have settled too.")
@db_option
@as_option
def out(file: Path, target: str, tool: Tool, settled: bool, db: str | None, who: str | None, **options: Any) -> None:
    """Write quotes as tasks, the most valuable first; the machine's label is left out.

    \b
    quotes tasks out tasks.json --official
    quotes tasks out tasks.jsonl --for prodigy
    """
    from quotes.actions.tasks import write_tasks
    from quotes.commands.shared import annotator, open_db

    store = open_db(db, absent="fail")
    selection = selection_of(options, target=known_target(store, target))
    done = write_tasks(store, selection, file, tool=tool, reviewer=None if settled else annotator(who))
    how = f", the labelling interface in {done.interface}" if done.interface else ""
    if tool == "prodigy":
        how = f": prodigy mark DATASET {file} --view-id choice"
    say(f"{many(done.tasks, 'task')} in {file}{how}")


@tasks.command("in")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be kept.")
@db_option
@as_option
def in_(file: Path, dry_run: bool, db: str | None, who: str | None) -> None:
    """Take in the labels that people gave in Label Studio (JSON export) or Prodigy (db-out).

    \b
    quotes tasks in export.json --as Ann
    """
    from quotes.actions.tasks import keep_labels, read_labels
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    given = read_labels(store, file, by)
    count = len(given.labels)
    missing = f"; {many(given.lost, 'label')} of quotes that are not in this store left out" if given.lost else ""
    if dry_run:
        say(f"{many(count, 'label')} would be kept{missing}")
        return
    new = keep_labels(store, given, file.name, by)
    say(f"{many(new, 'new label')}, {count - new} known{missing}")
