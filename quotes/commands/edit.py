"""`quotes edit`: a person corrects a quote."""

from __future__ import annotations

from typing import Any

import click

from quotes.commands.quote_options import fact_options, known_actors, link_in_words, usage
from quotes.commands.shared import as_option, db_option, say


@click.command()
@click.argument("quote_id", metavar="ID")
@click.option("--text", metavar="WORDS", help="The right words; pieces are joined by ' … '.")
@click.option("--speaker", metavar="NAME", shell_complete=known_actors, help="The right speaker.")
@click.option("--no-speaker", is_flag=True, help="The speaker is not known.")
@fact_options
@click.option("--damaged/--whole", default=None, help="Words are missing in the source, or not.")
@click.option("--new-actor", is_flag=True, help="The speaker is somebody else than the known ones of that name.")
@db_option
@as_option
def edit(
    quote_id: str,
    text: str | None,
    speaker: str | None,
    no_speaker: bool,
    damaged: bool | None,
    new_actor: bool,
    db: str | None,
    who: str | None,
    **facts: Any,
) -> None:
    """Correct a quote; what is given replaces what is there, "" empties it. `refresh` then leaves it alone.

    \b
    quotes edit 3f2a --speaker "Nariman Aliyev" --role "political scientist" --unofficial
    quotes edit 3f2a --said 2025-08 --doubted "reads like somebody else"
    """
    from quotes.actions.edit import edit as correct
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    with usage():
        edited = correct(
            store, quote_id, by, facts, text=text, speaker=speaker, nobody=no_speaker, damaged=damaged,
            namesake=new_actor,
        )  # fmt: skip
    say(f"edited {edited.quote_id}" + (f": {link_in_words(edited.named)}" if edited.named else ""))
