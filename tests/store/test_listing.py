"""Actors as a list shows them: by name in any script, so many at once, each with its number of quotes."""

from __future__ import annotations

from quotes.store import Store
from quotes.store.actors import put_actor
from quotes.store.listing import actor_ids, count_actors, quotes_by_actor
from quotes.store.writing import remove_quote

from .sample import ANNA, by_hand, ingest, words


def named(store: Store, *names: str) -> list[str]:
    with store.change("actors", ANNA) as change:
        return [put_actor(change, name) for name in names]


def test_actors_come_in_the_order_of_their_folded_names_on_both_databases(store: Store) -> None:
    yana, ali, boris, cigdem, b_oris = named(store, "Яна Белова", "Əli Həsənov", "Boris Zorin", "Çiğdem Ak", "Bo Risin")
    with store.read() as connection:
        assert actor_ids(connection) == [b_oris, boris, cigdem, ali, yana]
        assert actor_ids(connection, limit=2) == [b_oris, boris]
        assert actor_ids(connection, among={yana, ali, "nobody"}) == [ali, yana]
        assert actor_ids(connection, among=()) == []


def test_actors_are_counted_no_further_than_asked(store: Store) -> None:
    named(store, "Anna Li", "Boris Zorin")
    ingest(store)  # which makes two that nobody has looked at
    with store.read() as connection:
        assert [count_actors(connection), count_actors(connection, most=3)] == [4, 3]
        assert count_actors(connection, unreviewed=True) == len(actor_ids(connection, unreviewed=True)) == 2
        assert count_actors(connection, among={"anna-li"}, unreviewed=True) == 0


def test_quotes_are_counted_by_actor_and_those_of_strangers_are_nobodys(store: Store) -> None:
    _, (first, *_) = ingest(store)
    by_hand(store, words("x", "Nobody Known"))
    with store.read() as connection:
        counts = quotes_by_actor(connection, actor_ids(connection))
        assert counts == {"mira-kovalenko": 2, "olzhas-ferhatov": 1}
        assert quotes_by_actor(connection, ["mira-kovalenko", "nobody"]) == {"mira-kovalenko": 2}
    with store.change("remove", ANNA) as change:
        remove_quote(change, first)
    with store.read() as connection:
        assert quotes_by_actor(connection, ["mira-kovalenko"]) == {"mira-kovalenko": 1}
