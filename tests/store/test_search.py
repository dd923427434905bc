"""Full text search."""

from __future__ import annotations

import pytest

from quotes.errors import InputError
from quotes.filter import Filter
from quotes.store import Store
from quotes.store.actors import put_actor, put_alias
from quotes.store.labels import put_speaker
from quotes.store.search import reindex
from quotes.store.undo import undo
from quotes.store.writing import edit_quote, remove_quote, replace_content
from quotes.types import Span, Speaker

from .sample import ANNA, FINDER, by_hand, hits, ingest, words


def _hits(store: Store, query: str, *, raw: bool = False) -> list[str]:
    with store.read() as connection:
        return hits(connection, query, raw=raw)


@pytest.fixture
def sea(store: Store) -> dict[str, str]:
    quotes = {
        "cyrillic": words("«Мы поплывём на рассвете», — сказала Захарченко.", "Инна Захарченко"),
        "azeri": words("Dənizdə fırtına var, gəmilər gözləyir.", "Gülnarə Şəfiyeva"),
        "english": words("The harbour won't re-open at 3.14 per cent/year; see lantern.example.", "Mira Kovalenko"),
        "title": words("Nothing of note.", title="Café Überfahrt", note="heard on the pier_side"),
    }
    return dict(zip(quotes, by_hand(store, *quotes.values()), strict=True))


@pytest.mark.parametrize(
    ("query", "which"),
    [
        ("рассвете", "cyrillic"), ("РАССВЕТЕ", "cyrillic"), ("поплывем", "cyrillic"), ("zakharchenko", "cyrillic"),
        ("Захарч", "cyrillic"), ("inna zakh", "cyrillic"), ("fırtına", "azeri"), ("firtina", "azeri"),
        ("Safiyeva", "azeri"), ("ŞƏFİYEVA", "azeri"), ("gozleyir", "azeri"), ("harb", "english"),
        ("won't", "english"), ("3.14", "english"), ("re-open", "english"), ("cent/year", "english"),
        ("year", "english"),
        ("lantern.example", "english"), ("example", "english"), ("Коваленко", "english"), ("cafe", "title"),
        ("uberfahrt", "title"), ("pier_side", "title"), ("side", "title"), ("note pier", "title"),
    ],
)  # fmt: skip
def test_words_are_found_in_any_script_without_marks_and_by_their_beginning(
    store: Store, sea: dict[str, str], query: str, which: str
) -> None:
    assert _hits(store, query) == [sea[which]]


def test_every_word_must_be_there_and_only_the_last_may_be_a_beginning(store: Store, sea: dict[str, str]) -> None:
    assert _hits(store, "harbour Kovalenko") == [sea["english"]]
    assert _hits(store, "harbour Захарченко") == []
    assert _hits(store, "harb open") == []


@pytest.mark.parametrize(
    "query",
    ["'", '"', "\\", ":*", "*", "()", "AND", "a OR", "NEAR(", "body:", "quote_id : x", "-harbour", "^", "a & | !",
     "' OR 1=1 --", '"harbour', "harbour*", "won't :*", "<->", "a" * 500, "a " * 250, "' " * 250,
     "%", "{}", "🌊", "\u202e", "؟", "½", "İ"],
)  # fmt: skip
def test_no_query_is_run_as_syntax(store: Store, sea: dict[str, str], query: str) -> None:
    try:
        _hits(store, query)
    except InputError as error:
        assert "no word to look for" in str(error)


@pytest.mark.parametrize("query", ["", "  ", "a" * 501, "harbour\x00", "harbour \ud800"])
def test_what_cannot_be_looked_for_is_said(store: Store, query: str) -> None:
    with pytest.raises(InputError, match="search"):
        _hits(store, query)
    with pytest.raises(InputError, match="search"):
        _hits(store, query or "x" * 501, raw=True) or _hits(store, "\x00", raw=True)


def test_raw_queries_are_the_databases_own(store: Store, sea: dict[str, str]) -> None:
    assert set(_hits(store, "harbour OR cafe", raw=True)) == {sea["english"], sea["title"]}
    assert _hits(store, '"at 3 14"', raw=True) == [sea["english"]]
    if store.engine.dialect.name == "sqlite":
        for bad in ("NEAR(", '"open', "nothing:harbour", "AND"):
            with pytest.raises(InputError, match=r"is not valid.*leave --raw out"):
                _hits(store, bad, raw=True)


def test_the_index_follows_every_edit_and_every_undo(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn.", "Mira Kovalenko"))

    def _step(query: str, old: str | None = None) -> None:
        assert _hits(store, query) == [key]
        assert old is None or _hits(store, old) == []

    with store.change("edit", ANNA) as change:
        edit_quote(change, key, note="lighthouse")
    _step("lighthouse")
    with store.change("edit", ANNA) as change:
        replace_content(change, key, (Span(0, 3, "Dusk"),), None)
    _step("dusk", "dawn")
    with store.change("edit", ANNA) as change:
        put_speaker(change, key, Speaker("Olzhas Ferhatov"))
    _step("ferhatov", "kovalenko")
    with store.change("remove", ANNA) as change:
        remove_quote(change, key)
    assert _hits(store, "dusk") == []
    for query, old in (("dusk", None), ("kovalenko", "ferhatov"), ("dawn", "dusk"), ("dawn", "lighthouse")):
        undo(store, None, ANNA)
        _step(query, old)
    undo(store, None, ANNA)
    assert _hits(store, "dawn") == []


def test_an_alias_is_found_until_it_is_taken_back(store: Store) -> None:
    with store.change("actor", ANNA) as change:
        actor = put_actor(change, "Mira Kovalenko")
    ingest(store)
    with store.change("alias", ANNA) as change:
        put_alias(change, actor, "The Ferrywoman")
    assert len(_hits(store, "ferrywoman")) == 2
    undo(store, None, ANNA)
    assert _hits(store, "ferrywoman") == []
    with store.read() as connection:
        from quotes.store.history import changes

        number = changes(connection)[0]["number"]
    undo(store, number, ANNA)
    assert len(_hits(store, "ferrywoman")) == 2


def test_a_whole_new_index_finds_the_same(store: Store, sea: dict[str, str]) -> None:
    ingest(store)
    queries = ("harbour", "мы", "kovalenko", "cafe", "ferries")
    before = [sorted(_hits(store, query)) for query in queries]
    with store.change("mend", FINDER) as change:
        reindex(change.connection)
    assert [sorted(_hits(store, query)) for query in queries] == before


def test_a_very_long_quote_is_kept_and_found_by_its_beginning(store: Store) -> None:
    (key,) = by_hand(store, words("lighthouse " + " ".join(f"w{n}" for n in range(300_000))))
    assert _hits(store, "lighthouse w7") == [key]


@pytest.mark.parametrize("asked", ["O'Brien", "O’Brien", "o'brien li", "O'Brien lies"])
def test_a_name_with_an_apostrophe_is_found_in_the_words_whichever_apostrophe_they_have(
    store: Store, asked: str
) -> None:
    keys = by_hand(store, words("“O'Brien lies.”", "A"), words("“O’Brien lies.”", "B"))
    assert {quote.id for quote in store.quotes(Filter(text=asked))} == set(keys)
