"""`quotes add`: one quote by hand."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.quote_options import fact_options, known_actors, link_in_words, usage
from quotes.commands.shared import as_option, db_option, known_target, say, target_option
from quotes.types import ASPECTS, LABELS

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.types import Aspect, Label, Quote


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
    stance: Label | None,
    target: str,
    about: bool | None,
    aspect: Aspect | None,
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

    from quotes.actions import by_hand
    from quotes.actions.facts import judged
    from quotes.commands.shared import annotator, open_db

    if stance is None and (aspect or why or about is not None):
        given = "--aspect" if aspect else "--why" if why else "--about/--not-about"
        raise click.UsageError(f"{given} tells of a stance: add --stance {'|'.join(LABELS)}")
    with usage():
        label = judged(target, stance, about=about, aspect=aspect, why=why) if stance else None
    if text and translation:
        raise click.UsageError("the words stand twice, as WORDS and as --translation: leave one of them out")
    by, store = annotator(who), open_db(db, absent="pass")
    target = known_target(store, target)
    text = translation or text or facts["original"]
    asking = sys.stdin.isatty() and sys.stderr.isatty()
    affiliation = facts["affiliation"]
    if asking:
        text, speaker, affiliation = _ask(store, text, speaker, affiliation)
    with usage():
        draft = by_hand.draft(
            text or "", speaker or "", {**facts, "affiliation": affiliation}, by, translated=translation is not None
        )
    added = by_hand.add(
        open_db(db, create=True), draft, by,
        stance=label and replace(label, target=target), article=article, namesake=new_actor,
        near=lambda like: _warn_near(like, asking=asking and not yes),
    )  # fmt: skip
    say(f"added {added.quote.id}: {link_in_words(added.named)}")
    click.echo(added.quote.id)


def _ask(store: Store, text: str | None, speaker: str | None, affiliation: str | None) -> tuple[str, str, str | None]:
    """Prompt for what is missing, completing known actors where the terminal can."""
    from quotes.actions.naming import names_of

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


def _warn_near(like: Quote, *, asking: bool) -> None:
    """Say which stored quote looks like the new one; in a terminal, ask."""
    from quotes.display import who, words_of

    say(f"looks like {like.id[:8]} of {who(like.speaker)}: {words_of(like)[:100]}")
    if asking:
        click.confirm("Add it all the same?", abort=True, err=True)
