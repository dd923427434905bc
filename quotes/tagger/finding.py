"""From the model's tags to finds: edges put in order, sources made whole, later sentences joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quotes.finders.contents import Find
from quotes.finders.continuations import with_continuations
from quotes.finders.layout import Layout
from quotes.finders.lexicon import ACTIONS, CUES
from quotes.finders.mentions_left import subject_left
from quotes.finders.quotations import is_mark
from quotes.finders.sentences import Sentence
from quotes.finders.tokens import Stretch
from quotes.finders.unspoken import is_unspoken
from quotes.tagger.model import Tagged
from quotes.types import Kind

_EDGE = frozenset(",;:-–—―.!?…)(")  # never the first of a content; of these only stops may be the last
_RELATIVE = frozenset(("who", "which", "whom", "whose"))
_NICKNAME = 5  # tokens of a quotation in a name, its marks among them
SURE = 0.5  # probability of a cue from which on its sentence is taken


def model_finds(layout: Layout, tagged: Iterable[Tagged]) -> list[Find]:
    """Return what the model's tags attribute, in the order of the cues; doubtful cues among it."""
    finds = [find for each in tagged if (find := _find(layout, each)) and not _is_none(layout, find)]
    sure = [find for find in finds if find.margins[0] >= SURE]
    doubtful = [find for find in finds if find.margins[0] < SURE]
    whole = [_unbroken(layout, _once(find)) for find in with_continuations(layout, sure)]
    return whole + doubtful


def _is_none(layout: Layout, find: Find) -> bool:
    """Whether a cue only says what somebody did (codebook section 1: “signed”), or that nobody spoke."""
    if is_unspoken(layout, find):
        return True
    words = layout.tokens.lower[slice(*find.cue)] if find.cue else []
    return not ACTIONS.isdisjoint(words) or ("comment" in words and not {"declined", "refused"}.isdisjoint(words))


def with_sources(finds: Iterable[Find], rules: Iterable[Find]) -> list[Find]:
    """Give the model's finds that have a cue and no source that of the rules' find with the same cue."""
    sources = {i: find.source for find in rules if find.cue and find.source for i in range(*find.cue)}
    return [
        replace(find, source=next((sources[i] for i in range(*find.cue) if i in sources), None))
        if find.cue and not find.source
        else find
        for find in finds
    ]


def _once(find: Find) -> Find:
    """Drop the joined pieces that the model had found by itself."""
    pieces: list[Stretch] = []
    for first, stop in sorted(find.content):
        if not pieces or first >= pieces[-1][1]:
            pieces.append((first, stop))
        else:
            pieces[-1] = (pieces[-1][0], max(stop, pieces[-1][1]))
    return replace(find, content=tuple(pieces))


def _unbroken(layout: Layout, find: Find) -> Find:
    """Drop the quotations behind a line of the article's own: the model joins what may be somebody else's."""
    pieces = list(find.content)
    for n in range(1, len(pieces)):
        before, after = (layout.sentence_of(i) for i in (pieces[n - 1][1] - 1, pieces[n][0]))
        if find.cue and find.cue[0] < pieces[n][0] and any(_is_own_line(layout, i) for i in range(before + 1, after)):
            return replace(find, content=tuple(pieces[:n]))
    return find


def _is_own_line(layout: Layout, number: int) -> bool:
    """Whether a sentence that quotes nothing stands on a line apart, or begins one."""
    sentences = layout.sentences
    begins = sentences[number - 1].line < sentences[number].line
    return begins and not layout.quoted(sentences[number].first, sentences[number].stop)


def _find(layout: Layout, tagged: Tagged) -> Find | None:
    pieces = []
    tokens = layout.tokens
    number = layout.sentence_of(tagged.cue[0])
    for first, stop in _without_topic(layout, tagged, list(_own_words(layout, tagged.content, number))):
        while first < stop and (tokens.breaks(first) or tokens.words[first] in _EDGE):
            first += 1
        while stop > first and (tokens.breaks(stop - 1) or tokens.words[stop - 1] in ",;:-–—―("):
            stop -= 1
        if first < stop:
            pieces.append(_marked(layout, first, stop))
    if not any(c.isalnum() for first, stop in pieces for w in tokens.words[first:stop] for c in w):
        return None
    source = _within(layout, tagged.source, number)
    if source and any(layout.inside[i] >= 0 for first, stop in pieces for i in (first, stop - 1)):
        source = _source(layout, source, layout.sentences[number])  # reported speech keeps “who”, as PolNeAR has it
    cue = None if is_mark(tokens.words[tagged.cue[0]]) else tagged.cue
    return Find(tuple(pieces), source, cue, kind_of(layout, cue), "model", number, margins=tagged.margins)


def _own_words(layout: Layout, content: Iterable[Stretch], number: int) -> Iterator[Stretch]:
    """Yield what stands in the cue's own sentence or in quotation marks; plain words elsewhere only after a colon."""
    sentence = layout.sentences[number]
    colon = layout.tokens.words[sentence.stop - 1] == ":"
    for first, stop in content:
        if first < sentence.stop < stop and not layout.quoted(first, stop) and not colon:
            stop = sentence.stop
        if first < sentence.first < stop and layout.inside[first] < 0 <= layout.inside[sentence.first]:
            first = sentence.first
        if first < sentence.stop or colon or layout.quoted(first, stop):
            yield first, stop


def _without_topic(layout: Layout, tagged: Tagged, pieces: list[Stretch]) -> list[Stretch]:
    """Leave out what a quotation is about: “‘He is tired,’ an aide said of |the president|”."""
    about = layout.tokens.lower[tagged.cue[1] - 1] in ("of", "about")
    quoted = [layout.inside[stop - 1] >= 0 for _, stop in pieces]
    if about and layout.tokens.lower[tagged.cue[1] - 2] in ("said", "say", "says"):
        return [piece for piece, marked in zip(pieces, quoted, strict=True) if marked]  # “what they said about it”
    return [piece for piece, marked in zip(pieces, quoted, strict=True) if marked] if about and any(quoted) else pieces


def _within(layout: Layout, sources: Iterable[Stretch], number: int) -> Stretch | None:
    """The longest source, cut where the sentence of its cue ends."""
    end = layout.sentences[number].stop
    cut = [(first, _before_quotation(layout, first, min(stop, end))) for first, stop in sources if first < end]
    return max(cut, key=lambda s: s[1] - s[0], default=None)


def _before_quotation(layout: Layout, first: int, stop: int) -> int:
    """Where a source ends if a quotation follows in it that is no nickname."""
    for i in range(first + 1, stop):
        number = layout.inside[i]
        if number >= 0 > layout.inside[i - 1] and layout.quotations[number].stop - i > _NICKNAME:
            pauses = ",;" if i - 1 > first else ""
            return i - (layout.tokens.words[i - 1] in pauses)
    return stop


def _source(layout: Layout, source: Stretch, sentence: Sentence) -> Stretch:
    """Put whom “who” stands for in its place."""
    first, stop = source
    if stop - first > 1 or layout.tokens.lower[first] not in _RELATIVE:
        return source
    return subject_left(layout.tokens, sentence.first, first) or source


def _marked(layout: Layout, first: int, stop: int) -> Stretch:
    """Take the marks in that stand at an edge and belong to what stands between them."""
    quotations, inside, words = layout.quotations, layout.inside, layout.tokens.words
    quotation = quotations[inside[first]] if inside[first] >= 0 else None
    if quotation and not quotation.damaged and quotation.first < first and layout.tokens.breaks(first - 1):
        first = quotation.first  # the model reads line by line
    if first and inside[first] >= 0 and quotations[inside[first]].first == first - 1 and is_mark(words[first - 1]):
        first -= 1
    last = stop - 1
    for i in (stop, stop + 1):
        if i < len(words) and inside[last] >= 0 and quotations[inside[last]].stop == i + 1 and is_mark(words[i]):
            stop = i + 1
            break
        if i < len(words) and words[i] not in ".,!?…":
            break
    return first, stop


def kind_of(layout: Layout, cue: Stretch | None) -> Kind:
    """Return attitude where every cue verb that the cue holds is one of mind (codebook section 1)."""
    classes = [set(CUES[w].classes) for w in layout.tokens.lower[slice(*cue)] if w in CUES] if cue else []
    return "attitude" if classes and all(c == {"mind"} for c in classes) else "speech"
