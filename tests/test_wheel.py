"""The built wheel works outside the checkout, and puts nothing with a common name on the path."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command, cwd, path=None):
    env = {**os.environ, "QUOTES_DB": str(Path(cwd) / "store.db"), "NO_COLOR": "1"}
    env["PYTHONPATH"] = str(path) if path else ""
    done = subprocess.run([sys.executable, *map(str, command)], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    # from a copy: a build leaves folders behind, from which the next one would take what is no longer there
    copy, folder = tmp_path_factory.mktemp("copy") / "tracker", tmp_path_factory.mktemp("wheel")
    left_out = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=left_out)
    run("-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, copy, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    run("-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, wheel, cwd=folder)
    return folder


def test_the_wheel_puts_quotes_and_stance_on_the_path_and_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"quotes", "stance"}


def test_the_wheel_carries_every_file_that_ships_and_every_migration(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"quotes/data/{path.name}" for path in (ROOT / "data").iterdir() if path.is_file()} <= names
    versions = ROOT / "quotes" / "store" / "migrations" / "versions"
    assert {f"quotes/store/migrations/versions/{path.name}" for path in versions.glob("*.py")} <= names
    assert "quotes/console/cli.py" in names


def test_the_installed_command_runs_the_demo_outside_the_checkout(site, tmp_path):
    where = run("-c", "import quotes, stance; print(quotes.__file__, stance.__file__)", cwd=tmp_path, path=site)
    assert where.count(str(site)) == 2
    assert "Zakharova" in run("-m", "quotes", "demo", cwd=tmp_path, path=site)


def test_the_spacy_component_is_found_by_its_entry_point(site, tmp_path):
    code = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('attributions'); "
        "print(len(nlp('“Yes,” said Ann Roe.')._.attributions))"
    )
    assert run("-c", code, cwd=tmp_path, path=site).strip() == "1"


def test_in_a_checkout_the_checkout_answers_even_beside_an_installed_wheel(site):
    code = "import runpy, sys; sys.argv = ['cli.py']; sys.path[0] = '.'; import quotes; print(quotes.__file__)"
    assert str(site) not in run("-c", code, cwd=ROOT, path=site)
    assert run("cli.py", "--version", cwd=ROOT, path=site).startswith("quotes, version")
