"""From what a user names (files, folders, URLs, standard input) to articles, and to what is found in them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from quotes.errors import InputError, QuotesError
from quotes.types import Annotator, Article, Attribution, Quote

if TYPE_CHECKING:
    from quotes.registry import Names

T = TypeVar("T")
LANGUAGE = "en"  # that quotes are looked for in


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
    from quotes.reading.files import expand

    return [str(name) for name in expand(names)]


def document_name(name: str) -> str:
    """Return the name of an input without its last suffix, as quotes of it carry it."""
    return name if name == "-" or "://" in name else Path(name).stem


def found_in(article: Article, *, least: float = 0.0, registry: bool = False) -> tuple[Quote, ...]:
    """Return the quotes in an article that are as sure as `least`, with ids; in English text alone.

    With `registry`, what the article does not tell of a speaker is the registry's, on the day that it was published.
    """
    from quotes.pipeline import extract
    from quotes.store.articles import article_id
    from quotes.store.writing import from_attributions

    if not is_english(article):
        return ()
    sure = tuple(a for a in extract(article.text) if a.confidence >= least)
    if registry:
        sure = tuple(with_registry(a, article.published) for a in sure)
    return from_attributions(sure, article_id(article))


def with_registry(attribution: Attribution, day: str | None) -> Attribution:
    """Return the attribution with what the registry that ships knows of its speaker on a day."""
    from quotes.registry import informed

    if attribution.speaker is None:
        return attribution
    return replace(attribution, speaker=informed(attribution.speaker, _names(), day))


@cache
def _names() -> Names:
    from quotes.registry import registry_names

    return registry_names()


def is_english(article: Article) -> bool:
    """Tell whether quotes can be looked for: a text whose language is not known is taken for English."""
    return article.language in (None, LANGUAGE)


def finder() -> Annotator:
    """Return who finds quotes, with the version."""
    from quotes.tagger import shipped_model

    return Annotator("attribution model", "model", str(shipped_model().card["version"]))


@contextmanager
def progress(items: Iterable[T], what: str, total: int) -> Iterator[Iterator[T]]:
    """Show a bar on standard error while going through many items; nothing where that is no terminal."""
    from rich.progress import track

    from quotes.commands.shared import console

    err = console(stderr=True)
    if total < 2 or not err.is_terminal:
        yield iter(items)
    else:
        yield iter(track(items, description=what, total=total, console=err, transient=True))


def _read(name: str, encoding: str | None) -> Article:
    from quotes.reading.files import read_article, read_stream, read_url
    from quotes.reading.language import detect_language

    if name == "-":
        article = read_stream(_standard_input(), encoding=encoding)
    elif name.startswith(("http://", "https://")):
        article = read_url(name, encoding=encoding)
    elif "://" in name:
        raise InputError(f"{name}: only http and https are read: save the page and give the file")
    else:
        article = read_article(Path(name), encoding=encoding)
    return replace(article, language=article.language or detect_language(article.text))


def _standard_input() -> BinaryIO:
    from quotes.commands.shared import say

    if sys.stdin.isatty():
        say("reading standard input: paste the text, then press Ctrl-D (Ctrl-Z and Enter on Windows)")
    return sys.stdin.buffer
