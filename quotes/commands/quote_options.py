"""What a person may say of a quote: the options of `add` and `edit`, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

from quotes.types import KINDS, OFFICES, TYPES

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.store.change import Change
    from quotes.types import Quote, Speaker


def known_actors(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete names of actors in the shell."""
    from quotes.commands.shared import open_db
    from quotes.errors import QuotesError
    from quotes.text import folded

    try:
        names = names_of(open_db(ctx.params.get("db"), absent="pass"))
    except QuotesError:
        return []
    wanted = folded(incomplete)
    return sorted(n for n in names if any(part.startswith(wanted) for part in (folded(n), *folded(n).split())))


_FACTS = (
    click.option("--affiliation", metavar="TEXT", help='Role and organisation: "spokesperson, Foreign Ministry".'),
    click.option("--role", metavar="TEXT"),
    click.option("--organisation", metavar="TEXT"),
    click.option("--country", metavar="CODE", help="The side they speak from: RU, AZ, ...; EU, XX, UA-SEP."),
    click.option("--official/--unofficial", default=None, help="Speaks for a public office, or not."),
    click.option("--office", type=click.Choice(OFFICES)),
    click.option("--type", "quote_type", type=click.Choice(TYPES), help="Else told from the quotation marks."),
    click.option("--kind", type=click.Choice(KINDS), help="speech unless told otherwise."),
    click.option("--said", metavar="DATE", help="2025-08-14, 14.08.2025, 2025-08 or 2025."),
    click.option("--venue", metavar="TEXT", help='Where it was said: "Telegram", "told DW".'),
    click.option("--publisher", metavar="NAME"),
    click.option("--title", metavar="TEXT"),
    click.option("--date", "published", metavar="DATE", help="When the source was published."),
    click.option("--url", "source_url", metavar="URL"),
    click.option("--source", "source_note", metavar="TEXT", help="Where it was found, if not on the web."),
    click.option("--note", metavar="TEXT"),
    click.option("--doubted", metavar="WHY", help="Why the attribution is in doubt."),
    click.option("--original", metavar="TEXT", help="The words in the language they were said in."),
    click.option("--translated-from", metavar="CODE", help="That language: ru, az, ...; else told from --original."),
)
SPEAKER_FACTS = ("affiliation", "role", "organisation", "country", "official", "office")
QUOTE_FACTS = (
    "kind", "said", "venue", "publisher", "title", "published", "source_url", "source_note", "note", "doubted",
    "original", "translated_from",
)  # fmt: skip


def fact_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FACTS):
        command = option(command)
    return command


def names_of(store: Store) -> set[str]:
    """Every name of every actor."""
    from quotes.store.reading import actor_names

    with store.read() as connection:
        return {name for names in actor_names(connection).values() for name in names}


def read_facts(facts: dict[str, Any], *, translated: bool) -> dict[str, Any]:
    """Return facts as they are stored: dates in ISO 8601, countries as codes, the original's language."""
    from quotes.dates import iso_date
    from quotes.errors import InputError
    from quotes.sources.language import detect_language
    from quotes.text import checked
    from quotes.values import country, web_address
    from quotes.values import language as language_code

    if facts.get("office") and facts.get("official") is False:
        raise click.UsageError(f"--office {facts['office']} is a public office: leave --unofficial out, or the office")
    out = dict(facts)
    for name, value in out.items():
        if isinstance(value, str):
            checked(value, name.replace("_", "-"))
    for name in ("said", "published"):
        if out.get(name):
            out[name] = iso_date(out[name])
    if out.get("source_url"):
        out["source_url"] = web_address(out["source_url"])
    if out.get("translated_from"):
        out["translated_from"] = language_code(out["translated_from"])
    if out.get("country"):
        out["country"] = country(out["country"])
    if out.get("original") and not out.get("translated_from"):
        language = detect_language(out["original"])
        if language is None and translated:
            raise InputError("the language of --original is not clear: write --translated-from ru")
        out["translated_from"] = language if translated or language != "en" else None
    return out


def sure(quote: Quote) -> Quote:
    """Return a quote that a person gives, with the confidence of what a person says; one in doubt has none."""
    from dataclasses import replace

    unsaid = quote.confidence is None and quote.found_by is None and quote.doubted is None
    return replace(quote, confidence=1.0) if unsaid else quote


def named_speaker(change: Change, name: str, facts: dict[str, Any], *, namesake: bool) -> tuple[Speaker, str]:
    """Link a name that a person gave to its actor; a new name becomes a new actor.

    Return the speaker, and the name with whom it was linked to, to be said when that is kept.
    """
    from quotes.errors import NotFoundError
    from quotes.store.actors import find_actor, put_actor
    from quotes.store.shipped import adopt_actor
    from quotes.text import checked_name
    from quotes.types import Speaker

    name = checked_name(name)
    told = {n: facts[n] for n in SPEAKER_FACTS if facts.get(n) is not None and facts.get(n) != ""}
    reason, shown, linked = "named by a person", None, ""
    try:
        actor = None if namesake else find_actor(change.connection, name)
    except NotFoundError:
        adopted = adopt_actor(change, name)
        actor = find_actor(change.connection, adopted) if adopted else None
        if actor:
            reason, shown = "the only one of that name in the registry", name
            linked = f"; taken for {actor.name}, whom the registry has: --new-actor if it is another"
    if actor is None:
        near = None if namesake else _near_actor(change, name)
        meant = f"; do you mean {near}? `quotes undo` takes it back" if near else ""
        key = put_actor(change, name, country=told.get("country"), namesake=namesake)
        return Speaker(name, actor=key, reason="new actor, named by a person", **told), f"{name} (new actor{meant})"
    linked = f"{name} = {actor.id}{linked}"
    speaker = Speaker(shown or actor.name, kind=actor.kind, actor=actor.id, reason=reason, **told)  # type: ignore[arg-type]
    return speaker, linked


def _near_actor(change: Change, name: str) -> str | None:
    """Return the actor's name, in the store or in the registry that ships, that is most like `name`."""
    from quotes.registry import shipped_actors
    from quotes.store.reading import actor_names
    from quotes.text import nearest

    stored = nearest(name, (known for names in actor_names(change.connection).values() for known in names))
    return stored or nearest(name, (entry["name"] for entry in shipped_actors()))


def find_words(text: str, pieces: Iterable[str], article: str) -> Any:
    """Return the spans of pieces in a text, in order. Raises InputError for one that does not stand there exactly."""
    from quotes.errors import InputError
    from quotes.types import Span

    spans, at = [], 0
    for piece in pieces:
        start = text.find(piece, at)
        if start < 0:
            raise InputError(
                f"article {article} does not hold the words {piece[:60]!r}: copy them exactly as they stand there"
            )
        at = start + len(piece)
        spans.append(Span(start, at, piece))
    return tuple(spans)
