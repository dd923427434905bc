"""How much a quote is worth a person's look, and why (`quotes.store.reviewing` orders by it)."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.labels import current
from quotes.types import Quote

MARK = "review: "  # begins the doubt that a reviewer voiced of an attribution


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a quote is worth a look, and why."""

    value: float  # 0 to 1
    why: str


def worth(quote: Quote, target: str) -> Worth:
    """Tell how much looking at a quote would say: disputed ones first, then what the machine is unsure of.

    Entropy sampling (Settles 2009), doubled in weight where the words bear on the target: the others are counted beside
    the shares and decide no comparison.
    """
    label = current(quote.stances, target)
    if label is not None and label.status == "disputed":
        return Worth(1.0, "annotators dispute it")
    if label is None:
        return Worth(0.5, "nobody has labelled it")
    if label.label is None:
        return Worth(0.9, "the machine abstained")
    unsure = 1 - max((label.probabilities or {"": 1.0}).values())
    on_it = label.about is not False
    value = min(0.89, unsure * (1.2 if on_it else 0.6))
    return Worth(value, "the machine is unsure" if unsure > 0.3 else "bears on the target" if on_it else "sure")
