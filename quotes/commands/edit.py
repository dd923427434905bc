"""`quotes edit`: a person corrects a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.quote_options import (
    QUOTE_FACTS,
    SPEAKER_FACTS,
    fact_options,
    find_words,
    known_actors,
    named_speaker,
    read_facts,
)
from quotes.commands.shared import as_option, db_option, say

if TYPE_CHECKING:
    from quotes.store.change import Change
    from quotes.types import Quote, Speaker


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
    from quotes.commands.shared import annotator, open_db
    from quotes.errors import InputError
    from quotes.marks import type_by_marks
    from quotes.store.articles import text_of_quote
    from quotes.store.reading import read_quotes
    from quotes.store.writing import edit_quote, full_id, put_speaker

    told_of = speaker is not None or any(facts[name] is not None for name in SPEAKER_FACTS)
    if no_speaker and told_of:
        raise click.UsageError("--no-speaker says that nobody knows who it is: leave out what is told of the speaker")
    if new_actor and speaker is None:
        raise click.UsageError("--new-actor is somebody of the same name: add --speaker NAME")
    if speaker is not None and not speaker.strip():
        raise InputError(f"--speaker {speaker!r} is no name: --no-speaker says that nobody knows who it is")
    by, store = annotator(who), open_db(db, absent="fail")
    given = read_facts({n: v for n, v in facts.items() if v is not None}, translated=False)
    if text is not None and not text.strip():
        raise InputError(f"--text {text!r} has no words: quotes remove {quote_id} takes the whole quote away")
    if text is None and speaker is None and not no_speaker and damaged is None and not given:
        raise InputError(f"nothing to change: quotes edit {quote_id} --speaker NAME, --text WORDS, ... (see --help)")
    linked = ""
    with store.change(f"edit {quote_id}", by) as change:
        key = full_id(change.connection, quote_id)
        (quote,) = read_quotes(change.connection, [key])
        row = {name: given[name] or None for name in QUOTE_FACTS if name in given}
        if "quote_type" in given or text is not None:
            row["type"] = given.get("quote_type") or type_by_marks(text or "")
        row |= {"damaged": damaged} if damaged is not None else {}
        of_article = {"publisher", "title", "published", "source_url"} & set(row)
        if of_article and text_of_quote(change.connection, key) is not None:
            raise InputError(
                f"{', '.join(sorted(of_article))} are the article's, shared by all its quotes: "
                "ingest it again with --title, --publisher, --date or --url to correct them"
            )
        if text is not None:
            _replace_words(change, quote, text)
        if row:
            edit_quote(change, key, **row)
        told = {name: given[name] for name in SPEAKER_FACTS if name in given}
        if no_speaker:
            put_speaker(change, key, None)
        elif speaker is not None:
            link, linked = named_speaker(change, speaker, given, namesake=new_actor)
            put_speaker(change, key, link)
        elif told:
            put_speaker(change, key, _corrected(change, quote, told))
    say(f"edited {key}" + (f": {linked}" if linked else ""))


def _corrected(change: Change, quote: Quote, told: dict[str, Any]) -> Speaker:
    """The speaker as linked, with what a person corrects; what the registry adds is left to the registry."""
    from dataclasses import replace

    from quotes.errors import InputError
    from quotes.store.actors import linked_speaker

    linked = linked_speaker(change.connection, quote.id)
    if linked is None:
        raise InputError(f"quote {quote.id[:8]} has no speaker to correct: add --speaker NAME")
    emptied: dict[str, Any] = {name: (None if value == "" else value) for name, value in told.items()}
    if {"role", "organisation"} & set(told) and "affiliation" not in told:
        emptied["affiliation"] = None  # the whole is then made of its parts
    return replace(linked, reason="corrected by a person", **emptied)


def _replace_words(change: Change, quote: Quote, text: str) -> None:
    from quotes.store.articles import text_of_quote
    from quotes.store.writing import replace_content
    from quotes.types import JOINT, pieces_of

    whole = text_of_quote(change.connection, quote.id)
    if whole is None:
        replace_content(change, quote.id, pieces_of(text.strip()), None)
    else:
        spans = find_words(whole, text.strip().split(JOINT), quote.document or "")
        replace_content(change, quote.id, spans, whole)
