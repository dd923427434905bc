"""Which side a speaker speaks from: public office or none, and the country; each with how sure that is.

What the network says of the mentions, what the words of role and organisation say by what is known of such words
(offices, places), and how often the article names a country are weighed by small regressions, whose weights stand in
the model's card. Below the card's thresholds the answer is None: not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.registry import UNKNOWN, Side
from quotes.speakers.told import mean_odds
from quotes.tagger.model import Told
from quotes.types import OFFICES, Office

SIDE_FEATURES = (
    "one", "said yes", "said no", "said open", "named yes", "rule yes", "rule no", "person", "body", "group",
    "country", "role", "registry yes", "registry no",
)  # fmt: skip
COUNTRY_FEATURES = (
    "told",
    "told most",
    "rule",
    "descriptor",
    "own",
    "share",
    "most",
    "eu",
    "registry",
    "none",
    "none office",
)

_MOST = 3.0  # no answer of the network counts for more, as a log probability

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SideWeights:
    """Regressions for office and country, and from which probability on an answer is given."""

    official: Floats
    country: Floats
    official_least: float
    country_least: float

    @classmethod
    def from_card(cls, card: Mapping[str, Any]) -> SideWeights:
        """Return the weights as a model's card holds them."""
        return cls(np.array(card["official"]), np.array(card["country"]), card["official_least"], card["country_least"])


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a speaker before the weighing."""

    credited: Sequence[Told]
    named: Sequence[Told]
    kind: str
    official: bool | None  # by the words of the role or the body
    country: str | None  # by those words
    descriptor_countries: Sequence[str]
    own_country: str | None  # by the words of the source itself
    told_countries: Mapping[str, float]
    shares: Mapping[str, float]  # of each country among all words for countries of the article
    role: bool  # whether the article tells a role
    registry: Side = UNKNOWN  # by the name alone


def official_row(clues: Clues) -> Floats:
    """Return the features of holding public office."""
    said = mean_odds([t.official for t in clues.credited] or [(1 / 3, 1 / 3, 1 / 3)])
    named = mean_odds([t.official for t in clues.named] or [(1 / 3, 1 / 3, 1 / 3)])
    said, named = said.clip(-_MOST, 0), named.clip(-_MOST, 0)
    return np.array([
        1.0, said[0] - said[1], said[1] - said[2], said[2] - said[0], named[0] - named[1], clues.official is True,
        clues.official is False, clues.kind == "person", clues.kind == "organisation", clues.kind == "group",
        clues.country is not None, clues.role,
        clues.registry.official is True, clues.registry.official is False,
    ], dtype=np.float64)  # fmt: skip


def country_rows(clues: Clues) -> tuple[list[str | None], Floats]:
    """Return the countries that may be meant, None among them, and the features of each."""
    codes: list[str | None] = list(
        dict.fromkeys(
            code
            for code in (
                clues.country,
                clues.registry.country,
                clues.own_country,
                *clues.descriptor_countries,
                *clues.told_countries,
            )
            if code
        )
    )
    best = max(clues.told_countries, key=lambda c: clues.told_countries[c], default=None)
    most = max(clues.shares, key=lambda c: clues.shares[c], default=None)
    rows = []
    for code in codes:
        told = clues.told_countries.get(code or "", 0.0)
        rows.append([
            told, code == best, code == clues.country, code in clues.descriptor_countries, code == clues.own_country,
            clues.shares.get(code or "", 0.0), code == most, code in ("EU", "XX"), code == clues.registry.country,
            0.0, 0.0,
        ])  # fmt: skip
    rows.append([0.0] * 9 + [1.0, float(clues.official is True)])
    return [*codes, None], np.array(rows, dtype=np.float64)


def official_of(clues: Clues, weights: SideWeights) -> tuple[bool | None, float]:
    """Return whether the speaker holds public office, and how sure that is; None below the threshold."""
    yes = float(1 / (1 + np.exp(-official_row(clues) @ weights.official)))
    sure = max(yes, 1 - yes)
    return (yes >= 0.5 if sure >= weights.official_least else None), sure


def country_of_speaker(clues: Clues, weights: SideWeights) -> tuple[str | None, float]:
    """Return the country that the speaker speaks from, and how sure that is; None below the threshold."""
    codes, rows = country_rows(clues)
    odds = np.exp(rows @ weights.country - (rows @ weights.country).max())
    odds /= odds.sum()
    best = int(odds[:-1].argmax()) if len(odds) > 1 else len(odds) - 1
    sure = float(odds[best])
    return (codes[best] if sure >= weights.country_least else None), sure


def office_of_speaker(told: Sequence[Told], rule: Office | None) -> Office | None:
    """Return the office of one who holds one: what the words say, else what the network says."""
    if rule is not None or not told:
        return rule
    held = mean_odds([t.office[: len(OFFICES)] for t in told])
    return OFFICES[int(held.argmax())]
