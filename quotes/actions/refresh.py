"""Looking for quotes again in stored articles, and doing what that would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.actions import find
from quotes.actions.progress import Progress, silent
from quotes.types import Annotator, Article, Quote

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.refresh import Plan

Finding = Callable[[Article], tuple[Quote, ...]]


@dataclass(frozen=True, slots=True)
class Again:
    """One version of a stored article, and the quotes that are found in it now."""

    article_id: str
    version_id: int
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What is found now in the stored articles that were looked at."""

    article: str | None  # the id of the only one that was asked for; None: all
    versions: tuple[Again, ...]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh changed in one article, or would change."""

    article_id: str
    plan: Plan


def look_again(
    store: Store, article: str | None = None, *, finding: Finding | None = None, progress: Progress = silent
) -> Look:
    """Find the quotes of stored articles, of all or of the one that is named by its id; store nothing.

    `finding` is what finds them; None: what ships. Raises NotFoundError and AmbiguousError naming the article.
    """
    from quotes.store.articles import read_article
    from quotes.store.refresh import versions_with_quotes

    finding = finding or find.found_in
    with store.read() as connection:
        key = read_article(connection, article)[0].id if article else None
        versions = versions_with_quotes(connection, key)
    again: list[Again] = []
    for row in progress(versions):
        quotes = finding(Article(row.text, id=row.article_id, language=row.language))
        again.append(Again(row.article_id, row.version_id, row.text, quotes))
    return Look(key, tuple(again))


def planned(store: Store, look: Look) -> tuple[Refreshed, ...]:
    """Return what a refresh would change; what people edited, tagged or removed stays as it is."""
    from quotes.store.refresh import plan

    with store.read() as connection:
        return tuple(Refreshed(one.article_id, plan(connection, one.version_id, one.quotes)) for one in look.versions)


def apply(store: Store, look: Look, by: Annotator, *, machine: Annotator | None = None) -> tuple[Refreshed, ...]:
    """Do what is planned, in one change.

    `machine` is who found the quotes: the model that ships, unless another did.
    """
    from quotes.store import refresh

    machine = machine or find.finder()
    done: list[Refreshed] = []
    with store.change("refresh" + (f" {look.article}" if look.article else ""), by) as change:
        for one in look.versions:
            plan = refresh.plan(change.connection, one.version_id, one.quotes)
            refresh.apply(change, plan, one.text, machine)
            done.append(Refreshed(one.article_id, plan))
    return tuple(done)
