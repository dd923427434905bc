"""`quotes remove`, `undo`, `history`, `refresh` and `doctor`: what was changed, and changing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.shared import as_option, db_option, format_option, many, say

if TYPE_CHECKING:
    from quotes.store.refresh import Plan
    from quotes.types import Quote


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--why", metavar="TEXT", help="Kept in the history.")
@db_option
@as_option
def remove(ids: tuple[str, ...], why: str | None, db: str | None, who: str | None) -> None:
    """Take quotes out; `undo` brings them back, `refresh` does not.

    \b
    quotes remove 3f2a --why "a headline, nobody said it"
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.writing import full_id, remove_quote

    by, store = annotator(who), open_db(db, absent="fail")
    with store.change(f"remove {' '.join(ids)}" + (f": {why}" if why else ""), by) as change:
        keys = list(dict.fromkeys(full_id(change.connection, prefix) for prefix in ids))
        for key in keys:
            remove_quote(change, key)
    shown = ", ".join(key[:8] for key in keys[:5]) + (" ..." if len(keys) > 5 else "")
    say(f"removed {shown}; `quotes undo` brings back")


@click.command()
@click.argument("change", required=False, type=click.IntRange(1), metavar="[CHANGE]")
@db_option
@as_option
def undo(change: int | None, db: str | None, who: str | None) -> None:
    """Take back the last change, or the one of that number in `quotes history`; undoing an undo brings it back.

    \b
    quotes undo
    quotes undo 12
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.journal import undo as take_back

    number, command = take_back(open_db(db, absent="fail"), change, annotator(who))
    say(f"undone: change {number} ({command})")


@click.command()
@click.argument("quote_id", required=False, metavar="[ID]")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N")
@format_option()
@db_option
def history(quote_id: str | None, limit: int, form: str, db: str | None) -> None:
    """List changes, newest first: all, or those of one quote with what was there before.

    \b
    quotes history
    quotes history 3f2a --format json
    """
    from rich.text import Text

    from quotes.commands.output import write_rows
    from quotes.commands.shared import console, new_table, open_db
    from quotes.store.history import changes, changes_of_quote
    from quotes.store.writing import full_id
    from quotes.text import printable

    store = open_db(db)
    with store.read() as connection:
        if quote_id is None:
            rows = changes(connection, limit=limit)
        else:
            rows = changes_of_quote(connection, full_id(connection, quote_id, removed=True), limit=limit)
    if form != "table":
        last = "rows" if quote_id is None else "what"
        write_rows(rows, form, columns=("number", "time", "by", "command", "undone_by", last))
        return
    if not rows:
        say(f"No changes in {store.shown} yet.")
        return
    names = [name for name in rows[0] if name != "undone_by"]
    table = new_table(*(name.capitalize() for name in names))
    for row in rows:
        style = "dim strike" if row["undone_by"] else ""
        cells = [printable(str(row[name]) if row[name] is not None else "") for name in names]
        table.add_row(*(Text(cell, style=style) for cell in cells))
    console().print(table)


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
    from quotes.commands.shared import annotator, open_db
    from quotes.commands.sources import finder, found_in, progress
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


@click.command()
@click.option("--mend", is_flag=True, help="Build the search index anew.")
@format_option(formats=("table", "json", "jsonl"))
@db_option
@click.pass_context
def doctor(ctx: click.Context, mend: bool, form: str, db: str | None) -> None:
    """Look the store over: integrity, orphans, versions. Ends with 1 if something is wrong.

    \b
    quotes doctor
    """
    from dataclasses import asdict
    from importlib.metadata import version

    from quotes import __version__
    from quotes.commands.output import write_json
    from quotes.commands.shared import console, new_table, open_db
    from quotes.store import search
    from quotes.store.doctor import Finding, examine
    from quotes.text import printable

    store = open_db(db)
    if mend:
        from quotes.commands.shared import annotator

        with store.change("doctor --mend", annotator(None)) as change:
            search.reindex(change.connection)
    with store.read() as connection:
        findings = examine(connection)
    findings.insert(0, Finding("store", True, store.shown))
    made_of = ", ".join(f"{name} {version(name)}" for name in ("spacy", "sqlalchemy", "pandas"))
    findings.append(Finding("versions", True, f"quotes {__version__}, {made_of}"))
    if form == "table":
        from rich.text import Text

        table = new_table("", "What", "Found")
        for finding in findings:
            mark = Text("ok", style="green") if finding.well else Text("BAD", style="red")
            table.add_row(mark, finding.what, Text(printable(finding.detail)))
        console().print(table)
    else:
        write_json([asdict(finding) for finding in findings], form)
    if not all(finding.well for finding in findings):
        ctx.exit(1)


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
