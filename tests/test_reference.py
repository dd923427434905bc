"""docs/reference.md says what the commands say."""

import pytest

import cli
from docs import reference


def test_the_reference_and_the_commands_say_the_same():
    stands = reference.PAGE.read_text("utf-8") if reference.PAGE.exists() else ""
    assert stands == reference.page(), "docs/reference.md is not what the commands say: `make reference` writes it anew"


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_reference_is_the_same_in_every_terminal_and_for_every_user(columns, monkeypatch):
    here = reference.page()
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("QUOTES_DB", "elsewhere.db")
    monkeypatch.setenv("QUOTES_ANNOTATOR", "Somebody Else")
    assert reference.page() == here


def test_the_reference_has_every_command_in_the_order_of_the_table_and_those_below_it():
    heads = [line.removeprefix("## ") for line in reference.page().splitlines() if line.startswith("## ")]
    assert heads[0] == "quotes"
    assert [head.removeprefix("quotes ") for head in heads if head.count(" ") == 1] == list(cli.TABLE)
    assert "quotes actors merge" in heads
