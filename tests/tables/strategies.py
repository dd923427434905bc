"""Quotes of every shape for property tests."""

from hypothesis import strategies as st

from quotes.types import (
    ACTOR_KINDS,
    ANNOTATOR_KINDS,
    ASPECTS,
    KINDS,
    LABELS,
    OFFICES,
    TYPES,
    Annotator,
    Quote,
    Span,
    Speaker,
    Stance,
    pieces_of,
)

HARD = (
    "Мы не поддерживаем это решение", "Bu qərarı dəstəkləmirik, çünki səhvdir", "Wir sagen: „Nein“", "=1+1", "-5",
    "+3.2",
    "'=x", "''@x", " =x", "＝x", "\t", "\r\nzwei\nZeilen\r", 'he said "no"; twice', "a … b", " ", "😀", "0", "007",
    "1e5",
    "_x000D_", "_x0041_x0042_", "yes", "unsure", "{}", "[", "\x0b\x1f", "\ufeff", "\u2028", "\x85", "sep=;", "#N/A",
    "NaN",
    "TRUE", "2025-08-14", "https://example.org/a", "﻿text", "None", "\ufffe", "\x1b[31m",
)  # fmt: skip
words = st.one_of(
    st.sampled_from(HARD),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), min_size=1, max_size=20),
)
maybe_empty = st.none() | st.just("") | words
numbers = st.none() | st.floats(0, 1)
truth = st.none() | st.booleans()
starts = st.integers(0, 10_000)
spans = st.builds(lambda start, text: Span(start, start + len(text), text), starts, words)
annotators = st.builds(Annotator, name=words, kind=st.sampled_from(ANNOTATOR_KINDS), version=maybe_empty)
speakers = st.builds(
    Speaker,
    name=words,
    kind=st.sampled_from(ACTOR_KINDS),
    canonical=maybe_empty,
    affiliation=maybe_empty,
    role=maybe_empty,
    organisation=maybe_empty,
    country=st.sampled_from([None, "", "AZ", "EU", "XX", "UA-SEP", "Atlantis"]),
    official=truth,
    office=st.none() | st.sampled_from(OFFICES),
    actor=maybe_empty,
    confidence=numbers,
    reason=maybe_empty,
    annotator=st.none() | annotators,
)
stances = st.builds(
    Stance,
    target=words | st.just("Russia"),
    label=st.none() | st.sampled_from(LABELS),
    about=truth,
    aspect=st.none() | st.sampled_from(ASPECTS),
    score=st.none() | st.floats(-1, 1),
    probabilities=st.none() | st.dictionaries(st.sampled_from(["favor", "against", "neutral"]), st.floats(0, 1)),
    evidence=st.lists(st.tuples(starts, starts), max_size=2).map(tuple),
    annotator=st.none() | annotators,
    codebook=maybe_empty,
    comment=maybe_empty,
    time=maybe_empty,
    status=maybe_empty,
)
dates = st.sampled_from([None, "", "2025-08-14", "2025-08", "2025", "14.08.2025", "2025-08-14T10:00:00Z"])
contents = words.map(pieces_of) | st.lists(spans, min_size=1, max_size=3).map(tuple)
plain = {
    "content": contents,
    "kind": st.sampled_from(KINDS),
    "type": st.sampled_from(TYPES),
    "id": st.just("") | words,
    "source": st.none() | spans,
    "cue": st.none() | spans,
    "speaker": st.none() | speakers,
    "confidence": numbers,
    "found_by": st.none() | annotators,
    "damaged": st.booleans(),
    "orphaned": st.booleans(),
    "stances": st.lists(stances, max_size=2).map(tuple),
    "stance": st.none() | stances,
    "said": dates,
    "published": dates,
    "source_url": maybe_empty,
    "extra": st.dictionaries(
        st.sampled_from(["Sprecher", "Ohne Feld", "stance", "rest_json", "=1+1", " x ", "", "Zitat"]) | words,
        st.just("") | words,
        max_size=3,
    ),
}  # fmt: skip
texts = ("document", "doubted", "venue", "translated_from", "original", "source_note", "publisher", "title", "note")
quotes = st.builds(Quote, **plain, **dict.fromkeys((*texts, "added_by"), maybe_empty))
