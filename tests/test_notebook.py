"""The library in a notebook: a store as a pandas table."""

import quotes
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
