"""`quotes stance`: label what a program gives, store nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import click

from quotes.commands.shared import target_option

if TYPE_CHECKING:
    from quotes.types import Stance
    from stance.model.windows import Question

_LONGEST = 10_000_000  # characters of one line


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-", metavar="[FILE|-]")
@target_option
@click.option(
    "--evidence/--no-evidence", default=True, show_default=True, help="Find the words that carried the label."
)
@click.option("--format", "form", type=click.Choice(["json", "jsonl"]), default="jsonl", show_default=True)
def stance(file: IO[str], target: str, evidence: bool, form: str) -> None:
    """Say what texts express toward a target; store nothing.

    FILE has a line of JSON for each: id, text, and where known target, target_start and target_end (where the text
    names it), before and after (neighbouring sentences), speaker (names that must not be seen).

    \b
    quotes stance quotes.jsonl --target Ukraine
    echo '{"id": 1, "text": "Moscow must leave."}' | quotes stance
    """
    from quotes.commands.output import write_json
    from quotes.commands.shared import progress
    from stance.model.network import shipped_model
    from stance.model.verdict import stance_of

    rows = list(_questions(file, target))
    model = shipped_model()
    with progress(rows, "Labelling", len(rows)) as each:
        labels = (_object(key, stance_of(question, model, evidence=evidence)) for key, question in each)
        write_json(labels, form)


def _questions(file: IO[str], target: str) -> Iterator[tuple[Any, Question]]:
    from quotes.commands.shared import fail
    from stance.model.question import question

    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        where = f"{getattr(file, 'name', '-')}, line {number}"
        if len(line) > _LONGEST:
            fail(f"{where} has {len(line)} characters, {_LONGEST} at most: split the text")
        try:
            row = json.loads(line)
        except ValueError as error:
            fail(f"{where} is no JSON ({error}): write one object a line")
        if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
            fail(f"{where} needs `text`, the words of the quote, as a string")
        named = row.get("target") or target
        if not isinstance(named, str) or not named.strip():
            fail(f"{where}: the target must be a name, not {named!r}")
        speaker = row.get("speaker") or ()
        yield row.get("id"), question(
            row["text"], named, mention=_mention(row, where),
            before=_words(row, "before", where), after=_words(row, "after", where),
            speaker=(speaker,) if isinstance(speaker, str) else tuple(map(str, speaker)),
        )  # fmt: skip


def _mention(row: Mapping[str, Any], where: str) -> tuple[int, int] | None:
    from quotes.commands.shared import fail

    start, end = row.get("target_start"), row.get("target_end")
    if start is None or end is None:
        return None
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(row["text"])):
        fail(f"{where}: target_start {start!r} and target_end {end!r} lie outside of the text")
    return start, end


def _words(row: Mapping[str, Any], name: str, where: str) -> str:
    from quotes.commands.shared import fail

    value = row.get(name) or ""
    if not isinstance(value, str):
        fail(f"{where}: `{name}` must be a string, not {value!r}")
    return value


def _object(key: Any, label: Stance) -> dict[str, Any]:
    from quotes.as_json import stance_to_json

    return {"id": key, **stance_to_json(label)}
