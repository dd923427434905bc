"""Small functions over strings that every part shares."""

from __future__ import annotations

import re
import unicodedata

from quotes.errors import InputError

# C0 and C1 controls, bidirectional overrides and isolates: what could move a terminal's cursor or disguise a text
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONE = re.compile(r"[\ud800-\udfff]")


def checked(text: str, what: str) -> str:
    """Return `text` if every database can keep it.

    Raises InputError for NUL characters and lone surrogates, naming `what` and the place.
    """
    for bad, name, mend in (("\x00", "a NUL character", "remove it, or read the file with its right encoding"),):
        if bad in text:
            raise InputError(f"{what} holds {name} at character {text.index(bad)}: {mend}")
    lone = _LONE.search(text)
    if lone:
        raise InputError(
            f"{what} holds half a surrogate pair ({lone.group()!r}) at character {lone.start()}: "
            "read the file with its right encoding"
        )
    return text


def printable(text: str) -> str:
    """Return hostile text as a terminal may show it: no control characters, no change of direction."""
    return _CONTROL.sub("", text)


def folded(text: str) -> str:
    """Return a key under which spellings of one name meet: no case, no diacritics, Latin letters, single blanks."""
    from anyascii import anyascii

    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", anyascii(plain).replace("'", "")).casefold().split())
