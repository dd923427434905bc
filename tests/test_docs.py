"""The pages in docs/ are true: what they name is there, what they draw is tested, what they show comes out so."""

import ast
import re
from pathlib import Path

import pytest

import cli
from tests.finders.cases import FIXTURES
from tests.test_imports import FLOORS

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md"]
WRITTEN = [page for page in PAGES if page.name != "reference.md"]  # by hand
NAMED = re.compile(r"`((?:quotes|stance|tests|docs|data|training|benchmarks|\.ci)/[^`\s]*|[\w-]+\.(?:py|md|cfg|toml))`")
LINKED = re.compile(r"\]\(([^)\s]+)\)")
MADE = re.compile(r"`make ([a-z-]+)")
HOLDERS = re.compile(r"NAME|…")  # of a name that is not there yet


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def name_of(page):
    return page.name


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_every_path_that_a_page_names_is_there(page):
    named = [path for path in NAMED.findall(page.read_text("utf-8")) if not HOLDERS.search(path)]
    assert named and not [path for path in named if not (ROOT / path).exists()]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_somewhere(page):
    for link in LINKED.findall(page.read_text("utf-8")):
        path, _, place = link.partition("#")
        there = page.parent / path if path else page
        assert there.exists(), link
        heads = re.findall(r"^#+ (.*)", there.read_text("utf-8"), re.MULTILINE)
        assert not place or place in {head.lower().replace(" ", "-") for head in heads}, link


def test_the_floors_that_are_drawn_are_those_that_are_tested():
    (drawn,) = [block for block in blocks(ROOT / "docs" / "architecture.md", "text") if "finders" in block]
    lines = [re.split(r"\s*·\s*", line) for line in re.sub(r"·\n\s+", "· ", drawn).splitlines()]
    floors = [[name.removeprefix("quotes.") for name in floor.split() if name != "quotes"] for floor in FLOORS[::-1]]
    mend = "docs/architecture.md draws other floors than tests/test_imports.py tests; draw:\n"
    assert lines == floors, mend + "\n".join(" · ".join(floor) for floor in floors)


@pytest.mark.parametrize("page", [page for page in WRITTEN if blocks(page, "python")], ids=name_of)
def test_what_a_page_shows_in_python_comes_out_so(page):
    for code in blocks(page, "python"):
        names = {}
        exec(code, names)
        for line in code.splitlines():
            shown, _, value = line.rpartition("  # ")
            if shown:
                assert eval(shown, names) == ast.literal_eval(value), line


def test_the_case_that_is_shown_stands_among_the_cases():
    (case,) = blocks(ROOT / "docs" / "adding.md", "case")
    assert case in (FIXTURES / "forms.txt").read_text("utf-8")


def test_every_make_target_is_told_of_and_no_other():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    assert set(MADE.findall((ROOT / "CONTRIBUTING.md").read_text("utf-8"))) == set(targets.split())
    told = {target for page in (*WRITTEN, ROOT / "README.md") for target in MADE.findall(page.read_text("utf-8"))}
    assert told <= set(targets.split())
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets.split())


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_every_command_that_a_page_names_is_one(page):
    assert set(re.findall(r"`quotes ([a-z]+)", page.read_text("utf-8"))) <= set(cli.TABLE)
