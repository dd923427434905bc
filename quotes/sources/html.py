"""From a saved or fetched page to the article in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from quotes.errors import InputError
from quotes.sources.decode import decode, marked, refuse_binary, text_codec
from quotes.sources.language import detect_language
from quotes.text import checked, printable
from quotes.types import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

ELEMENTS = 50_000  # more than any article's page has; the extractor's time grows with them
MARKUP = 10_000_000  # characters
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,20})[^<>]{5000,}>")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BROKEN = 0.001  # share of a page's characters that may be unreadable before we doubt its encoding
_MEND = "copy the article's text into a .txt file"


def article_from_html(
    data: bytes,
    *,
    name: str = "the page",
    url: str | None = None,
    encoding: str | None = None,
    claimed: str | None = None,
) -> Article:
    """Return the article of a page: its paragraphs joined by line ends, title, day, publisher, URL and language.

    `encoding` overrides everything, `claimed` (from a server) comes before what the page says of itself. The URL is
    the page's canonical one if that is of the same site as `url`. Nothing is fetched.
    Raises InputError if the bytes cannot be decoded, the page is too large, or no article can be found in it.
    """
    markup = _decoded(data, name=name, encoding=encoding, claimed=claimed)
    if not markup.strip():
        raise InputError(f"{name} is empty: give a page with an article in it")
    if len(markup) > MARKUP:
        raise InputError(f"{name} has {len(markup):,} characters of HTML, the limit is {MARKUP:,}: {_MEND}")
    try:
        body, about = _extracted(markup, name=name)
    except InputError:
        raise
    except Exception as error:
        # hostile markup finds holes in parsers: one page must not end a run over many
        raise InputError(f"{name} is HTML that cannot be read ({type(error).__name__}): {_MEND}") from error
    text = "\n".join(line for line in (" ".join(line.split()) for line in body.splitlines()) if line)
    if not text:
        raise InputError(f"no article can be found in {name}: {_MEND}")
    return Article(
        text=checked(text, name),
        url=_canonical(about.url, url),
        title=_short(about.title),
        publisher=_short(about.sitename),
        published=_day(about.date),
        language=detect_language(text) or _declared(markup),
    )


def _decoded(data: bytes, *, name: str, encoding: str | None, claimed: str | None) -> str:
    refuse_binary(data, name=name)
    if encoding is not None or marked(data):
        return decode(data, name=name, encoding=encoding).replace("\x00", "")
    data = data.replace(b"\x00", b"")  # browsers ignore them too
    in_page = _META_CHARSET.search(data[:4_096])
    for label in (claimed, in_page[1].decode("ascii", "replace") if in_page else None):
        codec = text_codec(label) if label else None
        if codec in ("iso8859-1", "ascii", "iso8859-9"):  # what the web means by these
            codec = {"iso8859-9": "cp1254"}.get(codec, "cp1252")
        if codec is None or codec.startswith(("utf-16", "utf-32")):  # without a mark that is a mistake
            continue
        text = data.decode(codec, "replace")
        if text.count("\ufffd") <= _BROKEN * len(text):
            return _without_surrogates(text)
    return decode(data, name=name)


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _extracted(markup: str, *, name: str) -> tuple[str, Any]:
    """Text and metadata by trafilatura, which gets bytes only: a string it might take for a URL and fetch."""
    import trafilatura
    from lxml import etree  # type: ignore[import-untyped]

    from quotes.sources.prose import plain_prose

    tree = _tree(markup, name=name)
    plain = etree.tostring(plain_prose(tree), encoding="utf-8", method="html")
    found: Any = trafilatura.bare_extraction(
        b'<meta charset="utf-8">' + plain,
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        include_formatting=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"},
    )
    if found is None or not (found.text or "").strip():
        raise InputError(f"no article can be found in {name}: {_MEND}")
    return str(found.text), found


def _tree(markup: str, *, name: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(_LONG_TAG.sub(_bare, markup).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(f"no article can be found in {name}: {_MEND}") from None
    if sum(1 for _ in tree.iter()) > ELEMENTS:
        raise InputError(f"{name} has more than {ELEMENTS:,} HTML elements: {_MEND}")
    return tree


def _bare(tag: re.Match[str]) -> str:
    """The tag without its attributes: parsers need time quadratic in their number, and inlined images are large."""
    whole = tag[0]
    in_value = whole.count('"') % 2 == 1  # its end is further on
    return whole if in_value and len(whole.split()) < 2_000 else f"<{tag[1]}>"


def _canonical(found: str | None, given: str | None) -> str | None:
    """The page's own URL, unless it claims to be of another site than the one it came from."""
    if not found or len(found) > 2_000 or _host(found) is None:
        return given
    if given is None or _host(found) == _host(given):
        return printable(found)
    return given


def _host(url: str) -> str | None:
    """Return the host of an http or https URL without www., m. and amp., or None."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return re.sub(r"^(?:(?:www|m|mobile|amp)\.)+", "", host)


def _short(value: str | None) -> str | None:
    line = " ".join(printable(_without_surrogates(value or "")).split())
    return line[:500] or None


def _day(value: str | None) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(value or "").isoformat() if _DAY.fullmatch(value or "") else None
    except ValueError:
        return None


def _declared(markup: str) -> str | None:
    found = re.search(r"<html[^>]{0,1000}?\slang\s*=\s*[\"']?([a-zA-Z]{2})\b", markup[:4_096], re.IGNORECASE)
    return found[1].lower() if found else None
