"""`quotes ingest`: articles into the store, with the quotes in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quotes.commands.shared import (
    as_option,
    confidence_option,
    db_option,
    fail,
    many,
    say_standard_input,
    stance_option,
    target_option,
)

if TYPE_CHECKING:
    from quotes.registry import Names
    from quotes.sources.inputs import Source
    from quotes.store import Store
    from quotes.store.change import Change
    from quotes.types import Annotator, Quote, Speaker


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|-|URL...")
@click.option("--url", metavar="URL", help="Where a pasted or saved text came from.")
@click.option("--title", metavar="TEXT")
@click.option("--publisher", metavar="NAME")
@click.option("--date", "published", metavar="DATE", help="Published on: 2025-08-14, 14.08.2025, 2025-08 or 2025.")
@click.option("--encoding", metavar="NAME", help="Of the files, if it is guessed wrong: cp1251, utf-16, ...")
@confidence_option
@target_option
@stance_option
@click.option("--skip-bad", is_flag=True, help="Store the good ones although others cannot be read.")
@click.option("--dry-run", is_flag=True, help="Look everything up, but store nothing.")
@db_option
@as_option
def ingest(
    paths: tuple[str, ...],
    url: str | None,
    title: str | None,
    publisher: str | None,
    published: str | None,
    encoding: str | None,
    least: float,
    target: str,
    with_stance: bool,
    skip_bad: bool,
    dry_run: bool,
    db: str | None,
    who: str | None,
) -> None:
    """Store articles (text, HTML, a folder of them, a page on the web) and the quotes in them.

    The same text twice is one article; a page that changed is a new version of it.

    \b
    quotes ingest article.txt --publisher "Deutsche Welle" --date 2025-08-21
    quotes ingest https://example.org/news/1
    pbpaste | quotes ingest - --title "A headline" --url https://example.org/news/2
    """
    from quotes.actions.find import found_in, is_english
    from quotes.commands.shared import annotator, open_db, progress, say
    from quotes.commands.suggest import model_of, with_suggestion
    from quotes.dates import iso_date
    from quotes.sources.inputs import expanded, read_sources
    from quotes.values import web_address

    say_standard_input(paths)
    names = expanded(paths)
    if url and len(names) > 1:
        raise click.UsageError(f"--url tells of one article, but {len(names)} are given")
    facts = {
        "url": web_address(url) if url else None,
        "title": title,
        "publisher": publisher,
        "published": iso_date(published) if published else None,
    }
    by, store = annotator(who), open_db(db, absent="pass")
    model = model_of(store)
    read: list[Found] = []
    bad: list[Source] = []
    with progress(names, "Reading articles", len(names)) as each:
        for name in each:
            (source,) = read_sources([name], encoding=encoding, **facts)
            if source.article is None:
                bad.append(source)
                continue
            found = found_in(source.article, least=least)
            if with_stance:
                found = tuple(with_suggestion(quote, target, source.article.text, model) for quote in found)
            read.append(Found(source, found))
            if not is_english(source.article):
                _say_language(source)
    _tell_bad(bad, good=len(read), skip=skip_bad)
    if dry_run:
        counts = _look(store, read)
    else:
        counts = _keep(open_db(db, create=True), read, by, {name for name, value in facts.items() if value})
    counts["skipped"] = len(bad)
    would = "would be " if dry_run else ""
    say(
        f"{many(counts['articles'], 'article')}: {counts['added']} {would}added, {counts['changed']} changed, "
        f"{counts['known']} known, {counts['skipped']} skipped; "
        f"{many(counts['quotes'], 'new quote')}{' would be stored' if dry_run else ''}"
    )


@dataclass(frozen=True, slots=True)
class Found:
    """An article that was read, and the quotes in it."""

    source: Source
    quotes: tuple[Quote, ...]


def _keep(store: Store, read: Sequence[Found], by: Annotator, told: set[str]) -> Counter[str]:
    """Store everything in one change; the facts that the user told win over those that are stored."""
    from dataclasses import replace

    from quotes.actions.find import finder
    from quotes.commands.shared import say
    from quotes.store.articles import put_article
    from quotes.store.ids import with_ids
    from quotes.store.linking import known_names
    from quotes.store.writing import put_quotes

    counts: Counter[str] = Counter(articles=len(read))
    if not read:
        return counts
    told_of: list[str] = []  # said when all is kept
    with store.change(_command(read), by) as change:
        names = known_names(change.connection)
        for found in read:
            article = found.source.article
            assert article is not None
            kept = put_article(change, article, told=told)
            counts[kept.state] += 1
            # a known text is left as people made it: another look at it is what `refresh` is for
            fresh = () if kept.state == "known" else with_ids(found.quotes, kept.article_id)
            linked = [replace(quote, document=None, speaker=_link(change, quote, names)) for quote in fresh]
            new = put_quotes(change, linked, version_id=kept.version_id, text=article.text, finder=finder())
            counts["quotes"] += len(new)
            told_of.append(f"{kept.state:8} {kept.article_id}  {_title(found)}  ({many(len(new), 'new quote')})")
    for line in told_of:
        say(line)
    return counts


def _look(store: Store, read: Sequence[Found]) -> Counter[str]:
    """Do the look-ups that storing would do."""
    from quotes.commands.shared import say
    from quotes.store.articles import address, state_of
    from quotes.store.ids import with_ids
    from quotes.store.reading import read_quotes

    counts: Counter[str] = Counter(articles=len(read))
    seen: set[str] = set()
    with store.read() as connection:
        for found in read:
            article = found.source.article
            assert article is not None
            state = "known" if article.text in seen else state_of(connection, article)
            seen.add(article.text)
            ids = [q.id for q in with_ids(found.quotes, address(connection, article))]
            new = 0 if state == "known" else len(ids) - len(read_quotes(connection, ids, removed=True))
            counts[state] += 1
            counts["quotes"] += new
            would = state if state == "known" else f"would be {state}"
            say(f"{would:16} {_title(found)}  ({many(new, 'new quote')})")
    return counts


def _link(change: Change, quote: Quote, names: Names) -> Speaker | None:
    from quotes.store.linking import link_actor

    return link_actor(change, quote.speaker, names) if quote.speaker else None


def _tell_bad(bad: Sequence[Source], *, good: int, skip: bool) -> None:
    from quotes.commands.shared import say

    if not bad:
        return
    for source in bad[:-1] if not skip else bad:
        say(f"skipped  {source.error}")
    if not skip:
        more = f" (nothing was stored; --skip-bad stores the other {good})" if good else ""
        fail(f"{bad[-1].error}{more}")


def _say_language(source: Source) -> None:
    from quotes.commands.shared import say
    from quotes.display import language_name

    assert source.article is not None
    language = language_name(source.article.language or "")
    say(f"{source.name}: kept; the text is {language}, so no quotes were looked for (English only)")


def _command(read: Sequence[Found]) -> str:
    return f"ingest {read[0].source.name}" if len(read) == 1 else f"ingest of {len(read)} articles"


def _title(found: Found) -> str:
    article = found.source.article
    return (article and article.title) or found.source.name
