"""Finds attributions in a text by rules, without a model."""

from __future__ import annotations

from spacy.tokens import Doc

from quotes.types import Attribution

RULES_VERSION = "1"


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """Return the attributions of `doc`, in order of the text, without speakers."""
    return ()
