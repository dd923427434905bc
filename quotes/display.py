"""Quotes as people read them: holes marked, nothing added that was not said."""

from __future__ import annotations

import re
from urllib.parse import quote as percent

from quotes.text import printable
from quotes.types import Quote, Speaker

HOLE = "[…]"
_GAP = re.compile(r"[ \t\u00a0]+(?=[.,;:!?](?:[\s”\"’»“]|$))")  # a blank before a full stop: a word is lost
_LOST_OPENING = re.compile(r"^[”»](?=\s)")  # a closing mark that opens: what stood before it is lost
_LANGUAGES = {
    "az": "Azerbaijani", "be": "Belarusian", "de": "German", "en": "English", "fr": "French", "hy": "Armenian",
    "ka": "Georgian", "kk": "Kazakh", "ky": "Kyrgyz", "pl": "Polish", "ru": "Russian", "tg": "Tajik", "tr": "Turkish",
    "uk": "Ukrainian", "uz": "Uzbek",
}  # fmt: skip


def one_line(text: object) -> str:
    """Return what a text of anybody's says on one line, without control characters."""
    return " ".join(printable(str(text)).split())


def words_of(quote: Quote) -> str:
    """Return a quote's words on one line, holes of a damaged one marked with […], without control characters."""
    text = one_line(quote.text)
    if quote.damaged:
        text = _LOST_OPENING.sub(HOLE, _GAP.sub(f" {HOLE}", text))
    return text


def who(speaker: Speaker | None) -> str:
    """Return a speaker's name as the registry or the article has it; "unknown speaker" for none."""
    return one_line(speaker.canonical or speaker.name) if speaker else "unknown speaker"


def officially(official: bool | None) -> str:
    """Say whether somebody speaks for a public office."""
    return {True: "official", False: "unofficial", None: "official or not: unknown"}[official]


def language_name(code: str) -> str:
    """Return the English name of a language of the region, else its code."""
    return _LANGUAGES.get(code, code)


def cite(quote: Quote) -> str:
    """Return one line to paste: who, in which role, the words, where and when.

    Indirect speech gains no quotation marks but says that it is reported; a translated quote says so.
    """
    speaker = who(quote.speaker)
    if quote.speaker and quote.speaker.affiliation:
        speaker += f" ({one_line(quote.speaker.affiliation)})"
    notes = []
    if quote.type == "indirect":
        notes.append("reported speech")
    if quote.translated_from:
        notes.append(f"translated from {language_name(quote.translated_from)}")
    if quote.doubted:
        notes.append(f"attribution in doubt: {one_line(quote.doubted)}")
    if quote.damaged:
        notes.append("damaged in the source")
    if quote.orphaned:
        notes.append("no longer in the article")
    place = [
        quote.publisher,
        f"“{quote.title}”" if quote.title else None,
        _when(quote),
        quote.venue and f"via {quote.venue}",
    ]
    where = ", ".join(one_line(part) for part in place if part)
    link = evidence_link(quote) or quote.source_note
    tail = " — ".join(part for part in (where, one_line(link) if link else None) if part)
    noted = f" [{'; '.join(notes)}]" if notes else ""
    return f"{speaker}: {words_of(quote)}{noted}" + (f" — {tail}" if tail else "")


def evidence_link(quote: Quote) -> str | None:
    """Return the source's URL with a text fragment that makes a browser go to the first words and mark them."""
    if not quote.source_url:
        return None
    if quote.document is None or "#" in quote.source_url:
        return quote.source_url
    words = quote.content[0].text.split()
    ends = (words, []) if len(words) <= 8 else (words[:4], words[-4:])
    # a comma and a hyphen have a meaning of their own in a text fragment
    parts = [percent(" ".join(end), safe="").replace("-", "%2D") for end in ends if end]
    return f"{quote.source_url}#:~:text={','.join(parts)}"


def _when(quote: Quote) -> str | None:
    if quote.said and quote.published and quote.said != quote.published:
        return f"said {quote.said}, published {quote.published}"
    return quote.said or quote.published
