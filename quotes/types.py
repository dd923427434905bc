"""The data of the project: frozen values without behaviour that needs the outside world.

Offsets are characters (Unicode code points) into the text as it was given, half open: ``text[start:end]``.
Dates are ISO 8601 strings of a day, a month or a year, because no more is known of many quotes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from quotes.dates import within

Kind = Literal["speech", "attitude"]
QuoteType = Literal["direct", "indirect", "mixed"]
Label = Literal["favor", "against", "neutral", "mixed"]
Aspect = Literal["conduct", "standing", "policy"]
Office = Literal["executive", "legislature", "judiciary", "military", "separatist", "international"]
AnnotatorKind = Literal["person", "rule", "model", "adjudicator"]
ActorKind = Literal["person", "organisation", "group", "anonymous"]

KINDS: tuple[Kind, ...] = ("speech", "attitude")
TYPES: tuple[QuoteType, ...] = ("direct", "indirect", "mixed")
LABELS: tuple[Label, ...] = ("favor", "against", "neutral", "mixed")
STATUSES = ("adjudicated", "agreed", "disputed", "unsure", "machine")  # why the label that counts does
ASPECTS: tuple[Aspect, ...] = ("conduct", "standing", "policy")
OFFICES: tuple[Office, ...] = ("executive", "legislature", "judiciary", "military", "separatist", "international")
ANNOTATOR_KINDS: tuple[AnnotatorKind, ...] = ("person", "rule", "model", "adjudicator")
ACTOR_KINDS: tuple[ActorKind, ...] = ("person", "organisation", "group", "anonymous")
CODEBOOK = "1"  # version of the codebook that labels are given under


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text."""

    start: int  # characters into the text, first
    end: int  # characters into the text, one past the last
    text: str  # exactly text[start:end]


@dataclass(frozen=True, slots=True)
class Annotator:
    """Who gave a label: a person, a rule, a model with its version, an adjudicator."""

    name: str
    kind: AnnotatorKind = "person"
    version: str | None = None

    def __str__(self) -> str:
        return f"{self.name} {self.version}" if self.version else self.name

    @property
    def is_machine(self) -> bool:
        """Whether this is a rule or a model."""
        return self.kind in ("rule", "model")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom an attribution credits, as the article tells it and as the registry knows it (codebook section 2)."""

    name: str  # fullest name in the article's spelling, or a description of the unnamed
    kind: ActorKind = "person"
    canonical: str | None = None  # the registry's name
    affiliation: str | None = None  # role and organisation, whole
    role: str | None = None
    organisation: str | None = None
    country: str | None = None  # ISO 3166 alpha-2, EU, XX or UA-SEP
    official: bool | None = None  # speaks for public office; None: unknown
    office: Office | None = None
    actor: str | None = None  # registry id
    confidence: float | None = None  # 0 to 1, of the resolution
    reason: str | None = None  # how the name was reached, in words
    annotator: Annotator | None = None  # who says so; None: whoever stores it


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an actor was, and from when to when."""

    role: str | None = None
    organisation: str | None = None
    office: Office | None = None
    official: bool | None = None
    since: str | None = None  # ISO 8601
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A speaker known across articles."""

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    wikidata: str | None = None
    reviewed: bool = True

    def at(self, day: str | None) -> Affiliation | None:
        """Return the affiliation on a day, the official one first where there are several.

        Without a day only what always held: an office that ended or changed is not told, nor is a role that did.
        """
        if day is None:
            return _always(self.affiliations)
        held = [a for a in self.affiliations if within(day, a.since, a.until)]
        return max(held, key=lambda a: (a.official is True, a.since or ""), default=None)


def _always(held: tuple[Affiliation, ...]) -> Affiliation | None:
    if not held or any(not within(None, None, a.until) for a in held):
        return None
    offices = {(a.office, a.official) for a in held}
    roles = {(a.role, a.organisation) for a in held}
    office, official = offices.pop() if len(offices) == 1 else (None, None)
    role, organisation = roles.pop() if len(roles) == 1 else (None, None)
    return Affiliation(role, organisation, office, official)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution found in a text (codebook section 1)."""

    content: tuple[Span, ...]  # in order of the text, with their marks, without source and cue; never empty
    source: Span | None
    cue: Span | None
    kind: Kind
    type: QuoteType
    confidence: float  # 0 to 1
    damaged: bool = False  # the text shows a hole inside the quote
    rule: str = ""  # which rule found it
    speaker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known of where it came from."""

    text: str
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO 8601
    retrieved: str | None = None  # ISO 8601 with time
    language: str | None = None  # ISO 639-1; None: unknown
    id: str | None = None  # the store's; None: not stored


@dataclass(frozen=True, slots=True)
class Stance:
    """One label that one annotator gave a quote for one target (codebook section 3)."""

    target: str
    label: Label | None  # None: the annotator abstained
    about: bool | None = None  # the words bear on the target at all
    aspect: Aspect | None = None
    score: float | None = None  # -1 to 1: probability of favor less that of against
    probabilities: Mapping[str, float] | None = None  # over favor, against, neutral
    evidence: tuple[tuple[int, int], ...] = ()  # characters into the quote's text
    annotator: Annotator | None = None
    codebook: str | None = None
    comment: str | None = None
    time: str | None = None  # ISO 8601, UTC
    status: str | None = None  # of a current label: one of STATUSES


@dataclass(frozen=True, slots=True)
class Quote:
    """A stored attribution, or one that is ready to be stored.

    The offsets go into the text of the article `document`; of a quote without one (collected by hand, with no source
    and cue) into its own `text`.
    """

    content: tuple[Span, ...]
    kind: Kind = "speech"
    type: QuoteType = "direct"
    id: str = ""
    document: str | None = None  # the input's name, or the stored article's id
    source: Span | None = None
    cue: Span | None = None
    speaker: Speaker | None = None
    confidence: float | None = None
    damaged: bool = False
    doubted: str | None = None  # why the attribution is in doubt
    orphaned: bool = False  # the article's text no longer holds these words at this place
    stance: Stance | None = None  # the current one for the target asked for
    stances: tuple[Stance, ...] = ()  # every one that was ever given and not undone
    said: str | None = None  # ISO 8601
    venue: str | None = None  # "Telegram", "told DW"
    translated_from: str | None = None  # ISO 639-1
    original: str | None = None  # the words in that language
    source_url: str | None = None
    source_note: str | None = None  # where a hand-collected quote was found
    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    note: str | None = None
    added_by: str | None = None
    found_by: Annotator | None = None  # the rule or model whose extraction run found it; None: a person did
    extra: Mapping[str, str] = field(default_factory=dict)  # columns of an imported table that have no field here

    @property
    def text(self) -> str:
        """The pieces of the content, joined as they are shown."""
        return JOINT.join(piece.text for piece in self.content)


# of a quote: what is one value and is stored as it is; of a speaker: what an article or a person tells
QUOTE_FACTS: tuple[str, ...] = tuple(
    f.name for f in fields(Quote)
    if f.name not in ("content", "id", "document", "source", "cue", "speaker", "orphaned", "stance", "stances",
                      "added_by", "found_by", "extra")
)  # fmt: skip
SPEAKER_FACTS: tuple[str, ...] = tuple(
    f.name for f in fields(Speaker) if f.name not in ("canonical", "actor", "annotator")
)
JOINT = " … "  # stands between the pieces of a content


def pieces_of(text: str) -> tuple[Span, ...]:
    """Content of a quote that has no article: its own text is what the offsets go into."""
    pieces, start = [], 0
    for piece in text.split(JOINT):
        pieces.append(Span(start, start + len(piece), piece))
        start += len(piece) + len(JOINT)
    return tuple(pieces)
