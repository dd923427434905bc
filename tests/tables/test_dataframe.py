"""The table for notebooks has the same columns and types for any number of quotes."""

import pandas as pd

from quotes.tables.dataframe import FRAME_COLUMNS, frame
from quotes.types import Quote, Speaker, Stance, pieces_of

RUSSIA, NATO = Stance("Russia", "against", about=True, score=-0.5), Stance("NATO", None)
QUOTES = [
    Quote(
        pieces_of("Nein"), id="q1", speaker=Speaker("A", official=True, actor="a1"), stance=RUSSIA,
        stances=(NATO, RUSSIA), said="2025-08-14", published="2025-08", confidence=0.5,
    ),
    Quote(pieces_of("Ja"), id="q2", said="0900-02-30", type="indirect"),
]  # fmt: skip


def test_one_row_for_each_quote_with_its_id_as_index():
    table = frame(QUOTES)
    assert list(table.index) == ["q1", "q2"]
    assert table.loc["q1", ["speaker", "stance", "target", "actor"]].tolist() == ["A", "against", "Russia", "a1"]
    assert table.loc["q1", "said_date"] == pd.Timestamp("2025-08-14")
    assert table["published_date"].isna().all()
    assert pd.isna(table.loc["q2", "said_date"])
    assert pd.isna(table.loc["q2", "official"])
    assert table["score"].tolist()[0] == -0.5


def test_no_quotes_give_the_same_columns_and_types():
    empty, full = frame([]), frame(QUOTES)
    assert tuple(empty.columns) == tuple(full.columns) == FRAME_COLUMNS
    assert empty.dtypes.equals(full.dtypes)
    assert (empty.index.name, empty.index.dtype) == (full.index.name, full.index.dtype)


def test_types_suit_what_the_columns_hold():
    kinds = frame(QUOTES).dtypes.astype(str)
    assert kinds["official"] == "boolean"
    assert kinds["stance"] == "category"
    assert kinds["confidence"] == "float64"
    assert kinds["said_date"].startswith("datetime64")
    assert kinds["text"] in ("string", "str")


def test_the_stance_can_be_for_another_target():
    table = frame(QUOTES, target="nato")
    assert table.loc["q1", "target"] == "NATO"
    assert pd.isna(table.loc["q1", "stance"])
    assert pd.isna(table.loc["q2", "target"])
