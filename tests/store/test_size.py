"""A store of a hundred thousand quotes answers without looking at all of them, in little memory (`make slow`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.store import common_word, importable, made, run
from quotes.as_json import quote_from_json
from quotes.filter import Filter, Selection
from quotes.store import open_store
from quotes.store.selecting import KEPT, asked, plan_of

pytestmark = pytest.mark.slow
MOST = 300  # MB that a command may take


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "quotes.db"
    made(path, 100_000)
    return path


def test_first_pages_are_found_by_an_index(large: Path) -> None:
    store = open_store(str(large))
    with store.read() as connection:
        name = connection.exec_driver_sql("SELECT name FROM actor LIMIT 1").scalar()
        for selection in (Selection(), Selection((Filter(speaker=name),)), Selection(words=common_word(0))):
            question = asked(connection, selection)
            plan = plan_of(connection, question.query(KEPT.c.quote_id).order_by(*question.order).limit(51))
            assert not [line for line in plan if line.startswith("SCAN") and "INDEX" not in line], plan
    store.engine.dispose()


@pytest.mark.parametrize(
    "command",
    [("list",), ("search", common_word(0)), ("summary",), ("compare", "official", "unofficial", "--country", "RU"),
     ("doctor",), ("list", "--format", "jsonl")],
    ids=" ".join,
)  # fmt: skip
def test_a_command_takes_little_memory(large: Path, command: tuple[str, ...]) -> None:
    assert run(command, large).memory < MOST


def test_an_import_of_many_quotes_takes_little_memory(tmp_path: Path) -> None:
    import json

    lines = tmp_path / "many.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for row in importable(100_000):
            quote_from_json(row)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    assert run(("import", str(lines), "--yes", "--as", "Ann"), tmp_path / "store.db").memory < MOST
