"""Looking at an input, and storing nothing."""

import pytest

from quotes.actions import find
from quotes.errors import InputError
from quotes.types import Article

from .sample import TEXT, finds, found


def test_an_input_that_cannot_be_read_has_no_quotes_and_raises_why_when_it_is_asked_for():
    looked = find.look("ftp://a.example/b")
    assert looked.quotes == () and looked.source.article is None
    with pytest.raises(InputError, match="only http and https are read"):
        _ = looked.article


def test_what_a_person_says_of_an_article_wins_and_the_finder_is_given_what_is_asked(tmp_path, monkeypatch):
    asked = {}
    monkeypatch.setattr(find, "found_in", lambda article, **options: asked.update(options) or finds(article))
    (tmp_path / "harbour.txt").write_text(TEXT, "utf-8")
    looked = find.look(str(tmp_path / "harbour.txt"), least=0.5, registry=True, title="Harbour talks")
    assert (looked.article.title, len(looked.quotes)) == ("Harbour talks", 2)
    assert asked == {"least": 0.5, "registry": True}


def test_quotes_that_are_shown_unstored_carry_their_input_and_the_facts_of_their_article():
    for quote in find.with_facts(found(url="https://a.example/1", title="T", published="2025-08")):
        assert (quote.document, quote.source_url, quote.title) == ("harbour", "https://a.example/1", "T")
        assert (quote.published, quote.publisher) == ("2025-08", None)


def test_quotes_are_looked_for_in_english_alone():
    assert find.found_in(Article("Она сказала: «Нет».", language="ru")) == ()
    assert find.is_english(Article("?")) and not find.is_english(Article("?", language="de"))
