"""Finding quotes in an article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from quotes.sources.inputs import Source, document_name, read_sources
from quotes.types import Annotator, Article, Attribution, Quote

if TYPE_CHECKING:
    from quotes.registry import Names

LANGUAGE = "en"  # that quotes are looked for in


@dataclass(frozen=True, slots=True)
class Found:
    """An input that was looked at, and the quotes in its article."""

    source: Source
    quotes: tuple[Quote, ...] = ()  # none where the input could not be read

    @property
    def article(self) -> Article:
        """The article. Raises what kept the input from being one."""
        if self.source.article is None:
            assert self.source.error is not None
            raise self.source.error
        return self.source.article


def look(name: str, *, encoding: str | None = None, least: float = 0.0, registry: bool = False, **facts: Any) -> Found:
    """Read an input and find the quotes in it; `facts` (url, title, ...) win over what the input says of itself."""
    (source,) = read_sources([name], encoding=encoding, **facts)
    if source.article is None:
        return Found(source)
    return Found(source, found_in(source.article, least=least, registry=registry))


def with_facts(found: Found) -> tuple[Quote, ...]:
    """Return the quotes with the name of their input and the facts of their article, as they are shown unstored."""
    article = found.article
    return tuple(
        replace(
            quote,
            document=document_name(found.source.name),
            source_url=article.url,
            publisher=article.publisher,
            title=article.title,
            published=article.published,
        )
        for quote in found.quotes
    )


def found_in(article: Article, *, least: float = 0.0, registry: bool = False) -> tuple[Quote, ...]:
    """Return the quotes in an article that are as sure as `least`, with ids; in English text alone.

    With `registry`, what the article does not tell of a speaker is the registry's, on the day that it was published.
    """
    from quotes.pipeline import extract
    from quotes.store.articles import article_id
    from quotes.store.ids import from_attributions

    if not is_english(article):
        return ()
    sure = tuple(a for a in extract(article.text, registry=registry) if a.confidence >= least)
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
