"""Invented articles, quotes and labellers that the tests of the actions share."""

from quotes.actions.find import Found
from quotes.actions.suggest import Labeller
from quotes.labels import with_current
from quotes.sources.inputs import Source
from quotes.store.ids import from_attributions
from quotes.store.reading import read_quotes
from quotes.types import Annotator, Article, Attribution, Span, Speaker, Stance

ANNA, BORIS = Annotator("Anna"), Annotator("Boris")
FINDER = Annotator("finder", "rule", "1")
PARROT = Annotator("parrot", "model", "1")
TEXT = "“Moscow lies,” said Mira Kovalenko. “We sail at dawn,” said Olzhas Ferhatov."


def span(text, words):
    at = text.index(words)
    return Span(at, at + len(words), words)


def finds(article):
    """A finder that knows the words of TEXT alone."""
    known = (("“Moscow lies,”", "Mira Kovalenko"), ("“We sail at dawn,”", "Olzhas Ferhatov"))
    attributions = [
        Attribution((span(article.text, words),), span(article.text, name), None, "speech", "direct", 0.9,
                    speaker=Speaker(name))
        for words, name in known
        if words in article.text and name in article.text
    ]  # fmt: skip
    return from_attributions(attributions, article.id or "")


def found(text=TEXT, name="harbour.txt", **facts):
    """What reading an input gives."""
    article = Article(text, language="en", **facts)
    return Found(Source(name, article), finds(article))


def parrot(label="against", **more):
    """Somebody who always gives the same label."""
    return Labeller(PARROT, lambda asked: Stance(asked.target, label, True, annotator=PARROT), **more)


def quotes_of(store, target="Russia"):
    """The stored quotes, each with the label that counts."""
    with store.read() as connection:
        return with_current(read_quotes(connection), target)


class Counting:
    """Goes through items and keeps them, as a bar would count them."""

    def __init__(self):
        self.seen = []

    def __call__(self, items):
        for item in items:
            self.seen.append(item)
            yield item
