"""Looking a store over."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from quotes.store import Store
from quotes.store.doctor import examine, mend
from quotes.store.writing import remove_quote

from .sample import ANNA, by_hand, ingest, words


def _ill(store: Store) -> dict[str, str]:
    with store.read() as connection:
        return {finding.what: finding.detail for finding in examine(connection) if not finding.well}


def test_an_empty_store_is_well(store: Store) -> None:
    assert _ill(store) == {}


def test_a_healthy_store_is_well_and_tells_what_made_it(store: Store) -> None:
    _, ids = ingest(store)
    by_hand(store, words("We sail at dawn."))
    with store.change("remove", ANNA) as change:
        remove_quote(change, ids[0])
    assert _ill(store) == {}
    with store.read() as connection:
        told = {finding.what: finding.detail for finding in examine(connection)}
    assert told["found by"] == "finder 1: 2 quotes"
    assert told["search index"] == "3 of 3 quotes"
    assert told["actors"] == "2, of them 2 not reviewed yet"


@pytest.mark.parametrize(
    ("statement", "what", "detail"),
    [
        ("UPDATE article_version SET text = 'x' || text", "article texts", "1 changed behind the store's back"),
        ("UPDATE article_version SET text = 'x' || text", "quotes", "3 orphaned"),
        ("DELETE FROM piece", "quotes without words", ""),
        ("UPDATE piece SET exact = '  '", "quotes without words", ""),
        ("DELETE FROM quote_search", "search index", "0 of 4 quotes: run `quotes doctor --mend`"),
        (
            "UPDATE current_quote SET row = 99 WHERE type = 'direct' AND day IS NULL AND actor_id IS NULL "
            "AND name IS NULL",
            "search index",
            "3 of 4 quotes",
        ),
        ("UPDATE current_quote SET country = 'RU' WHERE name = 'mira kovalenko'", "kept answers", "2 differ"),
        ("DELETE FROM current_quote", "kept answers", "4 differ"),
        ("UPDATE kept SET value = '0' WHERE name = 'rules'", "kept answers", "made by other rules"),
    ],
)
def test_what_is_broken_is_named(store: Store, statement: str, what: str, detail: str) -> None:
    ingest(store)
    by_hand(store, words("We sail at dawn."))
    with store.engine.begin() as connection:
        connection.execute(text(statement))
    assert detail in _ill(store)[what]


def test_a_reference_that_leads_nowhere_is_counted() -> None:
    from quotes.store import open_store

    store = open_store(":memory:")
    ingest(store)
    with store.engine.connect() as connection:
        connection.execute(text("COMMIT"))
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        connection.execute(text("DELETE FROM article_version"))
        connection.execute(text("PRAGMA foreign_keys = ON"))
        connection.execute(text("BEGIN"))
        connection.commit()
    assert _ill(store)["references"] == "3 broken"


def test_a_new_index_mends_the_search(store: Store) -> None:
    ingest(store)
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM quote_search"))
        connection.execute(text("UPDATE current_quote SET country = 'RU'"))
    with store.change("doctor --mend", ANNA) as change:
        mend(change.connection)
    assert _ill(store) == {}
