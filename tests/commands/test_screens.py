"""How much of a screen the commands take, and when a pager shows it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from quotes.actions.ask import Page
from quotes.commands.quote_tables import count_line

from .many_quotes import many_quotes

ROOT = Path(__file__).parents[2]


@pytest.fixture
def filled(quotes):
    rows = []
    for quote in many_quotes():
        who, stance = quote.speaker, quote.stance
        row = {
            "text": quote.text, "type": quote.type, "said": quote.said, "publisher": quote.publisher,
            "speaker": {"name": who.name, "affiliation": who.affiliation, "country": "RU", "official": who.official},
            "stances": [{
                "target": "Russia", "label": stance.label, "about": True, "annotator": "tagger",
                "annotator_kind": "model",
            }] if stance else [],
        }  # fmt: skip
        rows.append(json.dumps(row))
    quotes("import", quotes.write("many.jsonl", "\n".join(rows)))
    return quotes


def test_two_hundred_quotes_take_no_more_than_three_screens(filled):
    for command in (["list"], ["search", "a"], ["summary"], ["compare", "official", "unofficial"]):
        result = filled(*command)
        lines = result.output.splitlines()  # with what is said below the table
        taken = sum(max(1, -(-cell_len(line) // 80)) for line in lines)
        assert 40 < taken <= 72, (command, taken)
    assert "10 of 200 quotes shown: --after " in filled("list").stderr
    speakers = len(json.loads(filled("summary", "--format", "json").stdout))
    assert speakers > 50
    assert f"10 of {speakers} speakers shown: --limit {speakers} shows all" in filled("summary").stderr
    assert "3 quotes of each side at most" in filled("compare", "official", "unofficial").stderr
    assert filled("compare", "official", "unofficial", "--quotes", "0").stdout.count("·") < 10


def test_what_programs_read_has_no_limit_unless_asked_for(filled):
    assert len(filled.quotes()) == 200
    assert len(json.loads(filled("summary", "--format", "json").stdout)) > 50
    assert len(json.loads(filled("summary", "--limit", "3", "--format", "json").stdout)) == 3
    compared = json.loads(filled("compare", "official", "unofficial", "--quotes", "1", "--format", "json").stdout)
    assert [len(side["shown"]) for side in compared["targets"][0]["sides"]] == [1, 1]
    assert sum(side["quotes"] for side in compared["targets"][0]["sides"]) == 200


def test_a_closing_line_says_how_many_there_are_and_how_to_go_on():
    quotes = many_quotes(10)
    assert count_line(Page((), 0, 1, 0, None), "") == "The 1 quote does not fit."
    assert count_line(Page((), 0, 1001, 0, None, nearest="Dugin"), "") == (
        "None of the 1,000 quotes and more fits. Do you mean Dugin?"
    )
    assert count_line(Page(quotes[:2], 2, 17, 0, None), "") == "2 of 17 quotes"
    assert count_line(Page(quotes, 57, 200, 0, "3f2a"), "--after 3f2a") == (
        "10 of 57 quotes that fit shown: --after 3f2a goes on"
    )
    assert count_line(Page(quotes, 1001, 1001, 0, "3f2a"), "--page 2") == (
        "10 of 1,000 quotes and more shown: --page 2 goes on"
    )
    assert count_line(Page(quotes[:7], 57, 200, 0, None), "") == "the last 7 of 57 quotes"


def test_a_list_goes_on_behind_a_quote_until_nothing_is_left(filled):
    seen, after = [], []
    while True:
        result = filled("list", "--limit", "60", *after)
        seen += [line.split()[0] for line in result.stdout.splitlines() if line[:8].strip() and line[:2] != "  "]
        if "goes on" not in result.stderr:
            break
        after = result.stderr.split(" shown: ")[1].split()[:2]
    assert len(seen) == len(set(seen)) == 200
    assert "the last 20 of 200 quotes" in result.stderr


def test_a_search_has_pages(filled):
    first, second = (filled("search", "russia", "--page", page).stdout for page in ("1", "2"))
    assert first and second and first != second
    assert "no quote 'zzzz'" in filled.failure("list", "--after", "zzzz")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are POSIX")
@pytest.mark.parametrize(
    ("options", "settings", "paged"),
    [
        ([], {}, True),
        (["--no-pager"], {}, False),
        (["--limit", "2"], {}, False),
        ([], {"PAGER": ""}, False),
    ],
)
def test_a_terminal_shows_what_is_longer_than_it_by_the_pager(filled, options, settings, paged):
    pager = filled.write("pager.sh", "#!/bin/sh\necho PAGED\nexec cat\n")
    pager.chmod(0o755)
    shown = in_a_terminal(["list", *options], {"PAGER": str(pager), "LINES": "24", **settings})
    assert ("PAGED" in shown) is paged
    assert " · " in shown and "2010-" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are POSIX")
def test_a_terminal_without_colours_gets_none(filled):
    assert "\x1b[36m" in in_a_terminal(["list", "--no-pager"], {})
    assert "\x1b[36m" not in in_a_terminal(["list", "--no-pager"], {"NO_COLOR": "1"})


def test_a_pipe_gets_neither_pager_nor_colours(filled):
    environment = {**os.environ, "PAGER": "false", "LINES": "24"}
    call = [sys.executable, str(ROOT / "cli.py"), "list"]
    shown = subprocess.run(call, env=environment, capture_output=True, check=True).stdout.decode("utf-8")
    assert len(shown.splitlines()) > 24 and "\x1b" not in shown


def in_a_terminal(arguments, settings):
    """What a command writes to a terminal."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", **settings}
    call = [sys.executable, str(ROOT / "cli.py"), *arguments]
    running = subprocess.Popen(call, env=environment, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
    os.close(theirs)
    seen = b""
    while chunk := read(ours):
        seen += chunk
    os.close(ours)
    assert running.wait() == 0
    return seen.decode("utf-8")


def read(handle):
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux's way of saying that the other side is closed
        return b""
