"""`quotes doctor`: look the store over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quotes.commands.shared import db_option, format_option

if TYPE_CHECKING:
    pass


@click.command()
@click.option("--mend", is_flag=True, help="Make kept answers and the search index anew.")
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
    from quotes.store.doctor import Finding, examine
    from quotes.store.doctor import mend as put_right
    from quotes.text import printable

    store = open_db(db)
    if mend:
        from quotes.commands.shared import annotator

        with store.change("doctor --mend", annotator(None)) as change:
            put_right(change.connection)
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
