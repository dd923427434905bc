"""What an annotated article tells of its speakers, in tokens: where each is named, its role, its country, its office.

Speakers are annotated by name, affiliation and country, not by place. A name's places are found again by its words, a
role's by the affiliation's words in a sentence that names the speaker, a country's by any word for it (silver).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from quotes.finders.layout import Layout
from quotes.finders.tokens import Stretch, Tokens
from quotes.places import COUNTRY_WORDS
from quotes.tagger.inputs import Reading
from quotes.text import folded
from quotes.types import OFFICES

TOLD_TAGS = 3  # stands for the same speaker, words of role and organisation, word for the country
SIDES = 3  # office, none, not known
UNSAID = -1
_SMALL = frozenset(("the", "of", "for", "a", "an", "and", "in", "on", "at", "to", "'s", "s", "with", "from", "by"))
_GAP = 2  # small words that a role may hold between two of its words


@dataclass(frozen=True, slots=True)
class CreditedMention:
    """One mention that is credited, and what is told of whom it stands for."""

    mention: Stretch
    same: tuple[Stretch, ...]  # every mention of the same speaker, this one among them
    role: tuple[Stretch, ...] | None = None  # words of role and organisation; None: not annotated
    places: tuple[tuple[int, bool], ...] = ()  # words for a country, and whether it is the speaker's
    side: int = UNSAID  # 0 office, 1 none, 2 not known
    office: int = UNSAID  # of OFFICES, or one past the last: none


def people_of(
    annotated: dict[str, Any], reading: Reading, sources: Sequence[tuple[Stretch, ...]]
) -> tuple[CreditedMention, ...]:
    """Return the credited mentions of an article whose speakers are annotated; `sources` in the attributions' order."""
    tokens = reading.tokens
    by_speaker: dict[str, list[tuple[Stretch, dict[str, Any]]]] = defaultdict(list)
    for a, source in zip(annotated["attributions"], sources, strict=True):
        if source and a.get("speaker"):
            by_speaker[a["speaker"]].append((source[0], a))
    places = tuple(_places(tokens))
    shared = _shared_surnames(by_speaker)
    out = []
    for speaker, told in by_speaker.items():
        a = told[0][1]
        names = list(named(tokens, speaker, surname=a.get("speaker_kind") == "person" and speaker not in shared))
        same = _merged(names + [s for s, _ in told if not any(n[0] < s[1] and s[0] < n[1] for n in names)])
        role = tuple(_roles(reading.layout, a.get("affiliation") or "", [*same, *(s for s, _ in told)], names))
        at = tuple((i, code == a.get("country")) for i, code in places) if a.get("country") else ()
        side = {True: 0, False: 1, None: 2}[a.get("official")]
        office = OFFICES.index(a["office"]) if a.get("office") in OFFICES else len(OFFICES)
        for mention in dict.fromkeys(s for s, _ in told):
            out.append(CreditedMention(mention, same, role if a.get("affiliation") else None, at, side, office))
    return tuple(out)


def silver_people(
    chains: Sequence[Sequence[Stretch]], sources: Sequence[tuple[Stretch, ...]]
) -> tuple[CreditedMention, ...]:
    """Return the credited mentions that stand in a chain of mentions: who is the same, and nothing else of them."""
    at: dict[int, int] = {}
    for number, chain in enumerate(chains):
        for first, stop in chain:
            if stop - first <= 6:
                at.update(dict.fromkeys(range(first, stop), number))
    out = {}
    for source in sources:
        for first, stop in source[:1]:
            found = {at[i] for i in range(first, stop) if i in at}
            if len(found) == 1:
                out[first, stop] = CreditedMention(
                    (first, stop), tuple(c for c in chains[found.pop()] if c[1] - c[0] <= 6)
                )
    return tuple(out.values())


def named(tokens: Tokens, name: str, *, surname: bool) -> Iterator[Stretch]:
    """Yield where a name stands: all of its words, and with `surname` its last one alone."""
    words = [w.lower().replace("’", "'") for w in re.findall(r"[^\W_]+(?:['’ʼ-][^\W_]+)*|\S", name)]
    words = [w for w in words if w not in '“”"()'] or words
    i = 0
    while i < len(tokens.words):
        n = len(words)
        if tokens.lower[i : i + n] == tuple(words):
            yield i, i + n
            i += n
            continue
        if surname and n > 1 and tokens.lower[i] == words[-1] and tokens.words[i][0].isupper():
            first = i - 1 if i and tokens.lower[i - 1] in (words[-2], words[0]) else i
            yield first, i + 1
        i += 1


def _shared_surnames(speakers: dict[str, Any]) -> set[str]:
    by_last: dict[str, list[str]] = defaultdict(list)
    for name in speakers:
        by_last[folded(name).split()[-1] if folded(name) else ""].append(name)
    return {name for names in by_last.values() if len(names) > 1 for name in names}


def _places(tokens: Tokens) -> Iterator[tuple[int, str]]:
    for i, word in enumerate(tokens.words):
        if code := COUNTRY_WORDS.get(word):
            yield i, code


def _roles(
    layout: Layout, affiliation: str, mentions: Sequence[Stretch], names: Sequence[Stretch]
) -> Iterator[Stretch]:
    """Yield the runs of an affiliation's words in the sentences that mention the speaker, and in the one after."""
    wanted = {w for w in re.findall(r"[^\W_]+", affiliation.lower()) if w not in _SMALL}
    if not wanted:
        return
    taken = {i for first, stop in names for i in range(first, stop)}
    tokens = layout.tokens
    for number in sorted({layout.sentence_of(first) for first, _ in mentions}):
        first, stop = layout.sentences[number].first, layout.sentences[number].stop
        run: list[int] = []
        for i in [*range(first, stop), -1]:
            hit = i >= 0 and i not in taken and _stem(tokens.lower[i]) in {_stem(w) for w in wanted}
            if hit:
                run.append(i)
            elif run and (
                i < 0 or i in taken or not (tokens.lower[i] in _SMALL | {",", "'", "’"} and i - run[-1] <= _GAP)
            ):
                found = {tokens.lower[j] for j in run}
                if len(found) >= 2 or len(found) >= 0.6 * len(wanted):
                    yield run[0], run[-1] + 1
                run = []


def _stem(word: str) -> str:
    word = {"defense": "defence", "us": "u.s.", "american": "u.s."}.get(word, word)
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _merged(found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    out: list[Stretch] = []
    for first, stop in sorted(set(found)):
        if not out or first >= out[-1][1]:
            out.append((first, stop))
    return tuple(out)
