"""From what a user names (files, folders, URLs, standard input) to articles."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes.errors import InputError, QuotesError
from quotes.sources.files import expand, read_article, read_stream, read_url
from quotes.types import Article

Reader = Callable[[str, str | None], Article]  # of an input's name, and of its encoding if the user tells it
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """One input: an article, or what kept it from being one."""

    name: str
    article: Article | None = None
    error: QuotesError | None = None


def _of_standard_input(_name: str, encoding: str | None) -> Article:
    return read_stream(sys.stdin.buffer, encoding=encoding)


def _of_the_web(name: str, encoding: str | None) -> Article:
    return read_url(name, encoding=encoding)


def _of_a_file(name: str, encoding: str | None) -> Article:
    return read_article(Path(name), encoding=encoding)


# what reads an input: by its whole name, its scheme, or its suffix; of a folder the files of these suffixes are taken
READERS: Mapping[str, Reader] = {
    STANDARD_INPUT: _of_standard_input,
    "http://": _of_the_web,
    "https://": _of_the_web,
    ".txt": _of_a_file,
    ".html": _of_a_file,
    ".htm": _of_a_file,
}


def reader_of(name: str) -> Reader:
    """Return what reads an input; a file of another suffix is read too. Raises InputError for an unknown scheme."""
    if name == STANDARD_INPUT:
        return READERS[name]
    scheme, marks, _ = name.partition("://")
    if not marks:
        return READERS.get(Path(name).suffix.lower(), _of_a_file)
    if scheme + marks not in READERS:
        *others, last = (key.removesuffix(marks) for key in READERS if key.endswith(marks))
        listed = f"{', '.join(others)} and {last}" if others else last
        raise InputError(f"{name}: only {listed} are read: save the page and give the file")
    return READERS[scheme + marks]


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
    suffixes = tuple(key for key in READERS if key.startswith("."))
    return [str(name) for name in expand(names, suffixes=suffixes)]


def document_name(name: str) -> str:
    """Return the name of an input without its last suffix, as quotes of it carry it."""
    return name if name == STANDARD_INPUT or "://" in name else Path(name).stem


def _read(name: str, encoding: str | None) -> Article:
    from quotes.sources.language import detect_language

    article = reader_of(name)(name, encoding)
    return replace(article, language=article.language or detect_language(article.text))
