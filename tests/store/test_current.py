"""Kept answers are those that the quotes give when they are asked one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select, text

from quotes.errors import NotFoundError, StoreError
from quotes.store import Store, schema
from quotes.store.actors import put_actor, put_affiliation
from quotes.store.current import keep_all, stamp, stamped
from quotes.store.doctor import examine
from quotes.store.labels import put_speaker
from quotes.store.undo import undo
from quotes.types import Affiliation, Speaker

from .sample import ANNA, by_hand, ingest, quotes_of, tag, words
from .steps import STEPS, in_force, last, step


def _ill(store: Store) -> dict[str, str]:
    """What doctor finds ill, but for quotes whose words stand nowhere: the steps replace words by such."""
    with store.read() as connection:
        found = examine(connection)
    return {finding.what: finding.detail for finding in found if not finding.well and finding.what != "quotes"}


def _kept(store: Store) -> dict[str, list[Any]]:
    """All kept answers, without the numbers under which they are kept."""
    with store.read() as connection:
        quote, label = schema.current_quote, schema.current_label
        quotes = connection.execute(select(*[c for c in quote.c if c.name != "row"]).order_by(quote.c.quote_id)).all()
        labels = connection.execute(
            select(quote.c.quote_id, *[c for c in label.c if c.name != "row"])
            .join(quote, quote.c.row == label.c.row)
            .order_by(quote.c.quote_id, label.c.target_id)
        ).all()
        return {"quotes": [tuple(row) for row in quotes], "labels": [tuple(row) for row in labels]}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_whatever_is_written_and_undone_what_is_kept_is_what_is_found_anew(
    make_store: Callable[[], Store], steps: Any
) -> None:
    store = make_store()
    try:
        for name, at in steps:
            step(store, name, at)
            assert _ill(store) == {}
        if in_force(store):
            try:
                undo(store, None, ANNA)
            except (NotFoundError, StoreError):
                return
            assert _ill(store) == {}
            undo(store, last(store), ANNA)
            assert _ill(store) == {}
        before = _kept(store)
        with store.change("anew", ANNA) as change:
            keep_all(change.connection)
        assert _kept(store) == before
    finally:
        store.engine.dispose()


def test_a_change_that_fails_leaves_what_is_kept_as_it_was(store: Store) -> None:
    _, ids = ingest(store)
    before = _kept(store)
    with pytest.raises(RuntimeError), store.change("tag", ANNA) as change:
        change.update(schema.quote, {"id": ids[0]}, said="2031")
        raise RuntimeError("the disk fell out")
    assert _kept(store) == before


@pytest.mark.parametrize(
    ("held", "official"),
    [
        ((Affiliation("minister", official=True, since="2020"),), True),
        ((Affiliation("minister", official=True, until="2020"),), None),
        ((Affiliation("minister", official=True), Affiliation("envoy", official=True)), True),
        ((Affiliation("minister", official=True), Affiliation("analyst", official=False)), None),
        ((), None),
    ],
)  # fmt: skip
def test_an_undated_quote_has_an_office_only_if_the_actors_never_changed(
    store: Store, held: tuple[Affiliation, ...], official: bool | None
) -> None:
    with store.change("actor", ANNA) as change:
        key = put_actor(change, "Mira Kovalenko", affiliations=held)
    (quote,) = by_hand(store, words("Aye."))
    with store.change("speaker", ANNA) as change:
        put_speaker(change, quote, Speaker("Mira Kovalenko", actor=key))
    (read,) = quotes_of(store, quote)
    assert read.speaker is not None and read.speaker.official is official
    assert _ill(store) == {}


def test_an_affiliation_that_is_told_later_changes_what_is_kept_of_the_actors_quotes(store: Store) -> None:
    ingest(store, facts={"published": "2022-05-01"})
    with store.change("role", ANNA) as change:
        put_affiliation(change, "olzhas-ferhatov", Affiliation("sailor", official=True, since="2022"))
    with store.read() as connection:
        quote = schema.current_quote
        found = connection.execute(select(quote.c.official).where(quote.c.voice == "olzhas-ferhatov")).scalars().all()
    assert found == [True]
    undo(store, None, ANNA)
    assert _ill(store) == {}


def test_a_store_whose_answers_were_kept_by_other_rules_is_made_anew_when_it_is_opened(location: str) -> None:
    from quotes.store import open_store

    store = open_store(location)
    _, ids = ingest(store)
    tag(store, ids[0])
    right = _kept(store)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE kept SET value = 'old' WHERE name = 'rules'"))
        connection.execute(text("UPDATE current_quote SET country = 'RU', voice = 'nobody'"))
        connection.execute(text("DELETE FROM current_label"))
    store.engine.dispose()
    said: list[str] = []
    again = open_store(location, progress=lambda what, done, of: said.append(what))
    assert _kept(again) == right
    with again.read() as connection:
        assert stamped(connection) == stamp()
    assert set(said) == {"bringing the store up to date"}
    again.engine.dispose()
