"""`quotes actors add`, `alias`, `affiliation`, `merge`, `split`: repairing who is who."""

from __future__ import annotations

from typing import Any

import click

from quotes.commands.shared import as_option, db_option, say
from quotes.text import many
from quotes.types import ACTOR_KINDS, OFFICES


@click.command()
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
    from quotes.actions import actors
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, create=True)
    added = actors.add(
        store, name, by, kind=kind, country=country, aliases=aliases, wikidata=wikidata, namesake=namesake
    )
    say(f"added {added.name}")
    click.echo(added.id)


@click.command()
@click.argument("name")
@click.argument("aliases", nargs=-1, required=True, metavar="ALIAS...")
@db_option
@as_option
def alias(name: str, aliases: tuple[str, ...], db: str | None, who: str | None) -> None:
    """Give an actor other spellings, in any script.

    \b
    quotes actors alias zakharova "Мария Захарова" Sacharowa
    """
    from quotes.actions.actors import add_aliases
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    actor, new = add_aliases(store, name, aliases, by)
    say(f"{actor.name}: {', '.join(new) or 'nothing new'}")


@click.command()
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
    from quotes.actions import actors
    from quotes.commands.quote_options import usage
    from quotes.commands.shared import annotator, open_db

    with usage():
        held = actors.affiliation(
            name, role=role, organisation=organisation, office=office, official=official, since=since, until=until
        )
    by, store = annotator(who), open_db(db, absent="fail")
    actor, new = actors.affiliate(store, name, held, by)
    say(f"{actor.name}: {', '.join(p for p in (role, organisation) if p)}" + ("" if new else " (known)"))


@click.command()
@click.argument("kept")
@click.argument("gone")
@db_option
@as_option
def merge(kept: str, gone: str, db: str | None, who: str | None) -> None:
    """Make two actors one: the second's names, affiliations and quotes follow to the first.

    \b
    quotes actors merge maria-zakharova zakharova
    """
    from quotes.actions import actors
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    done = actors.merge(store, kept, gone, by)
    followed = f"{many(done.quotes, 'quote')} followed"
    say(f"{done.gone.name} is now {done.kept.name}; {followed}; `quotes undo` parts them")


@click.command()
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
    from quotes.actions import actors
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    done = actors.split(store, name, new_name, ids, by)
    say(f"{done.name} ({done.new}) has {many(done.quotes, 'quote')} of {done.actor.name} now")
    click.echo(done.new)


COMMANDS = (add, alias, affiliation, merge, split)
