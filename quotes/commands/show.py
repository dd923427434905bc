"""`quotes show`: one quote in its context, with its evidence and every label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.shared import db_option, format_option, known_target, labels_option, target_option

if TYPE_CHECKING:
    from rich.text import Text

    from quotes.actions.context import Part
    from quotes.types import Quote, Stance

_NAME = 12  # cells of the names before what they name
_STYLES = {"content": "bold reverse", "source": "underline", "cue": "underline", "alone": "bold", None: ""}


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
    from quotes.actions.context import context_of
    from quotes.commands.output import write_quotes
    from quotes.commands.shared import console, open_db
    from quotes.display import cite
    from quotes.labels import with_current
    from quotes.store.ids import full_id
    from quotes.store.reading import read_quotes

    if citing and form != "table":
        raise click.UsageError(f"--cite prints one line to paste: leave out --format {form}")
    store = open_db(db, absent="fail")
    target = known_target(store, target)
    with store.read() as connection:
        key = full_id(connection, quote_id)
        (quote,) = with_current(read_quotes(connection, [key]), target, labels=labels)
    if citing:
        click.echo(cite(quote))
    elif form != "table":
        write_quotes([quote], form, stances=True)
    else:
        out = console()
        for part in _page(quote, context_text(context_of(store, quote)), out.width):
            # a link is printed unbroken, to be copied
            out.print(part, soft_wrap=getattr(part, "plain", "").startswith("evidence "))


def _page(quote: Quote, context: Text, width: int) -> list[Any]:
    """Everything about one quote, top to bottom."""
    from rich.padding import Padding
    from rich.text import Text

    from quotes.commands.folding import fill, joined
    from quotes.display import evidence_link, language_name, officially, one_line, who

    head = [Text(who(quote.speaker), style="bold")]
    if speaker := quote.speaker:
        facts = (speaker.affiliation, speaker.country, officially(speaker.official))
        head += [Text(one_line(fact)) for fact in facts if fact]
    rows = {
        "quote": f"{quote.id} ({quote.kind}, {quote.type})",
        "said": quote.said,
        "venue": quote.venue,
        "translated": f"from {language_name(quote.translated_from)}" if quote.translated_from else None,
        "original": quote.original,
        "published": ", ".join(p for p in (quote.publisher, quote.title, quote.published) if p) or None,
        "evidence": evidence_link(quote) or quote.source_note,
        "speaker": _resolved(quote),
        "confidence": f"{quote.confidence:.2f}" if quote.found_by and quote.confidence is not None else None,
        "added by": quote.added_by,
        "note": quote.note,
        "doubted": quote.doubted,
        "damaged": "words are missing in the source, marked […]" if quote.damaged else None,
        "orphaned": "the article no longer holds these words at this place" if quote.orphaned else None,
    }
    parts: list[Any] = [joined(fill(head, width)), Padding(context, (1, 2))]
    parts += [_row(name, Text(one_line(value)), width) for name, value in rows.items() if value]
    for name, value in quote.extra.items():  # a column of the user's own table, whatever it calls itself
        parts.append(_row("column", Text(f"{one_line(name)}: {one_line(value)}"), width))
    parts.append(Text(""))
    for stance in quote.stances:
        parts += [_row(name, text, width) for name, text in _label(stance, quote.text)]
    return parts if quote.stances else [*parts, Text(f"no labels yet: quotes tag {quote.id[:8]} ...")]


def _row(name: str, text: Text, width: int) -> Text:
    """Put a name before what it names, which stays below itself; a link keeps its one line."""
    from rich.text import Text

    from quotes.commands.folding import fold, indented, joined

    if name == "evidence":
        return Text(f"{name:{_NAME}}").append_text(text)
    first, *rest = fold(text, width - _NAME) or [Text("")]
    return joined([Text.assemble(f"{name:{_NAME}}", first), *indented(rest, _NAME)])


def context_text(parts: Sequence[Part]) -> Text:
    """Return a quote within its paragraphs as a text to print, its words highlighted."""
    from rich.text import Text

    return Text.assemble(*((part.text, _STYLES[part.role]) for part in parts))


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


def _label(stance: Stance, words: str) -> list[tuple[str, Text]]:
    """Return the rows that tell of one label: what it says, by whom, and the words that carried it."""
    from dataclasses import replace

    from rich.text import Text

    from quotes.display import one_line
    from quotes.labels import in_words

    kind = stance.annotator.kind if stance.annotator else "person"
    status = "machine" if kind in ("rule", "model") else "unsure" if stance.label is None else None
    line = Text(one_line(in_words(replace(stance, status=status))), style="bold")
    by = f", adjudicated by {stance.annotator}" if kind == "adjudicator" else f", by {stance.annotator}"
    rest = f"{by}, {(stance.time or '')[:10]}, codebook {stance.codebook}"
    line.append(one_line(f"{rest}: {stance.comment}" if stance.comment else rest), style="not bold")
    shown = one_line(" … ".join(words[start:end] for start, end in stance.evidence))
    return [("label", line), *([("", Text(f"shown by: {shown}"))] if shown else [])]
