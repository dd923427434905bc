"""What reaches the commands from hostile or odd places: columns, locales, filters, accounts, addresses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEFEAT = "“It is a defeat.”"


def test_the_name_of_a_column_reaches_no_terminal_as_control_characters(quotes):
    table = "text,speaker,co\x1b]0;pwned\x07lour,quote\n“A.”,Vera Orlova,red,mine\n"
    quotes("import", quotes.write("t.csv", table))
    shown = quotes("show", quotes.quotes()[0]["id"]).stdout
    assert "\x1b" not in shown and "\x07" not in shown
    assert quotes.quotes()[0]["id"] in shown


def test_json_escapes_what_could_steer_a_terminal_and_keeps_every_script(quotes):
    quotes.add("“Да\u202e! \x9b”", "--speaker", "Вера Орлова")
    line = quotes("list", "--format", "jsonl").stdout
    assert "Вера Орлова" in line and "\\u202e" in line and "\\u009b" in line
    assert quotes.quotes()[0]["text"] == "“Да\u202e! \x9b”"


def test_output_is_utf_8_whatever_the_locale(quotes):
    quotes.add("“Да”", "--speaker", "Вера Орлова")
    env = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    for form in ("table", "jsonl", "csv"):
        command = [sys.executable, "cli.py", "list", "--format", form]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True)
        assert "Вера Орлова" in done.stdout.decode("utf-8").replace("\n", " ")


@pytest.mark.parametrize("wrong", ["type=foo", "kind=song", "since=yesterday", "country=Atlantis"])
def test_a_filter_with_an_impossible_value_names_it(quotes, wrong):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert wrong.split("=")[1] in quotes.failure("compare", "official", wrong)


def test_a_country_and_a_date_may_be_written_as_people_write_them(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--country", "RU", "--said", "2025-08-20")
    assert quotes.quotes("--country", "Russia", "--since", "14.08.2025")


@pytest.mark.parametrize(
    "wrong", [("--url", "javascript:alert(1)"), ("--original", "«Да»", "--translated-from", "klingon")]
)
def test_an_address_or_language_that_is_none_is_refused(quotes, wrong):
    assert wrong[-1] in quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova", *wrong)


def test_an_account_without_a_name_is_asked_for_one(quotes, monkeypatch):
    def nobody():
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.delenv("QUOTES_ANNOTATOR")
    monkeypatch.setattr("getpass.getuser", nobody)
    assert "--as NAME" in quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova")


def test_edited_words_bring_their_type_along(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    quotes("edit", key, "--text", "it is a defeat")
    assert quotes.quotes()[0]["type"] == "indirect"


def test_facts_of_an_imported_quote_can_be_edited_though_its_article_is_elsewhere(quotes, article, monkeypatch):
    quotes("ingest", article)
    quotes("export", quotes.folder / "out.jsonl")
    monkeypatch.setenv("QUOTES_DB", str(quotes.folder / "other.db"))
    quotes("import", quotes.folder / "out.jsonl")
    key = quotes.quotes()[0]["id"]
    quotes("edit", key, "--publisher", "Daily")
    assert quotes.quotes()[0]["publisher"] == "Daily"


def test_facts_that_the_article_tells_are_not_taken_beside_it_in_silence(quotes, article):
    quotes("ingest", article)
    key = quotes.quotes()[0]["document"]
    line = quotes.failure(
        "add", "deadline passed", "--speaker", "Vera Orlova", "--article", key, "--publisher", "Daily"
    )
    assert "publisher" in line


def test_a_line_end_in_a_name_forges_no_line_of_output(quotes):
    name = "Vera\nadded 123: Nobody"
    assert len(quotes("actors", "add", name).stderr.strip().splitlines()) == 1
