"""A quote within its article, in parts that any face can show."""

from dataclasses import replace

from quotes.actions.context import Part, context, context_of
from quotes.types import Quote, pieces_of

from .sample import TEXT, quotes_of, span


def test_the_parts_of_a_quote_tell_what_they_are_and_make_up_its_paragraph():
    text = f"Before.\n{TEXT}\nAfter."
    cue = span(text, "dawn,” said")  # reaches into the words
    quote = Quote((span(text, "“We sail at dawn,”"),), source=span(text, "Olzhas Ferhatov"), cue=cue)
    parts = context(quote, text)
    assert "".join(part.text for part in parts) == TEXT
    assert [(part.role, part.text) for part in parts if part.role] == [
        ("content", "“We sail at dawn,”"), ("source", "Olzhas Ferhatov"),
    ], "what overlaps is shown once"  # fmt: skip


def test_a_stored_quote_is_shown_within_what_was_stored(filled):
    quote, _ = quotes_of(filled)
    assert context_of(filled, quote)[1] == Part("“Moscow lies,”", "content")


def test_words_without_an_article_and_words_that_it_lost_stand_alone():
    quote = Quote(pieces_of("“No\x1b[2J.”"))
    assert context(quote, None) == (Part("“No[2J.”", "alone"),)
    assert context(replace(quote, orphaned=True), "A text of other words.")[0].role == "alone"
