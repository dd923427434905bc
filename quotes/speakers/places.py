"""Countries by their names, adjectives and capitals: the side that a descriptor says somebody speaks from."""

from __future__ import annotations

import re

from quotes.places import ADJECTIVES, NAMES, SEATS, first_adjectives

__all__ = ["ADJECTIVES", "PLACES", "PLACE_WORDS", "adjective_of", "country_of", "government_of"]

_ADJECTIVE_OF = first_adjectives() | {"US": "US", "EU": "EU"}
PLACES = NAMES | ADJECTIVES | SEATS
PLACE_WORDS = frozenset(word for place in PLACES for word in place.split() if word[0].isupper() and word != "The")
_MULTINATIONAL = {
    "NATO": "XX", "UN": "XX", "U.N.": "XX", "United Nations": "XX", "OSCE": "XX", "IMF": "XX", "G7": "XX", "G8": "XX",
    "Organization for Security and Cooperation in Europe": "XX", "International Monetary Fund": "XX",
    "World Bank": "XX",
    "Council of Europe": "XX", "World Health Organization": "XX", "IAEA": "XX", "Security Council": "XX",
    "European Commission": "EU", "European Council": "EU", "European Parliament": "EU", "Kremlin": "RU", "Duma": "RU",
    "White House": "US", "State Department": "US", "Pentagon": "US", "Congress": "US", "Senate": "US", "Capitol": "US",
    "Downing Street": "GB", "Whitehall": "GB", "Bundestag": "DE", "Verkhovna Rada": "UA", "Rada": "UA",
    "Knesset": "IL", "Élysée": "FR", "Elysee": "FR", "Pope": "VA", "Republican": "US", "Democratic": "US",
    "Supreme Allied Commander": "XX",
}  # fmt: skip
_SIDES = PLACES | _MULTINATIONAL
_PATTERN = re.compile(
    r"(?<![\w.-])(?:" + "|".join(re.escape(n) for n in sorted(_SIDES, key=lambda n: -len(n))) + r")(?![\w])"
)


def country_of(text: str | None) -> str | None:
    """Return the side that the first place, people or known body in `text` belongs to; None if there is none."""
    match = _PATTERN.search(text.replace("’", "'")) if text else None
    return _SIDES[match.group()] if match else None


def adjective_of(code: str) -> str:
    """Return the adjective for a country code, such as “Tajik” for TJ."""
    return _ADJECTIVE_OF.get(code, code)


def government_of(name: str) -> str | None:
    """Return the code where a bare country or capital stands for its government: “Kyiv”, “Russia”."""
    return NAMES.get(name) or SEATS.get(name)
