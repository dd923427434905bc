"""Whom a source means, given the article before it."""

from __future__ import annotations

import pytest

from quotes.finders.layout import lay_out
from quotes.speakers.people import people_of
from quotes.speakers.resolve import Resolver
from quotes.types import Attribution, Span, Speaker


def resolved(text: str) -> list[Speaker | None]:
    """The speakers of a text whose sources stand in [brackets], in order; [] is an attribution without one."""
    plain, spans = "", []
    for part in text.split("["):
        source, bracket, rest = part.partition("]")
        if bracket:
            spans.append(Span(len(plain), len(plain) + len(source), source))
        plain += source + rest
    layout = lay_out(plain)
    sources = [(span.start, span.text) for span in spans if span.text]
    resolver = Resolver(layout, people_of(layout.tokens, sources), sources)
    made = [
        Attribution((Span(s.end, s.end + 1, plain[s.end]),), s if s.text else None, None, "speech", "indirect", 1.0)
        for s in spans
    ]
    return [resolver.resolve(attribution).speaker for attribution in made]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[Ann Example] said so. [Example] said more.", ["Ann Example", "Ann Example"]),
        ("[Ann Example] said so. [She] said more.", ["Ann Example", "Ann Example"]),
        ("[Mrs Example] said so. [He] said more.", ["Example", None]),
        ("[Ben Sample] said so. [He] met Mayor Ann Example. [She] said more.",
         ["Ben Sample", "Ben Sample", None]),
        ("The prize went to Mayor Ben Sample. [He] said so.", ["Ben Sample"]),
        ("[He] said so.", [None]),
        ("[Ann Example] said so." + " It rained." * 9 + " [She] said more.", ["Ann Example", None]),
        ("[The Harbour Party] said so. [It] said more.", ["Harbour Party", "Harbour Party"]),
        ("[Ann Example] said so. [It] said more.", ["Ann Example", None]),
        ("[protesters] said so. [They] said more.", ["protesters", "protesters"]),
        ("[The Harbour Party] said so. [The party] said more.", ["Harbour Party", "Harbour Party"]),
        ("[Ann Example, a lawmaker,] said so. [The lawmaker] said more.", ["Ann Example", "Ann Example"]),
        ("[Ann Example, a senator,] said so. [The lawmaker] said more.", ["Ann Example", "Ann Example"]),
        ("[Ann Example, a pilot,] said so. [The lawmaker] said more.", ["Ann Example", "lawmaker"]),
        ("[A senior adviser] said so. [Ann Example] said more.", ["Ann Example", "Ann Example"]),
        ("[Ann Example] said so. [The statement] said more.", ["Ann Example", "Ann Example"]),
        ("[Ann Example] said so. [The law] said more.", ["Ann Example", "law"]),
        ("[Ann Example] said so. [] said more.", ["Ann Example", "Ann Example"]),
        ("[] said so.", [None]),
        ("They met Ann Example, [who] said so.", ["Ann Example"]),
        ("[Ann Sample] said so. [SAMPLE] said more.", ["Ann Sample", "Ann Sample"]),
    ],
)  # fmt: skip
def test_the_speakers_of_a_text(text: str, names: list[str | None]) -> None:
    assert [speaker and speaker.name for speaker in resolved(text)] == names


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[Mayor Ann Example] said so.", "named in full"),
        ("[Ann Example] said so. [Example] said more.", "surname of 'Ann Example'"),
        ("[Ann Example] said so. [She] said more.", "pronoun, last speaker"),
        ("Mayor Ann Example left. [She] said so.", "pronoun, last person named"),
        ("[Ann Example] said so. [] said more.", "no source, last speaker"),
        ("[Ann Example, a lawmaker,] said so. [The lawmaker] said more.", "described as 'lawmaker'"),
        ("[Ann Example] said so. [The statement] said more.", "the paper of the last speaker"),
    ],
)
def test_a_speaker_says_how_it_was_reached(text: str, reason: str) -> None:
    last = resolved(text)[-1]
    assert last is not None and last.reason == reason


def test_an_aide_has_the_office_of_whom_they_serve() -> None:
    _, aide = resolved("[President Ben Sample] said so. [Sample aide Ann Example] said more.")
    assert aide is not None and (aide.name, aide.official, aide.office) == ("Ann Example", True, "executive")


def test_what_is_said_of_somebody_without_a_source_is_nobodys() -> None:
    layout = lay_out("Ann is said to be ill.")
    cue = Span(4, 11, "is said")
    told = Attribution((Span(12, 21, "to be ill"),), None, cue, "speech", "indirect", 1.0)
    found = Resolver(layout, people_of(layout.tokens, []), []).resolve(told).speaker
    assert found is not None and (found.name, found.kind) == ("unspecified", "anonymous")
