"""`quotes ingest`: articles into the store, with the quotes in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from quotes.commands.shared import (
    as_option,
    confidence_option,
    db_option,
    fail,
    say,
    say_standard_input,
    stance_option,
    target_option,
)
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.ingest import Outcome, Read
    from quotes.sources.inputs import Source


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
    from quotes.actions import ingest as ingesting
    from quotes.actions.suggest import by_model, model_of
    from quotes.commands.bars import bar
    from quotes.commands.shared import annotator, open_db
    from quotes.sources.inputs import expanded

    say_standard_input(paths)
    names = expanded(paths)
    if url and len(names) > 1:
        raise click.UsageError(f"--url tells of one article, but {len(names)} are given")
    facts = ingesting.facts_of(url=url, title=title, publisher=publisher, published=published)
    by, store = annotator(who), open_db(db, absent="pass")
    labeller = by_model(model_of(store)) if with_stance else None
    read = ingesting.read(
        names, encoding=encoding, least=least, facts=facts, labeller=labeller, target=target,
        progress=bar("Reading articles"),
    )  # fmt: skip
    _say_languages(read)
    _say_bad(read.bad, good=len(read.found), skip=skip_bad)
    if dry_run:
        outcomes = ingesting.would_keep(store, read.found)
    else:
        outcomes = ingesting.keep(open_db(db, create=True), read.found, by, facts=facts)
    for outcome in outcomes:
        say(_line(outcome))
    counts = {state: sum(outcome.state == state for outcome in outcomes) for state in ("added", "changed", "known")}
    would = "would be " if dry_run else ""
    say(
        f"{many(len(outcomes), 'article')}: {counts['added']} {would}added, {counts['changed']} changed, "
        f"{counts['known']} known, {len(read.bad)} skipped; "
        f"{many(sum(o.new_quotes for o in outcomes), 'new quote')}{' would be stored' if dry_run else ''}"
    )


def _line(outcome: Outcome) -> str:
    new = f"{outcome.title}  ({many(outcome.new_quotes, 'new quote')})"
    if outcome.article_id is not None:
        return f"{outcome.state:8} {outcome.article_id}  {new}"
    would = outcome.state if outcome.state == "known" else f"would be {outcome.state}"
    return f"{would:16} {new}"


def _say_bad(bad: Sequence[Source], *, good: int, skip: bool) -> None:
    """Say what could not be read; fail, unless it is to be skipped."""
    if not bad:
        return
    for source in bad[:-1] if not skip else bad:
        say(f"skipped  {source.error}")
    if not skip:
        more = f" (nothing was stored; --skip-bad stores the other {good})" if good else ""
        fail(f"{bad[-1].error}{more}")


def _say_languages(read: Read) -> None:
    """Say of which articles no quotes were looked for."""
    from quotes.actions.find import is_english
    from quotes.display import language_name

    for found in read.found:
        if not is_english(found.article):
            language = language_name(found.article.language or "")
            say(f"{found.source.name}: kept; the text is {language}, so no quotes were looked for (English only)")
