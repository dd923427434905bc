"""The migrations make what `quotes.store.schema` describes."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from quotes.store import Store, open_store
from quotes.store.engine import HEAD, KNOWN, upgrade
from quotes.store.schema import metadata


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
    from pathlib import Path

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
