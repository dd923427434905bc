"""`quotes refresh`: look for quotes again in stored articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.shared import as_option, db_option, say
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.refresh import Refreshed
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
    from quotes.actions import refresh as refreshing
    from quotes.commands.bars import bar
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    look = refreshing.look_again(store, article, progress=bar("Looking again"))
    articles = many(len(look.versions), "article")
    done = refreshing.apply(store, look, by) if doing else refreshing.planned(store, look)
    for one in done:
        _say_plan(one)
    total = sum(one.plan.changes for one in done)
    mend = "`quotes undo` takes them back" if doing else "`quotes refresh --apply` makes them"
    say(f"{many(total, 'change')} {'made ' if doing else ''}in {articles}" + (f"; {mend}" if total else ""))


def _say_plan(refreshed: Refreshed) -> None:
    """Say what changes in an article, line by line."""
    from quotes.display import who, words_of

    plan = refreshed.plan
    if not plan.changes:
        return
    say(f"article {refreshed.article_id}: {len(plan.kept)} stay as they are")
    for quote in plan.new:
        say(f"  new      {who(quote.speaker)}: {words_of(quote)[:90]}")
    for old, now in plan.moved:
        say(f"  moved    {old.id[:8]} {words_of(old)[:60]} -> {words_of(now)[:60]}")
    for old, now in plan.renamed:
        say(f"  speaker  {old.id[:8]} {_speaker_of(old)} -> {_speaker_of(now)}")
    for quote in plan.gone:
        say(f"  gone     {quote.id[:8]} {who(quote.speaker)}: {words_of(quote)[:80]}")


def _speaker_of(quote: Quote) -> str:
    speaker = quote.speaker
    return "nobody" if speaker is None else ", ".join(part for part in (speaker.name, speaker.affiliation) if part)
