"""`quotes stance` labels what a program gives it; `quotes suggest` labels stored quotes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import click

from quotes.commands.filters import chosen, filter_options
from quotes.commands.shared import as_option, db_option, known_target, many, say, target_option

if TYPE_CHECKING:
    from quotes.types import Quote, Stance
    from stance.inputs import Question

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
    from quotes.commands.sources import progress
    from stance.judging import stance_of
    from stance.model import shipped_model

    rows = list(_questions(file, target))
    model = shipped_model()
    with progress(rows, "Labelling", len(rows)) as each:
        told = (_object(key, stance_of(question, model, evidence=evidence)) for key, question in each)
        write_json(told, form)


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@click.option("--again", is_flag=True, help="Label those too that this version of the model has labelled.")
@click.option("--dry-run", is_flag=True, help="Say what would be done.")
@db_option
@as_option
def suggest(
    words: tuple[str, ...], target: str, again: bool, dry_run: bool, db: str | None, who: str | None, **options: Any
) -> None:
    """Let the model label stored quotes toward a target: all, those of a speaker, or those that fit.

    What people said stays and counts; the model's labels are marked as such wherever they are shown.

    \b
    quotes suggest --target Ukraine
    quotes suggest zakharova --since 2022
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.commands.sources import progress
    from quotes.store.articles import texts_of
    from quotes.store.writing import put_stance
    from stance.asking import question_of
    from stance.judging import stance_of
    from stance.model import shipped_model

    by, store, model = annotator(who), open_db(db, absent="fail"), shipped_model()
    target = known_target(store, target)
    quotes = chosen(store, options, target=target, words=words)
    fresh = [q for q in quotes if again or not _has(q, target, model.annotator)]
    if dry_run or not fresh:
        say(f"{many(len(fresh), 'quote')} of {len(quotes)} would be labelled toward {target} by {model.annotator}")
        return
    with store.read() as connection:
        texts = texts_of(connection, [quote.id for quote in fresh])
    with progress(fresh, f"Labelling toward {target}", len(fresh)) as each:
        told = [(quote.id, stance_of(question_of(quote, target, texts.get(quote.id)), model)) for quote in each]
    with store.change(f"suggest toward {target}", by) as change:
        new = sum(put_stance(change, key, label) for key, label in told)
    say(f"{many(new, 'label')} toward {target} by {model.annotator}: {_counts(label for _, label in told)}")


def with_suggestion(quote: Quote, target: str, text: str) -> Quote:
    """Return a quote that was found in `text` with what the shipped model says of its stance."""
    from dataclasses import replace

    from stance.asking import question_of
    from stance.judging import stance_of
    from stance.labels import with_current
    from stance.model import shipped_model

    label = stance_of(question_of(quote, target, text), shipped_model())
    (told,) = with_current([replace(quote, stances=(label,))], target)
    return told


def _has(quote: Quote, target: str, annotator: object) -> bool:
    return any(s.target == target and s.annotator == annotator for s in quote.stances)


def _counts(labels: Iterator[Stance]) -> str:
    from collections import Counter

    told = Counter(stance.label or "abstained" for stance in labels)
    return ", ".join(f"{count} {label}" for label, count in sorted(told.items()))


def _questions(file: IO[str], target: str) -> Iterator[tuple[Any, Question]]:
    from quotes.commands.shared import fail
    from stance.asking import question

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
    from quotes.shape import stance_to_json

    return {"id": key, **stance_to_json(label)}
