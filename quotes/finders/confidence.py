"""How often each rule was right on the PolNeAR development and training articles."""

from __future__ import annotations

PRECISION: dict[str, float] = {}
UNKNOWN = 0.5  # for a rule too rare to have been counted


def confidence_of(rule: str) -> float:
    """Return the fraction of the rule's finds that were right."""
    return PRECISION.get(rule, UNKNOWN)
