"""What is asked of a stored quote: its words, its neighbours in the article, and who must not be seen."""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.targets import canonical_target
from quotes.types import Quote
from stance.model.windows import SPEAKER, Question, Stretch
from stance.naming import names_of_target, names_to_mask

NEIGHBOURS = 300  # characters on each side that are looked at


def question(
    text: str, target: str, *, mention: Stretch | None = None, before: str = "", after: str = "",
    speaker: tuple[str, ...] = (),
) -> Question:  # fmt: skip
    """Return what is asked; `speaker` are names, mentions or descriptions of who speaks."""
    hidden = dict.fromkeys(part for name in speaker for part in names_to_mask(name))
    known = canonical_target(target)
    return Question(text, known.name, names_of_target(target), mention, before, after, tuple(hidden))


def question_of(quote: Quote, target: str, article: str | None = None) -> Question:
    """Return what is asked of a quote; `article` is the text that its offsets go into, None where there is none."""
    mentions = [quote.source.text if quote.source else None, quote.publisher]
    if quote.speaker:
        mentions += [quote.speaker.name, quote.speaker.canonical, quote.speaker.affiliation]
    before, after = neighbours(article or "", quote.content[0].start, quote.content[-1].end)
    names = tuple(name for name in mentions if name)
    return question(quote.text, target, before=before, after=after, speaker=names)


def neighbours(article: str, first: int, last: int) -> tuple[str, str]:
    """Return what stands before and after the characters `first` to `last` of an article."""
    return article[max(0, first - NEIGHBOURS) : first], article[last : last + NEIGHBOURS]


def masked(question: Question) -> str:
    """Return the words with each name of the speaker written "the speaker"."""
    return _any_of(question.speaker).sub(SPEAKER, question.text) if question.speaker else question.text


def said_by(asked: Question, other: str) -> Question:
    """Return the question as if `other` had spoken: theirs is each name of the speaker, in words and neighbours.

    A question with a marked mention stays as it is: its speaker is written "the speaker" already.
    """
    if not asked.speaker or asked.mention is not None:
        return asked
    known = _any_of(asked.speaker)
    text, before, after = (known.sub(lambda _: other, words) for words in (asked.text, asked.before, asked.after))
    return replace(asked, text=text, before=before, after=after, speaker=names_to_mask(other))


def names_target(question: Question) -> bool:
    """Tell whether the words name the target."""
    return _any_of((question.target, *question.names)).search(question.text) is not None


def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
