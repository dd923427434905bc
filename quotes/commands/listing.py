"""`quotes list`, `search` and `show`: what is stored, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filters import chosen, filter_options
from quotes.commands.shared import db_option, format_option, labels_option, target_option

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.store import Store
    from quotes.types import Quote, Stance


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@labels_option
@click.option("--articles", is_flag=True, help="List the articles instead.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@format_option()
@db_option
def list_(
    words: tuple[str, ...],
    target: str,
    labels: str,
    articles: bool,
    limit: int | None,
    form: str,
    db: str | None,
    **options: Any,
) -> None:
    """List quotes: all, those of a speaker, or those that fit.

    \b
    quotes list zakharova
    quotes list --country RU --unofficial --about
    quotes list --stance against --since 2022-02-24 --format csv > against.csv
    """
    from quotes.commands.shared import open_db, write_quotes

    store = open_db(db)
    if articles:
        _list_articles(store, form)
        return
    quotes = chosen(store, options, target=target, labels=labels, words=words)
    shown = quotes[:limit]
    if form != "table":
        write_quotes(shown, form)
        return
    print_quotes(shown, target=target)
    _say_count(store, quotes, shown)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--raw", is_flag=True, help="Take WORDS as the database's own query syntax.")
@target_option
@labels_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@format_option()
@db_option
def search(
    words: tuple[str, ...], raw: bool, target: str, labels: Any, limit: int | None, form: str, db: str | None
) -> None:
    """Search words, names and titles, best first; accents and script do not matter, the last word may be unfinished.

    \b
    quotes search humiliation
    quotes search Захар
    """
    from quotes.commands.shared import open_db, write_quotes
    from quotes.store import search as index
    from quotes.store.reading import read_quotes
    from stance.labels import with_current

    store = open_db(db)
    with store.read() as connection:
        quotes = with_current(
            read_quotes(connection, index.find(connection, " ".join(words), raw=raw)), target, labels=labels
        )
    shown = quotes[:limit]
    if form != "table":
        write_quotes(shown, form)
        return
    print_quotes(shown, target=target)
    _say_count(store, quotes, shown)


@click.command()
@click.argument("quote_id", metavar="ID")
@click.option("--cite", "citing", is_flag=True, help="Print one line to paste.")
@target_option
@labels_option
@format_option(formats=("table", "json", "jsonl", "csv"))
@db_option
def show(quote_id: str, citing: bool, target: str, labels: Any, form: str, db: str | None) -> None:
    """Show one quote in its context, with its evidence and every label.

    \b
    quotes show 3f2a
    quotes show 3f2a --cite
    """
    from quotes.commands.shared import console, open_db, write_quotes
    from quotes.display import cite
    from quotes.store.reading import read_quotes
    from quotes.store.writing import full_id
    from stance.labels import with_current

    store = open_db(db)
    with store.read() as connection:
        key = full_id(connection, quote_id)
        (quote,) = with_current(read_quotes(connection, [key]), target, labels=labels)
    if citing:
        click.echo(cite(quote))
    elif form != "table":
        write_quotes([quote], form, stances=True)
    else:
        out = console()
        for part in _page(store, quote):
            out.print(part)


def print_quotes(quotes: Sequence[Quote], *, target: str) -> None:
    """Print quotes as a table: id, speaker with affiliation, stance, words."""
    from rich.text import Text

    from quotes.commands.shared import console, new_table, short_ids
    from quotes.display import who, words_of
    from quotes.text import printable
    from stance.labels import in_words

    if not quotes:
        return
    ids = short_ids(quotes)
    table = new_table("Id", "Speaker", f"Toward {printable(target)}", "Words")
    table.columns[0].no_wrap = True
    table.columns[1].width, table.columns[2].width = 20, 14
    for quote in quotes:
        speaker = Text(who(quote.speaker), style="bold")
        if quote.speaker and quote.speaker.affiliation:
            speaker.append(f"\n{printable(quote.speaker.affiliation)}", style="not bold dim")
        words = Text(words_of(quote))
        for mark in _marks(quote):
            words.append(f"\n({mark})", style="dim")
        table.add_row(Text(ids[quote.id]), speaker, Text(printable(in_words(quote.stance))), words)
    console().print(table)


def _marks(quote: Quote) -> list[str]:
    from quotes.text import printable

    marks = []
    if quote.type == "indirect":
        marks.append("reported, not quoted")
    if quote.doubted:
        marks.append(f"in doubt: {printable(quote.doubted)}")
    if quote.orphaned:
        marks.append("orphaned: no longer in the article")
    return marks


def _say_count(store: Store, quotes: Sequence[Quote], shown: Sequence[Quote]) -> None:
    from quotes.commands.shared import say
    from quotes.store.reading import count_quotes

    with store.read() as connection:
        total = count_quotes(connection)
    if not total:
        say(f"No quotes in {store.shown} yet: `quotes ingest` takes articles, `quotes add` one quote.")
    elif not quotes:
        say(f"None of the {total} quotes fits.")
    else:
        more = f", {len(shown)} shown" if len(shown) < len(quotes) else ""
        say(f"{len(quotes)} of {total} quotes{more}")


def _list_articles(store: Store, form: str) -> None:
    from rich.text import Text

    from quotes.commands.shared import console, new_table, write_rows
    from quotes.store.articles import list_articles
    from quotes.text import printable

    with store.read() as connection:
        rows = list_articles(connection)
    if form != "table":
        write_rows(rows, form)
        return
    table = new_table("Id", "Published", "Title", "Publisher", "Quotes", "Versions")
    for row in rows:
        title = row["title"] or row["url"] or "untitled"
        cells = (row["id"], row["published"] or "", title, row["publisher"] or "", row["quotes"], row["versions"])
        table.add_row(*(Text(printable(str(cell))) for cell in cells))
    console().print(table)


def _page(store: Store, quote: Quote) -> list[Any]:
    """Everything about one quote, top to bottom."""
    from rich.padding import Padding
    from rich.text import Text

    from quotes.display import evidence_link, language_name, officially, who
    from quotes.text import printable

    head = Text(who(quote.speaker), style="bold")
    speaker = quote.speaker
    if speaker:
        facts = [speaker.affiliation, speaker.country, officially(speaker.official)]
        head.append(" · " + " · ".join(printable(f) for f in facts if f), style="not bold")
    parts: list[Any] = [head, Padding(_context(store, quote), (1, 2))]
    told = {
        "quote": f"{quote.id} ({quote.kind}, {quote.type})",
        "said": quote.said,
        "venue": quote.venue,
        "translated": f"from {language_name(quote.translated_from)}" if quote.translated_from else None,
        "original": quote.original,
        "published": ", ".join(p for p in (quote.publisher, quote.title, quote.published) if p) or None,
        "evidence": evidence_link(quote) or quote.source_note,
        "speaker": _resolved(quote),
        "confidence": f"{quote.confidence:.2f}" if quote.confidence is not None else None,
        "added by": quote.added_by,
        "note": quote.note,
        "doubted": quote.doubted,
        "damaged": "words are missing in the source, marked […]" if quote.damaged else None,
        "orphaned": "the article no longer holds these words at this place" if quote.orphaned else None,
        **dict(quote.extra),
    }
    parts += [Text(f"{name:11} {printable(' '.join(str(value).split()))}") for name, value in told.items() if value]
    parts.append(Text(""))
    parts += [_label(stance) for stance in quote.stances] or [
        Text("no labels yet: quotes tag " + quote.id[:8] + " ...")
    ]
    return parts


def _context(store: Store, quote: Quote) -> Text:
    """The quote within its paragraphs, its words highlighted; by itself where there is no article."""
    from rich.text import Text

    from quotes.display import words_of
    from quotes.store.articles import text_of_quote
    from quotes.text import printable

    with store.read() as connection:
        text = text_of_quote(connection, quote.id)
    if text is None or quote.orphaned:
        return Text(words_of(quote), style="bold")
    start = text.rfind("\n", 0, max(0, min(quote.content[0].start, *(s.start for s in _ends(quote))))) + 1
    end = text.find("\n", max(quote.content[-1].end, *(s.end for s in _ends(quote))))
    end = len(text) if end < 0 else end
    out, at = Text(), start
    pieces = [(p, "bold reverse") for p in quote.content] + [(s, "underline") for s in _ends(quote)]
    for span, style in sorted(pieces, key=lambda pair: pair[0].start):
        if span.start >= at:
            out.append(printable(text[at : span.start]))
            out.append(printable(text[span.start : span.end]), style=style)
            at = span.end
    out.append(printable(text[at:end]))
    return out


def _ends(quote: Quote) -> list[Any]:
    return [span for span in (quote.source, quote.cue) if span is not None] or list(quote.content)


def _resolved(quote: Quote) -> str | None:
    speaker = quote.speaker
    if speaker is None:
        return None
    how = [speaker.reason] if speaker.reason else []
    if speaker.canonical and speaker.canonical != speaker.name:
        how.append(f"named {speaker.name} in the article")
    if speaker.confidence is not None:
        how.append(f"confidence {speaker.confidence:.2f}")
    return "; ".join(how) or None


def _label(stance: Stance) -> Any:
    from dataclasses import replace

    from rich.text import Text

    from quotes.text import printable
    from stance.labels import in_words

    kind = stance.annotator.kind if stance.annotator else "person"
    status = "machine" if kind in ("rule", "model") else "unsure" if stance.label is None else None
    line = Text("label       ")
    line.append(printable(in_words(replace(stance, status=status))), style="bold")
    by = f", adjudicated by {stance.annotator}" if kind == "adjudicator" else f", by {stance.annotator}"
    line.append(printable(f"{by}, {(stance.time or '')[:10]}, codebook {stance.codebook}"))
    if stance.comment:
        line.append(printable(f": {stance.comment}"))
    return line
