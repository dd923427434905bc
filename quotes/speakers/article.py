"""One article while its speakers are resolved: who is named, what is told of each, who was credited so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

import numpy as np
from numpy.typing import NDArray

from quotes.finders.tokens import Stretch
from quotes.places import COUNTRY_WORDS, country_of
from quotes.registry import UNKNOWN, Side, sides_by_name
from quotes.speakers import antecedents
from quotes.speakers.bodies import body_speaker, described_speaker
from quotes.speakers.names import read_mention
from quotes.speakers.people import Known, people_of
from quotes.speakers.sources import Source, source_of
from quotes.speakers.told import Descriptor, Rivals, beside, descriptors
from quotes.tagger.model import Encoded, Entity, Network, Told, told
from quotes.text import folded
from quotes.types import ActorKind, Span, Speaker

_READ = 12  # places of a name whose neighbours are read
_ASKED = 3  # places of a name that are asked what they tell
_NEAR = 40  # candidates that are weighed for one mention; those mentioned longest ago are left out


@dataclass(slots=True)
class Bearer:
    """One who may be credited: a name of the article, or a description that stands for itself."""

    known: Known
    credited: list[Stretch] = field(default_factory=list)
    described: Speaker | None = None  # where it is no name
    words: frozenset[str] = frozenset()  # of its name, and of its roles as its names tell them, without a plural's s
    country: str | None = None

    @property
    def places(self) -> list[Stretch]:
        """Where it is named or credited, in order."""
        return sorted({*self.known.places, *self.credited})


def _apart(found: Sequence[Descriptor]) -> list[Descriptor]:
    """Drop the descriptors whose words a surer one holds, by place or by wording."""
    out: list[Descriptor] = []
    for d in found:
        if not any((d.at[0] < o.at[1] and o.at[0] < d.at[1]) or d.text in o.text for o in out):
            out.append(d)
    return out


class Article:
    """Holds an article's names and credited mentions; `settle` says whom each one means, in order of the text."""

    def __init__(self, network: Network, encoded: Encoded, sources: Sequence[Span], *, registry: bool = True) -> None:
        self.registry = registry
        self.encoded = encoded
        layout = encoded.reading.layout
        self.tokens, self.layout = layout.tokens, layout
        self.sentence = [layout.sentence_of(i) for i in range(len(self.tokens.words))]
        self.stretches = {span: at for span in dict.fromkeys(sources) if (at := self.stretch(span))}
        self.people = people_of(self.tokens, (*encoded.entities, *self._unseen_names()))
        asked = list(self.stretches.values())
        for known in self.people.known:
            asked += known.places[:_ASKED]
        self.told: dict[Stretch, Told] = told(network, encoded, asked)
        self.sources = {
            span: source_of(self.tokens, at, self.told[at], self.people) for span, at in self.stretches.items()
        }
        self.person_tokens = sorted(
            i for i, number in self.people.by_token.items() if self.people.known[number].kind == "person"
        )
        self.bearers: list[Bearer] = []
        self._take_in(told_roles=True)
        self.last: int | None = None
        counts = Counter(code for word in self.tokens.words if (code := COUNTRY_WORDS.get(word)))
        self.shares = {code: count / counts.total() for code, count in counts.items()}

    def stretch(self, span: Span) -> Stretch | None:
        """Return the tokens of a span; None if it holds none."""
        first = bisect_right(self.tokens.ends, span.start)
        stop = bisect_left(self.tokens.starts, span.end)
        return (first, stop) if first < stop else None

    def side(self, name: str) -> Side:
        """Return what the registry knows of a name, where it is asked."""
        return sides_by_name().get(folded(name), UNKNOWN) if self.registry else UNKNOWN

    def agrees(self, source: Source, number: int) -> bool:
        """Whether a description's role is among the words that are told of a bearer."""
        return antecedents.agree(source.head, self.bearers[number].words)

    def _unseen_names(self) -> list[Entity]:
        """Names of sources that the network did not see as such, and their words do: a title, a capital."""
        taken = {i for e in self.encoded.entities for i in range(e.first, e.stop)}
        out = []
        for first, stop in self.stretches.values():
            if not taken.issuperset(range(first, stop)):
                span = self.tokens.span(first, stop)
                mention = read_mention(span.text)
                at = span.text.find(mention.name) if mention.kind in ("person", "body") and mention.name else -1
                start = span.start + at
                found = self.stretch(Span(start, start + len(mention.name), mention.name)) if at >= 0 else None
                if found and taken.isdisjoint(range(*found)):
                    out.append(Entity(*found, "PERSON" if mention.kind == "person" else "ORGANIZATION"))
        return out

    def roles(self, number: int) -> list[Descriptor]:
        """Return the words of role and organisation that all mentions of one bearer point to, surest first."""
        bearer = self.bearers[number]
        asked = (*bearer.credited, *bearer.known.places[:_ASKED])
        evidence = [self.told[at] for at in dict.fromkeys(asked) if at in self.told]
        others = Rivals(self.person_tokens, self.people.by_token, number)
        said = descriptors(self.tokens, evidence, bearer.places, others, self.sentence)
        if bearer.known.kind == "person":
            for at in bearer.known.places[:_READ]:
                said += beside(self.tokens, at, self.layout.sentences[self.sentence[at[0]]].first)
        return _apart(sorted(said, key=lambda d: -d.sure))

    def named(self, source: Source) -> int | None:
        """Return whom a source names by its own words; None for a pronoun or a description."""
        if source.own is None:
            return None
        number = self.people.at(source.own)
        if number is not None and self.people.known[number].kind == "person":
            return number
        number = self.people.add_body(self.tokens, source.own)  # with the words around it that are its name, too
        self._take_in()
        return number

    def candidates(self, source: Source) -> list[int]:
        """Return who may be meant by a mention that names nobody, those mentioned last first."""
        at = source.at[0]

        def nearness(number: int) -> tuple[bool, int]:
            last = self.bearers[number].known.last_before(at)
            first = self.bearers[number].known.places[0][0]
            return (last < 0, at - last if last >= 0 else first - at)

        own = {number for i in range(*source.at) if (number := self.people.by_token.get(i)) is not None}
        return nsmallest(_NEAR, (n for n in range(len(self.bearers)) if n not in own), key=nearness)

    def rows(self, source: Source, numbers: Sequence[int]) -> NDArray[np.float64]:
        """Return the features of each candidate, and of the mention itself."""
        made = [self._candidate(number) for number in numbers]
        at = source.at[0]
        near = []
        for number in numbers:
            before = [p for p in self.bearers[number].places if p[0] < at and p in self.told]
            near.append(self.told[max(before)] if before else None)
        last = numbers.index(self.last) if self.last in numbers else None
        quoted = self.layout.inside[at] >= 0
        return antecedents.features(source, self.told.get(source.at), made, self.sentence, near, last, quoted)

    def _candidate(self, number: int) -> antecedents.Candidate:
        bearer = self.bearers[number]
        spoke = tuple(first for first, _ in bearer.credited)
        known = bearer.known
        return antecedents.Candidate(
            known.kind, known.female, tuple(bearer.places), bearer.words, bearer.country, spoke
        )

    def _take_in(self, described: Speaker | None = None, *, told_roles: bool = False) -> None:
        """Make bearers of whom `people` knows since the last time."""
        for known in self.people.known[len(self.bearers) :]:
            bearer = Bearer(known, described=described)
            self.bearers.append(bearer)
            texts = [d.text for d in self.roles(len(self.bearers) - 1)] if told_roles else []
            texts.append(known.name)
            side = self.side(known.shown)
            words = (w for t in texts for w in re.findall(r"[\w-]+", t.lower()))
            bearer.words = frozenset(w.removesuffix("s") for w in (*words, *side.words))
            bearer.country = side.country or next((code for t in texts if (code := country_of(t))), None)

    def settle(self, source: Source, number: int | None) -> int | None:
        """Say whom a source means: the bearer of that number, or with None itself; return the number, if any."""
        if number is None:
            if source.form not in ("described", "paper"):
                return None
            mention = read_mention(source.text)
            speaker = body_speaker(mention) if mention.kind == "body" else described_speaker(mention)
            if speaker is None:
                return None
            number = len(self.bearers)
            kind: ActorKind = "group" if source.plural else speaker.kind
            self.people.known.append(Known(speaker.name, kind, places=[source.at]))
            self._take_in(speaker)
        bearer = self.bearers[number]
        bearer.credited.append(source.at)
        if bearer.known.kind == "person" and source.form in ("he", "she"):
            bearer.known.female = source.form == "she"
        self.last = number
        return number
