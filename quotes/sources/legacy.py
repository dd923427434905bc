"""Guess between the one-byte encodings of Europe, and say nothing when in doubt."""

from __future__ import annotations

import re
import unicodedata

from quotes.sources.language import best_guess

_CODECS = ["cp1252", "cp1251", "cp1254", "cp1250", "koi8_u", "koi8_r", "cp866", "iso8859_2", "iso8859_9"]
_SAMPLE = 65_536  # bytes of lines with non-ASCII bytes that are looked at
_MESS = 0.15  # charset-normalizer's measure of noise, 0 to 1, above which a reading is out
_FIT = 0.98  # share of the non-ASCII letters that the language must own
_LEAD = 0.1  # by which the best reading must lead every other reading

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_ALPHABETS = {
    "de": "äöüß",
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíñóúü",
    "it": "àèéìíîòóùú",
    "pt": "àáâãçéêíóôõúü",
    "nl": "áéèêëíïóöúü",
    "sv": "åäöéà",
    "da": "æøåéèóô",
    "no": "æøåéèêòóô",
    "fi": "äöåšž",
    "tr": "çğıöşüâîû",
    "pl": "ąćęłńóśźżé",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţ",
    "hr": "čćđšž",
    "ru": _RUSSIAN,
    "bg": _RUSSIAN,
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
}
# English has names of every language in it, so that only letters on which the readings agree are beyond doubt
_ALPHABETS["en"] = "".join(letters for language, letters in _ALPHABETS.items() if "а" not in letters)

# what real words do not hold: a capital after a small letter, a mark inside, two scripts
_ODD = re.compile(
    "[а-яёα-ωß-ÿ][А-ЯЁΑ-ΩÀ-Þ]|(?<=[^\\W\\d_])[“”„«»‹›‚†‡•‰¦§¶©®°¤¬±µ№](?=[^\\W\\d_])|[a-zA-Z][Ѐ-ӿͰ-Ͽ]|[Ѐ-ӿͰ-Ͽ][a-zA-Z]|[ŁłĽľ][0-9]"
)


def guess_legacy(data: bytes) -> str | None:
    """Return `data` decoded by the one-byte encoding that fits it, or None if none does or several disagree.

    charset-normalizer proposes; a proposal counts if its letters belong to the language that it would be in.
    """
    from charset_normalizer import from_bytes

    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:_SAMPLE]
    rated: list[tuple[float, str]] = []
    for match in from_bytes(sample, cp_isolation=_CODECS, preemptive_behaviour=False):
        if match.chaos <= _MESS and (fit := _fit(str(match))) > 0:
            rated.append((fit, match.encoding))
    rated.sort(reverse=True)
    if not rated:
        return None
    try:
        readings = [(fit, data.decode(codec)) for fit, codec in rated]
    except UnicodeDecodeError:
        return None
    best_fit, best = readings[0]
    if any(text != best and best_fit - fit < _LEAD for fit, text in readings[1:]):
        return None
    return best


def _fit(text: str) -> float:
    """Probability of the language of `text` if its letters belong to that language; 0 if they do not."""
    foreign = [c for c in text if c > "\x7f"]
    letters = [c.lower() for c in foreign if c.isalpha()]
    if any(unicodedata.category(c) in ("Cc", "Cn", "Co") or "\u2500" <= c <= "\u25ff" for c in foreign):
        return 0.0
    if len(_ODD.findall(text)) > (1 - _FIT) * len(foreign):
        return 0.0
    language, probability = best_guess(text)
    alphabet = _ALPHABETS.get(language or "", "")
    owned = sum(c in alphabet for c in letters)
    # without letters there are only quotation marks and dashes, which most of these encodings share
    return probability if owned >= _FIT * len(letters) else 0.0
