"""The README is true: its session prints what it says, its commands exist, its Python runs.

`QUOTES_WRITE_README=1 python -m pytest tests/test_readme.py` writes the session's output anew.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import cli
from quotes.shipped import shipped

README = Path(__file__).parent.parent / "README.md"
SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"`quotes ([a-z]+)")


@pytest.fixture
def home(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sample-article.txt").write_bytes(shipped("sample-article.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUOTES_DB", "quotes.db")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("QUOTES_ANNOTATOR", raising=False)
    return tmp_path


def printed(line):
    """What a command line of the README prints, both streams, without blanks at line ends."""
    result = CliRunner().invoke(cli.main, shlex.split(line.removeprefix("$ quotes ")))
    assert result.exit_code == 0, f"{line}: {result.output}"
    return "\n".join(part.rstrip() for part in result.output.strip("\n").splitlines())


def replayed(session):
    lines = [line for line in session.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{printed(line)}\n" for line in lines)


def test_the_session_prints_what_it_says(home):
    text = README.read_text("utf-8")
    (session,) = SESSION.findall(text)
    found = replayed(session)
    if os.environ.get("QUOTES_WRITE_README"):
        README.write_text(text.replace(session, found), encoding="utf-8")
        return
    assert found == session


def test_every_command_is_documented_and_no_other():
    named = set(COMMAND.findall(README.read_text("utf-8"))) | {"edit", "remove"}
    assert named == set(cli.TABLE)


@pytest.mark.parametrize("name", cli.TABLE)
def test_every_command_explains_itself_with_an_example(name):
    result = CliRunner().invoke(cli.main, [name, "--help"])
    assert result.exit_code == 0
    if name not in ("actors", "demo"):
        assert f"quotes {name}" in result.output


def test_the_python_runs(home):
    code = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL).group(1)
    names = {}
    exec(code, names)
    assert names["doc"]._.attributions[0].speaker.name == "Olena Koval"
