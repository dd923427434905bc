"""What reading commands print: to people in words, to programs exactly, to a terminal nothing that steers it."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ARTICLE

ROOT = Path(__file__).parents[2]
DEFEAT = "“It is a defeat.”"


def test_an_article_without_a_title_is_listed_by_its_first_words(quotes):
    quotes("ingest", "-", stdin=ARTICLE.removeprefix("Harbour talks stall\n"))
    assert "The port authority's" in _line(quotes("list", "--articles"))
    assert json.loads(quotes("list", "--articles", "--format", "json").stdout)[0]["title"] is None


def test_a_list_of_articles_has_a_limit_and_no_filters(quotes, article):
    quotes("ingest", article)
    quotes("ingest", quotes.write("b.txt", "Rain fell.\n“It is wet,” said Olena Koval, a sailor.\n"))
    assert len(json.loads(quotes("list", "--articles", "--limit", "1", "--format", "json").stdout)) == 1
    assert "--limit" in quotes("list", "--articles", "--limit", "1").stderr
    assert not quotes("list", "--articles", "--limit", "2").stderr
    quotes("list", "--articles", "--country", "RU", ok=2)
    quotes("list", "koval", "--articles", ok=2)


def test_no_articles_are_said_to_be_none(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    result = quotes("list", "--articles")
    assert result.stdout == "" and "No articles" in result.stderr


def test_that_nothing_was_found_is_no_data(quotes):
    dull = quotes.write("dull.txt", "The bridge is closed. It will be opened in May, in the rain.")
    result = quotes("extract", dull)
    assert result.stdout == "" and "No quotes found." in result.stderr


def test_one_of_a_thing_is_told_in_the_singular(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--stance", "against", "--official")
    assert "1 of 1 quote\n" in quotes("list", "orlova").stderr
    assert "1 of 1 quote about Russia" in quotes("compare", "official", "unofficial").stdout
    assert "The 1 quote does not fit." in quotes("list", "--country", "AZ").stderr


def test_a_dry_run_says_what_would_be(quotes, article):
    said = quotes("ingest", article, "--dry-run").stderr
    assert "would be added  " in said and not re.search(r"^added", said, re.MULTILINE)
    table = quotes.write("t.csv", "text,speaker\n“A.”,Vera Orlova\n")
    assert "1 quote would be taken in; nothing is stored" in quotes("import", table, "--dry-run").stderr
    assert "26 quotes would be taken in" in quotes("import", "--shipped", "--dry-run").stderr


def test_a_table_for_a_spreadsheet_marks_what_would_run_as_a_formula(quotes):
    quotes.add("=1+1 is “not” a formula", "--speaker", "=Vera Orlova", "--official")
    for command in (["list"], ["search", "formula"], ["summary"]):
        out = quotes(*command, "--format", "csv", "--excel-safe").stdout
        assert "'=1+1" in out and "'=Vera" in out
        assert ",=1+1" in quotes(*command, "--format", "csv").stdout
        quotes(*command, "--excel-safe", ok=2)


def test_tables_use_a_wide_terminal(quotes, monkeypatch):
    role = "deputy chair for harbours"
    quotes.add(f"“{'word ' * 60}.”", "--speaker", "Vera Orlova", "--affiliation", role, "--stance", "against")
    for command in (["list"], ["summary"]):
        monkeypatch.setenv("COLUMNS", "80")
        narrow = quotes(*command).stdout
        monkeypatch.setenv("COLUMNS", "200")
        wide = quotes(*command).stdout
        assert max(map(len, narrow.splitlines())) <= 80 < 180 < max(map(len, wide.splitlines())) <= 200
        assert role in wide and role in narrow


def test_a_command_that_fails_begins_no_store(quotes):
    quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova", "--said", "yesteryear")
    quotes.failure("import", quotes.folder / "none.csv")
    quotes.failure("ingest", quotes.folder / "none.txt")
    assert not (quotes.folder / "store.db").exists()


def test_a_name_of_two_is_summed_up_with_a_note(quotes):
    quotes("actors", "add", "Ilham Guliyev")
    quotes("actors", "add", "Nariman Guliyev", "--alias", "Нариман Гулиев")
    quotes.add(DEFEAT, "--speaker", "nariman-guliyev", "--stance", "against")
    said = quotes("summary", "guliyev").stderr
    assert "'guliyev' is a name of 2 speakers" in said and "ilham-guliyev" in said and "nariman-guliyev" in said
    assert "is a name of" in quotes("compare", "guliyev", "official").stderr
    assert "is a name of" not in quotes("summary", "nariman-guliyev").stderr


def test_a_person_who_added_a_quote_is_as_sure_as_can_be(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert quotes.quotes()[0]["confidence"] == 1
    quotes.add("“Or so.”", "--speaker", "Vera Orlova", "--doubted", "no source")
    assert quotes.quotes("--doubted")[0]["confidence"] is None


def test_a_persons_label_has_a_score_and_probabilities(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--stance", "against")
    assert quotes.quotes()[0]["stance"]["score"] == -1
    assert quotes.quotes()[0]["stance"]["probabilities"] == {"favor": 0, "against": 1, "neutral": 0}
    quotes("tag", key, "neutral", "--as", "Bea")
    stance = quotes.quotes()[0]["stance"]
    assert (stance["label"], stance["score"]) == (None, -0.5)
    assert stance["probabilities"] == {"favor": 0, "against": 0.5, "neutral": 0.5}
    exported = json.loads(quotes("export", "--format", "jsonl").stdout)
    assert [s["score"] for s in exported["stances"]] == [None, None]


def test_what_is_not_about_the_target_has_one_name(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--stance", "neutral", "--not-about")
    (row,) = json.loads(quotes("summary", "--format", "json").stdout)
    assert row["tally"]["not_about"] == 1
    (row,) = csv.DictReader(io.StringIO(quotes("summary", "--format", "csv").stdout))
    assert row["not_about"] == "1"


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are POSIX")
def test_a_table_in_a_terminal_escapes_what_steers_it_and_in_a_pipe_is_exact(quotes):
    import pty

    quotes.add("“Red \x1b[31malert\u202e”", "--speaker", "Vera Orlova")
    for command in (["list", "--format", "csv"], ["export"], ["export", "--format", "jsonl"]):
        call = [sys.executable, str(ROOT / "cli.py"), *command]
        piped = subprocess.run(call, capture_output=True, check=True).stdout.decode("utf-8")
        assert "\u202e" in piped
        ours, theirs = pty.openpty()
        subprocess.run(call, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
        os.close(theirs)
        seen = b""
        while chunk := _read(ours):
            seen += chunk
        os.close(ours)
        shown = seen.decode("utf-8")
        assert "\x1b[31m" not in shown and "\u202e" not in shown and "\\u202e" in shown


def _read(handle):
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux's way of saying that the other side is closed
        return b""


def _line(result):
    return " ".join(result.stdout.split())
