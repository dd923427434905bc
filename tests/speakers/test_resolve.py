"""Whom a source means, given the article before it, where every answer of the network is chosen."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.finders.find import attributions_of, rule_finds
from quotes.speakers.resolve import Reader, resolve
from quotes.tagger.model import encode
from quotes.types import Attribution, Span, Speaker

from .stand_in import PLAIN, StandIn

ANN, BEN, PARTY = "Ann Example", "Ben Sample", "Harbour Party"
NAMES = {ANN: "PERSON", BEN: "PERSON", PARTY: "ORGANIZATION", "Finland": "LOCATION"}


def resolved(
    text: str, *, reader: Reader = PLAIN, same: dict[str, str] | None = None, **options
) -> list[Speaker | None]:
    """The speakers of a text whose sources stand in [brackets], in order; [] is an attribution without one.

    “Example” and “Sample” are names; a mention is the same as what `same` says.
    """
    plain, spans = "", []
    for part in text.split("["):
        source, bracket, rest = part.partition("]")
        if bracket:
            spans.append(Span(len(plain), len(plain) + len(source), source))
        plain += source + rest
    made = [
        Attribution(
            (Span(s.end, s.end + 2, plain[s.end : s.end + 2]),), s if s.text else None, None, "speech", "indirect", 1.0
        )
        for s in spans
    ]
    network = StandIn({"Example": "PERSON", "Sample": "PERSON"} | NAMES, same, **options)
    found = resolve(network, encode(network, plain), reader, made)
    assert [(a.source, a.content) for a in found] == [(a.source, a.content) for a in made]
    return [a.speaker for a in found]


@pytest.mark.parametrize(
    ("text", "same", "names"),
    [
        ("[Ann Example] said so. [Example] said more.", {}, [ANN, ANN]),
        ("[Ann Example] said so. [She] said more.", {"She": ANN}, [ANN, ANN]),
        ("[Ann Example] met Ben Sample. [He] said more.", {"He": BEN}, [ANN, BEN]),
        ("[Ann Example] met Ben Sample. [She] said more.", {"She": ANN}, [ANN, ANN]),
        ("[Ann Example] met Ben Sample. [She] said more.", {"She": BEN}, [ANN, ANN]),  # what form and name say counts
        ("The prize went to Ben Sample. [He] said so.", {"He": BEN}, [BEN]),
        ("[He] said so.", {}, [None]),
        ("[The Harbour Party] said so. [It] said more.", {"It": PARTY}, [PARTY, PARTY]),
        ("[The Harbour Party] said so. [The party] said more.", {"The party": PARTY}, [PARTY, PARTY]),
        ("[Ann Example] said so. [The lawmaker] said more.", {"The lawmaker": ANN}, [ANN, ANN]),
        ("[Ann Example] said so. [A pilot] said more.", {"A pilot": "pilot"}, [ANN, "pilot"]),
        ("[A pilot] said so. [He] said more.", {"A pilot": "A", "He": "A pilot"}, ["pilot", "pilot"]),
        ("[protesters] said so. [They] said more.", {"protesters": "so", "They": "protesters"}, ["protesters"] * 2),
        ("[Ann Example] said so. [] said more.", {}, [ANN, ANN]),
        ("[Ann Example] said so. It rained. It rained. It rained. [] said more.", {}, [ANN, None]),
        ("[] said so.", {}, [None]),
        ("[She] said so. Then Ann Example left.", {"She": ANN}, [ANN]),
        ("[An adviser to Ben Sample] left.", {"An adviser to Ben Sample": "An"}, ["adviser to Ben Sample"]),
    ],
)  # fmt: skip
def test_the_speakers_of_a_text(text: str, same: dict[str, str], names: list[str | None]) -> None:
    assert [speaker and speaker.name for speaker in resolved(text, same=same)] == names


@pytest.mark.parametrize(
    ("text", "same", "reason"),
    [
        ("[Mayor Ann Example] said so.", {}, "named in full"),
        ("[Ann Example] said so. [Example] said more.", {}, "part of the name 'Ann Example'"),
        ("[Ann Example] said so. [She] said more.", {"She": ANN}, "'She' stands for 'Ann Example'"),
        ("[Ann Example] said so. [] said more.", {}, "no source, last speaker"),
        ("[A pilot] said so.", {"A pilot": "A"}, "described, not named"),
    ],
)
def test_a_speaker_says_how_it_was_reached(text: str, same: dict[str, str], reason: str) -> None:
    last = resolved(text, same=same)[-1]
    assert last is not None and last.reason == reason and 0 < last.confidence <= 1


def test_a_pronoun_of_whom_nobody_is_likely_enough_is_nobodys() -> None:
    doubtful = Reader(PLAIN.antecedents, PLAIN.sides, 0.999)
    assert resolved("[Ann Example] met Ben Sample. [They] said so.", reader=doubtful)[-1] is None


def test_who_was_called_she_is_not_called_he_later() -> None:
    text = "[Robin Quill] said so. [She] said more. [He] said no."
    same = {"She": "Robin Quill", "He": "Robin Quill", "Robin Quill": "Robin Quill"}
    found = resolved(text, same=same)
    assert [s and s.name for s in found] == ["Robin Quill", "Robin Quill", None]


def test_role_office_and_country_come_with_the_speaker() -> None:
    (found,) = resolved(
        "[Ann Example], the mayor of Exampletown, spoke for Finland.",
        role={ANN: "mayor of Exampletown"}, place={ANN: "Finland"}, official={ANN: True},
    )  # fmt: skip
    assert found is not None
    assert (found.name, found.kind, found.role, found.organisation) == (ANN, "person", "mayor", "Exampletown")
    assert (found.official, found.office, found.country) == (True, "executive", "FI")


def test_what_one_mention_tells_all_of_them_have() -> None:
    found = resolved("[Example] said so. Mayor Ann Example left.", role={ANN: "Mayor"})
    assert found[0] is not None and (found[0].name, found[0].affiliation) == (ANN, "Mayor")


def test_what_is_said_of_somebody_without_a_source_is_nobodys() -> None:
    text, network = "Ann Example is said to be ill.", StandIn(NAMES)
    told = Attribution((Span(20, 29, "to be ill"),), None, Span(12, 19, "is said"), "speech", "indirect", 1.0)
    (found,) = resolve(network, encode(network, text), PLAIN, [told])
    assert found.speaker is not None and (found.speaker.name, found.speaker.kind) == ("unspecified", "anonymous")


def test_no_attributions_have_no_speakers() -> None:
    for text in ("", "\n", "Ann Example left."):
        network = StandIn(NAMES)
        assert resolve(network, encode(network, text), PLAIN, []) == ()


@pytest.mark.parametrize("span", [Span(11, 12, " "), Span(99, 120, "outside"), Span(3, 3, "")])
def test_a_source_that_holds_no_word_of_the_text_is_nobodys(span: Span) -> None:
    network = StandIn(NAMES)
    made = Attribution((Span(0, 3, "Ann"),), span, None, "speech", "indirect", 1.0)
    (found,) = resolve(network, encode(network, "Ann Example left."), PLAIN, [made])
    assert found.speaker is None


def test_the_order_in_which_attributions_are_given_is_kept() -> None:
    text, network = "Ann Example left. She said so.", StandIn(NAMES, {"She": ANN})
    made = [
        Attribution((Span(at, at + len(word), word),), Span(at, at + len(word), word), None, "speech", "direct", 1.0)
        for at, word in ((18, "She"), (0, ANN))
    ]
    found = resolve(network, encode(network, text), PLAIN, made)
    assert [a.source for a in found] == [a.source for a in made]
    assert [a.speaker and a.speaker.name for a in found] == [ANN, ANN]


WORDS = [
    "Ann",
    "Ben",
    "Example",
    "Sample",
    "Harbour",
    "Party",
    "he",
    "She",
    "it",
    "they",
    "the",
    "mayor",
    "said",
    ",",
    ".",
    "“",
    "”",
    "(",
    "\n",
    "Mr",
    "'s",
    "😀",
    "Иван",
    "Finland",
    "who",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.data())
def test_any_sources_have_a_speaker_with_a_name_or_none(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    made = []
    for first, length in data.draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)), max_size=6)):
        span = Span(first, min(len(text), first + length), text[first : first + length])
        cut = data.draw(st.booleans())
        made.append(Attribution((span,), None if cut else span, None, "speech", "indirect", 1.0))
    network = StandIn(NAMES, {word: data.draw(st.sampled_from(WORDS)) for word in ("he", "She", "it")})
    found = resolve(network, encode(network, text), PLAIN, made)
    assert len(found) == len(made)
    for a in found:
        assert a.speaker is None or (a.speaker.name and 0 <= a.speaker.confidence <= 1)


@pytest.mark.parametrize(
    "part",
    ["he said, ", "Ann Example said so. ", "a", "“No,” said Ann Example, the mayor. ", "He said so. ", "Ann Example, "],
)
def test_one_line_of_two_hundred_thousand_characters_takes_no_more_than_linear_time(part: str) -> None:
    text = part * (200_000 // len(part))
    network = StandIn(NAMES, {"He": ANN, "he": ANN})
    start = time.perf_counter()
    encoded = encode(network, text)
    finds = rule_finds(encoded.reading.layout)
    found = attributions_of(encoded.reading.layout, [(find, 0.5) for find in finds])
    resolve(network, encoded, PLAIN, found)
    assert time.perf_counter() - start < 60
