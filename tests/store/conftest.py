"""Stores for the tests: SQLite in memory, and a PostgreSQL server that the tests start and stop themselves."""

from __future__ import annotations

import glob
import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from quotes.store import Store, open_store
from quotes.store.engine import open_engine

_NUMBER = count(1)
_ACCOUNT = "tester"


@pytest.fixture(params=["sqlite", "postgresql"])
def make_store(request: pytest.FixtureRequest) -> Callable[[], Store]:
    """A function that makes a new, empty store; the test runs once for each database."""
    if request.param == "sqlite":
        return lambda: open_store(":memory:")
    template: str = request.getfixturevalue("postgres_template")
    made: list[Store] = []

    def _make() -> Store:
        made.append(open_store(_fresh_database(template)))
        return made[-1]

    request.addfinalizer(lambda: [store.engine.dispose() for store in made])
    return _make


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """A new, empty store; the test runs once for each database."""
    return make_store()


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store that several processes can open would be: a file, or an empty database on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "quotes.db")
    return _fresh_database(request.getfixturevalue("postgres_template"), "template0")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """URL of a migrated database that the others are copied from."""
    url = f"postgresql+psycopg://{_ACCOUNT}@/template_quotes?host={postgres_server}"
    _create(postgres_server, "template_quotes", "template0")
    open_engine(url).dispose()
    return url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The folder with the socket of a PostgreSQL server; without the programs the tests skip, and say so."""
    programs = _programs()
    if programs is None or importlib.util.find_spec("psycopg") is None:
        missing = "no initdb and postgres ($PG_BIN names their folder)" if programs is None else "no psycopg"
        if os.environ.get("QUOTES_REQUIRE_POSTGRES") == "1":
            pytest.fail(f"PostgreSQL is required here, but there is {missing}")
        pytest.skip(f"there is {missing}: tested on SQLite alone")
    if not hasattr(os, "getuid"):
        pytest.skip("the tests start PostgreSQL on a Unix socket, which this system has not")
    # not pytest's folder: a socket's path must be short, and another account must reach it
    folder = Path(tempfile.mkdtemp(prefix="quotes-pg-"))
    account = _account(folder)
    try:
        _run([programs / "initdb", "-D", folder / "data", "-U", _ACCOUNT, "-A", "trust", "-E", "UTF8",
              "--no-sync", "--locale=C"], account)  # fmt: skip
        settings = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=",
                    f"unix_socket_directories={folder}", "max_connections=60", "shared_buffers=32MB")  # fmt: skip
        log = (folder / "log").open("w+")
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *(part for s in settings for part in ("-c", s))],
            stdout=log, stderr=log, stdin=subprocess.DEVNULL, **account,
        )  # fmt: skip
        try:
            _wait(folder, server)
            yield str(folder)
        finally:
            server.send_signal(signal.SIGINT)  # at once: clients are dropped
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            log.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder with PostgreSQL's programs, the newest where there are several."""
    named = os.environ.get("PG_BIN")
    on_path = shutil.which("initdb")
    places = [named] if named else [str(Path(on_path).resolve().parent)] if on_path else []
    for pattern in ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin",
                    "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"):  # fmt: skip
        places += sorted(glob.glob(pattern), reverse=True)
    for place in places:
        if all(os.access(Path(place) / program, os.X_OK) for program in ("initdb", "postgres")):
            return Path(place)
    return None


def _account(folder: Path) -> dict[str, object]:
    """How to run the server, which refuses to run as root."""
    if os.getuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        folder.chmod(0o755)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "cwd": folder}
    pytest.skip("PostgreSQL refuses to run as root, and there is no account postgres or nobody")


def _run(command: list[object], account: dict[str, object]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **account)
    if done.returncode:
        pytest.fail(f"{command[0]}: {done.stderr or done.stdout}")


def _wait(folder: Path, server: subprocess.Popen[bytes]) -> None:
    import time

    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(host=str(folder), user=_ACCOUNT, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"PostgreSQL does not start: {(folder / 'log').read_text()}")


def _fresh_database(template: str, source: str = "template_quotes") -> str:
    name, server = f"quotes_{next(_NUMBER)}", template.partition("host=")[2]
    _create(server, name, source)
    return template.replace("/template_quotes?", f"/{name}?")


def _create(server: str, name: str, source: str) -> None:
    engine = create_engine(f"postgresql+psycopg://{_ACCOUNT}@/postgres?host={server}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {source}"))
    engine.dispose()
