"""A text cut into tokens, quotations and sentences: the one thing that every finder is given."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quotes.finders.quotations import Quotation, find_quotations, outer_of
from quotes.finders.sentences import Sentence, find_sentences
from quotes.finders.tokens import Tokens, tokens_of


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, cut; a number of a token, quotation or sentence is its place in these tuples."""

    tokens: Tokens
    quotations: tuple[Quotation, ...]  # outer before inner, in order of the text
    inside: tuple[int, ...]  # of each token: number of the outermost quotation around it, -1 outside
    sentences: tuple[Sentence, ...]  # in order of the text

    def quoted(self, first: int, stop: int) -> bool:
        """Whether any token from `first` up to, not including, `stop` stands in quotation marks."""
        return any(number >= 0 for number in self.inside[first:stop])

    def sentence_of(self, token: int) -> int:
        """Return the number of the sentence that a token stands in; of what stands before the first, that one's."""
        return max(0, bisect_right(self.sentences, token, key=lambda sentence: sentence.first) - 1)


def lay_out(text: str) -> Layout:
    """Return `text` cut; takes any text."""
    tokens = tokens_of(text)
    quotations = find_quotations(tokens)
    inside = outer_of(tokens, quotations)
    return Layout(tokens, quotations, tuple(inside), find_sentences(tokens, quotations, inside))
