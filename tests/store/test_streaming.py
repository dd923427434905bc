"""All quotes of a selection come in the order of a list, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from quotes.filter import Filter, Selection
from quotes.store import Store, streaming
from quotes.store.selecting import select_ids
from quotes.store.streaming import every

from .sample import by_hand, words


@pytest.fixture
def seven(store: Store, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.setattr(streaming, "PART", 3)
    return by_hand(store, *(words(f"number {n}", f"Mira {n % 2}", said=f"202{n}") for n in range(7)))


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection((Filter(speaker="mira 1"),)),
        Selection((Filter(text="number"),)),
        Selection(words="number"),
        Selection((Filter(country="RU"),)),
    ],
    ids=["all", "a filter", "words in order", "words ranked", "none"],
)
@pytest.mark.parametrize("limit", [None, 2, 4])
def test_what_is_streamed_is_what_is_selected(
    store: Store, seven: tuple[str, ...], selection: Selection, limit: int | None
) -> None:
    with store.read() as connection:
        found = [quote.id for quote in every(connection, selection, limit=limit)]
        assert found == select_ids(connection, selection, limit=limit)


def test_a_stream_goes_on_behind_a_quote(store: Store, seven: tuple[str, ...]) -> None:
    with store.read() as connection:
        assert [quote.id for quote in every(connection, Selection(), after=seven[3])] == list(seven[4:])


def test_no_more_than_a_batch_is_read_before_it_is_asked_for(
    store: Store, seven: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Sequence[str]] = []
    real = streaming.read_quotes

    def reading(connection: Any, ids: Sequence[str]) -> Any:
        read.append(ids)
        return real(connection, ids)

    monkeypatch.setattr(streaming, "read_quotes", reading)
    with store.read() as connection:
        found = every(connection, Selection())
        for place in range(4):
            assert next(found).id == seven[place]
        assert read == [list(seven[:3]), list(seven[3:6])]
        assert [quote.id for quote in found] == list(seven[4:])
