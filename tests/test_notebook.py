"""The library in a notebook: a store as a pandas table."""

import pytest

import quotes
from quotes.errors import InputError
from quotes.store import open_store
from quotes.store.merging import merge_quotes
from quotes.store.shipped import shipped_quotes
from quotes.types import Annotator


def filled(path):
    store, by = open_store(str(path)), Annotator("Ann")
    with store.change("test", by) as change:
        merge_quotes(change, shipped_quotes(), by=by)
    return store


def test_a_store_its_path_and_its_quotes_give_the_same_table(tmp_path):
    store = filled(tmp_path / "quotes.db")
    table = quotes.frame(store)
    assert table.equals(quotes.frame(tmp_path / "quotes.db"))
    assert len(table) == len(shipped_quotes())
    assert table.index.name == "id"


def test_a_table_answers_who_is_critical(tmp_path):
    table = quotes.frame(filled(tmp_path / "quotes.db"))
    critical = set(table[table["stance"] == "against"]["speaker"])
    assert any("Dugin" in name for name in critical)


def test_a_store_that_does_not_exist_gives_an_empty_table_and_is_not_made(tmp_path):
    assert quotes.frame(tmp_path / "none.db").empty
    assert not (tmp_path / "none.db").exists()


def test_a_label_for_one_target_is_missing_for_another(tmp_path):
    table = quotes.frame(filled(tmp_path / "quotes.db"), target="Georgia")
    assert table["stance"].isna().all()


def test_a_store_is_asked_with_filters_as_they_are_written_on_the_command_line(tmp_path):
    filled(tmp_path / "quotes.db")
    store = quotes.open(tmp_path / "quotes.db")
    every = store.quotes()
    official = store.quotes("official, country=RU")
    assert official and all(q.speaker.official and q.speaker.country == "RU" for q in official)
    assert [q.id for q in store.quotes(limit=3)] == [q.id for q in every[:3]]
    assert [q.id for q in store.quotes(after=every[2].id, limit=2)] == [q.id for q in every[3:5]]
    assert all("humiliation" in q.text for q in store.quotes(words="humiliation"))
    assert list(quotes.frame(store, "official", "country=RU", limit=2).index) == [q.id for q in official[:2]]
    with pytest.raises(InputError, match="colour"):
        store.quotes("colour=red")
    with pytest.raises(InputError, match="asked of a store"):
        quotes.frame(every, "official")
