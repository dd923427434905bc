"""Resolves one article's sources: whom each one stands for, and what the article tells of that one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.finders.lexicon import BE
from quotes.places import country_of
from quotes.speakers.affiliations import Affiliation, affiliation_from, in_order
from quotes.speakers.antecedents import Weights, ranked
from quotes.speakers.article import Article
from quotes.speakers.bodies import body_speaker
from quotes.speakers.names import Mention
from quotes.speakers.side import Clues, SideWeights, country_of_speaker, office_of_speaker, official_of
from quotes.speakers.sources import Source
from quotes.speakers.told import countries
from quotes.tagger.model import Encoded, Network
from quotes.types import Attribution, Span, Speaker

_UNSPECIFIED = Speaker("unspecified", "anonymous", confidence=0.6, reason="“it is said”: nobody is credited")
_UNLIKELY = 0.1  # probability under which a description is not even its only fit
_TOLD = 4  # runs of role words that are read


@dataclass(frozen=True, slots=True)
class Reader:
    """The weights of all decisions about speakers."""

    antecedents: Weights
    sides: SideWeights
    least: float  # probability from which on an antecedent is taken

    @classmethod
    def from_card(cls, card: dict[str, Any]) -> Reader:
        """Return the weights as a model's card holds them."""
        return cls(Weights.from_card(card["antecedents"]), SideWeights.from_card(card["sides"]), card["least"])


def resolve(
    network: Network,
    encoded: Encoded,
    reader: Reader,
    attributions: Sequence[Attribution],
    *,
    registry: bool = True,
) -> tuple[Attribution, ...]:
    """Return `attributions`, in the order given, with their speakers filled in, or None where none is plain."""
    if not attributions:
        return ()
    article = Article(network, encoded, [a.source for a in attributions if a.source], registry=registry)
    order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i]))
    linked: dict[int, tuple[int, float, str] | None] = {}
    by_source: dict[Span, tuple[int, float, str] | None] = {}
    for i in order:
        a = attributions[i]
        if a.source is None:
            linked[i] = _without_source(article, a)
        elif a.source in article.sources:
            if a.source not in by_source:
                by_source[a.source] = _link(article, reader, article.sources[a.source])
            linked[i] = by_source[a.source]
        else:
            linked[i] = None
    speakers: dict[int, Speaker] = {}
    out = []
    for i, a in enumerate(attributions):
        found = linked[i]
        if a.source is None and a.cue and not BE.isdisjoint(a.cue.text.lower().split()):
            out.append(replace(a, speaker=_UNSPECIFIED))
        elif found is None:
            out.append(a)
        else:
            number, sure, reason = found
            if number not in speakers:
                speakers[number] = speaker_of(article, number, reader)
            out.append(replace(a, speaker=replace(speakers[number], confidence=round(sure, 3), reason=reason)))
    return tuple(out)


def _place(attribution: Attribution) -> int:
    return attribution.source.start if attribution.source else attribution.content[0].start


def _link(article: Article, reader: Reader, source: Source) -> tuple[int, float, str] | None:
    """Return the number of whom a source means, how sure that is, and why."""
    number = article.named(source)
    if number is not None:
        article.settle(source, number)
        shown = article.bearers[number].known.shown
        full = shown in source.text
        return number, 0.96 if full else 0.93, "named in full" if full else f"part of the name '{shown}'"
    numbers = article.candidates(source)
    odds = ranked(reader.antecedents, article.rows(source, numbers))
    best: int | None = int(odds.argmax())
    if source.form not in ("described", "paper") and best == len(numbers) and len(numbers):
        best = int(odds[:-1].argmax())  # a pronoun is nobody's own name
    by = "stands for '{}'"
    if best == len(numbers) or odds[best] < reader.least:
        best, by = _only_fit(article, source, numbers, odds), "fits '{}' alone"
    if best is not None:
        article.settle(source, numbers[best])
        shown = article.bearers[numbers[best]].known.shown
        return numbers[best], float(odds[best]), f"'{source.text}' {by.format(shown)}"
    itself = article.settle(source, None)
    return None if itself is None else (itself, float(odds[-1]), "described, not named")


def _only_fit(article: Article, source: Source, numbers: Sequence[int], odds: NDArray[np.float64]) -> int | None:
    """The only person named before whose roles agree with “the lawmaker”, unless that is unlikely."""
    if not source.definite or source.plural or source.form != "described":
        return None
    fits = [
        n
        for n, number in enumerate(numbers)
        if article.bearers[number].known.kind == "person"
        and article.bearers[number].known.last_before(source.at[0]) >= 0
        and article.agrees(source, number)
    ]
    return fits[0] if len(fits) == 1 and odds[fits[0]] >= _UNLIKELY else None


def _without_source(article: Article, attribution: Attribution) -> tuple[int, float, str] | None:
    at = article.stretch(attribution.content[0])
    if at is None or article.last is None:
        return None
    last = article.bearers[article.last]
    credited = last.credited[-1][0] if last.credited else -1
    if abs(article.sentence[at[0]] - article.sentence[credited]) > 2:
        return None
    return article.last, 0.6, "no source, last speaker"


def speaker_of(article: Article, number: int, reader: Reader) -> Speaker:
    """Return what the article tells of one who is credited."""
    bearer = article.bearers[number]
    clues, base = clues_of(article, number)
    official, _ = official_of(clues, reader.sides)
    country, _ = country_of_speaker(clues, reader.sides)
    office = office_of_speaker(clues.credited, base.office) if official else None
    base = in_codebook_order(replace(base, kind=bearer.known.kind), country)
    return replace(base, official=official, country=country, office=office)


def in_codebook_order(speaker: Speaker, country: str | None) -> Speaker:
    """Return a person with the affiliation that its words tell as the codebook writes it, by the speaker's country."""
    if speaker.kind != "person":
        return speaker
    words = speaker.affiliation, speaker.role, speaker.organisation
    ordered = in_order(Affiliation(*words, speaker.country, speaker.official, speaker.office), country)
    return replace(speaker, affiliation=ordered.whole, role=ordered.role)


def clues_of(article: Article, number: int) -> tuple[Clues, Speaker]:
    """Return what is known of one who is credited, and the speaker as its words alone tell it."""
    bearer = article.bearers[number]
    told = [article.told[at] for at in bearer.credited if at in article.told]
    named = [article.told[at] for at in bearer.known.places if at in article.told]
    roles = article.roles(number)[:_TOLD]
    texts = [d.text for d in roles]
    base = _by_words(article, number, texts)
    own = next((code for at in bearer.credited if (code := country_of(article.tokens.span(*at).text))), None)
    clues = Clues(
        told,
        named,
        base.kind,
        base.official,
        base.country,
        [code for t in texts if (code := country_of(t))],
        own,
        countries(article.tokens, told or named),
        article.shares,
        bool(texts),
        article.side(bearer.known.shown),
    )
    return clues, base


def _by_words(article: Article, number: int, roles: Sequence[str]) -> Speaker:
    bearer = article.bearers[number]
    if bearer.described is not None:
        return bearer.described
    if bearer.known.kind == "organisation":
        name = re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", bearer.known.name)
        return body_speaker(Mention("body", name, name, descriptors=tuple(roles[:1])))
    told = affiliation_from(roles)
    return Speaker(
        bearer.known.shown, "person", affiliation=told.whole, role=told.role, organisation=told.organisation,
        country=told.country, official=told.official, office=told.office,
    )  # fmt: skip


__all__ = ["Reader", "resolve", "speaker_of"]
