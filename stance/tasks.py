"""Labelling tasks for Label Studio and Prodigy, out and in again.

The machine's label is left out, so that it sways nobody. Shapes: Label Studio's JSON import and export (data,
annotations with choices), Prodigy's choice tasks as JSON lines (options, accept, answer).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from quotes.errors import InputError
from quotes.types import LABELS, Annotator, Label, Quote, Stance

Tool = Literal["label-studio", "prodigy"]
NOT_ABOUT, UNSURE = "not about", "unsure"
CHOICES = (*LABELS, NOT_ABOUT, UNSURE)
CONFIG = """<View>
  <Header value="What do the words express toward $target?"/>
  <Text name="text" value="$text"/>
  <Choices name="stance" toName="text" choice="single">
{choices}
  </Choices>
  <TextArea name="comment" toName="text" maxSubmissions="1"/>
</View>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said of one quote in such a tool."""

    quote_id: str
    stance: Stance


def config() -> str:
    """Return the labelling interface that Label Studio needs for these tasks."""
    return CONFIG.format(choices="\n".join(f'    <Choice value="{choice}"/>' for choice in CHOICES))


def task(quote: Quote, target: str, tool: Tool) -> dict[str, Any]:
    """Return one quote as a task."""
    speaker = quote.speaker.name if quote.speaker else None
    facts = {"quote_id": quote.id, "target": target, "speaker": speaker, "source_url": quote.source_url}
    if tool == "label-studio":
        return {"data": {"text": quote.text, **facts}}
    return {"text": quote.text, "options": [{"id": choice, "text": choice} for choice in CHOICES], "meta": facts}


def answers(rows: Iterable[Mapping[str, Any]], name: str) -> Iterator[Answer]:
    """Yield the answers in what either tool gave out; `name` is whose they are where that is not told.

    Skipped, cancelled and unanswered tasks give none. Raises InputError naming the task.
    """
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise InputError(f"task {number} is no object: give the file as the tool exported it")
        if "data" in row:
            yield from _of_label_studio(row, number, name)
        elif "meta" in row:
            yield from _of_prodigy(row, number, name)
        else:
            raise InputError(f"task {number} is of neither Label Studio (`data`) nor Prodigy (`meta`)")


def _of_label_studio(row: Mapping[str, Any], number: int, name: str) -> Iterator[Answer]:
    key, target = _facts(row["data"], number)
    for annotation in row.get("annotations") or ():
        if annotation.get("was_cancelled"):
            continue
        fields = {result.get("from_name"): result.get("value") or {} for result in annotation.get("result") or ()}
        choices = fields.get("stance", {}).get("choices") or []
        comment = " ".join(fields.get("comment", {}).get("text") or []) or None
        if choices:
            who = _who(annotation.get("completed_by")) or name
            yield Answer(key, _stance(target, choices, number, who, comment))


def _of_prodigy(row: Mapping[str, Any], number: int, name: str) -> Iterator[Answer]:
    key, target = _facts(row["meta"], number)
    if row.get("answer") == "accept" and row.get("accept"):
        who = str(row.get("_annotator_id") or row.get("_session_id") or name)
        yield Answer(key, _stance(target, row["accept"], number, who, row.get("user_input") or None))


def _facts(data: Any, number: int) -> tuple[str, str]:
    if not isinstance(data, Mapping) or not data.get("quote_id") or not data.get("target"):
        raise InputError(
            f"task {number} does not say which quote and target it is about: keep quote_id and target in it"
        )
    return str(data["quote_id"]), str(data["target"])


def _who(annotator: Any) -> str | None:
    """Label Studio tells who by a number, an address, or an object with one."""
    if isinstance(annotator, Mapping):
        return str(annotator.get("email") or annotator.get("username") or annotator.get("id") or "") or None
    return f"label studio user {annotator}" if isinstance(annotator, int) else str(annotator) if annotator else None


def _stance(target: str, choices: Any, number: int, who: str, comment: str | None) -> Stance:
    if not isinstance(choices, list) or len(choices) != 1 or choices[0] not in CHOICES:
        raise InputError(f"task {number} is answered {choices!r}: one of {', '.join(CHOICES)} is wanted")
    choice = choices[0]
    by = Annotator(who)
    if choice == UNSURE:
        return Stance(target, None, annotator=by, comment=comment)
    label: Label = "neutral" if choice == NOT_ABOUT else choice
    return Stance(target, label, choice != NOT_ABOUT, annotator=by, comment=comment)
