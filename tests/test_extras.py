"""What needs a library that is not installed names the extra that brings it."""

import sys

import pytest

from quotes.errors import MissingExtraError
from quotes.tables.reading import read_table
from quotes.tables.writing import write_table
from stance.labellers.llm import open_llm
from stance.labellers.zero_shot import open_zero_shot


@pytest.mark.parametrize(
    ("library", "extra", "call"),
    [
        ("openai", "llm", lambda: open_llm("small", cache=None)),
        ("transformers", "transformers", lambda: open_zero_shot("small")),
        ("pyarrow", "parquet", lambda: read_table(b"PAR1", name="t.parquet")),
        ("pyarrow", "parquet", lambda: write_table([], sys.stdout.buffer, format="parquet")),
    ],
)
def test_a_missing_library_is_told_with_its_extra(library, extra, call, monkeypatch):
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setitem(sys.modules, f"{library}.parquet", None)
    with pytest.raises(MissingExtraError, match=rf"pip install '\.\[{extra}\]'"):
        call()
