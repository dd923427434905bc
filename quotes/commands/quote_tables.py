"""Quotes as people read them in a terminal: a head that says who, when and where, the words below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from quotes.commands.folding import INDENT, fill, fold, indented, joined, shorten, shorten_middle
from quotes.commands.shared import say
from quotes.display import one_line, who, words_of
from quotes.filter import day_of
from quotes.labels import in_words
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.ask import Page
    from quotes.store import Store
    from quotes.types import Quote

_HEAD = 2  # lines of a head before its affiliation is shortened; twice as many where the terminal is narrow
_NARROW = 60  # cells
_WORDS = 4  # lines of a quote's words in a list
_TITLE = 2  # lines of a title in a list of articles
_LEAST = 20  # cells that an affiliation keeps


def print_quotes(
    quotes: Sequence[Quote], *, target: str | None, full: bool = False, pager: bool = False, stored: bool = True
) -> None:
    """Print quotes; in a terminal, with a pager if asked for."""
    from quotes.commands.paging import show
    from quotes.commands.shared import console

    if quotes:
        show(quote_list(quotes, target=target, width=console().width, full=full, stored=stored), pager=pager)


def quote_list(
    quotes: Sequence[Quote], *, target: str | None, width: int, full: bool = False, stored: bool = True
) -> Text:
    """Return quotes as a text to print: a head and the words of each, a blank line between them.

    Those that are not `stored` have no ids to show them by; without a target no stance is told.
    """
    from quotes.commands.shared import short_ids

    ids = short_ids(quotes) if stored else {}
    lines: list[Text] = []
    for quote in quotes:
        lines += [Text("")] if lines else []
        key = one_line(ids.get(quote.id, ""))
        lines += quote_block(quote, key, target=target, width=width, lines=None if full else _WORDS)
    return joined(lines)


def quote_block(quote: Quote, key: str, *, target: str | None, width: int, lines: int | None = _WORDS) -> list[Text]:
    """Return the lines of one quote: id, speaker, affiliation, date, publisher and stance; the words below them.

    `key` is what its id is shortened to, if it has one, `lines` how many its words may have; None: all.
    """
    hang = len(key) + 2 if key else 0
    head = indented(_head(quote, target, width - hang), hang)
    head[0] = Text.assemble((key, "cyan"), head[0][len(key) :])
    return [*head, *indented(_body(quote, width - INDENT, lines), INDENT)]


def article_list(rows: Sequence[Mapping[str, object]], *, width: int) -> Text:
    """Return articles as a text to print: a head and the title of each, or the beginning of what has none."""
    lines: list[Text] = []
    for row in rows:
        facts = [one_line(row[name] or "") for name in ("published", "publisher")]
        counted = [many(int(str(row[name])), name[:-1]) for name in ("quotes", "versions")]
        key = one_line(row["id"])
        head = indented(fill([Text(fact) for fact in (*facts, *counted) if fact], width - len(key) - 2), len(key) + 2)
        head[0] = Text.assemble((key, "cyan"), head[0][len(key) :])
        title = Text(one_line(row["title"] or row["beginning"] or ""), "bold" if row["title"] else "")
        lines += [*([Text("")] if lines else []), *head, *indented(shorten(title, width - INDENT, _TITLE), INDENT)]
    return joined(lines)


def stance_of(quote: Quote, target: str) -> str:
    """Return a quote's stance in words that name the target even where they say only that there is no label."""
    words = in_words(quote.stance)
    return one_line(words if quote.stance and quote.stance.label else f"{words} toward {target}")


def _head(quote: Quote, target: str | None, width: int) -> list[Text]:
    """Fill lines with what is known of a quote, its affiliation shortened as far as the head must be."""
    affiliation = shorten_middle(one_line((quote.speaker and quote.speaker.affiliation) or ""), _HEAD * width)
    facts = (one_line(day_of(quote) or ""), one_line(quote.publisher or ""))

    def filled(role: str) -> list[Text]:
        stance = Text(stance_of(quote, target), "italic") if target else Text("")
        pieces = (Text(who(quote.speaker), "bold"), Text(role, "dim"), *map(Text, facts), stance)
        return fill([piece for piece in pieces if piece], width)

    room = cell_len(affiliation)
    head = filled(affiliation)
    while len(head) > (_HEAD if width >= _NARROW else 2 * _HEAD) and room > _LEAST:
        room -= 1
        head = filled(shorten_middle(affiliation, room))
    return head


def _body(quote: Quote, width: int, lines: int | None) -> list[Text]:
    """Fold a quote's words and the marks after them, which stay whole where the words are shortened."""
    words = Text(words_of(quote))
    marks = Text(" ".join(f"({mark})" for mark in _marks(quote)), "dim")
    if lines is None:
        return fold(Text(" ").join([words, marks]), width)
    return shorten(words, width, lines, after=marks)


def _marks(quote: Quote) -> list[str]:
    marks = []
    if quote.type == "indirect":
        marks.append("reported, not quoted")
    if quote.doubted:
        marks.append(f"in doubt: {one_line(quote.doubted)}")
    if quote.orphaned:
        marks.append("orphaned: no longer in the article")
    return marks


def say_count(store: Store, page: Page, *, onward: str) -> None:
    """Say how many quotes there are, how many fit, and how to go on behind those that are shown."""
    if page.stored:
        say(count_line(page, onward))
    else:
        say(f"No quotes in {store.shown} yet: `quotes ingest` takes articles, `quotes add` one quote.")
    say_undated(page.undated)


def count_line(page: Page, onward: str) -> str:
    """Return how many of all quotes fit, how many of those are shown, and how to see the next."""
    if not page.fitting:
        near = f" Do you mean {one_line(page.nearest)}?" if page.nearest else ""
        return ("The 1 quote does not fit." if page.stored == 1 else f"None of the {counted(page.stored)} fits.") + near
    fit = counted(page.fitting)
    if page.last is not None:
        fit += "" if page.fitting == page.stored else " that fit"
        return f"{len(page.quotes)} of {fit} shown" + (f": {onward} goes on" if onward else "")
    if len(page.quotes) < page.fitting:
        return f"the last {len(page.quotes)} of {fit}"
    return f"{page.fitting} of {counted(page.stored)}"


def say_undated(count: int) -> None:
    """Say how many quotes dates left out because nobody knows their day."""
    if count:
        say(f"{many(count, 'quote')} without a known day left out.")


def counted(count: int, what: str = "quote") -> str:
    """Return how many there are, as far as they were counted."""
    from quotes.actions.ask import COUNTED

    return f"{COUNTED:,} {what}s and more" if count > COUNTED else many(count, what)
