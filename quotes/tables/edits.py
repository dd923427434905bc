"""The columns of a row that make one speaker, those that make one stance, and what a person's edit of them means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from quotes import values as cells
from quotes.errors import InputError
from quotes.tables.checking import CellError
from quotes.text import checked_name
from quotes.types import ANNOTATOR_KINDS, ASPECTS, OFFICES, Annotator, Label, Speaker, Stance

# column -> field of a Speaker
SPEAKER_FIELDS = {
    "speaker": "name",
    "canonical": "canonical",
    "affiliation": "affiliation",
    "role": "role",
    "organisation": "organisation",
    "country": "country",
    "official": "official",
    "office": "office",
}
JUDGEMENT = ("stance", "target", "about", "aspect")  # a change of these is a new judgement
STANCE_COLUMNS = (*JUDGEMENT, "comment", "annotator", "annotator_kind", "annotator_version")
UNSURE = "unsure"  # how a label of None is written
UNNAMED = "unnamed"  # the speaker of whom only a country or an office is told

_SPEAKER_PARSERS: dict[str, Callable[[str], Any]] = {
    "speaker": checked_name,
    "canonical": checked_name,
    "country": cells.country,
    "official": cells.yes_or_no,
    "office": lambda cell: cells.one_of(cell, OFFICES),
}


def parsed(column: str, cell: str, parse: Callable[[str], Any] | None) -> Any:
    """Return the value of a cell, None for an empty one; raises CellError naming the column."""
    if cell == "" or parse is None:
        return cell or None
    try:
        return parse(cell)
    except CellError:
        raise
    except InputError as error:
        raise CellError(column, cell, str(error)) from None


def speaker_cells(speaker: Speaker | None) -> dict[str, Any]:
    """Return the plain values of the speaker's columns."""
    return {column: getattr(speaker, field, None) for column, field in SPEAKER_FIELDS.items()}


def edited_speaker(old: Speaker | None, row: Mapping[str, str], changed: set[str]) -> Speaker | None:
    """Return the speaker after the cells named in `changed` were edited; `old` None: all cells are new.

    Without a name the speaker is called by the organisation, affiliation or role, else "unnamed".
    """
    if not changed & SPEAKER_FIELDS.keys():
        return old
    values: dict[str, Any] = {}
    for column, field in SPEAKER_FIELDS.items():
        if old is not None and column not in changed:
            values[field] = getattr(old, field)
        else:
            values[field] = parsed(column, row.get(column, ""), _SPEAKER_PARSERS.get(column))
    if all(value is None for value in values.values()):
        return None
    if old is not None and "speaker" not in changed:
        return replace(old, **values, annotator=None)  # what is told now is told by whoever brings the table
    if old is not None and "canonical" not in changed:
        values["canonical"] = None  # it was the old name's, as were the registry id and the reason
    kind = "person"
    if values["name"] is None:
        others = values["organisation"], values["affiliation"], values["role"]
        values["name"] = next((value for value in others if value), UNNAMED)
        kind = "organisation" if values["organisation"] else "anonymous"
    return Speaker(**values, kind=kind)  # type: ignore[arg-type]


def stance_cells(stance: Stance | None) -> dict[str, Any]:
    """Return the plain values of the stance's columns."""
    if stance is None:
        return dict.fromkeys(STANCE_COLUMNS)
    by = stance.annotator
    return {
        "stance": stance.label or UNSURE,
        "target": stance.target,
        "about": stance.about,
        "aspect": stance.aspect,
        "comment": stance.comment,
        "annotator": by and by.name,
        "annotator_kind": by and by.kind,
        "annotator_version": by and by.version,
    }


def edited_stance(
    old: Stance | None,
    row: Mapping[str, str],
    changed: set[str],
    *,
    labels: Mapping[str, Label | None],
    default_target: str,
) -> Stance | None:
    """Return the current stance after the cells named in `changed` were edited; `old` None: all cells are new.

    A new judgement loses the score, the probabilities, the evidence and the time of the old one, and it is nobody's
    where the old one was a model's or a rule's and the row still names that: a person changed it.
    """
    if not changed & set(STANCE_COLUMNS):
        return old
    before = stance_cells(old)
    judgement = {c: row.get(c, "") if old is None or c in changed else before[c] for c in ("stance", "about", "aspect")}
    if all(value in (None, "") for value in judgement.values()):
        return None
    parsers: dict[str, Callable[[str], Any]] = {
        "stance": lambda cell: cells.label(cell, labels),
        "about": cells.yes_or_no,
        "aspect": lambda cell: cells.one_of(cell, ASPECTS),
        "annotator_kind": lambda cell: cells.one_of(cell, ANNOTATOR_KINDS),
    }

    def value(column: str) -> Any:
        if old is not None and column not in changed:
            return old.label if column == "stance" else before[column]
        return parsed(column, row.get(column, ""), parsers.get(column))

    by = None
    if name := value("annotator"):
        by = Annotator(name, value("annotator_kind") or "person", value("annotator_version"))
    flat = {
        "target": value("target") or default_target,
        "label": value("stance"),
        "about": value("about"),
        "aspect": value("aspect"),
        "comment": value("comment"),
    }
    if old is not None and not changed & set(JUDGEMENT):
        return replace(old, **flat, annotator=by)
    if old is not None and by is not None and by == old.annotator and by.kind not in ("person", "adjudicator"):
        by = None
    return Stance(**flat, annotator=by)


def edited_stances(stances: tuple[Stance, ...], old: Stance | None, new: Stance | None) -> tuple[Stance, ...]:
    """Return every label after the current one changed from `old` to `new`.

    A removed label goes; another annotator's or another target's is added; the same annotator's replaces the old one.
    """
    if new == old:
        return stances
    same = new is None or (old is not None and (new.annotator, new.target) == (old.annotator, old.target))
    kept = tuple(s for s in stances if s != old) if same else stances
    return kept if new is None else (*kept, new)
