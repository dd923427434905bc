"""Resolves one article's sources, in order of the text: each decision may lean on the ones before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.finders.layout import Layout
from quotes.finders.lexicon import BE
from quotes.finders.mentions_left import subject_left
from quotes.speakers.affiliations import Affiliation, affiliation_from
from quotes.speakers.bodies import body_speaker, described_head, described_speaker, is_body_noun
from quotes.speakers.names import Mention, read_mention
from quotes.speakers.people import People
from quotes.types import Attribution, Span, Speaker

_RELATIVE = frozenset(("who", "which"))
_EMPLOYED = re.compile(
    r"(?:(?:[Ss]enior|[Tt]op|[Cc]hief)\s)?([A-Z]\w+)(?:['’]s?)?\s(?:\w+\s)?"
    r"(?:spokes\w+|press secretary|aide|advis[eo]r|envoy|assistant|chief of staff)\b"
)
_UNSPECIFIED = Speaker("unspecified", "anonymous", confidence=0.6, reason="“it is said”: nobody is credited")
_FAR = 8  # sentences that a pronoun reaches back
# a description may stand for somebody whose role is told in other words
_GROUPS = (
    "lawmaker senator congressman congresswoman mp deputy parliamentarian legislator",
    "pope pontiff",
    "spokesman spokeswoman spokesperson",
    "ambassador diplomat envoy",
    "analyst expert scientist researcher scholar",
    "leader president chancellor premier head chairman",
    "politician lawmaker senator mp leader",
    "journalist reporter correspondent",
    "academic lecturer professor scholar",
    "official minister secretary commissioner",
    "founder head director",
)
_ALIKE: dict[str, frozenset[str]] = {
    word: frozenset().union(*(group.split() for group in _GROUPS if word in group.split()))
    for word in " ".join(_GROUPS).split()
}
_ALIKE["lawmaker"] |= {"parliament"}  # “member of parliament”
_ALIKE["founder"] |= {"founded"}  # “who founded”


@dataclass(slots=True)
class _Seen:
    """A speaker that was resolved, and where."""

    at: int  # character
    sentence: int  # its number
    speaker: Speaker
    person: int | None


class Resolver:
    """Holds what is known of one article while its sources are resolved."""

    def __init__(self, layout: Layout, people: People, sources: Sequence[tuple[int, str]]) -> None:
        self.tokens, self.sentences, self.people = layout.tokens, layout.sentences, people
        self.sentence_starts = [self.tokens.starts[sentence.first] for sentence in self.sentences]
        self.first_in: dict[int, list[tuple[int, int]]] = {}
        token_at = {start: i for i, start in enumerate(self.tokens.starts)}
        for at, number in people.places:
            if layout.inside[token_at.get(at, 0)] < 0:
                self.first_in.setdefault(self.sentence_of(at), []).append((at, number))
        self.seen: list[_Seen] = []
        self.ahead = [(at, read_mention(text)) for at, text in sources[:12]]
        self.by_span: dict[Span, tuple[Speaker | None, int | None]] = {}

    def sentence_of(self, at: int) -> int:
        return max(0, bisect_right(self.sentence_starts, at) - 1)

    def resolve(self, attribution: Attribution) -> Attribution:
        """Return the attribution with its speaker; remembers it for the sources after it."""
        source = attribution.source
        if source is None and attribution.cue and not BE.isdisjoint(attribution.cue.text.lower().split()):
            return replace(attribution, speaker=_UNSPECIFIED)
        if source is None:
            last = self.seen[-1] if self.seen else None
            if last is None or self.sentence_of(attribution.content[0].start) - last.sentence > 2:
                return attribution
            return replace(attribution, speaker=replace(last.speaker, confidence=0.6, reason="no source, last speaker"))
        if source in self.by_span:
            return replace(attribution, speaker=self.by_span[source][0])
        named = self._antecedent(source) if source.text.lower() in _RELATIVE else source
        speaker, person = self._speaker(read_mention(named.text), named.start)
        self.by_span[source] = (speaker, person)
        if speaker:
            self.seen.append(_Seen(source.start, self.sentence_of(source.start), speaker, person))
        return replace(attribution, speaker=speaker)

    def _antecedent(self, who: Span) -> Span:
        """Whom “who” stands for: the noun phrase right before it; itself if there is none."""
        i = bisect_left(self.tokens.starts, who.start)
        found = subject_left(self.tokens, self.sentences[self.sentence_of(who.start)].first, i)
        return self.tokens.span(*found) if found else who

    def _speaker(self, mention: Mention, at: int) -> tuple[Speaker | None, int | None]:
        if mention.kind == "pronoun":
            return self._pronoun(mention.text, at)
        if mention.kind == "person":
            number = self.people.find(mention, at)
            if number is None:
                return Speaker(mention.name, confidence=0.5, reason="named only here"), None
            full = self.people.known[number].shown
            if mention.name == full:
                return self._person(number, "named in full", 0.95), number
            return self._person(number, f"surname of '{full}'", 0.9), number
        if mention.kind == "body":
            number = self._alone(mention)
            if number is not None:
                return self._person(number, f"surname of '{self.people.known[number].shown}'", 0.8), number
            return self._body(mention, at), None
        if mention.kind == "paper":
            last = self.seen[-1] if self.seen else None
            near = last and self.sentence_of(at) - last.sentence <= 3
            if mention.text.lower() in ("statement", "letter", "tweet", "post") and near and last:
                return replace(last.speaker, confidence=0.6, reason="the paper of the last speaker"), last.person
            return described_speaker(mention), None
        return self._described(mention, at)

    def _person(self, number: int, reason: str, confidence: float) -> Speaker:
        known = self.people.known[number]
        return speaker_from(known.shown, self._employed(known.affiliation()), reason, confidence)

    def _employed(self, affiliation: Affiliation) -> Affiliation:
        """Give a “Sample aide” the office of Sample, if the article tells it."""
        found = _EMPLOYED.match(affiliation.whole or "") if affiliation.official is None else None
        if not found:
            return affiliation
        number = self.people.find(read_mention(found.group(1)), len(self.tokens.text))
        if number is None:
            return affiliation
        theirs = self.people.known[number].affiliation()
        return replace(affiliation, official=theirs.official, office=theirs.office)

    def _alone(self, mention: Mention) -> int | None:
        """A capitalised word read as a body that is the surname of a known person: “WALLACE”."""
        if " " in mention.name or mention.definite:
            return None
        options = self.people.by_last.get(mention.name.lower(), [])
        return options[0] if len(options) == 1 and self.people.known[options[0]].named else None

    def _body(self, mention: Mention, at: int) -> Speaker:
        if mention.definite and is_body_noun(mention.name):
            own = self.sentence_of(at)
            for seen in reversed(self.seen[-6:]):
                if seen.person is None and seen.speaker.kind == "organisation" and own - seen.sentence <= 6:
                    return replace(seen.speaker, confidence=0.6, reason=f"'{mention.text}', last body")
        return body_speaker(mention)

    def _pronoun(self, word: str, at: int) -> tuple[Speaker | None, int | None]:
        if word in ("it", "they"):
            wanted = ("organisation", "group") if word == "it" else ("group", "organisation", "anonymous")
            for seen in reversed(self.seen[-4:]):
                if seen.speaker.kind in wanted and self.sentence_of(at) - seen.sentence <= 3:
                    return replace(
                        seen.speaker, confidence=0.55, reason=f"pronoun '{word}', last body or group"
                    ), seen.person
            return None, None
        if word not in ("he", "she"):
            return None, None
        female = word == "she"
        found = self._focus(at, female)
        if found is None:
            for seen in reversed(self.seen[-3:]):
                single = seen.speaker.kind == "anonymous" and not seen.speaker.name.rstrip(")").endswith("s")
                if single and self.sentence_of(at) - seen.sentence <= 3:
                    return replace(seen.speaker, confidence=0.6, reason="pronoun, last speaker"), None
            return None, None
        number, reason, confidence = found
        self.people.known[number].female = female
        return self._person(number, reason, confidence), number

    def _focus(self, at: int, female: bool) -> tuple[int, str, float] | None:
        """Whom a pronoun means: in each sentence backwards, its speaker, else the first person that it names."""
        own = self.sentence_of(at)
        for number in range(own, max(-1, own - _FAR), -1):
            speakers = [s for s in self.seen[-40:] if s.sentence == number and s.at < at]
            for seen in reversed(speakers):
                if seen.person is None and seen.speaker.kind == "anonymous" and not seen.speaker.name.endswith("s"):
                    return None
            spoke = [s.person for s in speakers if s.person is not None and self._may_be(s.person, female)]
            if spoke:
                return spoke[0], "pronoun, last speaker", 0.85
            named = [n for place, n in self.first_in.get(number, ()) if place < at and self._may_be(n, female)]
            if named and not (number == own and self._starts_with_pronoun(number, at)):
                if number < own and self._starts_with_pronoun(number, at):
                    continue
                return named[0], "pronoun, last person named", 0.75 if len(set(named)) == 1 else 0.6
        return None

    def _starts_with_pronoun(self, number: int, at: int) -> bool:
        first = self.sentences[number].first
        return self.tokens.lower[first] in ("he", "she") and self.tokens.starts[first] < at

    def _may_be(self, number: int, female: bool) -> bool:
        known = self.people.known[number].female
        return known is None or known == female

    def _described(self, mention: Mention, at: int) -> tuple[Speaker | None, int | None]:
        number = self._by_role(mention, at)
        if number is not None:
            return self._person(number, f"described as '{mention.text}'", 0.7), number
        if mention.definite and is_body_noun(mention.text):
            return self._body(mention, at), None
        number = self._introduced(mention, at)
        if number is not None:
            return self._person(number, f"'{mention.text}', named in the next sentences", 0.65), number
        return described_speaker(mention), None

    def _introduced(self, mention: Mention, at: int) -> int | None:
        """The person whom an article describes before naming: “A senior adviser ... . Ann Example said”."""
        own = self.sentence_of(at)
        head = described_head(mention.text)
        if own > 3 or not head or head.endswith("s"):
            return None
        for start, ahead in self.ahead:
            if start <= at or self.sentence_of(start) > own + 3:
                continue
            number = self.people.find(ahead, start) if ahead.kind == "person" and ahead.given else None
            if number is None or self.people.known[number].last_before(at) >= 0:
                continue
            known = self.people.known[number]
            if not known.descriptors or any(head in d.lower().split() for d in known.descriptors):
                known.tell(mention.text)
                return number
        return None

    def _by_role(self, mention: Mention, at: int) -> int | None:
        """The person whose own descriptors hold all the words of a description: “the lawmaker”."""
        words = [w.strip(".,'’").lower() for w in mention.text.split()]
        words = [w[:-2] if w.endswith(("'s", "’s")) else w for w in words if w not in ("of", "the", "for", "to", "a")]
        if not words or len(words) > 8 or not (mention.definite or mention.text[:1].isupper()):
            return None
        best: tuple[int, int] | None = None
        for number, known in enumerate(self.people.known[:300]):
            own = known.words()
            if not all(w in own or _ALIKE.get(w, frozenset()) & own for w in words):
                continue
            last = known.last_before(at)
            if last >= 0 and (best is None or last > best[0]):
                best = (last, number)
        return best[1] if best and self.sentence_of(at) - self.sentence_of(best[0]) <= 25 else None


def speaker_from(name: str, affiliation: Affiliation, reason: str, confidence: float) -> Speaker:
    """Build a person's speaker from what the article tells of them."""
    return Speaker(
        name=name,
        kind="person",
        affiliation=affiliation.whole,
        role=affiliation.role,
        organisation=affiliation.organisation,
        country=affiliation.country,
        official=affiliation.official,
        office=affiliation.office,
        confidence=confidence,
        reason=reason,
    )


__all__ = ["Resolver", "affiliation_from", "speaker_from"]
