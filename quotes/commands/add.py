"""`quotes add`: one quote by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.quote_options import (
    QUOTE_FACTS,
    fact_options,
    find_words,
    known_actors,
    named_speaker,
    names_of,
    read_facts,
    sure,
)
from quotes.commands.shared import as_option, db_option, known_target, say, target_option
from quotes.types import ASPECTS, LABELS

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.change import Change
    from quotes.types import Quote

NEAR = 90  # rapidfuzz ratio (0 to 100) of folded words from which two quotes look like one


@click.command()
@click.argument("text", required=False, metavar="[WORDS]")
@click.option("--speaker", metavar="NAME", shell_complete=known_actors)
@fact_options
@click.option("--translation", metavar="TEXT", help="The words in English, beside --original.")
@click.option("--article", metavar="ID", help="The stored article that holds the words.")
@click.option("--stance", type=click.Choice(LABELS), help="Toward --target.")
@target_option
@click.option("--about/--not-about", default=None, help="The words bear on the target, or not.")
@click.option("--aspect", type=click.Choice(ASPECTS))
@click.option("--why", metavar="TEXT", help="A comment on the stance.")
@click.option("--new-actor", is_flag=True, help="The speaker is somebody else than the known ones of that name.")
@click.option("--yes", is_flag=True, help="Add it although it looks like a stored one.")
@db_option
@as_option
def add(
    text: str | None,
    speaker: str | None,
    translation: str | None,
    article: str | None,
    stance: str | None,
    target: str,
    about: bool | None,
    aspect: str | None,
    why: str | None,
    new_actor: bool,
    yes: bool,
    db: str | None,
    who: str | None,
    **facts: Any,
) -> None:
    """Add one quote; what is not given is asked for in a terminal.

    \b
    quotes add "“It is a defeat.”" --speaker "Aleksandr Dugin" --stance against --venue Telegram --said 2025-08
    quotes add --original "«Это победа»" --translation "“It is a victory”" --speaker Zakharova
    quotes add "“We will answer.”" --speaker Zakharova --article 84a097c0
    """
    from dataclasses import replace

    from quotes.commands.shared import annotator, open_db
    from quotes.errors import InputError
    from quotes.store.writing import put_quotes
    from quotes.text import checked_name
    from quotes.types import Stance

    if stance is None and (aspect or why or about is not None):
        given = "--aspect" if aspect else "--why" if why else "--about/--not-about"
        raise click.UsageError(f"{given} tells of a stance: add --stance {'|'.join(LABELS)}")
    if aspect and (stance == "neutral" or about is False):
        raise click.UsageError(f"--aspect {aspect} tells what is judged, but {stance} does not judge")
    if about is False and stance != "neutral":
        raise click.UsageError(f"{stance} says that the words bear on {target}: leave --not-about out")
    if text and translation:
        raise click.UsageError("the words stand twice, as WORDS and as --translation: leave one of them out")
    by, store = annotator(who), open_db(db, absent="pass")
    target = known_target(store, target)
    text = translation or text or facts["original"]
    asking = sys.stdin.isatty() and sys.stderr.isatty()
    if asking:
        text, speaker, facts["affiliation"] = _ask(store, text, speaker, facts["affiliation"])
    if not text or not text.strip():
        raise InputError('the words are missing: quotes add "“...”" --speaker NAME')
    if not speaker or not speaker.strip():
        raise InputError("the speaker is missing: write --speaker NAME")
    speaker = checked_name(speaker)
    facts = read_facts(facts, translated=translation is not None)
    quote = sure(replace(_quote(text, facts), added_by=by.name))
    with open_db(db, create=True).change(f"add a quote of {speaker}", by) as change:
        link, linked = named_speaker(change, speaker, facts, namesake=new_actor)
        quote, version_id, whole = _placed(change, replace(quote, speaker=link), article)
        _refuse_known(change, quote)
        _warn_near(change, quote, asking=asking and not yes)
        if stance:
            label = Stance(target, stance, True if about is None else about, aspect, annotator=by, comment=why)  # type: ignore[arg-type]
            quote = replace(quote, stances=(label,))
        put_quotes(change, [quote], version_id=version_id, text=whole)
    say(f"added {quote.id}: {linked}")
    click.echo(quote.id)


def _ask(store: Store, text: str | None, speaker: str | None, affiliation: str | None) -> tuple[str, str, str | None]:
    """Prompt for what is missing, completing known actors where the terminal can."""
    aside = not sys.stdout.isatty()  # Python completes at a prompt only where that is standard output
    text = text or click.prompt("The words, with their quotation marks", err=aside)
    if not speaker:
        with _completing(sorted(names_of(store))):
            speaker = click.prompt("Who said it", err=aside)
        if affiliation is None:
            affiliation = click.prompt(
                "Role and organisation (Enter to leave out)", default="", show_default=False, err=aside
            )
    return text or "", speaker or "", affiliation or None


class _completing:
    """Complete names with Tab, where Python has readline."""

    def __init__(self, names: list[str]) -> None:
        self.names = names

    def __enter__(self) -> None:
        try:
            import readline
        except ImportError:  # Windows: the prompt works without completion
            return
        readline.set_completer_delims("")
        readline.set_completer(self._complete)
        readline.parse_and_bind("tab: complete")

    def _complete(self, text: str, state: int) -> str | None:
        fits = [
            n for n in self.names if any(w.startswith(text.casefold()) for w in (n.casefold(), *n.casefold().split()))
        ]
        return fits[state] if state < len(fits) else None

    def __exit__(self, *_: object) -> None:
        try:
            import readline
        except ImportError:
            return
        readline.set_completer(None)


def _quote(text: str, facts: dict[str, Any]) -> Quote:
    from quotes.marks import type_by_marks
    from quotes.text import checked
    from quotes.types import Quote, pieces_of

    text = checked(text.strip(), "the quote")
    plain = {name: facts[name] for name in QUOTE_FACTS if facts.get(name) is not None}
    return Quote(pieces_of(text), type=facts.get("quote_type") or type_by_marks(text), **plain)


def _placed(change: Change, quote: Quote, article: str | None) -> tuple[Quote, int | None, str | None]:
    """Return the quote with its place in the article, if it is said to be in one, and with its id."""
    from dataclasses import replace

    from quotes.errors import InputError
    from quotes.store.articles import read_article
    from quotes.store.writing import with_ids

    of_article = [name for name in ("publisher", "title", "published", "source_url") if getattr(quote, name)]
    if article is not None and of_article:
        raise InputError(f"{', '.join(of_article)} are told by the article {article}: leave them out beside --article")
    if article is None:
        return with_ids([quote], "")[0], None, None
    kept, version_id = read_article(change.connection, article)
    placed = replace(quote, content=find_words(kept.text, [p.text for p in quote.content], kept.id or article))
    return with_ids([placed], kept.id or "")[0], version_id, kept.text


def _refuse_known(change: Change, quote: Quote) -> None:
    from quotes.errors import InputError
    from quotes.store.reading import read_quotes

    known = read_quotes(change.connection, [quote.id], removed=True)
    if known:
        raise InputError(
            f"this quote is stored already: quotes show {quote.id[:8]} (or it was removed: quotes history)"
        )


def _warn_near(change: Change, quote: Quote, *, asking: bool) -> None:
    """Say which stored quote looks like this one; in a terminal, ask."""
    near = near_duplicate(quote, _stored(change))
    if near is None:
        return
    from quotes.display import who, words_of

    say(f"looks like {near.id[:8]} of {who(near.speaker)}: {words_of(near)[:100]}")
    if asking:
        click.confirm("Add it all the same?", abort=True, err=True)


def near_duplicate(quote: Quote, stored: Iterable[Quote]) -> Quote | None:
    """Return the stored quote whose words are most alike, if they are alike enough to be the same."""
    from rapidfuzz import fuzz, process

    from quotes.text import folded

    others = list(stored)
    best = process.extractOne(
        folded(quote.text), [folded(q.text) for q in others], scorer=fuzz.ratio, score_cutoff=NEAR
    )
    return others[best[2]] if best else None


def _stored(change: Change) -> tuple[Quote, ...]:
    from quotes.store.reading import read_quotes

    return read_quotes(change.connection)
