"""Finds quotations with a credit beside them and no verb: “...” (X), “...” – X, X and a role above, X / Telegram."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.finders.contents import Find
from quotes.finders.layout import Layout
from quotes.finders.lexicon import DETERMINERS, PEOPLE, PREPOSITIONS, SURE_VERBS, word_set
from quotes.finders.mentions_left import is_name
from quotes.finders.tokens import BULLETS, DASHES, Stretch, Tokens, lines_of

_LEAST = 4  # tokens of a quotation, its marks among them
_LONGEST = 18  # tokens of a credit
_SHORT = 4  # tokens of a name
_PLATFORMS = word_set("telegram x twitter facebook instagram tiktok youtube vk linkedin threads bluesky mastodon truth")
_PAPERS = word_set(
    "news times post daily tribune guardian journal media press reuters bbc cnn afp dw tv opinion analysis"
)
_FROM = word_set("and from also")  # “And from X:”
_CLOSING = DASHES | {":", "("}


def credit_finds(layout: Layout) -> list[Find]:
    """Return the attributions of a text whose source only stands beside the words."""
    lines = lines_of(layout.tokens)
    finds: list[Find] = []
    for at in range(len(lines)):
        found = (
            _behind(layout, lines, at)
            or _before_colon(layout, lines, at)
            or _above(layout, lines, at)
            or _listed(layout, lines, at)
            or _posted(layout, lines, at)
        )
        if found:
            content, source, rule = found
            finds.append(Find((content,), source, None, "speech", rule, layout.sentence_of(content[0])))
    return finds


_Found = tuple[Stretch, Stretch, str]  # content, source, rule


def _behind(layout: Layout, lines: Sequence[Stretch], at: int) -> _Found | None:
    """“...” (X, role); “...” – X, role; “...”: X; the credit on the same line or on the next one."""
    first, stop = _bare(layout.tokens, lines[at])
    quotation = _quotation_at(layout, first)
    if quotation is None:
        return None
    after, end = quotation[1], stop
    if after >= stop:  # the credit has a line of its own
        if at + 1 >= len(lines) or layout.tokens.words[lines[at + 1][0]] not in DASHES:
            return None
        after, end = lines[at + 1]
    mark = layout.tokens.words[after] if after < end else ""
    if mark not in _CLOSING or after + 1 >= end:
        return None
    if mark == "(":
        closing = next((j for j in range(after, end) if layout.tokens.words[j] == ")"), -1)
        source = (after + 1, closing) if closing > 0 and closing + 2 >= end else None
    else:
        source = _credit(layout.tokens, after + 1, end)
    return (quotation, source, "credit") if source and _is_credit(layout, source) else None


def _quotation_at(layout: Layout, first: int) -> Stretch | None:
    """The quotation that a line starts with, if it may be speech: no title, and no single word."""
    number = layout.inside[first] if first < len(layout.inside) else -1
    if number < 0 or layout.quotations[number].first != first:
        return None
    stop = layout.quotations[number].stop
    words = [w for w in layout.tokens.words[first:stop] if w[0].isalpha() and len(w) > 3]
    titled = len(words) > 1 and all(w[0].isupper() for w in words)
    return None if titled or stop - first < _LEAST else (first, stop)


def _credit(tokens: Tokens, start: int, end: int) -> Stretch:
    """A credit without the stop, the day or the topic (“X on Y”) that follow it."""
    stop = end
    while stop > start and tokens.words[stop - 1] in ".;":
        stop -= 1
    for i in range(start + 1, stop):
        topic = tokens.lower[i] in ("on", "about", "after", "as", "over") and i - start <= 6
        if topic or tokens.words[i] in "|(":
            return start, i
    return start, stop


def _is_credit(layout: Layout, source: Stretch) -> bool:
    """Whether words may be all of a credit: somebody's name or role, no verb, no year, no quotation."""
    tokens = layout.tokens
    if not 0 < source[1] - source[0] <= _LONGEST or layout.quoted(*source):
        return False
    words = tokens.lower[slice(*source)]
    if any(word in SURE_VERBS or word.isdigit() for word in words) or not set(words).isdisjoint(_PAPERS):
        return False
    named = is_name(tokens, source[0]) or tokens.lower[source[0]] in DETERMINERS
    return named and any(is_name(tokens, i) or tokens.lower[i] in PEOPLE for i in range(*source))


def _bare(tokens: Tokens, line: Stretch) -> Stretch:
    """A line without its bullet or number."""
    first, stop = line
    if first + 2 < stop and tokens.words[first].isdigit() and tokens.words[first + 1] in (".", ")"):
        return first + 2, stop
    while first < stop - 1 and tokens.words[first] in BULLETS:
        first += 1
    return first, stop


def _before_colon(layout: Layout, lines: Sequence[Stretch], at: int) -> _Found | None:
    """“X, role: ‘...’”, “And from X:” and the quotation, on one line or on two."""
    tokens = layout.tokens
    first, stop = _bare(tokens, lines[at])
    while first < stop - 1 and tokens.lower[first] in _FROM:
        first += 1
    colon = next((j for j in range(first + 1, min(stop, first + _LONGEST)) if tokens.words[j] == ":"), -1)
    if colon < 0 or not _is_credit(layout, (first, colon)):
        return None
    start, end = (colon + 1, stop) if colon + 1 < stop else lines[at + 1] if at + 1 < len(lines) else (0, 0)
    quotation = _quotation_at(layout, start) if start < end else None
    named = sum(is_name(tokens, j) for j in range(first, colon)) > 1
    if quotation is None or not named:
        return None
    return (quotation, (first, colon), "credit") if quotation[1] >= end else None


def _above(layout: Layout, lines: Sequence[Stretch], at: int) -> _Found | None:
    """A quotation that is a line, with “X”, “X, role”, or both on two lines above it."""
    tokens = layout.tokens
    quotation = _quotation_at(layout, lines[at][0])
    if quotation is None or quotation[1] < lines[at][1] or at < 1:
        return None
    line = lines[at - 1]
    if _is_heading(layout, line) and _names(tokens, line) >= 2:
        return quotation, line, "credit"
    role = _is_heading(layout, line) and any(tokens.lower[i] in PEOPLE for i in range(*line))
    name = lines[at - 2] if at > 1 else line
    if role and _names(tokens, name) == name[1] - name[0] and 1 < name[1] - name[0] <= _SHORT:
        return quotation, name, "credit"
    return None


def _names(tokens: Tokens, line: Stretch) -> int:
    """How many words of a name a line starts with; none if it is long."""
    stop = line[0]
    while stop < line[1] and is_name(tokens, stop):
        stop += 1
    whole = stop == line[1] or tokens.words[stop] == ","
    return stop - line[0] if whole and stop - line[0] <= _SHORT else 0


def _is_heading(layout: Layout, line: Stretch) -> bool:
    return layout.tokens.words[line[1] - 1][-1].isalnum() and _is_credit(layout, line)


def _listed(layout: Layout, lines: Sequence[Stretch], at: int) -> _Found | None:
    """“Words – X” as a headline, first in the text or in a list."""
    tokens = layout.tokens
    line = _bare(tokens, lines[at])
    if (at and line == lines[at]) or tokens.words[line[1] - 1] in ".?!" or layout.inside[line[0]] >= 0:
        return None
    dash = next((j for j in range(line[1] - 1, line[0] + _LEAST, -1) if tokens.words[j] in DASHES), -1)
    if dash < 0 or not all(tokens.spaced(dash)) or line[1] - dash - 1 > _SHORT:
        return None
    source = (dash + 1, line[1])
    return ((line[0], dash), source, "credit") if _is_credit(layout, source) else None


def _posted(layout: Layout, lines: Sequence[Stretch], at: int) -> _Found | None:
    """“X / Telegram” above what X posted."""
    tokens = layout.tokens
    first, stop = lines[at]
    slash = next(
        (j for j in range(first + 1, stop - 1) if tokens.words[j] in ("/", "|") or tokens.lower[j] == "via"), -1
    )
    if slash < 0 or stop - slash > 3 or tokens.lower[slash + 1] not in _PLATFORMS or at + 1 >= len(lines):
        return None
    source = (first, slash)
    if _names(tokens, source) < 2 or tokens.lower[lines[at + 1][0]] in PREPOSITIONS:
        return None
    return lines[at + 1], source, "credit"
