"""What is found in an article comes from the article: it survives when everything that ships is emptied."""

import json
from pathlib import Path

import pytest

import quotes.actions.find as find
import quotes.registry as registry
import quotes.shipped as resources
import quotes.targets as targets

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "articles" / "dw-south-caucasus.txt"
TOLD = ("name", "kind", "affiliation", "role", "organisation", "country", "official", "office")


@pytest.fixture
def emptied(tmp_path, monkeypatch):
    """The shipped files, all of them there and all of them empty."""
    folder = tmp_path / "emptied"
    folder.mkdir()
    for name in ("quotes.jsonl", "actors.csv", "targets.toml", "sample-article.txt"):
        (folder / name).write_text("", encoding="utf-8")

    def empty():
        monkeypatch.setattr(resources, "_folders", lambda: [folder])
        forget()

    def forget():
        targets.shipped_targets.cache_clear()
        targets.canonical_target.cache_clear()
        find._names.cache_clear()
        registry.sides_by_name.cache_clear()

    yield empty
    monkeypatch.undo()
    forget()


def found(quotes, article):
    lines = quotes("extract", "--format", "jsonl", article).stdout.splitlines()
    return [(q["text"], q["type"], q["speaker"] and {n: q["speaker"][n] for n in TOLD}) for q in map(json.loads, lines)]


def test_an_article_gives_the_same_quotes_with_emptied_data(quotes, article, emptied):
    before = found(quotes, article)
    emptied()
    assert found(quotes, article) == before
    quotes("ingest", article)
    assert [q["text"] for q in quotes.quotes()] == [text for text, *_ in before]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared development data is not here")
def test_the_real_article_gives_its_commentators_with_emptied_data(quotes, emptied):
    emptied()
    quotes("ingest", SHARED)
    speakers = {q["speaker"]["name"] for q in quotes.quotes("--type", "direct") if q["speaker"]}
    assert {
        "Maria Zakharova", "Aleksandr Dugin", "Fariz Ismailzade", "Nariman Aliyev", "Rusif Huseynov",
        "Dilnoza Ubaydullaeva",
    } <= speakers  # fmt: skip


def test_the_commands_that_give_out_what_ships_do_so_with_nothing(quotes, emptied):
    emptied()
    assert "0 quotes added" in quotes("import", "--shipped").stderr
