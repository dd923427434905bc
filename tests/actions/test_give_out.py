"""Quotes go out as they are asked for, to a file or a stream; JSON lines a batch at a time."""

import io
import json

import pytest

from quotes.actions.give_out import format_of, give_out
from quotes.filter import Filter, Selection
from quotes.tables.reading import read_table

from .sample import quotes_of


def quotes_in(path):
    return [quote for _, quote in read_table(path).quotes]


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "xlsx"])
def test_a_file_holds_the_quotes_of_the_selection(filled, tmp_path, format):
    path = tmp_path / f"out.{format}"
    assert give_out(filled, Selection(), path, format=format) == 2
    assert [quote.id for quote in quotes_in(path)] == [quote.id for quote in quotes_of(filled)]
    assert give_out(filled, Selection((Filter(speaker="kovalenko"),)), path, format=format) == 1
    assert [quote.text for quote in quotes_in(path)] == ["“Moscow lies,”"]


def test_json_lines_are_in_the_stream_before_the_next_batch_is_read(filled, monkeypatch):
    from quotes.store import streaming

    stream, before = io.BytesIO(), []
    real = streaming.read_quotes
    monkeypatch.setattr(streaming, "PART", 1)
    monkeypatch.setattr(
        streaming, "read_quotes", lambda *given: [before.append(stream.getvalue().count(b"\n")), real(*given)][1]
    )
    assert give_out(filled, Selection(), stream, format="jsonl") == 2
    assert before == [0, 1]
    assert all(json.loads(line)["stances"] == [] for line in stream.getvalue().splitlines())


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.CSV", "csv"), ("a.ndjson", "jsonl"), ("a.b.parquet", "parquet"), ("a.doc", None), ("a", None)],
)
def test_a_files_name_tells_the_format_or_does_not(name, format):
    assert format_of(name) == format
