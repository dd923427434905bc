"""`quotes actors`: speakers known across articles, and repairing who is who."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.shared import as_option, db_option, format_option, say
from quotes.text import many
from quotes.types import ACTOR_KINDS, OFFICES

if TYPE_CHECKING:
    from quotes.types import Actor, Quote


@click.group()
def actors() -> None:
    """Speakers known across articles: list, show, add, alias, affiliation, merge, split."""


@actors.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--unreviewed", is_flag=True, help="Only those that ingest made and nobody looked at yet.")
@format_option()
@db_option
def list_(words: tuple[str, ...], unreviewed: bool, form: str, db: str | None) -> None:
    """List actors, all or those of a name.

    \b
    quotes actors list
    quotes actors list aliyev
    """
    from rich.text import Text

    from quotes.commands.output import write_rows
    from quotes.commands.shared import console, new_table, open_db
    from quotes.store.reading import read_actors, read_quotes
    from quotes.text import folded, printable

    store = open_db(db)
    with store.read() as connection:
        known = read_actors(connection)
        said: dict[str, int] = {}
        for quote in read_quotes(connection):
            if quote.speaker and quote.speaker.actor:
                said[quote.speaker.actor] = said.get(quote.speaker.actor, 0) + 1
    wanted = set(folded(" ".join(words)).split())
    found = [
        a
        for a in sorted(known.values(), key=lambda a: folded(a.name))
        if (not wanted or any(wanted <= set(folded(n).split()) for n in (a.name, *a.aliases)))
        and not (unreviewed and a.reviewed)
    ]
    rows = [
        {
            "id": a.id, "name": a.name, "kind": a.kind, "country": a.country, "aliases": "|".join(a.aliases),
            "now": _affiliated(a), "quotes": said.get(a.id, 0), "reviewed": a.reviewed,
        }
        for a in found
    ]  # fmt: skip
    if form != "table":
        columns = ("id", "name", "kind", "country", "aliases", "now", "quotes", "reviewed")
        write_rows(rows, form, columns=columns)
        return
    if not rows:
        say(f"No actors {'fit' if known else 'yet'} in {store.shown}.")
        return
    table = new_table("Name", "Country", "Now", "Quotes", "Id")
    for row in rows:
        name = Text(printable(str(row["name"])), style="bold")
        if not row["reviewed"]:
            name.append(" (unreviewed)", style="not bold dim")
        cells = (row["country"] or "", row["now"] or "", row["quotes"], row["id"])
        table.add_row(name, *(Text(printable(str(cell))) for cell in cells))
    console().print(table)


@actors.command()
@click.argument("name")
@format_option(formats=("table", "json", "jsonl"))
@db_option
def show(name: str, form: str, db: str | None) -> None:
    """Show an actor: aliases, affiliations over time, said by, said about.

    \b
    quotes actors show zakharova
    """
    from dataclasses import asdict

    from rich.text import Text

    from quotes.as_json import quote_to_json
    from quotes.commands.output import write_json
    from quotes.commands.quote_tables import print_quotes
    from quotes.commands.shared import console, open_db
    from quotes.labels import with_current
    from quotes.store.actors import find_actor
    from quotes.store.reading import read_quotes
    from quotes.targets import DEFAULT
    from quotes.text import printable

    store = open_db(db, absent="fail")
    with store.read() as connection:
        actor = find_actor(connection, name)
        quotes = with_current(read_quotes(connection), DEFAULT)
    said_by = [q for q in quotes if q.speaker and q.speaker.actor == actor.id]
    said_about = _mentioning(actor, quotes)
    if form != "table":
        about = {"said_by": said_by, "said_about": said_about}
        write_json([{**asdict(actor), **{n: [quote_to_json(q) for q in qs] for n, qs in about.items()}}], form)
        return
    out = console()
    head = Text(printable(actor.name), style="bold")
    facts = (actor.kind, actor.country, actor.id, actor.wikidata, None if actor.reviewed else "not reviewed yet")
    head.append(" · " + " · ".join(printable(f) for f in facts if f), style="not bold")
    out.print(head)
    out.print(
        Text("also      " + printable(", ".join(a for a in actor.aliases if a != actor.name) or "no other names"))
    )
    for held in actor.affiliations:
        what = ", ".join(part for part in (held.role, held.organisation) if part)
        when = f"{held.since or '?'} to {held.until or 'now'}" if held.since or held.until else "dates unknown"
        office = f", {held.office}" if held.office else ""
        kind = {True: f"official{office}", False: "unofficial", None: "official or not: unknown"}[held.official]
        out.print(Text(printable(f"{when}: {what} ({kind})")))
    out.print(Text(f"\nSaid by: {len(said_by)}", style="bold"))
    print_quotes(said_by, target=DEFAULT)
    out.print(Text(f"Said about, by others: {len(said_about)}", style="bold"))
    print_quotes(said_about, target=DEFAULT)


@actors.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(ACTOR_KINDS), default="person", show_default=True)
@click.option("--country", metavar="CODE")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another spelling, in any script; repeatable.")
@click.option("--wikidata", metavar="Q...")
@click.option("--namesake", is_flag=True, help="Somebody else of that name is known already.")
@db_option
@as_option
def add(
    name: str,
    kind: str,
    country: str | None,
    aliases: tuple[str, ...],
    wikidata: str | None,
    namesake: bool,
    db: str | None,
    who: str | None,
) -> None:
    """Add an actor.

    \b
    quotes actors add "Maria Zakharova" --country RU --alias "Мария Захарова"
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.actors import put_actor
    from quotes.text import checked_name
    from quotes.values import country as country_code

    by, store, name = annotator(who), open_db(db, create=True), checked_name(name)
    code = country_code(country) if country else None
    with store.change(f"add actor {name}", by) as change:
        key = put_actor(change, name, kind=kind, country=code, aliases=aliases, wikidata=wikidata, namesake=namesake)
    say(f"added {name}")
    click.echo(key)


@actors.command()
@click.argument("name")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
@db_option
@as_option
def alias(name: str, aliases: tuple[str, ...], db: str | None, who: str | None) -> None:
    """Give an actor other spellings, in any script.

    \b
    quotes actors alias zakharova "Мария Захарова" Sacharowa
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.actors import find_actor, put_alias, reviewed

    by, store = annotator(who), open_db(db, absent="fail")
    with store.change(f"alias of {name}", by) as change:
        actor = find_actor(change.connection, name)
        new = [a for a in aliases if put_alias(change, actor.id, a)]
        reviewed(change, actor.id)
    say(f"{actor.name}: {', '.join(new) or 'nothing new'}")


@actors.command()
@click.argument("name")
@click.option("--role", metavar="TEXT")
@click.option("--organisation", metavar="TEXT")
@click.option("--office", type=click.Choice(OFFICES))
@click.option("--official/--unofficial", default=None)
@click.option("--since", metavar="DATE")
@click.option("--until", metavar="DATE")
@db_option
@as_option
def affiliation(
    name: str,
    role: str | None,
    organisation: str | None,
    office: Any,
    official: bool | None,
    since: str | None,
    until: str | None,
    db: str | None,
    who: str | None,
) -> None:
    """Say what an actor is or was, and when; an ex-minister is official only while in office.

    \b
    quotes actors affiliation lavrov --role "foreign minister" --office executive --official --since 2004-03-09
    """
    from quotes.actions.facts import check_office
    from quotes.commands.quote_options import usage
    from quotes.commands.shared import annotator, open_db
    from quotes.dates import iso_date
    from quotes.errors import InputError
    from quotes.store.actors import find_actor, put_affiliation, reviewed
    from quotes.types import Affiliation

    if not role and not organisation:
        raise InputError(f"say what {name} is: --role TEXT, --organisation TEXT or both")
    with usage():
        check_office(office, official)
    held = Affiliation(
        role, organisation, office, official if official is not None or office is None else True,
        iso_date(since) if since else None, iso_date(until) if until else None,
    )  # fmt: skip
    by, store = annotator(who), open_db(db, absent="fail")
    with store.change(f"affiliation of {name}", by) as change:
        actor = find_actor(change.connection, name)
        new = put_affiliation(change, actor.id, held)
        reviewed(change, actor.id)
    say(f"{actor.name}: {', '.join(p for p in (role, organisation) if p)}" + ("" if new else " (known)"))


@actors.command()
@click.argument("kept")
@click.argument("gone")
@db_option
@as_option
def merge(kept: str, gone: str, db: str | None, who: str | None) -> None:
    """Make two actors one: the second's names, affiliations and quotes follow to the first.

    \b
    quotes actors merge maria-zakharova zakharova
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.actors import find_actor, merge_actors

    by, store = annotator(who), open_db(db, absent="fail")
    with store.change(f"merge {gone} into {kept}", by) as change:
        first, second = find_actor(change.connection, kept), find_actor(change.connection, gone)
        moved = merge_actors(change, first.id, second.id)
    say(f"{second.name} is now {first.name}; {many(moved, 'quote')} followed; `quotes undo` parts them")


@actors.command()
@click.argument("name")
@click.argument("new_name", metavar="NEW_NAME")
@click.argument("ids", nargs=-1, required=True, metavar="QUOTE_ID...")
@db_option
@as_option
def split(name: str, new_name: str, ids: tuple[str, ...], db: str | None, who: str | None) -> None:
    """Give quotes of an actor to a new one: two people had been taken for one.

    \b
    quotes actors split aliyev "Nariman Aliyev" 3f2a 77b0
    """
    from quotes.commands.shared import annotator, open_db
    from quotes.store.actors import find_actor, split_actor
    from quotes.store.ids import full_id
    from quotes.store.reading import read_quotes
    from quotes.text import checked_name

    by, store, new_name = annotator(who), open_db(db, absent="fail"), checked_name(new_name)
    with store.change(f"split {new_name} from {name}", by) as change:
        actor = find_actor(change.connection, name)
        keys = [full_id(change.connection, prefix) for prefix in ids]
        key = split_actor(change, actor.id, new_name, read_quotes(change.connection, keys))
    say(f"{new_name} ({key}) has {many(len(keys), 'quote')} of {actor.name} now")
    click.echo(key)


def _affiliated(actor: Actor) -> str | None:
    held = actor.at(date.today().isoformat())
    return ", ".join(part for part in (held.role, held.organisation) if part) if held else None


def _mentioning(actor: Actor, quotes: tuple[Quote, ...]) -> list[Quote]:
    """Quotes of others in whose words a name of the actor stands whole."""
    from quotes.text import folded

    names = [f" {folded(name)} " for name in (actor.name, *actor.aliases)]
    return [
        q
        for q in quotes
        if not (q.speaker and q.speaker.actor == actor.id) and any(n in f" {folded(q.text)} " for n in names)
    ]
