"""`quotes tasks`: give quotes to Label Studio or Prodigy, and take the labels back."""

from __future__ import annotations

import json
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
    from quotes.actions.ask import every_quote
    from quotes.actions.review import queue
    from quotes.commands.shared import annotator, open_db
    from stance.tasks import config, task

    store = open_db(db, absent="fail")
    target = known_target(store, target)
    selection = selection_of(options, target=target)
    quotes = every_quote(store, selection) if settled else queue(store, selection, annotator(who))
    rows = [task(quote, target, tool) for quote in quotes]
    if tool == "prodigy":
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        say(f"{many(len(rows), 'task')} in {file}: prodigy mark DATASET {file} --view-id choice")
        return
    file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    interface = file.with_suffix(".xml")
    interface.write_text(config(), "utf-8")
    say(f"{many(len(rows), 'task')} in {file}, the labelling interface in {interface}")


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
    from quotes.commands.shared import annotator, open_db
    from quotes.store.labels import put_stance
    from quotes.store.reading import read_quotes
    from stance.tasks import answers

    by, store = annotator(who), open_db(db, absent="fail")
    given = list(answers(_rows(file), by.name))
    with store.read() as connection:
        known = {quote.id for quote in read_quotes(connection, sorted({answer.quote_id for answer in given}))}
    kept = [answer for answer in given if answer.quote_id in known]
    lost = len(given) - len(kept)
    missing = f"; {many(lost, 'label')} of quotes that are not in this store left out" if lost else ""
    if dry_run:
        say(f"{many(len(kept), 'label')} would be kept{missing}")
        return
    with store.change(f"labels from {file.name}", by) as change:
        new = sum(put_stance(change, answer.quote_id, answer.stance) for answer in kept)
    say(f"{many(new, 'new label')}, {len(kept) - new} known{missing}")


def _rows(file: Path) -> list[Any]:
    from quotes.errors import InputError

    text = file.read_bytes().decode("utf-8-sig", "replace")
    try:
        if text.lstrip().startswith("["):
            return list(json.loads(text))
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise InputError(f"{file} is neither JSON nor JSON lines ({error}): export the labels anew") from None
