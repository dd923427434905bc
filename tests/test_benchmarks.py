"""The plain SQL that a command's speed is measured against gives the command's answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.store import COMPARED, SEARCHED, common_word, made
from cli import main


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "quotes.db"
    made(path, 3000)
    return path


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def answer(path: Path, *command: str) -> Any:
    result = CliRunner().invoke(main, [*command, "--format", "json", "--db", str(path)], catch_exceptions=False)
    return json.loads(result.stdout)


def test_a_comparison_in_plain_sql_has_the_figures_and_the_quotes_of_the_command(
    path: Path, database: sqlite3.Connection
) -> None:
    counted, *shown = COMPARED
    found = answer(path, "compare", "official", "unofficial", "--country", "RU")["targets"][0]
    groups = {row["official"]: row for row in database.execute(counted) if not (row["nowhere"] or row["doubted"])}
    for side, official, quotes in zip(found["sides"], (1, 0), shown, strict=True):
        row = groups[official]
        for name in ("quotes", "voices", "unlabelled", "undecided", "not_about", "machine", "checked"):
            assert side[name] == row[name], name
        assert {label: share["count"] for label, share in side["shares"].items()} == {
            label: row[label] for label in side["shares"]
        }
        assert side["mean"] == pytest.approx(row["mean"]) and side["voices"] > 1
        assert [quote["id"] for quote in side["shown"]] == [row["quote_id"] for row in database.execute(quotes)]
    assert found["machine_labels"] == sum(row["machines"] for row in groups.values()) > 0


def test_a_search_in_plain_sql_finds_the_quotes_of_the_command(path: Path, database: sqlite3.Connection) -> None:
    word = common_word(20)
    ranked, counted = (statement.format(word=word) for statement in SEARCHED)
    best = [row["quote_id"] for row in database.execute(ranked)]
    assert [quote["id"] for quote in answer(path, "search", word, "--limit", "11")] == best
    assert database.execute(counted).fetchone()[0] == len(answer(path, "search", word)) > 11
