"""What one speaker said about a target."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.types import Quote
from stance.reports.comparison import Accuracy
from stance.reports.tally import Tally


@dataclass(frozen=True, slots=True)
class Summary:
    """One speaker's quotes about a target."""

    name: str
    actor: str | None
    affiliation: str | None
    country: str | None
    official: bool | None
    tally: Tally
    first: str | None  # ISO 8601; None: no date is known
    last: str | None
    tone: tuple[str, ...]  # the newest labels in words, by date, each change once; empty where no two dates are known
    latest: Quote  # about the target where there is one


@dataclass(frozen=True, slots=True)
class Summaries:
    """Speakers, those with most about the target first, and what the figures rest on."""

    target: str
    rows: tuple[Summary, ...]
    speakers: int  # in all
    quotes: int  # that fit, those without a speaker among them
    machines: int  # of them: labels that are a machine's and not checked by anybody
    doubted: int  # of them: attributions in doubt; counted only if asked for
    undated: int  # that dates leave out because nobody knows their day
    accuracies: tuple[Accuracy, ...]
