"""Says who the sources of an article are, by the article alone.

`people` collects whom the article names, `sources` reads the words of a source, `article` holds both with what the
network says of each mention (`told`), `antecedents` ranks whom a pronoun or a description means, `side` weighs what is
told of office and country; `affiliations`, `offices` and `bodies` know what the words for roles and bodies mean.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from quotes.model_files import card_of
from quotes.speakers.resolve import Reader, resolve
from quotes.tagger.model import Model

__all__ = ["Reader", "reader_of", "resolve"]


def reader_of(model: Model) -> Reader:
    """Return the weights of all decisions about speakers that the model's card holds."""
    return _reader_of(model.folder)


@lru_cache(maxsize=2)
def _reader_of(folder: Path) -> Reader:
    return Reader.from_card(card_of(folder)["speakers"])
