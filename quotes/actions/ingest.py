"""Articles into the store, with the quotes in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotes.actions.find import Found, finder, look
from quotes.actions.progress import Progress, silent
from quotes.actions.suggest import Labeller, with_suggestion
from quotes.sources.inputs import Source

if TYPE_CHECKING:
    from quotes.registry import Names
    from quotes.store import Store
    from quotes.store.articles import State
    from quotes.store.change import Change
    from quotes.types import Annotator, Quote


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person says of an article; None leaves it to the article."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO 8601

    @property
    def known(self) -> dict[str, Any]:
        """The facts that a person says, by name."""
        given = {"url": self.url, "title": self.title, "publisher": self.publisher, "published": self.published}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Read:
    """What became of some inputs before anything is stored."""

    found: tuple[Found, ...]  # the articles
    bad: tuple[Source, ...]  # what could not be read


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article in the store, or would become."""

    found: Found
    state: State  # added; known: the same text was there; changed: a new version of a known page
    new_quotes: int
    article_id: str | None = None  # None: nothing was stored

    @property
    def title(self) -> str:
        """What people know the article by."""
        return self.found.article.title or self.found.source.name


def facts_of(
    *, url: str | None = None, title: str | None = None, publisher: str | None = None, published: str | None = None
) -> Facts:
    """Return facts as they are stored, from what a person writes. Raises InputError for what is no address or day."""
    from quotes.dates import iso_date
    from quotes.values import web_address

    return Facts(web_address(url) if url else None, title, publisher, iso_date(published) if published else None)


def read(
    names: Sequence[str],
    *,
    encoding: str | None = None,
    least: float = 0.0,
    facts: Facts | None = None,
    labeller: Labeller | None = None,
    target: str = "",
    progress: Progress = silent,
) -> Read:
    """Read inputs and find the quotes in them, those as sure as `least`; with a labeller, its stances toward `target`.

    What cannot be read does not stop the others.
    """
    found: list[Found] = []
    bad: list[Source] = []
    for name in progress(names):
        one = look(name, encoding=encoding, least=least, **(facts.known if facts else {}))
        if one.source.article is None:
            bad.append(one.source)
        else:
            found.append(_labelled(one, target, labeller) if labeller else one)
    return Read(tuple(found), tuple(bad))


def keep(
    store: Store, found: Sequence[Found], by: Annotator, *, facts: Facts | None = None, machine: Annotator | None = None
) -> tuple[Outcome, ...]:
    """Store everything in one change; the facts that a person tells win over those that are stored.

    `machine` is who found the quotes: the model that ships, unless another did.
    """
    from quotes.store.linking import known_names

    if not found:
        return ()
    machine = machine or finder()
    command = f"ingest {found[0].source.name}" if len(found) == 1 else f"ingest of {len(found)} articles"
    with store.change(command, by) as change:
        names = known_names(change.connection)
        return tuple(_kept(change, one, names, facts.known if facts else {}, machine) for one in found)


def would_keep(store: Store, found: Sequence[Found]) -> tuple[Outcome, ...]:
    """Do the look-ups that `keep` would do, and store nothing."""
    from quotes.store.articles import address, state_of
    from quotes.store.ids import with_ids
    from quotes.store.reading import read_quotes

    out: list[Outcome] = []
    seen: set[str] = set()  # the second of two articles with the same text finds the first one stored
    with store.read() as connection:
        for one in found:
            article = one.article
            state = "known" if article.text in seen else state_of(connection, article)
            seen.add(article.text)
            ids = [quote.id for quote in with_ids(one.quotes, address(connection, article))]
            new = 0 if state == "known" else len(ids) - len(read_quotes(connection, ids, removed=True))
            out.append(Outcome(one, state, new))
    return tuple(out)


def _kept(change: Change, found: Found, names: Names, given: Collection[str], machine: Annotator) -> Outcome:
    from quotes.store import articles, ids, writing

    kept = articles.put_article(change, found.article, given=given)
    # a known text is left as people made it: another look at it is what `refresh` is for
    fresh = () if kept.state == "known" else ids.with_ids(found.quotes, kept.article_id)
    linked = [_linked(change, quote, names) for quote in fresh]
    new = writing.put_quotes(change, linked, version_id=kept.version_id, text=found.article.text, finder=machine)
    return Outcome(found, kept.state, len(new), kept.article_id)


def _linked(change: Change, quote: Quote, names: Names) -> Quote:
    from quotes.store.linking import link_actor

    speaker = link_actor(change, quote.speaker, names) if quote.speaker else None
    return replace(quote, document=None, speaker=speaker)


def _labelled(found: Found, target: str, labeller: Labeller) -> Found:
    text = found.article.text
    return replace(found, quotes=tuple(with_suggestion(quote, target, text, labeller) for quote in found.quotes))
