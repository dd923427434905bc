"""`make slow` and `make fuzz` run what `make test` leaves out, and `make test` leaves it out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TESTS = """
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

tried = {"free": 0, "asked": 0}

@given(st.integers())
def test_free(number):
    tried["free"] += 1

@settings(max_examples=3, deadline=None)
@given(st.integers())
@pytest.mark.parametrize("parameter", ["first", "second"])
def test_asked(parameter, number):
    tried["asked"] += parameter == "first"

@pytest.mark.slow
def test_slow():
    pass

def test_count():
    print("tried", tried)
"""


@pytest.fixture
def run(tmp_path):
    """A run of pytest, with this project's settings, over tests of its own."""
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_some.py").write_text(TESTS)

    def _run(*options, profile=None):
        env = {**os.environ, "PYTHONPATH": str(ROOT), "HYPOTHESIS_PROFILE": profile or ""}
        if profile is None:
            del env["HYPOTHESIS_PROFILE"]
        command = [sys.executable, "-m", "pytest", "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-vs"]
        cache = ["-p", "no:cacheprovider", *options, tmp_path]
        done = subprocess.run([*command, *cache], cwd=tmp_path, env=env, capture_output=True, text=True)
        return done.stdout + done.stderr

    return _run


def test_the_usual_run_leaves_out_what_is_slow_and_tries_as_many_examples_as_a_test_asks_for(run):
    told = run()
    assert "tried {'free': 100, 'asked': 3}" in told
    assert "test_slow" not in told and "1 deselected" in told


def test_what_is_slow_runs_alone_on_request(run):
    told = run("-m", "slow")
    assert "test_slow PASSED" in told and "1 passed" in told


def test_many_examples_are_twenty_times_what_a_test_asks_for(run):
    told = run("-m", "hypothesis or not slow", profile="fuzz")
    assert "tried {'free': 2000, 'asked': 60}" in told


def test_a_profile_that_is_not_there_is_named(run):
    assert "fuz" in run(profile="fuz")


def test_a_mark_that_is_mistyped_is_refused(run, tmp_path):
    (tmp_path / "test_some.py").write_text(TESTS.replace("mark.slow", "mark.slwo"))
    assert "'slwo' not found in `markers`" in run()
