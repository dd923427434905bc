"""Opening a store: the database's address, its settings, its schema."""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import StaticPool

from quotes.errors import MissingExtraError, StoreError
from quotes.store.current import keep_all, stamp, stamped
from quotes.store.search import reindex

Progress = Callable[[str, int, int], None]  # what is done, how far it is, of how much; of nothing: a word to say
MEMORY = "sqlite://"
HEAD = "0003"  # newest revision in quotes/store/migrations
KNOWN = ("0001", "0002", HEAD)  # every revision that this version can read or upgrade
_WRITER = 7162534  # our own lock among those of a PostgreSQL database
_CACHE_KB = 32_768  # of pages held: indexes of a large store are written out of order
_BUSY_MS = 5000  # how long a second writer waits for the first


def default_location() -> str:
    """Return where the store is unless told otherwise: `$QUOTES_DB`, else a file in the user's data folder."""
    if os.environ.get("QUOTES_DB"):
        return os.environ["QUOTES_DB"]
    from platformdirs import user_data_path

    return str(user_data_path("quotes", appauthor=False) / "quotes.db")


def is_url(location: str) -> bool:
    """Tell whether `location` is a database URL rather than the path of a SQLite file."""
    return "://" in location


def without_password(location: str) -> str:
    """Return a path or URL, also one that cannot be parsed, as it may be shown."""
    if not is_url(location):
        return location
    hidden = re.sub(r"(://[^:@/?]*):.*@", r"\1:***@", location)
    return re.sub(r"([?&][^=&]*password[^=&]*=)[^&]*", r"\1***", hidden, flags=re.IGNORECASE)


def open_engine(location: str, *, create: bool = True, progress: Progress | None = None) -> Engine:
    """Return an engine on the store at `location` (a path, or a database URL), its schema and kept answers up to date.

    A SQLite file that does not exist is made with its folder; with `create` false an empty store in memory stands in
    for it, so that reading commands leave no file behind. A file of an older schema is copied beside before it is
    upgraded. `progress` is told what is done, how far it is, and of how much. Raises StoreError naming the location.
    """
    shown = without_password(location)
    if not is_url(location):
        url = URL.create("sqlite", database=location)
    else:
        try:
            url = make_url(location)
        except (ArgumentError, ValueError):  # ValueError: the port is not a number
            raise StoreError(f"{shown} is not a database: give a path or postgresql+psycopg://user@host/name") from None
    if "@" in (url.host or ""):
        raise StoreError(f"{shown}: the password holds an @: write %40 for it")
    if url.get_backend_name() == "sqlite":
        path = url.database
        if path and path != ":memory:":
            if not Path(path).exists():
                if not create:
                    return open_engine(MEMORY)
                _make_folder(Path(path).parent, shown)
            engine = _sqlite_file(path)
        else:
            engine = _sqlite(create_engine(MEMORY, poolclass=StaticPool, connect_args={"check_same_thread": False}))
    elif url.drivername == "postgresql+psycopg":
        engine = _postgres(url)
    else:
        raise StoreError(f"{shown}: only SQLite files and postgresql+psycopg:// are supported")
    with translated(shown):
        _bring_up(engine, shown, progress or (lambda *_: None))
    return engine


def _sqlite_file(path: str) -> Engine:
    if not Path(path).exists() or os.access(path, os.W_OK):
        return _sqlite(create_engine(URL.create("sqlite", database=path)), "PRAGMA journal_mode = WAL")
    # a write-ahead log needs a file beside the store, which a reader without rights cannot make
    query = {"mode": "ro", "uri": "true"} | ({} if Path(path + "-wal").exists() else {"immutable": "1"})
    database = "file:" + quote(str(Path(path).absolute()))
    return _sqlite(create_engine(URL.create("sqlite", database=database, query=query)))


def _sqlite(engine: Engine, *settings: str) -> Engine:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions by itself: `_begin` does
        cursor = connection.cursor()
        own = (f"PRAGMA busy_timeout = {_BUSY_MS}", "PRAGMA foreign_keys = ON", f"PRAGMA cache_size = -{_CACHE_KB}")
        for setting in (*own, *settings):
            _patiently(cursor, setting)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # a writer takes the lock at once: an upgrade from a reader's lock can fail half-way
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _patiently(cursor: Any, setting: str) -> None:
    """Set something; SQLite does not wait by itself where two processes turn on write-ahead logging at once."""
    last = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            cursor.execute(setting)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > last:
                raise
            time.sleep(0.02)


def _postgres(url: URL) -> Engine:
    try:
        engine = create_engine(url, connect_args={"connect_timeout": 10})
    except ModuleNotFoundError:
        raise MissingExtraError("A PostgreSQL store", "postgres") from None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get("writing", False):
            # one writer at a time, as in SQLite: two would add the same annotator or article
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_BUSY_MS}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
        else:  # several questions, one state of the store
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

    return engine


def _make_folder(folder: Path, shown: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the store {shown}: {error.strerror}: choose another place with --db") from None


def _bring_up(engine: Engine, shown: str, progress: Progress) -> None:
    """Upgrade what an older version made; refuse what a newer version made, or what is not ours."""
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" in tables:
            revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if revision not in KNOWN:
                if "quote" not in tables:
                    raise _foreign(shown)
                raise StoreError(
                    f"{shown} has schema {revision}, newer than this version's {HEAD}: "
                    "git pull and pip install --upgrade . in the checkout"
                )
        elif tables:
            raise _foreign(shown)
        else:
            revision = None
        made_by = stamped(connection) if revision == HEAD else {}
    if revision == HEAD and made_by == stamp():
        return
    path = engine.url.database if engine.dialect.name == "sqlite" else None
    if path and path.startswith("file:"):  # opened to read alone
        if revision == HEAD and made_by.get("rules") == stamp()["rules"]:
            return  # other files of targets or actors: what is kept is as it was
        raise StoreError(
            f"{shown} was made by an older version and is read-only: "
            f"copy it and open the copy with --db, or give yourself the right to write"
        )
    if revision not in (None, HEAD):
        if path:
            progress(f"a copy of the store as it was is in {copied(path, str(revision))}", 0, 0)
        upgrade(engine)
    elif revision is None:
        upgrade(engine)
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if stamped(connection) != stamp():  # nobody else did it meanwhile
            keep_all(connection, lambda done, total: progress("bringing the store up to date", done, total))
            reindex(connection)


def copied(path: str, revision: str) -> str:
    """Copy the file of a store beside it, also while others use it, and return the copy's path."""
    target, number = f"{path}.schema-{revision}", 1
    while Path(target).exists():
        number += 1
        target = f"{path}.schema-{revision}-{number}"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def _foreign(shown: str) -> StoreError:
    return StoreError(f"{shown} is another program's database: choose another place with --db")


def upgrade(engine: Engine) -> None:
    """Run the migrations in one transaction, up to the newest."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
    )  # % interpolates there
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


class translated:
    """Turn the database's errors into one line that names the store and the mend."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, DBAPIError):
            raise StoreError(explain(error, self.shown)) from error


_MENDS: tuple[tuple[str, str], ...] = (
    ("database is locked", "another command is writing to it: try again when that is done"),
    ("lock timeout", "another command is writing to it: try again when that is done"),
    ("readonly", "it is read-only: give yourself the right to write, or choose another with --db"),
    ("read-only", "it is read-only: give yourself the right to write, or choose another with --db"),
    ("permission denied", "the account may not do this: ask the owner of the database for the right"),
    ("disk is full", "the disk is full: make room and run the command again; the store is as it was"),
    ("no space left", "the disk is full: make room and run the command again; the store is as it was"),
    ("disk i/o error", "the disk cannot be written: make room or check it; the store is as it was"),
    ("not a database", "it is not a store of quotes: choose another place with --db"),
    ("malformed", "the file is damaged: run `quotes doctor`, or take your last copy"),
    ("unable to open database file", "it cannot be opened: check the path and your rights"),
    ("does not exist", "create the database first, or check its name"),
    ("resolve host", "no server of that name is known: check the host in --db or $QUOTES_DB"),
    ("translate host", "no server of that name is known: check the host in --db or $QUOTES_DB"),
    ("connection", "the server cannot be reached: check host, port and account"),
)


def explain(error: DBAPIError, shown: str) -> str:
    """Return one line for a database error: what it was, and what to do."""
    said = str(error.orig).splitlines()[0] if error.orig else str(error).splitlines()[0]
    mend = next((mend for sign, mend in _MENDS if sign in said.lower()), "run `quotes doctor`")
    return f"{shown}: {said}: {mend}"
