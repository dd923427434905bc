"""Actors as people read them in a terminal: a head that says who, below it names, offices and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from quotes.commands.folding import INDENT, fold, indented, joined, shorten
from quotes.commands.quote_tables import counted, quote_list
from quotes.commands.speaker_blocks import head_of
from quotes.display import officially, one_line
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.actors import ActorPage, Listed, Portrait, Said
    from quotes.types import Affiliation

_FEW = 5  # actors with a blank line between them; more would take a screen more
_FACTS = 2  # lines of id, quotes and other names in a list


def actor_list(rows: Sequence[Listed], *, width: int) -> Text:
    """Return a block for each actor as a text to print."""
    lines: list[Text] = []
    for row in rows:
        lines += [Text("")] if lines and len(rows) <= _FEW else []
        lines += actor_block(row, width=width)
    return joined(lines)


def actor_block(row: Listed, *, width: int) -> list[Text]:
    """Return the lines of one actor: who, from where; its id, how many quotes, and other names."""
    actor = row.actor
    head = head_of(actor.name, role_of(row.now), (actor.country, None if actor.reviewed else "unreviewed"), width)
    facts = Text.assemble((one_line(actor.id), "cyan"), f" · {many(row.quotes, 'quote')}")
    names = ", ".join(other_names(actor.name, actor.aliases))
    if names:
        facts.append(f" · {names}", "dim")
    return [*head, *indented(shorten(facts, width - INDENT, _FACTS))]


def actors_line(page: ActorPage) -> str:
    """Return how many actors are shown, how many fit, and how to see more; nothing where all are shown."""
    shown = len(page.rows)
    if not page.fitting:
        return f"None of the {counted(page.stored, 'actor')} fits." + (
            f" Do you mean {one_line(page.nearest)}?" if page.nearest else ""
        )
    fit = counted(page.fitting, "actor") + ("" if page.fitting == page.stored else " that fit")
    return f"{shown} of {fit} shown: {_more(shown, page.fitting)}" if shown < page.fitting else fit


def portrait_text(found: Portrait, *, target: str, width: int, full: bool = False) -> Text:
    """Return all about one actor as a text to print."""
    actor = found.actor
    facts = (actor.kind, actor.country, actor.id, actor.wikidata, None if actor.reviewed else "unreviewed")
    lines = head_of(actor.name, None, facts, width)
    names = ", ".join(other_names(actor.name, actor.aliases))
    lines += indented(fold(Text(f"also: {names}" if names else "no other names"), width - INDENT))
    for held in actor.affiliations:
        lines += indented(fold(Text(held_in_words(held)), width - INDENT))
    for what, said in (("Said by", found.by), ("Said about, by others", found.about)):
        lines += [Text(""), *fold(Text(f"{what}: {said_line(said)}", "bold"), width)]
        if said.quotes:
            lines.append(quote_list(said.quotes, target=target, width=width, full=full))
    return joined(lines)


def said_line(said: Said) -> str:
    """Return how many quotes there are, and how to see more where not all are shown."""
    shown = len(said.quotes)
    if not said.count:
        return "no quotes"
    whole = counted(said.count)
    return f"{shown} of {whole}: {_more(shown, said.count)}" if shown < said.count else whole


def held_in_words(held: Affiliation) -> str:
    """Say what somebody was, from when to when, and whether that speaks for an office."""
    when = f"{held.since or '?'} to {held.until or 'now'}" if held.since or held.until else "dates unknown"
    office = f", {held.office}" if held.official and held.office else ""
    return one_line(f"{when}: {role_of(held)} ({officially(held.official)}{office})")


def role_of(held: Affiliation | None) -> str | None:
    """Return role and organisation, whole."""
    return ", ".join(part for part in (held.role, held.organisation) if part) if held else None


def other_names(name: str, aliases: Sequence[str]) -> list[str]:
    """Return the spellings other than the name itself."""
    return [one_line(alias) for alias in aliases if alias != name]


def _more(shown: int, count: int) -> str:
    from quotes.actions.ask import COUNTED

    return f"--limit {10 * shown} shows more" if count > COUNTED else f"--limit {count} shows all"
