"""The migrations make what `quotes.store.schema` describes."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from quotes.as_json import quote_to_json
from quotes.errors import NotFoundError, StoreError
from quotes.store import Store, open_store
from quotes.store.doctor import examine
from quotes.store.engine import HEAD, KNOWN, upgrade
from quotes.store.history import changes
from quotes.store.reading import read_quotes
from quotes.store.schema import metadata
from quotes.store.undo import undo
from quotes.types import Annotator


def _ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    return not (name or "").startswith(("quote_search", "ix_quote_search")) and name != "alembic_version"


def test_the_migrated_schema_is_the_one_that_the_code_describes(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": _ours, "compare_type": True, "target_metadata": metadata}
        )
        assert compare_metadata(context, metadata) == []
        checks = {
            (table.name, check["name"]) for table in metadata.sorted_tables
            for check in inspect(connection).get_check_constraints(table.name)
        }  # fmt: skip
    assert checks == {
        (table.name, str(rule.name)) for table in metadata.sorted_tables for rule in table.constraints if rule.info
    }


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(store: Store) -> None:
    def _tables() -> list[str]:
        with store.read() as connection:
            return sorted(inspect(connection).get_table_names())

    before = _tables()
    upgrade(store.engine)
    upgrade(store.engine)
    assert _tables() == before
    with store.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]
    assert HEAD in KNOWN


def test_the_newest_migration_is_the_one_that_the_engine_names() -> None:
    import quotes.store.migrations.versions as versions

    revisions = sorted(path.name[:4] for path in Path(versions.__path__[0]).glob("[0-9]*.py"))
    assert tuple(revisions) == KNOWN and revisions[-1] == HEAD


@pytest.mark.parametrize("times", [2])
def test_a_store_opens_again_and_again(location: str, times: int) -> None:
    for _ in range(times):
        store = open_store(location)
        with store.read() as connection:
            assert "quote" in inspect(connection).get_table_names()
        store.engine.dispose()


STORES = Path(__file__).parents[1] / "fixtures" / "stores"  # made by the versions that had these schemas


@pytest.fixture(params=["0001", "0002"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store that an older version made: an article, labels, edits, a merge, things undone and brought back."""
    path = tmp_path / "quotes.db"
    path.write_bytes(gzip.decompress((STORES / f"schema-{request.param}.db.gz").read_bytes()))
    return path


def _shapes(store: Store) -> dict[str, Any]:
    with store.read() as connection:
        return {quote.id: quote_to_json(quote, stances=True) for quote in read_quotes(connection)}


def test_an_old_store_reads_as_it_did_and_a_copy_of_it_is_kept(old: Path) -> None:
    before, said = old.read_bytes(), []
    store = open_store(str(old), progress=lambda what, done, of: said.append(what))
    lines = (STORES / "quotes.jsonl").read_text("utf-8").splitlines()
    assert _shapes(store) == {quote["id"]: quote for quote in map(json.loads, lines)}
    with store.read() as connection:
        assert [finding for finding in examine(connection) if not finding.well] == []
    (copy,) = old.parent.glob("quotes.db.schema-*")
    assert copy.read_bytes()[:16] == before[:16] and str(copy) in said[0]
    with sqlite3.connect(copy) as plain:
        assert plain.execute("SELECT count(*) FROM history WHERE action = 'insert'").fetchone()[0] > 10
    store.engine.dispose()
    said.clear()
    open_store(str(old), progress=lambda what, done, of: said.append(what)).engine.dispose()
    assert said == []


def test_everything_in_an_old_store_can_be_undone_and_brought_back(old: Path) -> None:
    store = open_store(str(old))
    start = _shapes(store)
    taken: list[int] = []
    while True:
        try:
            number, _ = undo(store, None, Annotator("Cleo"))
        except NotFoundError:
            break
        taken.append(number)
        with store.read() as connection:
            assert [finding for finding in examine(connection) if not finding.well] == []
    assert _shapes(store) == {} and len(taken) > 8
    with store.read() as connection:
        undos = [row["number"] for row in changes(connection, limit=100) if row["undone_by"] is None]
    for number in undos[: len(taken)]:  # newest first, as they were taken last
        undo(store, number, Annotator("Cleo"))
    assert _shapes(store) == start
    store.engine.dispose()


def test_an_old_store_that_is_read_only_says_what_to_do(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.store.engine.os.access", lambda *_: False)  # root may write every file
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"older version and is read-only: copy it and open the copy with --db"):
        open_store(str(old))
    assert old.read_bytes() == before and list(old.parent.iterdir()) == [old]


def test_an_upgrade_that_breaks_off_leaves_the_old_store(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise StoreError("the lights went out")

    monkeypatch.setattr("quotes.store.engine.keep_all", broken)
    with pytest.raises(StoreError, match="lights"):
        open_store(str(old))
    monkeypatch.undo()
    store = open_store(str(old))  # goes on where it stopped
    assert len(_shapes(store)) == len((STORES / "quotes.jsonl").read_text("utf-8").splitlines())
    store.engine.dispose()
