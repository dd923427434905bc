"""Small functions over strings that every part shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from quotes.errors import InputError

# C0 and C1 controls, line and paragraph separators, marks of direction, letters without width: what could move a
# terminal's cursor or disguise a text; tab and line feed are none of them, and the joiners belong to some scripts
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
NEAR = 75  # rapidfuzz ratio (0 to 100) from which a name may be a mistyped one
LONGEST_NAME = 200  # letters of a name; what is longer is a sentence that was taken for one
_BETWEEN = re.compile(r"[^\w]+")
_LONE = re.compile(r"[\ud800-\udfff]")


def checked(text: str, what: str) -> str:
    """Return `text` if every database can keep it.

    Raises InputError for NUL characters and lone surrogates, naming `what` and the place.
    """
    if text.isascii() and "\x00" not in text:
        return text
    if "\x00" in text:
        raise InputError(
            f"{what} holds a NUL character at character {text.index(chr(0))}: "
            "remove it, or read the file with its right encoding"
        )
    lone = _LONE.search(text)
    if lone:
        raise InputError(
            f"{what} holds half a surrogate pair ({lone.group()!r}) at character {lone.start()}: "
            "read the file with its right encoding"
        )
    return text


def checked_name(name: str) -> str:
    """Return a name with single blanks. Raises InputError for one too long, or with marks that disguise it."""
    name = checked(" ".join(name.split()), f"the name {name[:60]!r}")
    hidden = CONTROL.search(name)
    if hidden:
        raise InputError(f"the name {name[:60]!r} holds the control character {hidden.group()!r}: leave it out")
    if len(name) > LONGEST_NAME:
        raise InputError(f"the name {name[:60] + '…'!r} has {len(name)} characters, {LONGEST_NAME} at most: shorten it")
    return name


def printable(text: str) -> str:
    """Return hostile text as a terminal may show it: no control characters, no change of direction."""
    return CONTROL.sub("", text)


def folded(text: str) -> str:
    """Return a key under which spellings of one name meet: no case, no diacritics, Latin letters, single blanks."""
    return _folded_name(text) if len(text) <= LONGEST_NAME else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(_BETWEEN.sub(" ", text.replace("'", "")).lower().split())
    from anyascii import anyascii

    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_BETWEEN.sub(" ", anyascii(plain).replace("'", "")).casefold().split())


_folded_name = lru_cache(maxsize=8192)(_folded)  # the names of a table come again and again


def many(count: int, what: str) -> str:
    """Return "1 quote", "2 quotes"."""
    return f"{count} {what}" + ("" if count == 1 else "s")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that is most like `name`, if one is like it at all."""
    from rapidfuzz import process

    by_key = {folded(known): known for known in names}
    best = process.extractOne(folded(name), by_key.keys(), score_cutoff=NEAR)
    return by_key[best[0]] if best else None
