"""Reading undoes writing, for every format and every quote."""

import importlib.util
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.tables.excel import escape_xml, is_risky, mark, unescape_xml, unmark
from quotes.tables.reading import read_table
from quotes.tables.rows import COLUMNS, quote_to_row, row_to_quote
from quotes.tables.writing import write_table
from quotes.types import Quote, pieces_of

_spec = importlib.util.spec_from_file_location("strategies", Path(__file__).with_name("strategies.py"))
strategies = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(strategies)

FORMATS = ["csv", "tsv", "jsonl", "json", "xlsx", "parquet"]
calm = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def written(quotes, **options):
    stream = io.BytesIO()
    write_table(quotes, stream, **options)
    return stream.getvalue()


def brought_back(quotes, **options):
    table = read_table(written(quotes, **options), name=f"table.{options['format']}")
    assert not table.bad, table.bad
    return [quote for _, quote in table.quotes]


@given(strategies.quotes)
@calm
def test_a_row_says_everything_about_a_quote(quote):
    row = quote_to_row(quote)
    assert set(COLUMNS) <= set(row)
    assert all(isinstance(cell, str) for cell in row.values())
    assert row_to_quote(row) == quote


@pytest.mark.parametrize("format", FORMATS)
@given(quotes=st.lists(strategies.quotes, min_size=1, max_size=3))
@calm
def test_reading_undoes_writing(format, quotes):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    assert brought_back(quotes, format=format) == quotes


@pytest.mark.parametrize("format", ["csv", "tsv"])
@given(quotes=st.lists(strategies.quotes, min_size=1, max_size=3))
@calm
def test_reading_undoes_the_marks_for_spreadsheets(format, quotes):
    assert brought_back(quotes, format=format, excel_safe=True) == quotes


@given(strategies.words)
@calm
def test_a_mark_is_taken_away_exactly(cell):
    assert unmark(mark(cell)) == cell
    assert unmark(mark(mark(cell))) == mark(cell)
    assert not is_risky(mark(cell))


@given(strategies.words | st.text(alphabet="_x05FABCD\r\x0b"))
@calm
def test_what_xml_cannot_hold_comes_back(cell):
    assert unescape_xml(escape_xml(cell)) == cell


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xlsx", "parquet"])
def test_no_quotes_make_a_table_without_rows(format):
    assert brought_back([], format=format) == []


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_what_no_database_keeps_is_refused_by_id(format, bad):
    with pytest.raises(InputError, match="quote 'q7'"):
        written([Quote(pieces_of("Words"), id="q7", note=bad)], format=format)


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-a", "@x", " =1", "\u00a0=1", "＝1", "－1", "\tx", "\rx", "-5+cmd"])
def test_a_cell_that_would_run_is_marked(cell):
    assert mark(cell) == "'" + cell
    assert mark("'" + cell) == "''" + cell


@pytest.mark.parametrize("cell", ["-5", "+3.2", "-1,5", "1e-3", "-5%", "it's", "'tis", "", "a=b", "–"])
def test_numbers_and_plain_words_are_not_marked(cell):
    assert mark(cell) == cell
