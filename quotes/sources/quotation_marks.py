"""Writes the quotation marks that a page shows by its layout only: block quotations and spans of a class."""

from __future__ import annotations

import re
from typing import Any

from lxml import html  # type: ignore[import-untyped]

_MARKS = {"de": ("„", "“"), "fr": ("« ", " »"), "ru": ("«", "»"), "uk": ("«", "»"), "be": ("«", "»")}
_MARK = re.compile(r"[“”„«»\"‘]")
_CREDIT = re.compile(r"^\s*(?:[—–―-]|&mdash;)\s*(?=\w)")
_QUOTE = re.compile(r"(?:^|[\s_-])(?:pull-?|block-?)?quote(?:-?text|-?body|-?content)?(?:$|\s)", re.IGNORECASE)
_AUTHOR = re.compile(r"author|cite|attribution|credit|source|byline|speaker|name", re.IGNORECASE)
_LEAST = 20  # characters of a quotation


def marks_of(tree: html.HtmlElement) -> tuple[str, str]:
    """Return the opening and closing marks of a page's language."""
    return _MARKS.get((tree.get("lang") or "")[:2].lower(), ("“", "”"))


def mark_quotations(tree: html.HtmlElement) -> None:
    """Put marks around block quotations with a credit or after a colon, and around what its class calls a quotation.

    Layout tells a reader that these words are quoted; the text alone would not.
    """
    marks = marks_of(tree)
    for quote in list(tree.iter("blockquote")):
        _block(quote, marks)
    for element in list(tree.iter("span", "p", "div")):
        author = element.getnext()
        named = author is not None and _AUTHOR.search(author.get("class") or "")
        if named and _QUOTE.search(element.get("class") or "") and not len(element):
            _mark([element], marks)
            author.text = "– " + (author.text or "").lstrip("—–- ")


def _block(quote: Any, marks: tuple[str, str]) -> None:
    beside = quote.getnext()
    credited = list(quote.iter("footer", "cite"))
    credited += [beside] if beside is not None and beside.tag in ("figcaption", "cite", "footer") else []
    paragraphs = [child for child in quote.iter("p", "div") if child.getparent() is quote]
    last = paragraphs[-1] if paragraphs else None
    tail = last if last is not None and not credited and _CREDIT.match(last.tail or "") else None
    if tail is not None:
        _own_paragraph(quote, tail)
    by_paragraph = len(paragraphs) > 1 and _CREDIT.match(last.text or "") if last is not None else None
    if by_paragraph:
        paragraphs = paragraphs[:-1]
    if not (credited or tail is not None or by_paragraph or _after_colon(quote)):
        return
    for credit in credited:
        credit.text = "— " + (credit.text or "").lstrip("—–- ")
    paragraphs = [paragraph for paragraph in paragraphs if not any(c in credited for c in paragraph.iter())]
    if paragraphs:
        _mark(paragraphs, marks)
    elif len((quote.text or "").strip()) >= _LEAST and all(child in credited for child in quote):
        paragraph = html.Element("p")
        paragraph.text, quote.text = (quote.text or "").strip(), None
        quote.insert(0, paragraph)
        _mark([paragraph], marks)


def _own_paragraph(quote: Any, last: Any) -> None:
    """Turn the bare text at the end of a post (“— X (@x) March 3”) into a paragraph."""
    paragraph = html.Element("p")
    paragraph.text, last.tail = (last.tail or "").lstrip(), None
    for link in list(last.itersiblings()):
        quote.remove(link)
        paragraph.append(link)
    quote.append(paragraph)


def _after_colon(quote: Any) -> bool:
    previous = quote.getprevious()
    return previous is not None and previous.text_content().rstrip().endswith(":")


def _mark(paragraphs: list[Any], marks: tuple[str, str]) -> None:
    """Open each paragraph, close the last one; what holds marks already stays as it is."""
    texts = [paragraph.text_content() for paragraph in paragraphs]
    if any(_MARK.search(text.strip()[:1] + text.strip()[-1:]) for text in texts) or sum(map(len, texts)) < _LEAST:
        return
    for paragraph in paragraphs:
        paragraph.text = marks[0] + (paragraph.text or "").lstrip()
    last = paragraphs[-1]
    if len(last):
        last[-1].tail = (last[-1].tail or "").rstrip() + marks[1]
    else:
        last.text = (last.text or "").rstrip() + marks[1]
