"""When two names mean one speaker, and how much of two affiliations is the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from quotes.finders.lexicon import word_set

_TITLES = word_set("""
    mr mrs ms dr sir lord lady prof professor president minister prime foreign defense defence secretary general gen
    col colonel lt sen senator rep chancellor ambassador king prince pope chairman spokesman spokeswoman spokesperson
    lawmaker of state the deputy first vice leader premier""")
_LETTERS = str.maketrans({"ə": "e", "Ə": "E", "ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "đ": "d",
                          "Đ": "D", "æ": "ae", "’": "'", "‘": "'", "ʼ": "'"})  # fmt: skip
_WRITTEN_OUT = {
    "us": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "osce": "organization security cooperation europe",
    "imf": "international monetary fund",
}
_SMALL = ("the", "of", "for", "a", "an", "and")
_INITIAL = re.compile(r"\b(\w)\.(?=\w\.)")  # the letters of "U.N." are one word
_WORD = re.compile(r"\w+")
SAME_BODY = 0.6  # token F1 from which two descriptions are of one body or group


def words_of(name: str | None) -> list[str]:
    """Return the words of a name without accents, case and points, abbreviations written out."""
    parts = unicodedata.normalize("NFKD", (name or "").translate(_LETTERS))
    bare = "".join(part for part in parts if part != "'" and not unicodedata.combining(part)).lower()
    written = (_WRITTEN_OUT.get(word, word) for word in _WORD.findall(_INITIAL.sub(r"\1", bare)))
    return [word for words in written for word in words.split()]


def same_speaker(annotated: str | None, found: str | None, kind: str | None = "person") -> bool:
    """Whether two names are one speaker's.

    Persons: titles dropped, last words equal, first names compatible ("Sergei", "S."), at most two words longer than
    the annotated name; one word is enough only where no more is annotated. Others: token F1 of SAME_BODY.
    """
    whole_a, whole_f = words_of(annotated), words_of(found)
    if whole_a == whole_f:
        return True
    if kind != "person":
        return same_words(annotated, found) >= SAME_BODY
    a, f = ([w for w in whole if w not in _TITLES] or whole for whole in (whole_a, whole_f))
    if not a or not f or a[-1] != f[-1] or len(f) > len(a) + 2:
        return False
    if len(a) == 1 or len(f) == 1:
        return len(a) == 1
    return _compatible(a[0], f[0])


def _compatible(a: str, f: str) -> bool:
    if a[0] == f[0] and (min(len(a), len(f)) == 1 or a[:4] == f[:4]):
        return True
    return a == f or a.rstrip("iy") == f.rstrip("iy")


def same_words(annotated: str | None, found: str | None) -> float:
    """Return the token F1 of two descriptions, small words left out."""
    a, f = Counter(words_of(annotated)), Counter(words_of(found))
    for word in _SMALL:
        a.pop(word, None)
        f.pop(word, None)
    common = (a & f).total()
    return 2 * common / (a.total() + f.total()) if common else 0.0
