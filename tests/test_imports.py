"""Imports run one way, and help needs none of the heavy libraries."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# from the ground up, one floor a line: a module may import what stands on its own line or above
FLOORS = (
    "quotes quotes.errors quotes.types quotes.text quotes.shipped quotes.as_json quotes.display quotes.targets "
    "quotes.places quotes.dates quotes.values quotes.registry quotes.labels quotes.filter quotes.filter_words "
    "quotes.intervals quotes.model_files quotes.marks",
    "quotes.finders",
    "quotes.tagger quotes.speakers",
    "quotes.pipeline quotes.evaluation quotes.tables quotes.sources",
    "quotes.store stance",
    "quotes.actions",
    "quotes.notebook",
    "quotes.commands",
    "cli quotes.__main__",
)
LAYERS = tuple(tuple(floor.split()) for floor in FLOORS)
FILES = sorted([*(ROOT / "quotes").rglob("*.py"), *(ROOT / "stance").rglob("*.py"), ROOT / "cli.py"])
HEAVY = ("spacy", "pandas", "sqlalchemy", "rich", "httpx", "trafilatura", "openpyxl", "dateparser", "rapidfuzz")


def layer(module: str) -> int:
    """The layer of the longest name that the module begins with."""
    fits = [
        (len(name), height)
        for height, names in enumerate(LAYERS)
        for name in names
        if module == name or (module.startswith(name + ".") and name != "quotes")
    ]
    return max(fits)[1]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                is_module = (ROOT / Path(*inner.split("."))).with_suffix(".py").exists()
                found.add(inner if is_module or (ROOT / Path(*inner.split("."))).is_dir() else node.module)
    return {name for name in found if name.split(".")[0] in ("quotes", "stance", "cli")}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_module_imports_only_what_stands_below_it(path):
    own = layer(name_of(path))
    upward = {name for name in imports_of(path) if name_of(path) != "quotes" and layer(name) > own}
    assert not upward, f"{name_of(path)} must not import {upward}"


def test_the_rule_would_be_broken_by_a_finder_that_reads_the_store():
    assert layer("quotes.store.schema") > layer("quotes.finders.quotations")


def outside_of(path):
    """Names of other people's modules that a file imports anywhere."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


BELOW_FACES = [path for path in FILES if layer(name_of(path)) < layer("quotes.commands")]
BELOW_ACTIONS = [path for path in FILES if layer(name_of(path)) < layer("quotes.actions")]
SQL = re.compile(r"\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA)\b [\w*(]")


def test_nothing_below_the_faces_talks_to_a_terminal():
    talking = {name_of(p): used for p in BELOW_FACES if (used := outside_of(p) & {"click", "rich"})}
    assert not talking


def test_only_the_store_writes_sql():
    elsewhere = [p for p in FILES if not name_of(p).startswith("quotes.store")]
    assert not [name_of(p) for p in elsewhere if SQL.search(p.read_text("utf-8")) or "sqlalchemy" in outside_of(p)]


def test_stance_knows_no_command_and_nothing_in_quotes_below_the_actions_knows_stance():
    assert not [name_of(p) for p in FILES if name_of(p).startswith("stance") and "quotes.commands" in imports_of(p)]
    own = [p for p in BELOW_ACTIONS if name_of(p).startswith("quotes")]
    assert not [name_of(p) for p in own if any(name.split(".")[0] == "stance" for name in imports_of(p))]


def test_help_loads_no_heavy_library():
    code = (
        "import sys, click.testing, cli\n"
        "result = click.testing.CliRunner().invoke(cli.main, ['--help'])\n"
        "assert result.exit_code == 0, result.output\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
