"""A command line with a store of its own, as a user of it."""

import json

import pytest
from click.testing import CliRunner

import cli

ARTICLE = """Harbour talks stall
The port authority's deadline passed on Monday.
“The harbour stays open,” said Energy Minister Olena Koval. “We have fuel for a month.”
Tural Ahmadov, a lecturer at the Institute of Straits in Baku, told The Daily Chronicle: “Russia has lost its ships.”
“Nobody asked us,” he added.
"""


class Shell:
    """Runs commands against one store."""

    def __init__(self, folder, monkeypatch):
        self.db = str(folder / "store.db")
        self.folder = folder
        monkeypatch.setenv("QUOTES_DB", self.db)
        monkeypatch.setenv("QUOTES_ANNOTATOR", "Ann")
        monkeypatch.setenv("COLUMNS", "80")

    def __call__(self, *arguments, ok=True, stdin=None):
        """Run a command; `ok` says whether it must succeed (True), fail (1) or be wrong usage (2)."""
        result = CliRunner().invoke(cli.main, [str(a) for a in arguments], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == (0 if ok is True else ok), result.output
        return result

    def quotes(self, *arguments):
        """The stored quotes as objects."""
        lines = self("list", *arguments, "--format", "jsonl").stdout.splitlines()
        return [json.loads(line) for line in lines]

    def failure(self, *arguments, stdin=None):
        """The one line with which a command fails."""
        lines = self(*arguments, ok=1, stdin=stdin).stderr.strip().splitlines()
        assert lines[-1].startswith("Error: ")
        return lines[-1]

    def write(self, name, text):
        """A file for the commands to read."""
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def add(self, text, *more):
        """Add a quote and return its id."""
        return self("add", text, *more).stdout.strip()


@pytest.fixture
def quotes(tmp_path, monkeypatch):
    return Shell(tmp_path, monkeypatch)


@pytest.fixture
def article(quotes):
    return quotes.write("harbour.txt", ARTICLE)
