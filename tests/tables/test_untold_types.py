"""A quote whose type nobody told has the one that its quotation marks tell; a type that is told wins."""

import json

import pytest

from quotes.as_json import quote_from_json
from quotes.errors import InputError
from quotes.tables.reading import read_table
from quotes.tables.rows import quote_to_row, row_to_quote
from quotes.types import Quote, pieces_of

WORDS = {"“It is a defeat.”": "direct", "it was “a defeat” for them": "mixed", "it was a defeat": "indirect"}


def types_of(table):
    assert not table.bad, table.bad
    return [quote.type for _, quote in table.quotes]


def csv_of(*lines):
    return "".join(f"{line}\n" for line in lines).encode()


def test_a_table_without_a_column_of_types_is_read_by_its_marks():
    assert types_of(read_table(csv_of("quote;speaker", *(f"{words};A" for words in WORDS)), name="t.csv")) == [
        *WORDS.values()
    ]


@pytest.mark.parametrize("type_", ["direct", "indirect", "mixed"])
def test_a_type_that_is_told_wins_and_an_empty_cell_tells_none(type_):
    table = csv_of("quote;type", *(f"{words};{type_}" for words in WORDS), *(f"{words};" for words in WORDS))
    assert types_of(read_table(table, name="t.csv")) == [type_] * 3 + [*WORDS.values()]


def test_a_type_that_is_none_is_a_bad_row_and_the_others_are_read():
    table = read_table(csv_of("quote;type", "it was a defeat;shouted", "it was a defeat;", ";"), name="t.csv")
    assert [(bad.number, bad.column) for bad in table.bad] == [(2, "type")]
    assert [quote.type for _, quote in table.quotes] == ["indirect"]


@pytest.mark.parametrize("name", ["t.json", "t.jsonl"])
def test_objects_without_a_type_are_read_by_their_marks(name):
    flat = [{"text": words} for words in WORDS]
    nested = [{"text": words, "speaker": {"name": "A"}, "type": None} for words in WORDS]
    pieces = [{"content": [{"start": 3, "end": 3 + len(words), "text": words}]} for words in WORDS]
    rows = [*flat, *nested, *pieces]
    lines = json.dumps(rows) if name == "t.json" else "".join(json.dumps(row) + "\n" for row in rows)
    assert types_of(read_table(lines.encode(), name=name)) == [*WORDS.values()] * 3


def test_a_piece_whose_words_are_no_text_is_named():
    with pytest.raises(InputError, match="content must be an object with start, end and text"):
        quote_from_json({"content": [{"start": 0, "end": 1, "text": 5}]})


def test_a_type_that_was_cleared_in_an_export_is_told_by_the_marks_of_the_words_as_they_are_now():
    row = quote_to_row(Quote(pieces_of("“It is a defeat.”"), type="mixed"))
    assert row_to_quote(row).type == "mixed"
    assert row_to_quote({**row, "type": ""}).type == "direct"
    assert row_to_quote({**row, "type": "", "text": "it is a defeat"}).type == "indirect"
    assert row_to_quote({**row, "text": "it is a defeat"}).type == "mixed"
