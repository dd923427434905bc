"""extract and ingest: from articles to quotes."""

import json
import sqlite3

import pytest

from .conftest import ARTICLE


def objects(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_extract_prints_the_promised_shape_and_stores_nothing(quotes, article):
    found = objects(quotes("extract", "--format", "jsonl", article))
    assert {q["document"] for q in found} == {"harbour"}
    for quote in found:
        for piece in quote["content"]:
            assert ARTICLE[piece["start"] : piece["end"]] == piece["text"]
    first = next(q for q in found if "harbour stays open" in q["text"])
    assert first["type"] == "direct"
    assert first["text"] == "“The harbour stays open,” … “We have fuel for a month.”"
    assert first["speaker"]["name"] == "Olena Koval"
    assert not (quotes.folder / "store.db").exists()


def test_extract_reads_standard_input(quotes):
    assert objects(quotes("extract", "-", "--format", "jsonl", stdin=ARTICLE))[0]["document"] == "-"


def test_extract_and_ingest_give_a_quote_the_same_id(quotes, article):
    looked = {q["id"] for q in objects(quotes("extract", "--format", "jsonl", article))}
    quotes("ingest", article)
    assert {q["id"] for q in quotes.quotes()} == looked


def test_ingest_tells_what_was_added_and_known(quotes, article):
    assert "1 added, 0 changed, 0 known, 0 skipped" in quotes("ingest", article).stderr
    before = quotes.quotes()
    assert "0 added, 0 changed, 1 known, 0 skipped; 0 new quotes" in quotes("ingest", article).stderr
    assert quotes.quotes() == before


def test_ingest_keeps_where_a_pasted_text_came_from(quotes):
    quotes(
        "ingest", "-", "--url", "https://news.example/1", "--title", "Talks", "--publisher", "Daily",
        "--date", "3.9.2025", stdin=ARTICLE,
    )  # fmt: skip
    (row,) = json.loads(quotes("list", "--articles", "--format", "json").stdout)
    assert (row["url"], row["title"], row["publisher"], row["published"]) == (
        "https://news.example/1", "Talks", "Daily", "2025-09-03",
    )  # fmt: skip
    assert quotes.quotes()[0]["published"] == "2025-09-03"


def test_a_page_that_changed_is_a_new_version_and_old_quotes_keep_theirs(quotes, article):
    quotes("ingest", article, "--url", "https://news.example/1")
    before = {q["id"] for q in quotes.quotes()}
    article.write_text(ARTICLE + "“It is over,” said Koval.\n", encoding="utf-8")
    assert "1 changed" in quotes("ingest", article, "--url", "https://news.example/1").stderr
    after = quotes.quotes()
    assert before < {q["id"] for q in after}
    assert not any(q["orphaned"] for q in after)


def test_dry_run_does_the_same_look_ups_and_writes_nothing(quotes, article):
    dry = quotes("ingest", article, "--dry-run").stderr
    assert "1 would be added" in dry
    assert not (quotes.folder / "store.db").exists()
    done = quotes("ingest", article).stderr
    assert dry.split("; ")[1].split()[0] == done.split("; ")[1].split()[0]
    assert "1 known" in quotes("ingest", article, "--dry-run").stderr


def test_an_article_in_another_language_is_kept_and_said_to_be_unread(quotes):
    text = quotes.write("де.txt", "Министр сообщил журналистам, что порт открыт. «Мы готовы», — сказала она. " * 5)
    result = quotes("ingest", text)
    assert "Russian" in result.stderr and "no quotes were looked for" in result.stderr
    assert quotes.quotes() == []
    assert len(json.loads(quotes("list", "--articles", "--format", "json").stdout)) == 1


def test_a_folder_stands_for_the_articles_in_it(quotes):
    quotes.write("a.txt", ARTICLE)
    quotes.write("b.html", f"<html><body><article>{''.join(f'<p>{x}</p>' for x in ARTICLE.splitlines())}</article>")
    assert "2 articles" in quotes("ingest", quotes.folder).stderr


def test_linked_words_survive_a_page(quotes):
    page = (
        "<html><head><title>Old ties</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Old ties</h1>"
        "<p>The two towns had been one for a long time, as everybody on the river knows, and trade went both ways.</p>"
        "<p>“They grew up when their capital was <a href='/m'>Moscow</a>,” said Vera Orlova, a historian at the "
        "<a href='/u'>River University</a>. “They have <b>these</b> feelings for the <a href='/p'>place</a>.”</p>"
        "<p>The new bridge will be opened in spring, the mayor's office announced, and the old ferry will stop.</p>"
        "</article></body></html>"
    )
    quotes("ingest", quotes.write("ties.html", page))
    assert any("their capital was Moscow,”" in q["text"] for q in quotes.quotes())


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "empty.txt"),
        ("blank.txt", b" \n \n", "blank.txt"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "photo.txt"),
        ("nul.txt", b"He said \x00 that.", "nul.txt"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line_and_leaves_the_store_as_it_was(quotes, article, name, content, told):
    quotes("ingest", article)
    before = quotes.quotes()
    assert told in quotes.failure("ingest", quotes.write(name, content))
    assert quotes.quotes() == before


def test_one_bad_input_among_good_ones_stores_nothing_unless_told_to_skip_it(quotes, article):
    line = quotes.failure("ingest", article, quotes.folder / "nowhere.txt")
    assert "nowhere.txt" in line and "--skip-bad stores the other 1" in line
    assert quotes.quotes() == []
    assert "1 skipped" in quotes("ingest", "--skip-bad", article, quotes.folder / "nowhere.txt").stderr
    assert quotes.quotes()


def test_a_text_without_quotes_is_kept_and_says_so(quotes):
    result = quotes("ingest", quotes.write("dull.txt", "The bridge is closed. It will be opened in May, in the rain."))
    assert "1 added" in result.stderr and "0 new quotes" in result.stderr


def test_hostile_words_reach_no_terminal_as_control_characters(quotes):
    text = "“Red \x1b[31malert\x07 [bold]now[/bold]” said Olena Koval, a sailor.\n"
    quotes("ingest", quotes.write("x.txt", text))
    shown = quotes("list").stdout
    assert "\x1b" not in shown and "\x07" not in shown
    assert "[bold]now[/bold]" in shown.replace("\n", " ") or "[bold]" in shown


def test_a_store_of_another_program_is_refused(quotes, article):
    with sqlite3.connect(quotes.db) as other:
        other.execute("CREATE TABLE recipes (id)")
    assert "another program" in quotes.failure("ingest", article)


def test_the_title_of_an_article_is_searched_and_a_person_may_correct_it(quotes, article):
    quotes("ingest", article, "--title", "Harbor tolks")
    assert quotes("search", "tolks", "--format", "jsonl").stdout
    quotes("ingest", article, "--title", "Harbour talks")
    assert quotes.quotes()[0]["title"] == "Harbour talks"
    assert quotes("search", "tolks", "--format", "jsonl").stdout == ""
    quotes("undo")
    assert quotes("search", "tolks", "--format", "jsonl").stdout
