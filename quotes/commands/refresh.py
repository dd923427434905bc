"""`quotes refresh`: look for quotes again in stored articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.shared import as_option, db_option, many, say

if TYPE_CHECKING:
    from quotes.store.refresh import Plan
    from quotes.types import Quote


@click.command()
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--apply", "doing", is_flag=True, help="Do it; without this, only say what would change.")
@db_option
@as_option
def refresh(article: str | None, doing: bool, db: str | None, who: str | None) -> None:
    """Look for quotes again in stored articles; what people edited, tagged or removed stays as it is.

    \b
    quotes refresh
    quotes refresh --apply
    """
    from quotes.actions.find import finder, found_in
    from quotes.commands.shared import annotator, open_db, progress
    from quotes.store import refresh as refreshing
    from quotes.store.articles import read_article
    from quotes.types import Article

    by, store = annotator(who), open_db(db, absent="fail")
    with store.read() as connection:
        key = read_article(connection, article)[0].id if article else None
        versions = refreshing.versions_with_quotes(connection, key)
    found = {}
    with progress(versions, "Looking again", len(versions)) as each:
        for row in each:
            found[row.version_id] = found_in(Article(row.text, id=row.article_id, language=row.language))
    if not doing:
        total = 0
        with store.read() as connection:
            for row in versions:
                total += _say_plan(row.article_id, refreshing.plan(connection, row.version_id, found[row.version_id]))
        mend = "; `quotes refresh --apply` makes them" if total else ""
        say(f"{many(total, 'change')} in {many(len(versions), 'article')}{mend}")
        return
    plans: list[tuple[str, Plan]] = []  # said when all is done
    with store.change("refresh" + (f" {key}" if key else ""), by) as change:
        for row in versions:
            chosen = refreshing.plan(change.connection, row.version_id, found[row.version_id])
            refreshing.apply(change, chosen, row.text, finder())
            plans.append((row.article_id, chosen))
    total = sum(_say_plan(article_id, plan) for article_id, plan in plans)
    back = "; `quotes undo` takes them back" if total else ""
    say(f"{many(total, 'change')} made in {many(len(versions), 'article')}{back}")


def _say_plan(article_id: str, plan: Plan) -> int:
    """Tell what a plan does to an article, line by line; return the number of changes."""
    from quotes.display import who, words_of

    if not plan.changes:
        return 0
    say(f"article {article_id}: {len(plan.kept)} stay as they are")
    for quote in plan.new:
        say(f"  new      {who(quote.speaker)}: {words_of(quote)[:90]}")
    for old, now in plan.moved:
        say(f"  moved    {old.id[:8]} {words_of(old)[:60]} -> {words_of(now)[:60]}")
    for old, now in plan.renamed:
        say(f"  speaker  {old.id[:8]} {_told(old)} -> {_told(now)}")
    for quote in plan.gone:
        say(f"  gone     {quote.id[:8]} {who(quote.speaker)}: {words_of(quote)[:80]}")
    return plan.changes


def _told(quote: Quote) -> str:
    speaker = quote.speaker
    return "nobody" if speaker is None else ", ".join(part for part in (speaker.name, speaker.affiliation) if part)
