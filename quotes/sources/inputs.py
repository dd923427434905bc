"""From what a user names (files, folders, URLs, standard input) to articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes.errors import InputError, QuotesError
from quotes.types import Article


@dataclass(frozen=True, slots=True)
class Source:
    """One input: an article, or what kept it from being one."""

    name: str
    article: Article | None = None
    error: QuotesError | None = None


def read_sources(names: Sequence[str], *, encoding: str | None = None, **facts: Any) -> Iterator[Source]:
    """Read each input in turn; one that cannot be read is told of and does not stop the others.

    `facts` (url, title, publisher, published) that are not None win over what the input says of itself.
    """
    known = {name: value for name, value in facts.items() if value is not None}
    for name in names:
        try:
            article = _read(name, encoding)
        except QuotesError as error:
            yield Source(name, error=error)
        else:
            yield Source(name, replace(article, **known))


def expanded(names: Sequence[str]) -> list[str]:
    """Return the inputs with folders replaced by the articles in them. Raises InputError for a folder without any."""
    from quotes.sources.files import expand

    return [str(name) for name in expand(names)]


def document_name(name: str) -> str:
    """Return the name of an input without its last suffix, as quotes of it carry it."""
    return name if name == "-" or "://" in name else Path(name).stem


def _read(name: str, encoding: str | None) -> Article:
    from quotes.sources.files import read_article, read_stream, read_url
    from quotes.sources.language import detect_language

    if name == "-":
        article = read_stream(sys.stdin.buffer, encoding=encoding)
    elif name.startswith(("http://", "https://")):
        article = read_url(name, encoding=encoding)
    elif "://" in name:
        raise InputError(f"{name}: only http and https are read: save the page and give the file")
    else:
        article = read_article(Path(name), encoding=encoding)
    return replace(article, language=article.language or detect_language(article.text))
