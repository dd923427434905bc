"""Correcting a stored quote: its words, its speaker, its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotes.actions.by_hand import find_words
from quotes.actions.facts import ARTICLE_FACTS, GIVEN_QUOTE_FACTS, GIVEN_SPEAKER_FACTS, read_facts
from quotes.actions.naming import Named, named_speaker
from quotes.errors import ContradictionError, InputError
from quotes.marks import type_by_marks
from quotes.types import JOINT, Annotator, Quote, Speaker, pieces_of

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.change import Change


@dataclass(frozen=True, slots=True)
class Edited:
    """A quote that was corrected."""

    quote_id: str
    named: Named | None = None  # the speaker, if one was named


def edit(
    store: Store,
    prefix: str,
    by: Annotator,
    facts: Mapping[str, Any],
    *,
    text: str | None = None,
    speaker: str | None = None,
    nobody: bool = False,
    damaged: bool | None = None,
    namesake: bool = False,
) -> Edited:
    """Correct a quote: what is given replaces what is there, "" empties it; refresh then leaves it alone.

    `nobody` says that nobody knows who spoke. Raises InputError, ContradictionError and NotFoundError.
    """
    from quotes.store.articles import text_of_quote
    from quotes.store.ids import full_id
    from quotes.store.labels import put_speaker
    from quotes.store.reading import read_quotes
    from quotes.store.writing import edit_quote

    known = read_facts({name: value for name, value in facts.items() if value is not None})
    of_speaker = {name: known[name] for name in GIVEN_SPEAKER_FACTS if name in known}
    if nobody and (speaker is not None or of_speaker):
        raise ContradictionError("--no-speaker says that nobody knows who it is: leave out what is told of the speaker")
    if namesake and speaker is None:
        raise ContradictionError("--new-actor is somebody of the same name: add --speaker NAME")
    if speaker is not None and not speaker.strip():
        raise InputError(f"--speaker {speaker!r} is no name: --no-speaker says that nobody knows who it is")
    if text is not None and not text.strip():
        raise InputError(f"--text {text!r} has no words: quotes remove {prefix} takes the whole quote away")
    if text is None and speaker is None and not nobody and damaged is None and not known:
        raise InputError(f"nothing to change: quotes edit {prefix} --speaker NAME, --text WORDS, ... (see --help)")
    named = None
    with store.change(f"edit {prefix}", by) as change:
        key = full_id(change.connection, prefix)
        (quote,) = read_quotes(change.connection, [key])
        row = _edited_row(known, text, damaged)
        of_article = set(ARTICLE_FACTS) & set(row)
        if of_article and text_of_quote(change.connection, key) is not None:
            raise InputError(
                f"{', '.join(sorted(of_article))} are the article's, shared by all its quotes: "
                "ingest it again with --title, --publisher, --date or --url to correct them"
            )
        if text is not None:
            _replace_words(change, quote, text)
        if row:
            edit_quote(change, key, **row)
        if nobody:
            put_speaker(change, key, None)
        elif speaker is not None:
            named = named_speaker(change, speaker, known, namesake=namesake)
            put_speaker(change, key, named.speaker)
        elif of_speaker:
            put_speaker(change, key, _corrected(change, quote, of_speaker))
    return Edited(key, named)


def _edited_row(known: Mapping[str, Any], text: str | None, damaged: bool | None) -> dict[str, Any]:
    row = {name: known[name] or None for name in GIVEN_QUOTE_FACTS if name in known}
    if "quote_type" in known or text is not None:
        row["type"] = known.get("quote_type") or type_by_marks(text or "")
    return row | ({} if damaged is None else {"damaged": damaged})


def _replace_words(change: Change, quote: Quote, text: str) -> None:
    from quotes.store.articles import text_of_quote
    from quotes.store.writing import replace_content

    whole = text_of_quote(change.connection, quote.id)
    if whole is None:
        replace_content(change, quote.id, pieces_of(text.strip()), None)
    else:
        spans = find_words(whole, text.strip().split(JOINT), quote.document or "")
        replace_content(change, quote.id, spans, whole)


def _corrected(change: Change, quote: Quote, facts: Mapping[str, Any]) -> Speaker:
    """Return the speaker as linked, with what a person corrects; what the registry adds is left to the registry."""
    from quotes.store.actors import linked_speaker

    linked = linked_speaker(change.connection, quote.id)
    if linked is None:
        raise InputError(f"quote {quote.id[:8]} has no speaker to correct: add --speaker NAME")
    emptied: dict[str, Any] = {name: (None if value == "" else value) for name, value in facts.items()}
    if {"role", "organisation"} & set(facts) and "affiliation" not in facts:
        emptied["affiliation"] = None  # the whole is then made of its parts
    return replace(linked, reason="corrected by a person", **emptied)
