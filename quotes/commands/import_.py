"""`quotes import`: tables in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.shared import as_option, db_option, fail, known_target, say, target_option
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.take_in import TableRead
    from quotes.tables.reading import Table


@click.command("import")
@click.argument("files", nargs=-1, metavar="FILE|-...")
@click.option("--shipped", is_flag=True, help="Take in the collected quotes and actors that ship with the tracker.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="What a column of yours is; repeatable.")
@click.option("--labels", "labels", multiple=True, metavar="WORD=LABEL", help="What a stance of yours is; repeatable.")
@click.option("--encoding", metavar="NAME", help="If it is guessed wrong: cp1251, cp1252, cp1254, ...")
@click.option("--sheet", metavar="NAME", help="Of a workbook; else the first.")
@click.option("--day-first/--month-first", default=None, help="How to read 03/04/2025.")
@click.option("--skip-bad", is_flag=True, help="Take in the good rows although others cannot be read.")
@click.option("--dry-run", is_flag=True, help="Show how the table is read, and store nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@target_option
@db_option
@as_option
def import_(
    files: tuple[str, ...],
    shipped: bool,
    maps: tuple[str, ...],
    labels: tuple[str, ...],
    encoding: str | None,
    sheet: str | None,
    day_first: bool | None,
    skip_bad: bool,
    dry_run: bool,
    yes: bool,
    target: str,
    db: str | None,
    who: str | None,
) -> None:
    """Take in tables of quotes: CSV (any delimiter), TSV, JSON lines, XLSX, Parquet; your own, or an export.

    Columns are recognised by their names, or told with --map; how a table was read is remembered. Columns without a
    field are kept and exported again. Labels of a quote that is known join those that it has.

    \b
    quotes import quotes.csv --dry-run
    quotes import meine.csv --map 'Sprecher=speaker' --labels 'critical=against'
    quotes import colleague.jsonl
    quotes import --shipped
    """
    from quotes.actions import take_in
    from quotes.commands.shared import annotator, open_db
    from quotes.store.shipped import shipped_quotes
    from quotes.tables.mapping import parse_labels, parse_map

    if not files and not shipped:
        raise click.UsageError("name a table, or write --shipped")
    by, store = annotator(who), open_db(db, absent="pass")
    how = take_in.Reading(encoding, sheet, day_first, known_target(store, target))
    mapping, words = parse_map(maps), parse_labels(labels)

    def table_of(file: str) -> TableRead:
        given: dict[str, Any] = {"source": Path(file)}
        if file == "-":
            given = {"source": sys.stdin.buffer.read(), "name": "standard input"}
        one = take_in.read(store, how=how, mapping=mapping, labels=words, **given)
        if one.remembered:
            columns = ", ".join(f"{c}={f}" for c, f in {**one.mapping, **one.labels}.items())
            say(f"{file}: read as last time ({columns})")
        _say_table(file, one.table)
        return one

    tables = [table_of(file) for file in files]  # a table is in this list alone, which `keep` empties
    bad = [(file, row) for file, one in zip(files, tables, strict=True) for row in one.table.bad]
    good = sum(len(one.table.quotes) for one in tables)
    for file, row in bad:
        say(f"{file}: {row}")
    if bad and not (skip_bad or dry_run):
        rows = "1 row cannot" if len(bad) == 1 else f"{len(bad)} rows cannot"
        fail(f"{rows} be read, so nothing was stored: mend them, or --skip-bad takes in the other {good}")
    if dry_run:
        there = good + (len(shipped_quotes()) if shipped else 0)
        say(f"{many(there, 'quote')} would be taken in; nothing is stored")
        return
    if files and sys.stdin.isatty() and not yes and "-" not in files:
        click.confirm("Take this in?", default=True, abort=True, err=True)
    command = f"import {', '.join(files) or '--shipped'}"
    done = take_in.keep(open_db(db, create=True), tables, by, command=command, shipped=shipped)
    removed = f", {done.removed} removed here before" if done.removed else ""
    skipped = f", {many(len(bad), 'row')} skipped" if bad else ""
    added, labelled = many(done.added, "quote"), many(done.labels, "label")
    say(f"{added} added, {done.known} known{removed}, {labelled} added{skipped}")


def _say_table(file: str, table: Table) -> None:
    """Say how a table is read: which column is what, and the first quote of it."""
    from quotes.display import who, words_of

    if any(column != field for column, field in table.mapping.items()):
        for column, field in table.mapping.items():
            say(f"  {column} -> {field or 'kept as a column of its own'}")
    say(f"{file}: {many(len(table.quotes), 'quote')}, {many(len(table.bad), 'bad row')}")
    for _, quote in table.quotes[:3]:
        label = next((s.label for s in quote.stances), None)
        say(f"  {who(quote.speaker)[:60]}: {words_of(quote)[:70]}" + (f" ({label})" if label else ""))
