"""Which language a text is written in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

CAP = 20_000  # characters that are looked at
LANGUAGES = (
    *("en", "ru", "uk", "be", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "ro", "bg", "sr", "hr", "hu"),
    *("sv", "da", "no", "fi", "et", "lv", "lt", "el", "tr", "az", "hy", "ka", "kk", "ky", "uz", "tg"),
    *("ar", "he", "fa", "zh", "ja", "ko"),
)
_LETTERS = 8  # fewer tell nothing
_SURE = 0.6  # probability under the model, over LANGUAGES


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or None if it is too short or too uncertain.

    Looks at the first 20,000 characters and chooses among the languages of `LANGUAGES`.
    """
    language, probability = best_guess(text)
    return language if probability >= _SURE else None


def best_guess(text: str) -> tuple[str | None, float]:
    """Return the likeliest language of `text` and its probability, 0 to 1; (None, 0) for too short a text."""
    head = " ".join(text[:CAP].split())  # the model takes long blanks for doubt
    if sum(map(str.isalpha, head)) < _LETTERS:
        return None, 0.0
    language, probability = _identifier().classify(head)
    return str(language), float(probability)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(LANGUAGES)
    return found
