"""The flat shape of a quote: one row of text cells that people can edit, and cells of JSON for what is not flat.

A row says everything, so that reading undoes writing. Plain cells stand alone wherever they can; a JSON cell is filled
only where the plain cells of its group would not bring the same value back. When a person has changed a plain cell,
that cell differs from what the JSON cell says, and the person wins.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from quotes import values as cells
from quotes.as_json import quote_from_json, speaker_to_json, stance_to_json
from quotes.errors import InputError
from quotes.marks import type_by_marks
from quotes.tables.checking import CellError, checked_quote
from quotes.tables.edits import (
    SPEAKER_FIELDS,
    STANCE_COLUMNS,
    edited_speaker,
    edited_stance,
    edited_stances,
    parsed,
    speaker_cells,
    stance_cells,
)
from quotes.types import KINDS, TYPES, Label, Quote, pieces_of

PLAIN_COLUMNS = (
    "id", "text", "speaker", "canonical", "affiliation", "role", "organisation", "country", "official", "office",
    "type", "kind", "stance", "target", "about", "aspect", "comment", "annotator", "annotator_kind",
    "annotator_version", "said", "venue", "translated_from", "original", "publisher", "title", "published",
    "source_url", "source_note", "note", "doubted", "damaged", "orphaned", "document", "added_by", "confidence",
)  # fmt: skip
JSON_COLUMNS = ("content_json", "source_json", "cue_json", "speaker_json", "stances_json", "rest_json")
SAFE_COLUMN = "excel_safe"  # "yes" in each row whose risky cells were marked
COLUMNS = PLAIN_COLUMNS + JSON_COLUMNS
RESERVED = frozenset((*COLUMNS, SAFE_COLUMN))
NUMBERS = frozenset({"confidence"})  # columns that typed formats keep as numbers
BOOLEANS = frozenset({"official", "about", "damaged", "orphaned"})  # and as truth values

_TYPE_WORDS = {"direkt": "direct", "wortlich": "direct", "indirekt": "indirect", "gemischt": "mixed"}
_TYPE_WORDS |= {"pryamaya": "direct", "kosvennaya": "indirect", "dogrudan": "direct", "dolayli": "indirect"}


def plain_cell(value: Any) -> str:
    """Return a value as a person reads it in a cell: yes, no, a number, or the text itself."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return repr(value) if isinstance(value, float) else str(value)


def _parsers(*, day_first: bool | None = None) -> dict[str, Callable[[str], Any]]:
    """Return what reads a cell of each column that is a single field of a quote and not free text."""

    def day(cell: str) -> str:
        return cells.iso_day(cell, day_first=day_first)

    return {
        "type": lambda cell: cells.one_of(cell, TYPES, _TYPE_WORDS),
        "kind": lambda cell: cells.one_of(cell, KINDS),
        "said": day,
        "published": day,
        "translated_from": cells.language,
        "source_url": cells.web_address,
        "damaged": cells.yes_or_no,
        "orphaned": cells.yes_or_no,
        "confidence": cells.share,
    }


_SCALARS = tuple(c for c in PLAIN_COLUMNS if c != "text" and c not in SPEAKER_FIELDS and c not in STANCE_COLUMNS)
_EMPTY: dict[str, Any] = {"id": "", "kind": "speech", "damaged": False, "orphaned": False}


def quote_to_row(quote: Quote) -> dict[str, str]:
    """Return one quote as text cells: the plain columns, its extra columns, then the cells of JSON.

    Raises InputError naming the quote's id for what no file can keep, such as a NUL character.
    """
    checked_quote(quote)
    row = _flat(quote)
    rest = {name: getattr(quote, name) for name in _SCALARS if not _brings_back(name, row[name], getattr(quote, name))}
    extra = {key: value for key, value in quote.extra.items() if value == "" or not _can_head(key)}
    if extra:
        rest["extra"] = extra
    if quote.found_by:
        rest["found_by"] = asdict(quote.found_by)
    every = (quote.stance,) if quote.stance else ()
    stances = quote.stances == every and _attempt(lambda: _new_stance(row), quote.stance)
    whole = quote.text.strip() != "" and pieces_of(quote.text) == quote.content
    packed: dict[str, Any] = {
        "content_json": None if whole else [asdict(piece) for piece in quote.content],
        "source_json": quote.source and asdict(quote.source),
        "cue_json": quote.cue and asdict(quote.cue),
        "speaker_json": None if _attempt(lambda: _new_speaker(row), quote.speaker) else speaker_to_json(quote.speaker),
        "stances_json": None if stances else _stances_to_json(quote),
        "rest_json": rest or None,
    }
    row |= {key: value for key, value in quote.extra.items() if key not in extra}
    return row | {name: "" if data is None else _dumped(data) for name, data in packed.items()}


def row_to_quote(
    row: Mapping[str, str],
    *,
    extra: Mapping[str, str] | None = None,
    labels: Mapping[str, Label | None] | None = None,
    default_target: str = "Russia",
    day_first: bool | None = None,
) -> Quote:
    """Read a row of text cells by our column names; a missing column leaves what the JSON cells say.

    Where no cell tells the type, the quotation marks of the words do.

    `extra` are the cells of other columns; None: every cell of `row` whose column is none of ours.
    Raises InputError that names the column and the cell.
    """
    if extra is None:
        extra = {key: cell for key, cell in row.items() if key not in RESERVED}
    base = _base(row)
    flat = _flat(base)
    changed = {name for name in PLAIN_COLUMNS if name in row and row[name] != flat[name]}
    values: dict[str, Any] = {}
    parse = _parsers(day_first=day_first)
    for name in changed & set(_SCALARS):
        value = parsed(name, row[name], parse.get(name))
        values[name] = _EMPTY.get(name) if value is None else value
    if "text" in changed:
        if not row["text"].strip():
            raise CellError("text", row["text"], "the row has no words: fill it, or delete the row")
        # the words are a person's now, so that the places of source and cue in the article mean nothing to them
        values |= {"content": pieces_of(row["text"]), "source": None, "cue": None}
    if not row.get("type") and changed & {"text", "type"}:
        values["type"] = type_by_marks(row["text"] if "text" in changed else base.text)
    values["speaker"] = edited_speaker(base.speaker, row, changed)
    stance = edited_stance(base.stance, row, changed, labels=labels or {}, default_target=default_target)
    values["stance"], values["stances"] = stance, edited_stances(base.stances, base.stance, stance)
    kept = dict(base.extra)
    for key, cell in extra.items():
        if cell != kept.get(key, ""):
            kept[key] = cell
    values["extra"] = kept
    return _kept(replace(base, **values))


def extra_columns(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the columns that are not ours, in the order in which they are first met."""
    return tuple({key: None for row in rows for key in row if key not in RESERVED})


def _base(row: Mapping[str, str]) -> Quote:
    """What the JSON cells say, with nothing where they say nothing."""
    data: dict[str, Any] = {}
    for name in JSON_COLUMNS:
        if cell := row.get(name, "").strip():
            data |= _unpacked(name, cell)
    if "content" not in data:
        if not row.get("text", "").strip():
            raise CellError("text", row.get("text", ""), "the row has no words: fill it, or delete the row")
        data["text"] = row["text"]
    try:
        return _kept(quote_from_json(data))
    except (InputError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise CellError(
            None, "", f"the JSON cells do not fit together ({error}): clear them to keep the rest"
        ) from None


def _unpacked(name: str, cell: str) -> dict[str, Any]:
    try:
        data = json.loads(cell)
    except (ValueError, RecursionError):
        raise CellError(name, cell, "this is no JSON: clear the cell to keep the rest of the row") from None
    field = name.removesuffix("_json")
    if field not in ("rest", "stances"):
        return {field: data}
    allowed = {*_SCALARS, "extra", "found_by"} if field == "rest" else {"stance", "stances"}
    if not isinstance(data, dict) or not data.keys() <= allowed:
        raise CellError(name, cell, f"this must be an object of {', '.join(sorted(allowed))}: clear the cell")
    return data


def _flat(quote: Quote) -> dict[str, str]:
    values = {name: getattr(quote, name) for name in _SCALARS}
    values |= {name: values[name] or None for name in ("damaged", "orphaned")}  # a column of "no" hides the few "yes"
    values |= {"text": quote.text, **speaker_cells(quote.speaker), **stance_cells(quote.stance)}
    return {name: plain_cell(values[name]) for name in PLAIN_COLUMNS}


def _brings_back(name: str, cell: str, value: Any) -> bool:
    def read() -> Any:
        out = parsed(name, cell, _parsers().get(name))
        return _EMPTY.get(name) if out is None else out

    return _attempt(read, value)


def _attempt(read: Callable[[], Any], wanted: Any) -> bool:
    try:
        return bool(read() == wanted)
    except InputError:
        return False


def _new_speaker(row: Mapping[str, str]) -> Any:
    return edited_speaker(None, row, set(SPEAKER_FIELDS) if any(row[c] for c in SPEAKER_FIELDS) else set())


def _new_stance(row: Mapping[str, str]) -> Any:
    changed = {column for column in STANCE_COLUMNS if row[column]}
    return edited_stance(None, row, changed, labels={}, default_target="")


def _stances_to_json(quote: Quote) -> dict[str, Any]:
    current = stance_to_json(quote.stance) if quote.stance else None
    return {"stance": current, "stances": [stance_to_json(stance) for stance in quote.stances]}


def _can_head(key: str) -> bool:
    return key not in RESERVED and key != "" and key == key.strip()


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _kept(quote: Quote) -> Quote:
    try:
        return checked_quote(quote)
    except CellError:
        raise
    except InputError as error:
        raise CellError(None, "", str(error)) from None
