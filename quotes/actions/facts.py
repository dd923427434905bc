"""What a person may say of a quote beside its words: facts, and a judgement of its stance, read and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from quotes.errors import ContradictionError, InputError
from quotes.types import Aspect, Label, Quote, Stance

GIVEN_SPEAKER_FACTS = ("affiliation", "role", "organisation", "country", "official", "office")
GIVEN_QUOTE_FACTS = (
    "kind", "said", "venue", "publisher", "title", "published", "source_url", "source_note", "note", "doubted",
    "original", "translated_from",
)  # fmt: skip
ARTICLE_FACTS = ("publisher", "title", "published", "source_url")  # of a quote in an article these are the article's


def read_facts(facts: Mapping[str, Any], *, translated: bool = False) -> dict[str, Any]:
    """Return facts as they are stored: dates in ISO 8601, countries as codes, the original's language.

    `translated` says that the words of the quote are a translation of `original`. Raises InputError naming what cannot
    be read, ContradictionError for an unofficial public office.
    """
    from quotes.dates import iso_date
    from quotes.sources.language import detect_language
    from quotes.text import checked
    from quotes.values import country, web_address
    from quotes.values import language as language_code

    check_office(facts.get("office"), facts.get("official"))
    out = dict(facts)
    for name, value in out.items():
        if isinstance(value, str):
            checked(value, name.replace("_", "-"))
    readers: dict[str, Callable[[str], str]] = {
        "said": iso_date, "published": iso_date, "source_url": web_address, "translated_from": language_code,
        "country": country,
    }  # fmt: skip
    for name, reader in readers.items():
        if out.get(name):
            out[name] = reader(out[name])
    if out.get("original") and not out.get("translated_from"):
        language = detect_language(out["original"])
        if language is None and translated:
            raise InputError("the language of --original is not clear: write --translated-from ru")
        out["translated_from"] = language if translated or language != "en" else None
    return out


def check_office(office: str | None, official: bool | None) -> None:
    """Refuse a public office of somebody who is said not to speak for one. Raises ContradictionError."""
    if office and official is False:
        raise ContradictionError(f"--office {office} is a public office: leave --unofficial out, or the office")


def judged(
    target: str,
    label: Label | None,
    *,
    about: bool | None = None,
    aspect: Aspect | None = None,
    why: str | None = None,
) -> Stance:
    """Return what a person says of a quote's stance; a label of None says that they are unsure.

    Whose it is is left to whoever stores it. Raises ContradictionError.
    """
    name = label or "unsure"
    if aspect and (label in ("neutral", None) or about is False):
        raise ContradictionError(f"--aspect {aspect} tells what is judged, but {name} does not judge")
    if about is False and label is None:
        raise ContradictionError(
            "unsure says nothing of what the words bear on: tag it neutral --not-about, or leave it"
        )
    if about is False and label != "neutral":
        raise ContradictionError(
            f"{label} says that the words bear on {target}: leave --not-about out, or tag it neutral"
        )
    return Stance(target, label, None if label is None else about is not False, aspect, comment=why)


def sure(quote: Quote) -> Quote:
    """Return a quote that a person gives, with the confidence of what a person says; one in doubt has none."""
    unsaid = quote.confidence is None and quote.found_by is None and quote.doubted is None
    return replace(quote, confidence=1.0) if unsaid else quote
