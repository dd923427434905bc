"""Whether every value of a quote has its type, and whether every text can be kept, before it is written or taken in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from quotes.errors import InputError
from quotes.text import checked
from quotes.types import (
    ACTOR_KINDS,
    ANNOTATOR_KINDS,
    ASPECTS,
    KINDS,
    LABELS,
    OFFICES,
    TYPES,
    Annotator,
    Quote,
    Span,
    Speaker,
    Stance,
)

# what a field may hold, by its annotation in quotes.types
_TYPES: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "str | None": (str, type(None)),
    "bool": (bool,),
    "bool | None": (bool, type(None)),
    "int": (int,),
    "float | None": (float, int, type(None)),
    "Speaker | None": (Speaker, type(None)),
    "Span | None": (Span, type(None)),
    "Stance | None": (Stance, type(None)),
    "Annotator | None": (Annotator, type(None)),
    "Mapping[str, str]": (Mapping,),
    "Mapping[str, float] | None": (Mapping, type(None)),
}
_WORDS: dict[str, tuple[object, ...]] = {
    "Kind": KINDS,
    "QuoteType": TYPES,
    "ActorKind": ACTOR_KINDS,
    "AnnotatorKind": ANNOTATOR_KINDS,
    "Label | None": (*LABELS, None),
    "Aspect | None": (*ASPECTS, None),
    "Office | None": (*OFFICES, None),
}


class CellError(InputError):
    """A cell that cannot be taken, with the field it stands for, so that a table can name the column."""

    def __init__(self, field: str | None, cell: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}" if field else reason)
        self.field, self.cell, self.reason = field, cell, reason


def checked_quote(quote: Quote) -> Quote:
    """Return `quote` if each value has its type and each text can be kept.

    Raises InputError that names the quote and the field: wrong types, NUL, half surrogates, numbers that are none.
    """
    name = f"quote {quote.id!r}" if quote.id else "a quote without id"
    if not quote.content:
        raise InputError(f"{name} has no content: give it its words")
    _check(quote, name)
    return quote


def _check(value: Any, where: str) -> None:
    if isinstance(value, str):
        checked(value, where)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InputError(f"{where} is {value}: give a number, or leave it out")
    elif isinstance(value, tuple):
        for item in value:
            _check(item, where)
    elif isinstance(value, Mapping):
        numbers = where.endswith("probabilities")
        for key, item in value.items():
            if (
                not isinstance(key, str)
                or isinstance(item, bool)
                or not isinstance(item, (float, int) if numbers else str)
            ):
                raise InputError(f"{where} holds {key!r}: {item!r}, which must be a {'number' if numbers else 'text'}")
            _check(key, where)
            _check(item, f"{where} {key!r}")
    elif isinstance(value, (Quote, Speaker, Stance, Span, Annotator)):
        shape: Any = type(value)
        for name, kind, plain, words, empty in _kinds(shape):
            field = getattr(value, name)
            known = type(field)
            if known is str and words:
                if (words is _ANY and field.isascii() and "\x00" not in field) or field in words:
                    continue
            elif known in plain or (known is empty and not field):
                continue
            _check_field(field, kind, f"{where}, {name}")


_ANY = ("",)  # any text in ASCII
_NONE = type(None)


@cache
def _kinds(shape: Any) -> tuple[tuple[str, str, frozenset[type], tuple[object, ...], type | None], ...]:
    """The names of a dataclass's fields, each with its annotation.

    And what tells at once that most values are right: types of which each is, texts that are, the type of an empty one.
    """
    out = []
    for field in fields(shape):
        kind = str(field.type)
        plain = {bool: kind in ("bool", "bool | None"), int: kind == "int", _NONE: kind.endswith("| None")}
        words = _ANY if kind in ("str", "str | None") else _WORDS.get(kind, ())
        empty = tuple if kind.startswith("tuple[") else dict if kind.startswith("Mapping[") else None
        out.append((field.name, kind, frozenset(each for each, right in plain.items() if right), words, empty))
    return tuple(out)


def _check_field(value: Any, kind: str, where: str) -> None:
    if kind in _WORDS:
        if value not in _WORDS[kind]:
            allowed = ", ".join(str(word) for word in _WORDS[kind] if word)
            raise InputError(f"{where} must be one of {allowed}, not {value!r}")
        return
    allowed_types = _TYPES.get(kind)
    if allowed_types and (
        not isinstance(value, allowed_types) or (isinstance(value, bool) and bool not in allowed_types)
    ):
        raise InputError(f"{where} must be {kind.replace(' | None', ' or null')}, not {value!r}")
    if kind.startswith("tuple[tuple") and not all(isinstance(n, int) for pair in value for n in pair):
        raise InputError(f"{where} must be pairs of whole numbers, not {value!r}")
    _check(value, where)
