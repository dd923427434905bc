"""Tables into the store: read as told or as last time, and nothing twice."""

import pytest

from quotes.actions import take_in
from quotes.errors import InputError

from .sample import ANNA, BORIS, quotes_of

TABLE = "Redner;Zitat;Haltung\nVera Orlova;„Das ist ein Fehler“;lauwarm\nOlena Koval;sie seien bereit;pro\n".encode()
MAPPING, LABELS = {"Redner": "speaker"}, {"lauwarm": "against"}


def read(store, table=TABLE, **words):
    return take_in.read(store, table, take_in.Reading(), name="t.csv", **words)


def keep(store, *tables, by=ANNA, **options):
    return take_in.keep(store, list(tables), by, command="import t.csv", **options)


def test_a_table_adds_its_good_rows_and_tells_the_bad_ones(store):
    one = read(store)
    assert [(bad.number, bad.column) for bad in one.table.bad] == [(2, "Haltung")]
    assert keep(store, one) == take_in.TakenIn(1, 0, 0, 1)
    assert [(quote.type, quote.confidence) for quote in quotes_of(store)] == [("indirect", 1.0)]


def test_the_words_that_a_table_was_read_by_are_those_of_the_next_like_it(store):
    first = read(store, mapping=MAPPING, labels=LABELS)
    assert first.to_remember and not first.remembered and first.table.bad == ()
    keep(store, first)
    again = read(store)
    assert again.remembered and not again.to_remember and again.table.quotes == first.table.quotes


def test_nothing_is_taken_in_twice_and_labels_of_others_join(store):
    one = read(store, mapping=MAPPING, labels=LABELS)
    assert keep(store, one, by=ANNA) == take_in.TakenIn(2, 0, 0, 2)
    assert keep(store, one, by=BORIS) == take_in.TakenIn(0, 2, 0, 2)


def test_a_bare_surname_is_that_of_the_actors_who_came_before_it(store):
    names = ("Mira Kovalenko", "Kovalenko", "Kovalenko", "Anna Kovalenko", "Kovalenko")
    lines = "".join(f'{{"text": "{n}", "speaker": {{"name": "{name}"}}}}\n' for n, name in enumerate(names))
    keep(store, take_in.read(store, lines.encode(), take_in.Reading(), name="t.jsonl"))
    told = {quote.text: quote.speaker.actor for quote in quotes_of(store)}
    assert [told[str(n)] for n in range(len(names))] == [
        "mira-kovalenko", "mira-kovalenko", "mira-kovalenko", "anna-kovalenko", None,
    ]  # fmt: skip


def test_what_is_stored_is_held_no_longer(store):
    tables = [read(store), read(store, mapping=MAPPING, labels=LABELS)]
    take_in.keep(store, tables, ANNA, command="import t.csv")
    assert tables == []


def test_what_is_no_table_is_refused(store):
    with pytest.raises(InputError, match=r"t\.csv is empty"):
        read(store, b"")
