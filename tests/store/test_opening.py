"""Opening stores: good places and bad ones, and what happens to a store whose writer dies."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from quotes.errors import StoreError
from quotes.store import Store, engine, open_store
from quotes.store.doctor import examine
from quotes.store.engine import default_location, without_password

from .sample import ANNA, by_hand, ingest, quotes_of, words

_OTHER = """
import sys, time
from quotes.store import open_store
from quotes.store.writing import put_quotes
from quotes.store.ids import with_ids
from quotes.types import Annotator, Quote, Span, Speaker
store, name = open_store(sys.argv[1]), sys.argv[2]
for number in range(int(sys.argv[3])):
    with store.change(f"add {name}", Annotator(name)) as change:
        said = f"{name} said {number}"
        put_quotes(change, with_ids([Quote((Span(0, len(said), said),), speaker=Speaker("Mira"))], ""))
        if sys.argv[4:]:
            print("inside", flush=True)
            time.sleep(60)
"""


def _other(location: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", _OTHER, location, *arguments], stdout=subprocess.PIPE, text=True)


def test_a_file_is_made_with_its_folder_and_keeps_what_was_written(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "Папка с пробелом" / "quotes?#%.db")
    (key,) = by_hand(open_store(path), words("We sail at dawn."))
    assert quotes_of(open_store(path))[0].id == key
    assert quotes_of(open_store(f"sqlite:///{tmp_path}/other.db")) == ()
    assert (tmp_path / "other.db").exists()


def test_write_ahead_logging_and_foreign_keys_are_on(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "quotes.db")).read() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_reading_what_is_not_there_leaves_no_file(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "none" / "quotes.db"), create=False)
    assert quotes_of(store) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_place_is_the_users_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUOTES_DB", str(tmp_path / "mine.db"))
    assert default_location() == str(tmp_path / "mine.db")
    open_store()
    assert (tmp_path / "mine.db").exists()
    monkeypatch.delenv("QUOTES_DB")
    assert default_location().endswith("quotes.db")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("“We sail at dawn,” said Mira Kovalenko. " * 40)
    with pytest.raises(StoreError, match=r"article.txt: .*not a database.*: it is not a store of quotes: choose"):
        open_store(str(path))
    assert path.read_text().startswith("“We sail")


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"unable to open database file: it cannot be opened"):
        open_store(str(tmp_path))


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot make the store .*file/quotes.db"):
        open_store(str(tmp_path / "file" / "quotes.db"))


def test_a_newer_schema_is_refused(location: str) -> None:
    store = open_store(location)
    with store.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.engine.dispose()
    with pytest.raises(StoreError, match=r"schema 9999, newer than this version's .*pip install --upgrade"):
        open_store(location)


@pytest.mark.parametrize("table", ["songs", "alembic_version"])
def test_another_programs_database_is_left_alone(location: str, table: str) -> None:
    url = location if "://" in location else f"sqlite:///{location}"
    from sqlalchemy import create_engine

    other = create_engine(url)
    with other.begin() as connection:
        connection.execute(text(f"CREATE TABLE {table} (version_num text)"))
        connection.execute(text(f"INSERT INTO {table} VALUES ('abc')"))
    with pytest.raises(StoreError, match="is another program's database"):
        open_store(location)
    with other.connect() as connection:
        assert connection.execute(text(f"SELECT version_num FROM {table}")).scalar() == "abc"
    other.dispose()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    path.touch()
    assert quotes_of(open_store(str(path))) == ()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write every file")
def test_a_read_only_file_can_be_read_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    store = open_store(str(path))
    by_hand(store, words("We sail at dawn."))
    store.engine.dispose()
    path.chmod(0o444)
    _read_only(str(path))


def test_a_file_that_may_not_be_written_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "quotes.db")
    store = open_store(path)
    by_hand(store, words("We sail at dawn."))
    store.engine.dispose()
    monkeypatch.setattr(engine.os, "access", lambda *_: False)
    _read_only(path)


def _read_only(path: str) -> None:
    store = open_store(path)
    assert len(quotes_of(store)) == 1
    with pytest.raises(StoreError, match=r"quotes.db: .*readonly.*: it is read-only: give yourself the right"):
        by_hand(store, words("x"))
    assert len(quotes_of(store)) == 1


def test_a_writer_waits_for_another_and_then_says_so(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_BUSY_MS", 100)
    first, second = open_store(location), open_store(location)
    with first.change("long", ANNA):
        assert quotes_of(second) == (), "readers do not wait"
        with pytest.raises(StoreError, match="another command is writing to it: try again"):
            by_hand(second, words("x"))
    assert len(by_hand(second, words("x"))) == 1
    for store in (first, second):
        store.engine.dispose()


def test_a_reader_sees_one_state_of_the_store(location: str) -> None:
    from quotes.store.reading import read_quotes

    first, second = open_store(location), open_store(location)
    by_hand(first, words("one"))
    with first.read() as connection:
        assert len(read_quotes(connection)) == 1
        by_hand(second, words("two"))
        assert len(read_quotes(connection)) == 1
    assert len(quotes_of(first)) == 2
    for store in (first, second):
        store.engine.dispose()


def test_two_processes_make_and_write_one_store_at_once(location: str) -> None:
    processes = [_other(location, name, "8") for name in ("Anna", "Boris")]
    assert [process.wait(60) for process in processes] == [0, 0]
    for process in processes:
        process.communicate()
    store = open_store(location)
    assert len(quotes_of(store)) == 16
    assert _all_well(store)
    store.engine.dispose()


def test_a_store_whose_writer_was_killed_is_as_it_was(location: str) -> None:
    store = open_store(location)
    ingest(store)
    before = quotes_of(store)
    process = _other(location, "Anna", "1", "stay")
    assert process.stdout and process.stdout.readline() == "inside\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    store.engine.dispose()
    again = open_store(location)
    assert quotes_of(again) == before
    assert _all_well(again)
    assert len(by_hand(again, words("x"))) == 1
    again.engine.dispose()


def test_a_full_disk_is_said_and_the_store_is_as_it_was(tmp_path: Path) -> None:
    path = str(tmp_path / "quotes.db")
    store = open_store(path)
    ingest(store)
    before = quotes_of(store)
    with store.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreError, match=r"the disk is full: make room and run the command again"):
        ingest(store, "A long text. " * 100_000, ())
    assert quotes_of(store) == before
    assert _all_well(open_store(path))


def _all_well(store: Store) -> bool:
    with store.read() as connection:
        return all(finding.well for finding in examine(connection))


@pytest.mark.parametrize(
    "location",
    [
        "postgresql+psycopg://anna:s3cret@127.0.0.1:1/quotes",
        "postgresql+psycopg://anna:s3cret@127.0.0.1:port/quotes",
        "postgresql+psycopg://anna:s3cr@s3cret@127.0.0.1:1/quotes",
        "postgresql+psycopg://127.0.0.1:1/quotes?user=anna&password=s3cret",
        "mysql://anna:s3cret@localhost/quotes",
        "postgresql://anna:s3cret@localhost/quotes",
        "://anna:s3cret@localhost",
        "no such thing://anna:s3cret@localhost",
    ],
)
def test_a_bad_address_is_one_line_that_shows_no_password(location: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        open_store(location)
    assert "s3cr" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_password_is_hidden_wherever_it_stands() -> None:
    assert without_password("postgresql+psycopg://a:b@h/d") == "postgresql+psycopg://a:***@h/d"
    assert without_password("postgresql+psycopg://a@h/d") == "postgresql+psycopg://a@h/d"
    assert without_password("/home/a:b@c/quotes.db") == "/home/a:b@c/quotes.db"


def test_a_store_shows_no_password(postgres_template: str) -> None:
    store = open_store(postgres_template.replace("tester@", "tester:s3cret@").replace("template_quotes", "postgres"))
    assert "s3cret" not in store.shown and "s3cret" not in repr(store)
    store.engine.dispose()


def test_a_database_that_is_not_there_says_what_to_do(postgres_template: str) -> None:
    with pytest.raises(StoreError, match=r'"nothing" does not exist: create the database first'):
        open_store(postgres_template.replace("/template_quotes?", "/nothing?"))


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    from quotes.errors import MissingExtraError

    with pytest.raises(MissingExtraError, match=r"pip install '\.\[postgres\]'"):
        open_store("postgresql+psycopg://localhost/quotes")


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    store = open_store(str(path))
    ingest(store, "A long text. " * 10_000, ())
    ingest(store)
    store.engine.dispose()
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096:40960] = b"\xff" * 36864
    path.write_bytes(content)
    with pytest.raises(StoreError, match="malformed"):
        quotes_of(open_store(str(path)))
