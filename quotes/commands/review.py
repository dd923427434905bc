"""`quotes review`: walk the quotes that are most worth a person's look, with single keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import chosen, filter_options
from quotes.commands.shared import as_option, db_option, fail, known_target, many, say, target_option

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.types import Annotator, Label, Quote

_LABELS: dict[str, tuple[Label, bool]] = {
    "f": ("favor", True),
    "a": ("against", True),
    "n": ("neutral", True),
    "m": ("mixed", True),
    "o": ("neutral", False),
}
_WRONG = {"w": "wrong speaker", "x": "wrong words", "d": "not a quote"}
_HELP = (
    "f favor  a against  n neutral  m mixed  o not about it  u unsure  s skip  z undo  c comment\n"
    "w wrong speaker  x wrong words  d not a quote  q quit"
)


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@target_option
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@click.option(
    "--compare", "compared", nargs=2, metavar="FILTER FILTER", help="First what may decide the comparison of these two."
)
@click.option("--adjudicate", is_flag=True, help="Settle what is disputed: your label counts whatever others said.")
@db_option
@as_option
def review(
    words: tuple[str, ...],
    target: str,
    limit: int | None,
    compared: tuple[str, str] | None,
    adjudicate: bool,
    db: str | None,
    who: str | None,
    **options: Any,
) -> None:
    """Label the most valuable quotes first: disputed, unsure, those that bear on the target. One key each.

    The machine's label is shown after you have chosen. Every answer is kept at once and can be undone.

    \b
    quotes review
    quotes review --official --limit 20
    quotes review --compare official unofficial
    quotes review --adjudicate
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.labels import current
    from quotes.store.reading import read_quotes
    from stance.review import reviewed_attributions, to_review

    by, store = annotator(who, adjudicator=adjudicate), open_db(db, absent="fail")
    target = known_target(store, target)
    quotes = chosen(store, options, target=target, words=words)
    if adjudicate:
        disputed = [q for q in quotes if (label := current(q.stances, target)) and label.status == "disputed"]
        queue = tuple(disputed)[:limit]
    else:
        queue = to_review(quotes, target, by.name, sides=_sides(store, quotes, compared or ()))[:limit]
    if not queue:
        say(f"Nothing to {'settle' if adjudicate else 'review'} toward {target}: no quote that fits is open.")
        return
    done = _walk(store, queue, target, by)
    with store.read() as connection:
        found = reviewed_attributions(read_quotes(connection, removed=True))
    say(f"{many(done, 'answer')} kept.")
    if found.share is not None and found.low is not None and found.high is not None:
        told = f"{found.share:.0%} of {found.of} ({100 * found.low:.0f}–{100 * found.high:.0f} %)"
        say(f"Attributions that people looked at and left standing: {told}.")


def _sides(store: Store, quotes: Sequence[Quote], filters: Sequence[str]) -> tuple[tuple[Quote, ...], ...]:
    """The quotes of each side of a comparison, as `quotes compare` takes them."""
    from quotes.filter import choose
    from quotes.filter_words import parse_filter
    from quotes.store.reading import actor_names

    with store.read() as connection:
        aliases = actor_names(connection)
    return tuple(choose(quotes, parse_filter(text), aliases=aliases) for text in filters)


def _walk(store: Store, queue: tuple[Quote, ...], target: str, by: Annotator) -> int:
    """Ask for each quote in turn; return how many answers were kept."""
    from quotes.store.undo import undo

    kept: list[tuple[int, int]] = []  # place in the queue, number of the change
    comment: str | None = None
    at = 0
    shown = -1
    while at < len(queue):
        quote = queue[at]
        if shown != at:
            _show(store, quote, target, f"{at + 1} of {len(queue)}")
            shown = at
        try:
            key = click.getchar().lower()
        except OSError:
            fail("review takes single keys, and there is no terminal here: run it in one, or use `quotes tasks out`")
        if key == "q" or key in ("\x03", "\x04", ""):
            break
        if key == "c":
            comment = click.prompt("comment", err=True)
            continue
        if key == "z":
            if not kept:
                say("nothing to undo yet")
                continue
            at, number = kept.pop()
            undo(store, number, by)
            say("undone")
            shown, comment = -1, None
            continue
        if key == "s":
            at, comment = at + 1, None
            continue
        if key in _LABELS or key == "u":
            number = _label(store, quote, target, by, key, comment)
        elif key in _WRONG:
            number = _mark(store, quote, by, _WRONG[key], comment)
        else:
            say(f"{key!r} is none of the keys:\n{_HELP}")
            continue
        kept.append((at, number))
        at, comment = at + 1, None
    return len(kept)


def _show(store: Store, quote: Quote, target: str, where: str) -> None:
    from quotes.commands.shared import console
    from quotes.commands.show import context_of
    from quotes.display import officially, who
    from quotes.text import printable
    from stance.review import worth

    out = console()
    out.rule(characters="─")
    told = [who(quote.speaker)]
    if quote.speaker:
        told += [quote.speaker.affiliation or "", officially(quote.speaker.official)]
    out.print(printable(f"{where} · {quote.id[:8]} · {worth(quote, target).why}"), style="dim")
    out.print(printable(" · ".join(part for part in told if part)), style="bold")
    out.print(context_of(store, quote))
    out.print(printable(f"Toward {target}?"), style="bold")
    out.print(_HELP, style="dim")


def _label(store: Store, quote: Quote, target: str, by: Annotator, key: str, comment: str | None) -> int:
    from quotes.labels import current, in_words
    from quotes.store.labels import put_stance
    from quotes.types import Stance

    label, about = _LABELS.get(key, (None, None))
    with store.change(f"review {quote.id[:8]}: {label or 'unsure'} toward {target}", by) as change:
        put_stance(change, quote.id, Stance(target, label, about, annotator=by, comment=comment))
        number = change.id
    machine = current([s for s in quote.stances if s.annotator and s.annotator.is_machine], target)
    said = f"; the machine says: {in_words(machine)}" if machine else ""
    say(f"{label or 'unsure'}{'' if about is not False else ', not about ' + target}{said}")
    return number


def _mark(store: Store, quote: Quote, by: Annotator, what: str, comment: str | None) -> int:
    from quotes.store.writing import edit_quote, remove_quote
    from stance.review import MARK

    with store.change(f"review {quote.id[:8]}: {what}", by) as change:
        edit_quote(change, quote.id, doubted=MARK + what + (f" ({comment})" if comment else ""))
        if what == "not a quote":
            remove_quote(change, quote.id)
        number = change.id
    say(f"{what}: marked" + (" and taken out" if what == "not a quote" else "; `quotes edit` corrects it"))
    return number
