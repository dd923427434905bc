"""Quotes as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotes.commands.shared import many

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.types import Quote

_BEGINNING = 60  # characters of an article's text that stand for its title


def print_quotes(quotes: Sequence[Quote], *, target: str) -> None:
    """Print quotes as a table: id, speaker with affiliation, stance, words."""
    from rich.text import Text

    from quotes.commands.shared import console, new_table, short_ids, widths
    from quotes.display import who, words_of
    from quotes.labels import in_words
    from quotes.text import printable

    if not quotes:
        return
    ids = short_ids(quotes)
    table = new_table("Id", "Speaker", f"Toward {printable(target)}", "Words")
    table.columns[0].no_wrap = True
    table.columns[1].width, table.columns[2].width = widths(20, 14)
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


def say_count(store: Store, quotes: Sequence[Quote], shown: Sequence[Quote]) -> None:
    from quotes.commands.shared import say
    from quotes.store.reading import count_quotes

    with store.read() as connection:
        total = count_quotes(connection)
    if not total:
        say(f"No quotes in {store.shown} yet: `quotes ingest` takes articles, `quotes add` one quote.")
    elif not quotes:
        say("The 1 quote does not fit." if total == 1 else f"None of the {total} quotes fits.")
    else:
        more = f", {len(shown)} shown" if len(shown) < len(quotes) else ""
        say(f"{len(quotes)} of {many(total, 'quote')}{more}")
