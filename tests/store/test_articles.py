"""Articles and their versions."""

from __future__ import annotations

import pytest

from quotes.errors import AmbiguousError, InputError, NotFoundError
from quotes.store import Store
from quotes.store.articles import list_articles, put_article, read_article, state_of, text_hash
from quotes.types import Article

from .sample import ANNA, TEXT, found, ingest, quotes_of

URL = "https://lantern.example/ferries"


def test_the_same_text_twice_is_one_article(store: Store) -> None:
    first, ids = ingest(store)
    again, none = ingest(store, facts={"url": URL})
    assert (first.state, again.state) == ("added", "known")
    assert (again.article_id, again.version_id) == (first.article_id, first.version_id)
    assert len(ids) == 3 and none == ()
    with store.read() as connection:
        assert [(a["versions"], a["quotes"]) for a in list_articles(connection)] == [(1, 3)]


def test_a_changed_page_is_a_new_version_and_quotes_keep_pointing_to_theirs(store: Store) -> None:
    first, old = ingest(store, facts={"url": URL})
    longer = "Updated at noon. " + TEXT
    second, new = ingest(store, longer, facts={"url": URL})
    assert (second.state, second.article_id) == ("changed", first.article_id)
    assert second.version_id != first.version_id
    assert not any(quote.orphaned for quote in quotes_of(store))
    assert {quote.content[0].start for quote in quotes_of(store, *old)} == {q.content[0].start for q in found(TEXT)}
    assert new == (), "the same words in the same article are the same quotes"
    with store.read() as connection:
        newest, _ = read_article(connection, first.article_id)
        older, _ = read_article(connection, URL, version_id=first.version_id)
    assert (newest.text, older.text) == (longer, TEXT)


def test_a_page_that_returns_to_an_old_text_is_known(store: Store) -> None:
    first, _ = ingest(store, facts={"url": URL})
    ingest(store, "Shorter now.", (), facts={"url": URL})
    back, _ = ingest(store, facts={"url": URL})
    assert (back.state, back.version_id) == ("known", first.version_id)


def test_facts_that_were_lacking_fill_in_and_others_stay(store: Store) -> None:
    ingest(store, facts={"title": "Ferries"})
    ingest(store, facts={"title": "Other", "publisher": "The Lantern", "url": URL, "published": "2031-05"})
    with store.read() as connection:
        (row,) = list_articles(connection)
    assert (row["title"], row["publisher"], row["url"], row["published"]) == ("Ferries", "The Lantern", URL, "2031-05")
    assert {(q.title, q.publisher, q.source_url) for q in quotes_of(store)} == {("Ferries", "The Lantern", URL)}


def test_an_article_without_a_title_is_listed_with_its_newest_beginning_and_a_list_has_a_limit(store: Store) -> None:
    ingest(store, facts={"url": URL})
    ingest(store, "Обновлено. " + TEXT * 9, (), facts={"url": URL})
    ingest(store, "Rain fell.", (), facts={"title": "Rain"})
    with store.read() as connection:
        untitled, titled = list_articles(connection)
        assert [row["id"] for row in list_articles(connection, limit=1)] == [untitled["id"]]
    assert str(untitled["beginning"]).startswith("Обновлено.") and len(str(untitled["beginning"])) == 200
    assert titled["beginning"] is None


def test_the_address_of_another_article_is_not_taken_over(store: Store) -> None:
    ingest(store, "One text.", (), facts={"url": URL})
    ingest(store, "Another text.", ())
    known, _ = ingest(store, "Another text.", (), facts={"url": URL})
    with store.read() as connection:
        assert read_article(connection, known.article_id)[0].url is None


def test_state_is_told_without_writing(store: Store) -> None:
    ingest(store, facts={"url": URL})
    with store.read() as connection:
        told = [state_of(connection, a) for a in (Article(TEXT), Article("New.", url=URL), Article("New."))]
        assert told == ["known", "changed", "added"]
        assert len(list_articles(connection)) == 1


def test_an_article_is_found_by_any_beginning_of_its_id(store: Store) -> None:
    kept, _ = ingest(store)
    with store.read() as connection:
        assert read_article(connection, kept.article_id[:5].upper())[0].id == kept.article_id
        for missing in ("", " ", "nothing", "%", "_"):
            with pytest.raises(NotFoundError, match="no article"):
                read_article(connection, missing)


def test_an_exact_article_id_wins_over_longer_ones(store: Store) -> None:
    with store.change("ingest", ANNA) as change:
        for number in range(6):
            put_article(change, Article(f"Text {number}.", id="a1" + "0" * (5 - number)))
    with store.read() as connection:
        assert read_article(connection, "a1")[0].text == "Text 5."
        with pytest.raises(AmbiguousError, match="several articles"):
            read_article(connection, "A1")


def test_an_article_that_brings_a_known_id_is_another_version_of_it(store: Store) -> None:
    kept, _ = ingest(store)
    with store.change("ingest", ANNA) as change:
        again = put_article(change, Article("Rewritten.", id=kept.article_id, url=URL))
    assert (again.state, again.article_id) == ("changed", kept.article_id)


@pytest.mark.parametrize(
    ("article", "says"),
    [
        (Article(" \n\t"), "no text"),
        (Article("a\x00b"), "NUL character at character 1"),
        (Article("ab\ud800"), "surrogate pair .* at character 2"),
        (Article("fine", url="https://lantern.example/\x00"), "article's url holds a NUL"),
        (Article("fine", title="\udfff"), "article's title holds half"),
        (Article("fine", url="https://lantern.example/" + "x" * 5000), "at most"),
    ],
)
def test_what_no_database_keeps_is_refused_and_the_store_is_as_it_was(
    store: Store, article: Article, says: str
) -> None:
    with pytest.raises(InputError, match=says), store.change("ingest", ANNA) as change:
        put_article(change, Article("A good one before."))
        put_article(change, article)
    with store.read() as connection:
        assert list_articles(connection) == []


def test_the_hash_is_of_the_text_as_it_is() -> None:
    assert text_hash("a\r\n") != text_hash("a\n")
