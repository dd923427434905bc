"""One cell of a table as a value of ours: yes and no, dates, countries, labels, in the languages of our analysts.

Each function takes a cell that is not empty and raises InputError that names the cell and the mend.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import TypeVar

from quotes.errors import InputError
from quotes.places import COUNTRIES, COUNTRY_CODES, LANGUAGES
from quotes.text import folded
from quotes.types import LABELS, Label

_Word = TypeVar("_Word", bound=str)
_LONGEST = 60  # characters of a cell that an error repeats

_YES = {"yes", "y", "true", "1", "official", "x", "ja", "amtlich", "offiziell", "da", "evet", "resmi"}
_YES |= {folded(word) for word in ("да", "истина", "официальный", "официально", "так", "doğru", "bəli")}
_NO = {"no", "n", "false", "0", "unofficial", "nein", "inoffiziell", "falsch", "net", "hayir"}
_NO |= {folded(word) for word in ("нет", "ложь", "неофициальный", "ні", "yanlış", "xeyr")}

_SYNONYMS: dict[Label, str] = {
    "favor": "favor favour favourable favorable for pro positive supportive support supports supporting agree "
    "positiv zustimmend befürwortend dafür за положительно положительная позитивная поддерживает поддержка "
    "olumlu destekliyor lehte taraftar müsbət",
    "against": "against critical anti negative oppose opposes opposed opposing con disagree kritisch negativ ablehnend "
    "dagegen против критически критическая критично отрицательно отрицательная негативная осуждает karşı olumsuz "
    "eleştirel aleyhte mənfi",
    "neutral": "neutral balanced ausgewogen нейтрально нейтральная нейтральный nötr tarafsız neytral",
    "mixed": "mixed ambivalent both gemischt zwiespältig смешанная смешанно амбивалентная двойственная karışık qarışıq",
}
_LABELS: dict[str, Label] = {folded(word): label for label, words in _SYNONYMS.items() for word in words.split()}
_UNSURE = {"unsure", "unclear", "unknown", "abstain", "abstained", "unklar", "unsicher", "belirsiz", "kararsiz"}
_UNSURE |= {folded(word) for word in ("неясно", "не уверен", "не уверена", "не знаю", "can't tell", "don't know")}


def shown(cell: str) -> str:
    """Return a cell as an error repeats it, not longer than a line allows."""
    return repr(cell if len(cell) <= _LONGEST else cell[:_LONGEST] + "…")


def yes_or_no(cell: str) -> bool:
    """Read yes, ja, да, true, 1, official and their opposites."""
    word = folded(cell)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise InputError(f"{shown(cell)} is neither yes nor no: write yes, no or nothing")


def one_of(cell: str, allowed: tuple[_Word, ...], synonyms: Mapping[str, _Word] | None = None) -> _Word:
    """Read one word of a closed list, in any case."""
    word = folded(cell)
    for choice in allowed:
        if word == choice:
            return choice
    if synonyms and word in synonyms:
        return synonyms[word]
    raise InputError(f"{shown(cell)} is not one of {', '.join(allowed)}")


def label(cell: str, labels: Mapping[str, Label | None]) -> Label | None:
    """Read a stance; None means that the annotator looked and abstained.

    `labels` are the user's own words (`parse_labels`), which win over the built-in ones.
    """
    word = folded(cell)
    key = word or cell.strip()
    if key in labels:
        return labels[key]
    if word in LABELS or word in _LABELS:
        return _LABELS[word]
    if word in _UNSURE or (not word and set(cell.strip()) <= set("?？")):
        return None
    # signs such as "+" and "-" are not guessed: to many people a dash is an empty cell
    mend = f"--labels '{cell[:_LONGEST]}=against'"
    raise InputError(f"{shown(cell)} is no stance that is known: say what it means, for example {mend}")


def country(cell: str) -> str:
    """Read an ISO 3166 alpha-2 code, EU, XX, UA-SEP, or an English name of a country."""
    code = cell.strip().upper()
    if code in COUNTRY_CODES:
        return code
    if known := COUNTRIES.get(folded(cell)):
        return known
    raise InputError(f"{shown(cell)} is no country that is known: write its two letters (ISO 3166), EU or XX")


def language(cell: str) -> str:
    """Read two letters of ISO 639-1, or the English name of a common language."""
    code = cell.strip().lower()
    if re.fullmatch("[a-z]{2}", code):
        return code
    if known := LANGUAGES.get(folded(cell)):
        return known
    raise InputError(f"{shown(cell)} is no language that is known: write its two letters (ISO 639-1)")


def iso_day(cell: str, *, day_first: bool | None = None) -> str:
    """Read a day, a month or a year as ISO 8601, as exact as it was given."""
    from quotes.dates import iso_date

    return iso_date(cell, day_first=day_first)


def web_address(cell: str) -> str:
    """Read a URL."""
    if re.match(r"(?i)https?://[^\s/]", cell) and not re.search(r"\s", cell):
        return cell
    raise InputError(f"{shown(cell)} is no web address: begin it with https://, or use --map 'COLUMN=source_note'")


def share(cell: str) -> float:
    """Read a number from 0 to 1, with a point or a comma."""
    try:
        number = float(cell.strip().replace(",", "."))
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise InputError(f"{shown(cell)} is no number from 0 to 1")
    return number
