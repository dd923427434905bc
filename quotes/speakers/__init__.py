"""Says who the sources of an article are, by the article alone.

`names` reads the words of a source, `people` collects the article's persons, `resolve` decides whom a surname, a
pronoun or a description means, `affiliations` and `offices` say where they stand, `bodies` speaks for those who
are no person.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotes.finders.layout import lay_out
from quotes.speakers.people import people_of
from quotes.speakers.resolve import Resolver
from quotes.types import Attribution


def resolve_speakers(doc: Doc, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `attributions`, in the order given, with their speakers filled in, or None where none is plain."""
    if not attributions:
        return ()
    layout = lay_out(doc.text)
    sources = [(a.source.start, a.source.text) for a in attributions if a.source]
    sources = sorted(set(sources))
    people = people_of(layout.tokens, sources)
    resolver = Resolver(layout, people, sources)
    order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i]))
    resolved = {i: resolver.resolve(attributions[i]) for i in order}
    return tuple(resolved[i] for i in range(len(attributions)))


def _place(attribution: Attribution) -> int:
    return attribution.source.start if attribution.source else attribution.content[0].start
