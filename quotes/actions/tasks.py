"""Labelling tasks for Label Studio and Prodigy: written for them, and the labels taken in that people gave there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.actions.ask import stream
from quotes.actions.review import queue
from quotes.errors import InputError
from quotes.store.current import rows_of
from quotes.store.labels import put_stance
from quotes.tables.delivering import deliver
from stance.tasks import Answer, answers, config, task

if TYPE_CHECKING:
    from quotes.filter import Selection
    from quotes.store import Store
    from quotes.types import Annotator
    from stance.tasks import Tool


@dataclass(frozen=True, slots=True)
class Written:
    """Tasks in a file."""

    tasks: int
    interface: Path | None = None  # the labelling interface beside it, if the tool needs one


@dataclass(frozen=True, slots=True)
class Given:
    """Labels that people gave in such a tool."""

    labels: tuple[Answer, ...]  # of quotes that are here
    lost: int  # of quotes that are not


def write_tasks(
    store: Store, selection: Selection, file: Path, *, tool: Tool, reviewer: Annotator | None = None
) -> Written:
    """Write quotes as tasks, whole or not at all: what a reviewer is to look at, most valuable first, or else all.

    Raises InputError naming the file that cannot be written.
    """
    quotes = queue(store, selection, reviewer) if reviewer else stream(store, selection)
    rows = [task(quote, selection.target, tool) for quote in quotes]
    if tool == "prodigy":
        deliver(file, lambda out: out.writelines(_line(row) for row in rows))
        return Written(len(rows))
    deliver(file, lambda out: out.write(f"{json.dumps(rows, ensure_ascii=False, indent=1)}\n".encode()))
    interface = file.with_suffix(".xml")
    deliver(interface, lambda out: out.write(config().encode()))
    return Written(len(rows), interface)


def read_labels(store: Store, file: Path, by: Annotator) -> Given:
    """Return the labels in an export of either tool; they are of `by` where it does not tell whose.

    Raises InputError naming the file, or the task in it, that is not understood.
    """
    given = tuple(answers(_rows(file), by.name))
    with store.read() as connection:
        here = rows_of(connection, sorted({answer.quote_id for answer in given}))
    labels = tuple(answer for answer in given if answer.quote_id in here)
    return Given(labels, len(given) - len(labels))


def keep_labels(store: Store, given: Given, name: str, by: Annotator) -> int:
    """Keep labels as theirs who gave them, in one change that tells the file's name; return how many are new."""
    with store.change(f"labels from {name}", by) as change:
        return sum(put_stance(change, answer.quote_id, answer.stance) for answer in given.labels)


def _line(row: Any) -> bytes:
    return f"{json.dumps(row, ensure_ascii=False)}\n".encode()


def _rows(file: Path) -> list[Any]:
    text = file.read_bytes().decode("utf-8-sig", "replace")
    try:
        if text.lstrip().startswith("["):
            return list(json.loads(text))
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise InputError(f"{file} is neither JSON nor JSON lines ({error}): export the labels anew") from None
