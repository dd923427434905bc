"""`quotes review`: walk the quotes that are most worth a person's look, with single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_options, selection_of
from quotes.commands.shared import as_option, db_option, fail, known_target, say, target_option
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.review import Kept, Wrong
    from quotes.store import Store
    from quotes.types import Annotator, Label, Quote

_LABELS: dict[str, tuple[Label, bool]] = {
    "f": ("favor", True),
    "a": ("against", True),
    "n": ("neutral", True),
    "m": ("mixed", True),
    "o": ("neutral", False),
}
_WRONG: dict[str, Wrong] = {"w": "wrong speaker", "x": "wrong words", "d": "not a quote"}
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
    from quotes.actions import review as reviewing
    from quotes.actions.ask import named_in
    from quotes.commands.shared import annotator, open_db
    from quotes.filter_words import parse_filter

    by, store = annotator(who, adjudicator=adjudicate), open_db(db, absent="fail")
    target = known_target(store, target)
    selection = named_in(store, selection_of(options, target=target), words)
    sides = () if adjudicate else tuple(parse_filter(text) for text in compared or ())
    queue = reviewing.queue(store, selection, by, sides=sides, limit=limit)
    if not queue:
        say(f"Nothing to {'settle' if adjudicate else 'review'} toward {target}: no quote that fits is open.")
        return
    done = _walk(store, queue, target, by)
    found = reviewing.attributions(store)
    say(f"{many(done, 'answer')} kept.")
    if found.share is not None and found.low is not None and found.high is not None:
        right = f"{found.share:.0%} of {found.of} ({100 * found.low:.0f}–{100 * found.high:.0f} %)"
        say(f"Attributions that people looked at and left standing: {right}.")


def _walk(store: Store, queue: tuple[Quote, ...], target: str, by: Annotator) -> int:
    """Ask for each quote in turn; return how many answers were kept."""
    from quotes.actions.review import take_back

    done: list[tuple[int, Kept]] = []  # place in the queue, answer
    comment: str | None = None
    at = 0
    shown = -1
    while at < len(queue):
        quote = queue[at]
        if shown != at:
            _show(store, quote, target, f"{at + 1} of {len(queue)}")
            shown = at
        key = _key()
        if key == "q" or key in ("\x03", "\x04", ""):
            break
        if key == "c":
            comment = click.prompt("comment", err=True)
            continue
        if key == "z":
            if not done:
                say("nothing to undo yet")
                continue
            at, last = done.pop()
            take_back(store, last, by)
            say("undone")
            shown, comment = -1, None
            continue
        if key == "s":
            at, comment = at + 1, None
            continue
        if key in _LABELS or key == "u":
            kept = _label(store, quote, target, by, key, comment)
        elif key in _WRONG:
            kept = _mark(store, quote, by, _WRONG[key], comment)
        else:
            say(f"{key!r} is none of the keys:\n{_HELP}")
            continue
        done.append((at, kept))
        at, comment = at + 1, None
    return len(done)


def _key() -> str:
    try:
        return click.getchar().lower()
    except OSError:
        fail("review takes single keys, and there is no terminal here: run it in one, or use `quotes tasks out`")


def _show(store: Store, quote: Quote, target: str, where: str) -> None:
    from quotes.actions.context import context_of
    from quotes.commands.shared import console
    from quotes.commands.show import context_text
    from quotes.display import officially, who
    from quotes.text import printable
    from stance.review import worth

    out = console()
    out.rule(characters="─")
    speaker = [who(quote.speaker)]
    if quote.speaker:
        speaker += [quote.speaker.affiliation or "", officially(quote.speaker.official)]
    out.print(printable(f"{where} · {quote.id[:8]} · {worth(quote, target).why}"), style="dim")
    out.print(printable(" · ".join(part for part in speaker if part)), style="bold")
    out.print(context_text(context_of(store, quote)))
    out.print(printable(f"Toward {target}?"), style="bold")
    out.print(_HELP, style="dim")


def _label(store: Store, quote: Quote, target: str, by: Annotator, key: str, comment: str | None) -> Kept:
    from quotes.actions.review import answer
    from quotes.labels import in_words

    label, about = _LABELS.get(key, (None, None))
    kept = answer(store, quote, target, by, label, about=about, comment=comment)
    machine = f"; the machine says: {in_words(kept.machine)}" if kept.machine else ""
    say(f"{label or 'unsure'}{'' if about is not False else ', not about ' + target}{machine}")
    return kept


def _mark(store: Store, quote: Quote, by: Annotator, what: Wrong, comment: str | None) -> Kept:
    from quotes.actions.review import mark

    kept = mark(store, quote, by, what, comment=comment)
    say(f"{what}: marked" + (" and taken out" if what == "not a quote" else "; `quotes edit` corrects it"))
    return kept
