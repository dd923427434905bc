"""`quotes import`: tables in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.actions.facts import sure
from quotes.commands.shared import as_option, db_option, fail, known_target, many, say, target_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quotes.store import Store
    from quotes.tables.reading import Table

FORMATS = ("csv", "tsv", "jsonl", "json", "xlsx", "parquet")


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
    from collections import Counter

    from quotes.commands.shared import annotator, open_db
    from quotes.registry import shipped_actors
    from quotes.store.merging import merge_quotes
    from quotes.store.remembering import remember
    from quotes.store.shipped import put_actors, shipped_quotes
    from quotes.tables.naming import with_names

    if not files and not shipped:
        raise click.UsageError("name a table, or write --shipped")
    by, store = annotator(who), open_db(db, absent="pass")
    target = known_target(store, target)
    tables = []
    options = {"encoding": encoding, "sheet": sheet, "day_first": day_first, "default_target": target}
    for file in files:
        table, memory = _read(store, file, maps, labels, options)
        table = with_names(table)
        _say_table(file, table)
        tables.append((file, table, memory))
    bad = [(file, row) for file, table, _ in tables for row in table.bad]
    for file, row in bad:
        say(f"{file}: {row}")
    if bad and not (skip_bad or dry_run):
        good = sum(len(table.quotes) for _, table, _ in tables)
        rows = "1 row cannot" if len(bad) == 1 else f"{len(bad)} rows cannot"
        fail(f"{rows} be read, so nothing was stored: mend them, or --skip-bad takes in the other {good}")
    if dry_run:
        there = (len(shipped_quotes()) if shipped else 0) + sum(len(table.quotes) for _, table, _ in tables)
        say(f"{many(there, 'quote')} would be taken in; nothing is stored")
        return
    if files and sys.stdin.isatty() and not yes and "-" not in files:
        click.confirm("Take this in?", default=True, abort=True, err=True)
    counts: Counter[str] = Counter()
    with open_db(db, create=True).change(f"import {', '.join(files) or '--shipped'}", by) as change:
        if shipped:
            put_actors(change, shipped_actors())
            counts += merge_quotes(change, map(sure, shipped_quotes()), by=by)
        for _, table, memory in tables:
            counts += merge_quotes(change, [sure(quote) for _, quote in table.quotes], by=by)
            if memory:
                remember(change, *memory)
    removed = f", {counts['removed']} removed here before" if counts["removed"] else ""
    skipped = f", {many(len(bad), 'row')} skipped" if bad else ""
    added, labelled = many(counts["added"], "quote"), many(counts["labels"], "label")
    say(f"{added} added, {counts['known']} known{removed}, {labelled} added{skipped}")


def _read(
    store: Store, file: str, maps: Sequence[str], labels: Sequence[str], options: Mapping[str, Any]
) -> tuple[Table, tuple[Any, ...] | None]:
    """Read a table as the options say, else as one with its columns was read last time."""
    from quotes.store.remembering import remembered
    from quotes.tables.mapping import parse_labels, parse_map, signature
    from quotes.tables.reading import read_table

    given: Path | bytes = Path(file)
    if file == "-":
        given, options = sys.stdin.buffer.read(), {**options, "name": "standard input"}
    mapping, words = parse_map(maps), parse_labels(labels)
    table = read_table(given, mapping=mapping, labels=words, **options)
    key = signature(table.columns)
    if maps or labels:
        return table, (key, mapping, words)
    with store.read() as connection:
        last = remembered(connection, key)
    if last is None:
        return table, None
    say(f"{file}: read as last time ({', '.join(f'{c}={f}' for c, f in {**last[0], **last[1]}.items())})")
    return read_table(given, mapping=last[0], labels=last[1], **options), None


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
