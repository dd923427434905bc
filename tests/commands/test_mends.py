"""Small mistakes at the keyboard: each is told in one line with the mend, and nothing is stored by half."""

import json

import click
import pytest

DEFEAT = "“It is a defeat.”"


@pytest.fixture
def filled(quotes):
    """Two speakers, one official and one not."""
    quotes.add("“We welcome the talks.”", "--speaker", "Vera Orlova", "--country", "RU", "--official")
    quotes.add("“A shame for Moscow.”", "--speaker", "Pyotr Sidorov", "--country", "RU", "--unofficial")
    return quotes


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("contry=RU", "do you mean country?"),
        ("country=RU,country=AZ", "country twice"),
        ("official,unofficial", "official twice"),
        ("country=", "no value"),
        ("orlova,,official", "empty part"),
        ("speaker=a=b", "a=b"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(filled, wrong, told):
    assert told in filled.failure("compare", wrong, "unofficial")


def test_a_filter_that_is_nobodys_name_suggests_the_nearest(filled):
    line = filled.failure("compare", "orlowa", "sidorov")
    assert "'orlowa'" in line and "do you mean Vera Orlova?" in line
    assert "country=AZ" in filled.failure("compare", "qqq", "sidorov")


def test_a_speaker_whose_quotes_do_not_fit_the_options_is_no_mistake(filled):
    filled("compare", "orlova", "sidorov", "--since", "2030")


@pytest.mark.parametrize("option", ["--speaker", "--country", "--affiliation", "--publisher", "--text", "--since"])
def test_an_empty_filter_is_refused_and_does_not_fit_everything(filled, option):
    assert option in filled.failure("list", option, " ")


def test_an_adjudicator_may_leave_a_quote_open_and_it_reads_unsure(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--stance", "against")
    told = quotes("tag", key, "unsure", "--adjudicate").stderr
    assert f"adjudicated {key[:8]} as Ann: left open toward Russia; it now reads: unsure" in told
    assert [q["id"] for q in quotes.quotes("--stance", "unsure")] == [key]


def test_who_is_unsure_says_nothing_about_what_the_words_bear_on(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert "tag it neutral" in quotes("tag", key, "unsure", "--not-about", ok=2).stderr


def test_a_target_is_known_by_name_by_alias_or_by_a_label_that_was_given(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Vera Orlova")
    assert "do you mean Russia?" in quotes("list", "--target", "Kremlim").stderr
    quotes("tag", key, "against", "--target", "Harbour Board")
    assert "do you mean" not in quotes("list", "--target", "harbour board").stderr
    for command in (["list"], ["search", "defeat"], ["summary"], ["export"], ["show", key]):
        assert "do you mean Harbour Board?" in quotes(*command, "--target", "Harbor Board").stderr
    quotes("tag", key, "favor", "--target", "Harbor Board")
    assert "do you mean" not in quotes("list", "--target", "Harbor Board").stderr


def test_a_corrected_speaker_is_told_with_whom_it_was_linked_to(quotes):
    quotes("actors", "add", "Vera Orlova")
    key = quotes.add(DEFEAT, "--speaker", "Pyotr Sidorov")
    assert f"edited {key}: Orlova = vera-orlova" in quotes("edit", key, "--speaker", "Orlova").stderr
    told = quotes("edit", key, "--speaker", "Vera Orlowa").stderr
    assert f"edited {key}: Vera Orlowa (new actor; do you mean Vera Orlova? `quotes undo` takes it back)" in told
    assert "do you mean Maria Zakharova?" in quotes("edit", key, "--speaker", "Zakharowa").stderr


def test_nothing_is_called_done_before_it_is_kept(quotes, monkeypatch):
    import quotes.store.writing as writing
    from quotes.errors import InputError

    def full(*_args, **_options):
        raise InputError("the disk is full: make room")

    monkeypatch.setattr(writing, "put_quotes", full)
    result = quotes("add", DEFEAT, "--speaker", "Zakharova", ok=1)
    assert result.stderr.strip().splitlines() == ["Error: the disk is full: make room"]


@pytest.mark.parametrize(
    "options",
    [
        ("--no-speaker", "--speaker", "Vera Orlova"),
        ("--no-speaker", "--role", "poet"),
        ("--new-actor", "--role", "poet"),
        ("--unofficial", "--office", "executive"),
    ],
)
def test_a_correction_that_contradicts_itself_is_wrong_usage(quotes, options):
    key = quotes.add(DEFEAT, "--speaker", "Pyotr Sidorov")
    quotes("edit", key, *options, ok=2)


@pytest.mark.parametrize(
    "options",
    [
        ("--unofficial", "--office", "executive"),
        ("--translation", "“It is a loss.”", "--original", "«Это поражение»"),
    ],
)
def test_a_quote_that_contradicts_itself_is_wrong_usage(quotes, options):
    quotes("add", DEFEAT, "--speaker", "Pyotr Sidorov", *options, ok=2)
    quotes("actors", "add", "Vera Orlova")
    quotes("actors", "affiliation", "orlova", "--role", "poet", "--unofficial", "--office", "executive", ok=2)


def test_an_empty_speaker_is_not_a_way_to_say_that_nobody_knows(quotes):
    key = quotes.add(DEFEAT, "--speaker", "Pyotr Sidorov")
    assert "--no-speaker" in quotes.failure("edit", key, "--speaker", " ")


def test_who_is_at_the_keyboard_has_a_name_without_tricks(quotes):
    assert "control character" in quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova", "--as", "An\u202en")
    quotes.add(DEFEAT, "--speaker", "Vera Orlova", "--as", " Ann\n Bee")
    assert quotes.quotes()[0]["added_by"] == "Ann Bee"


def test_the_history_keeps_one_line_a_change(quotes):
    quotes.add(DEFEAT, "--speaker", "Vera\nOrlova")
    quotes("actors", "add", "Nina\nOrlova")
    rows = json.loads(quotes("history", "--format", "json").stdout)
    assert [row["command"] for row in rows] == ["add actor Nina Orlova", "add a quote of Vera Orlova"]


def test_bytes_that_are_no_text_are_one_clear_line(quotes):
    wrong = b"a\xff".decode("utf-8", "surrogateescape")
    for command in (["list", wrong], ["add", wrong], ["ingest", wrong], [wrong], ["list", "--db", wrong]):
        assert "UTF-8" in quotes.failure(*command)
    assert not (quotes.folder / "store.db").exists()


def test_a_name_in_the_environment_that_is_no_text_is_one_clear_line(quotes, monkeypatch):
    monkeypatch.setenv("QUOTES_ANNOTATOR", b"A\xff".decode("utf-8", "surrogateescape"))
    quotes.failure("add", DEFEAT, "--speaker", "Vera Orlova")


def test_a_reading_command_says_that_there_is_no_store_where_it_was_told_to_look(quotes):
    nowhere = quotes.folder / "no.db"
    for command in (["list"], ["search", "a"], ["summary"], ["export"], ["history"], ["actors", "list"], ["doctor"]):
        told = quotes(*command, "--db", nowhere).stderr
        assert f"there is no store at {nowhere}: check --db" in told, command
    for command in (["show", "3f"], ["tag", "3f", "favor"], ["edit", "3f", "--note", "x"], ["remove", "3f"], ["undo"]):
        assert "there is no store at" in quotes.failure(*command, "--db", nowhere)
    assert not nowhere.exists()


def test_a_dry_run_needs_no_store(quotes, article):
    assert "there is no store" not in quotes("ingest", article, "--dry-run").stderr


def test_a_person_who_stops_is_told_that_the_store_is_as_it_was(quotes, article, monkeypatch):
    import quotes.store.writing as writing

    def stopped(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "put_quotes", stopped)
    result = quotes("add", DEFEAT, "--speaker", "Vera Orlova", ok=130)
    assert result.stderr.strip() == "stopped; the store is as it was"
    assert quotes.quotes() == [] and json.loads(quotes("history", "--format", "json").stdout) == []


def test_a_question_that_is_declined_stops_the_command_in_the_same_words(quotes, monkeypatch):
    quotes.add("“It is a defeat!”", "--speaker", "Vera Orlova")
    monkeypatch.setattr("quotes.commands.add._warn_near", lambda *_args, **_options: click.confirm("So?", abort=True))
    told = quotes("add", DEFEAT, "--speaker", "Vera Orlova", ok=1, stdin="n\n").stderr
    assert told.strip().endswith("stopped; the store is as it was")


def test_a_server_whose_name_is_mistyped_is_told_with_the_mend():
    from sqlalchemy.exc import OperationalError

    from quotes.store.engine import explain

    said = "failed to resolve host 'db.exampel.org': [Errno -2] Name or service not known"
    line = explain(OperationalError("", {}, Exception(said)), "postgresql+psycopg://db.exampel.org/quotes")
    assert line.endswith("no server of that name is known: check the host in --db or $QUOTES_DB")
