"""Random sequences of all that can be written to a store, and everything that a user can see of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import select

from quotes.errors import StoreError
from quotes.store import Store, schema
from quotes.store.actors import merge_actors, put_actor, put_affiliation, put_alias, split_actor
from quotes.store.articles import list_articles, put_article
from quotes.store.history import changes
from quotes.store.ids import with_ids
from quotes.store.labels import put_speaker, put_stance
from quotes.store.merging import merge_quotes
from quotes.store.reading import read_actors, read_quotes
from quotes.store.refresh import apply, plan, versions_with_quotes
from quotes.store.undo import undo
from quotes.store.writing import edit_quote, put_quotes, remove_quote, replace_content
from quotes.types import Affiliation, Article, Span, Speaker, Stance

from .sample import ANNA, BORIS, FINDER, JUDGE, MODEL, TEXT, found, hits, ingest, words

_SEARCHES = ("kovalenko", "ferhatov", "bridge", "paint", "painting", "Шкипер", "lighthouse", "split", "fishermen")


def seen(store: Store) -> dict[str, Any]:
    """Everything that a user can see of a store, its history aside."""
    with store.read() as connection:
        return {
            "quotes": read_quotes(connection),
            "removed": sorted(q.id for q in read_quotes(connection, removed=True)),
            "actors": read_actors(connection),
            "articles": list_articles(connection),
            "search": [sorted(hits(connection, query)) for query in _SEARCHES],
            "edited": sorted(connection.execute(select(schema.quote.c.id).where(schema.quote.c.edited)).scalars()),
        }


def in_force(store: Store) -> list[str]:
    with store.read() as connection:
        return [row["command"] for row in changes(connection, limit=500) if row["undone_by"] is None][::-1]


def last(store: Store) -> int:
    with store.read() as connection:
        return int(changes(connection)[0]["number"])


# Any sequence of changes, each drawn as (which, a number that picks its quote or actor)
def _pick(items: Any, at: int) -> Any:
    items = list(items)
    return items[at % len(items)] if items else None


def _do_edit(c: Any, at: int) -> None:
    if quote := _pick(read_quotes(c.connection), at):
        edit_quote(c, quote.id, note=f"lighthouse {at}", said="2031")


def _do_words(c: Any, at: int) -> None:
    if quote := _pick(read_quotes(c.connection), at):
        replace_content(c, quote.id, tuple(Span(n, n + 8, "painting") for n in range(at % 3 + 1)), None)


def _do_remove(c: Any, at: int) -> None:
    if quote := _pick(read_quotes(c.connection), at):
        remove_quote(c, quote.id)


def _do_tag(c: Any, at: int) -> None:
    if quote := _pick(read_quotes(c.connection), at):
        put_stance(c, quote.id, Stance("Ruritania", ("favor", "against", None)[at % 3],
                                       annotator=(ANNA, MODEL, JUDGE)[at // 3 % 3]))  # fmt: skip


def _do_speaker(c: Any, at: int) -> None:
    if quote := _pick(read_quotes(c.connection), at):
        actor = _pick(read_actors(c.connection), at // 2)
        put_speaker(c, quote.id, Speaker(f"Shipper {at}", actor=actor), by=(ANNA, FINDER, JUDGE)[at % 3])


def _do_actor(c: Any, at: int) -> None:
    put_actor(c, f"Person {at % 4}", namesake=True, affiliations=(Affiliation("captain", official=True),))


def _do_alias(c: Any, at: int) -> None:
    if actor := _pick(read_actors(c.connection), at):
        put_alias(c, actor, "Шкипер", shared=True)
        put_affiliation(c, actor, Affiliation(f"role {at % 3}", since="2030"))


def _do_merge(c: Any, at: int) -> None:
    actors = list(read_actors(c.connection))
    if len(actors) > 1:
        kept = actors.pop(at % len(actors))
        merge_actors(c, kept, actors[at % len(actors)])


def _do_split(c: Any, at: int) -> None:
    linked = [q for q in read_quotes(c.connection) if q.speaker and q.speaker.actor]
    if quote := _pick(linked, at):
        split_actor(c, quote.speaker.actor, "Mira Split", [quote])


def _do_add(c: Any, at: int) -> None:
    put_quotes(c, with_ids([words(f"The bridge, take {at % 5}", "Mira Kovalenko", stances=(
        Stance("Ruritania", "favor", annotator=BORIS),))], ""))  # fmt: skip


def _do_refresh(c: Any, at: int) -> None:
    if version := _pick(versions_with_quotes(c.connection), at):
        now = found(version.text)
        start, end = now[2].content[0].start, now[2].content[0].end - 2
        shorter = replace(now[2], content=(Span(start, end, version.text[start:end]),))
        finds = with_ids((now[at % 3], shorter), version.article_id)
        apply(c, plan(c.connection, version.version_id, finds), version.text, FINDER)


def _do_article(c: Any, at: int) -> None:
    facts = {"published": ("2031", "2032-05", "2033-01-02")[at % 3], "publisher": f"Lantern {at % 2}"}
    put_article(c, Article("Later. " * (at % 3) + TEXT, **facts), given=("published", "publisher"))


def _do_country(c: Any, at: int) -> None:
    if actor := _pick(read_actors(c.connection), at):
        c.update(schema.actor, {"id": actor}, country=("RU", "AZ", None)[at % 3])


def _do_office(c: Any, at: int) -> None:
    if actor := _pick(read_actors(c.connection), at):
        held = Affiliation(
            "minister", office="executive", official=True, since=("2030", "2031-06")[at % 2], until="2033"
        )
        put_affiliation(c, actor, held)


def _do_import(c: Any, at: int) -> None:
    given = Stance(("Ruritania", "Borduria")[at % 2], "against", annotator=BORIS, score=0.5)
    brought = replace(words(f"Imported, take {at % 3}", "Mira Kovalenko"), stances=(given,), said="2032-07")
    merge_quotes(c, [brought], by=BORIS)


_DOING = {f.__name__: f for f in (_do_edit, _do_words, _do_remove, _do_tag, _do_speaker, _do_actor, _do_alias,
                                  _do_merge, _do_split, _do_add, _do_refresh, _do_article,
                                  _do_country, _do_office, _do_import)}  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(("ingest", *_DOING)), st.integers(0, 30)) | st.tuples(st.just("undo"), st.integers(0, 9)),
    min_size=1,
    max_size=8,
)


def step(store: Store, name: str, at: int) -> None:
    if name == "ingest":
        ingest(store, "Later. " * (at % 3) + TEXT)
    elif name == "undo":
        with store.read() as connection:
            force = [r["number"] for r in changes(connection, limit=500) if r["undone_by"] is None]
        if force:
            before = seen(store)
            try:
                undo(store, force[at % len(force)], ANNA)
            except StoreError as error:
                assert "cannot be undone before change" in str(error)
                assert seen(store) == before
    else:
        with store.change(name, ANNA) as change:
            _DOING[name](change, at)
