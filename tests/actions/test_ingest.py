"""Articles into the store: what was read, what became of it, and what would."""

import pytest

from quotes.actions import find, ingest
from quotes.errors import InputError
from quotes.store.history import changes

from .sample import ANNA, FINDER, TEXT, Counting, finds, found, parrot, quotes_of


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(find, "found_in", lambda article, **_: finds(article))
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    return tmp_path


def test_what_cannot_be_read_is_told_beside_what_can(folder):
    bar = Counting()
    names = [str(folder / "a.txt"), str(folder / "b.txt")]
    read = ingest.read(names, facts=ingest.facts_of(title="T"), progress=bar)
    assert [one.article.title for one in read.found] == ["T"] and [bad.name for bad in read.bad] == names[1:]
    assert bar.seen == names


def test_a_labeller_suggests_stances_while_reading(folder):
    (one,) = ingest.read([str(folder / "a.txt")], labeller=parrot(), target="Russia").found
    assert [quote.stance.label for quote in one.quotes] == ["against", "against"]


def test_facts_are_read_as_they_are_stored():
    facts = ingest.facts_of(url="https://a.example/1", published="14.08.2025")
    assert facts.known == {"url": "https://a.example/1", "published": "2025-08-14"}
    with pytest.raises(InputError):
        ingest.facts_of(published="yesterday-ish")


def test_an_article_is_added_once_and_changes_with_its_page(store):
    url = "https://a.example/1"
    later = TEXT.replace("at dawn", "at noon")
    states = [
        (outcome.state, outcome.new_quotes)
        for text in (TEXT, TEXT, later)
        for outcome in ingest.keep(store, [found(text, url=url)], ANNA, machine=FINDER)
    ]
    assert states == [("added", 2), ("known", 0), ("changed", 0)]


def test_what_would_happen_is_what_happens_and_is_not_stored(store):
    both = [found(), found(), found("“Moscow lies,” said Mira Kovalenko.", "other.txt", title="Other")]
    would = ingest.would_keep(store, both)
    assert quotes_of(store) == () and {one.article_id for one in would} == {None}
    done = ingest.keep(store, both, ANNA, machine=FINDER)
    assert [(one.state, one.new_quotes, one.title) for one in would] == [
        (one.state, one.new_quotes, one.title) for one in done
    ]
    assert [one.title for one in done] == ["harbour.txt", "harbour.txt", "Other"]


def test_what_a_person_says_of_a_known_article_wins_over_what_is_stored(store):
    ingest.keep(store, [found(title="Old")], ANNA, machine=FINDER)
    ingest.keep(store, [found(title="New")], ANNA, machine=FINDER)
    assert {quote.title for quote in quotes_of(store)} == {"Old"}
    ingest.keep(store, [found(title="New")], ANNA, facts=ingest.facts_of(title="New"), machine=FINDER)
    assert {quote.title for quote in quotes_of(store)} == {"New"}


def test_several_articles_are_one_change_and_none_is_no_change(store):
    assert ingest.keep(store, [], ANNA) == ()
    ingest.keep(store, [found(), found("“Moscow lies,” said Mira Kovalenko.")], ANNA, machine=FINDER)
    with store.read() as connection:
        assert [row["command"] for row in changes(connection)] == ["ingest of 2 articles"]
