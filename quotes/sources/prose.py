"""Make a page plain before the article is looked for in it, so that no word of running text is lost.

Extractors judge blocks by how much of them is linked, drop list items and captions, and turn inline quotations into
blocks. Here links and formatting inside running text become plain text first; menus keep their links, by which the
extractor knows them.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]

from quotes.sources.quotation_marks import mark_quotations, marks_of

_DROPPED = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "canvas", "form")
_INLINE = (
    *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
    *("kbd", "label", "mark", "nobr", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
    *("u", "var", "wbr"),
)
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "div", "td", "blockquote", "figcaption")
_ELSEWHERE = ("nav", "aside", "footer", "header")  # lists in here are menus
_CROWDED = 2_000  # elements in a block, which no article has; extractors need time quadratic in them
_MENU = 3  # items in a list of bare links that make it a menu
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CREDITED = re.compile(r":\s*[“„«\"].{10,}[”“»\"]", re.DOTALL)  # “X: ‘...’”
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”“’»)\]]*\s*$|[”»]\s*$")
_SENTENCE = re.compile(r"[.!?][\"”“’)]*$|[\"”“]$")  # even of a few words; "Read more…" and "Next »" are none
_RELATED = re.compile(
    r"(?:read (?:more|also|next)|see also|also (?:read|see)|related(?: (?:story|stories|article|articles|content))?|"
    r"more on this(?: story)?|recommended|don['’]t miss|watch|listen)\s*[:|»>–—]",
    re.IGNORECASE,
)


def plain_prose(tree: html.HtmlElement) -> html.HtmlElement:
    """Return `tree`, altered in place: running text without inline markup, lists of sentences as paragraphs."""
    _drop(tree)
    _related(tree)
    _quote_marks(tree)
    mark_quotations(tree)
    _credits(tree)
    blocks = [block for block in tree.iter(*_BLOCKS) if _is_leaf(block)]
    for block in blocks:
        if _is_prose(block):
            etree.strip_tags(block, *_INLINE)
            _join_lines(block)
    _lists(tree)
    _tables(tree)
    return tree


def _drop(tree: html.HtmlElement) -> None:
    for element in list(tree.iter(*_DROPPED)):
        if element.tag == "script" and element.get("type", "").lower() == "application/ld+json":
            continue  # holds the date and the publisher
        if element.tag == "form" and len(element.text_content()) > 1_000:
            continue  # some systems wrap the whole page in one
        _remove(element)
    for element in list(tree.iter("span", "p", "div")):
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")[:1_000]):
            _remove(element)


def _remove(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()  # keeps the text that follows


def _related(tree: html.HtmlElement) -> None:
    """Drop lines that lead to other articles: “Read more: ...”, “ALSO READ | ...”."""
    for block in list(tree.iter("p", "div", "h3", "h4", "h5", "li")):
        if _is_leaf(block) and _RELATED.match(" ".join(block.text_content().split())):
            _remove(block)


def _quote_marks(tree: html.HtmlElement) -> None:
    """Write the quotation marks that a browser would show around <q>."""
    before, after = marks_of(tree)
    for element in list(tree.iter("q")):
        element.text = before + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + after
        else:
            element.text += after
        element.tag = "span"


def _credits(tree: html.HtmlElement) -> None:
    """Turn the name under a block quotation into a paragraph; extractors take it for a page's footer."""
    for quote in tree.iter("blockquote"):
        quote.attrib.clear()  # classes such as "twitter-tweet" have extractors drop it
        for element in quote.iter("footer", "cite"):
            if element.tag == "footer" or element.getparent() is quote:
                element.tag = "p"
                element.attrib.clear()
    for figure in tree.iter("figure"):
        if next(figure.iter("blockquote"), None) is not None:
            for caption in list(figure.iter("figcaption")):
                caption.tag = "p"
            figure.tag = "div"
            figure.attrib.clear()
        for caption in list(figure.iter("figcaption")):
            if _CREDITED.search(caption.text_content()):
                caption.tag = "p"
                caption.attrib.clear()
                figure.addnext(caption)  # extractors drop captions


def _lists(tree: html.HtmlElement) -> None:
    """Turn lists of text into paragraphs, for extractors drop items or put dashes before them, and drop menus."""
    for found in list(tree.iter("ul", "ol", "dl")):
        items = [child for child in found if child.tag in ("li", "dt", "dd")]
        prose = any(map(_is_prose, items))
        if len(items) >= _MENU and not prose:
            _remove(found)
        if not prose or _elsewhere(found):
            continue
        etree.strip_tags(found, "a")  # a bare link among sentences belongs to them
        found.tag = "div"
        for item in items:
            item.tag = "p" if _is_leaf(item) else "div"


def _tables(tree: html.HtmlElement) -> None:
    """Turn tables that hold sentences into paragraphs; those of figures are left out later."""
    for table in list(tree.iter("table")):
        cells = [cell for cell in table.iter("td", "th") if _is_leaf(cell)]
        if any(len(cell.text_content()) > 20 and _SENTENCE_END.search(cell.text_content()[-20:]) for cell in cells):
            for cell in cells:
                cell.tag = "p"
            for part in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                part.tag = "div"


def _is_leaf(block: Any) -> bool:
    """Whether a block holds text and inline markup only."""
    allowed = {*_INLINE, "br", "img"}
    return all(child.tag in allowed for child in block.iterdescendants())


def _is_prose(block: Any) -> bool:
    """Whether a block is running text rather than a menu: most is unlinked, or it reads like a sentence."""
    text = " ".join("".join(block.itertext()).split())
    linked = sum(len("".join(link.itertext())) for link in block.iter("a"))
    if not linked or len(block) > _CROWDED:
        return True
    if block.tag in ("p", "blockquote") and linked < 0.8 * len(text):
        return True
    if linked < 0.5 * len(text) or _SENTENCE.search(text[-20:]):
        return True
    return len(text.split()) >= 4 and bool(_SENTENCE_END.search(text[-20:]))


def _join_lines(block: Any) -> None:
    """Replace a line break inside a sentence by a blank; other breaks stay and part paragraphs."""
    crowded = len(block) > _CROWDED
    for line_break in list(block.iter("br")):
        previous = line_break.getprevious()
        before = (previous.tail if previous is not None else block.text) or ""
        after = line_break.tail or ""
        beside = not before.strip() or not after.strip()  # two in a row, or at an edge
        if crowded or (not beside and not _SENTENCE_END.search(before[-20:])):
            line_break.text, line_break.tag = " ", "wbr"
    etree.strip_tags(block, "wbr")  # all at once: one by one the text would be copied each time


def _elsewhere(element: Any) -> bool:
    return any(ancestor.tag in _ELSEWHERE for ancestor in element.iterancestors())
