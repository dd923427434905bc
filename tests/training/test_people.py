"""What an annotated article tells of its speakers, in tokens, and the same article under other names. Needs [train]."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch", reason="the extra [train] is not installed")

from hypothesis import given
from hypothesis import strategies as st

from quotes.tagger.inputs import Reading, read
from tests.speakers.stand_in import StandIn
from training.attribution.corpus import Row, item_of, renamed, to_tokens
from training.attribution.people import OFFICES, UNSAID, CreditedMention, named, people_of, silver_people

TEXT = (
    "Mayor Ann Example met the press in Finland.\n“We wait,” she said. The mayor of Exampletown denied it, "
    "and Example said no more. Swedish pilots said they were late."
)


def credit(source: str, speaker: str | None, cue: str = "said", **told: object) -> dict[str, object]:
    """An attribution of the text as a line of the annotated articles has it."""
    at = TEXT.index(source)
    return {
        "source": [[at, at + len(source)]], "cue": [], "content": [[0, 5]], "speaker": speaker,
        "speaker_kind": "person" if speaker and speaker[0].isupper() else "group", "affiliation": None, "country": None,
        "official": None, "office": None,
    } | told  # fmt: skip


MAYOR = {"affiliation": "mayor of Exampletown", "country": "FI", "official": True, "office": "executive"}


def people(*attributions: dict[str, object]) -> tuple[Reading, tuple[CreditedMention, ...]]:
    reading = read(TEXT, StandIn({}))
    sources = [tuple(at for piece in a["source"] if (at := to_tokens(reading, piece))) for a in attributions]
    return reading, people_of({"attributions": attributions}, reading, sources)


def texts(reading: Reading, found: object) -> list[str]:
    return [reading.tokens.span(*at).text for at in found]


def test_all_mentions_of_a_speaker_are_the_same_speakers() -> None:
    reading, (she, mayor) = people(
        credit("she", "Ann Example", **MAYOR), credit("The mayor of Exampletown", "Ann Example", **MAYOR)
    )
    for person in (she, mayor):
        assert texts(reading, person.same) == ["Ann Example", "she", "The mayor of Exampletown", "Example"]
    assert texts(reading, [she.mention, mayor.mention]) == ["she", "The mayor of Exampletown"]


def test_the_words_of_a_role_stand_where_the_speaker_is_named() -> None:
    reading, (person,) = people(credit("The mayor of Exampletown", "Ann Example", **MAYOR))
    assert person.role and texts(reading, person.role) == ["mayor of Exampletown"]  # one word of three is none


def test_a_role_that_is_not_annotated_is_missing_and_one_that_is_told_nowhere_empty() -> None:
    _, (without,) = people(credit("she", "Ann Example"))
    _, (nowhere,) = people(credit("she", "Ann Example", affiliation="dentist in Sampletown"))
    assert (without.role, nowhere.role) == (None, ())


def test_words_for_countries_are_the_speakers_or_another() -> None:
    reading, (person,) = people(credit("she", "Ann Example", country="FI"))
    assert [(reading.tokens.words[i], own) for i, own in person.places] == [("Finland", True), ("Swedish", False)]
    assert people(credit("she", "Ann Example"))[1][0].places == ()


@pytest.mark.parametrize(
    ("told", "side", "office"),
    [
        ({"official": True, "office": "executive"}, 0, OFFICES.index("executive")),
        ({"official": False}, 1, len(OFFICES)),
        ({}, 2, len(OFFICES)),
        ({"official": True, "office": "of another kind"}, 0, len(OFFICES)),
    ],
)
def test_office_is_told_as_a_number(told: dict[str, object], side: int, office: int) -> None:
    _, (person,) = people(credit("she", "Ann Example", **told))
    assert (person.side, person.office) == (side, office)


def test_a_surname_of_two_speakers_is_neithers() -> None:
    reading, found = people(credit("she", "Ann Example"), credit("Swedish pilots", "Ben Example"))
    assert texts(reading, found[0].same) == ["Ann Example", "she"]


def test_a_speaker_or_source_that_is_not_annotated_is_left_out() -> None:
    assert people(credit("she", None))[1] == ()
    assert people(credit("she", "Ann Example") | {"source": []})[1] == ()
    assert people()[1] == ()


def test_of_silver_chains_only_who_is_the_same_is_known() -> None:
    chains = (((1, 3), (14, 15)), ((20, 29),))  # a mention of more than six tokens tells nothing
    found = silver_people(chains, [((0, 3),), ((14, 15),), ((20, 21),), ()])
    assert [(p.mention, p.same) for p in found] == [((0, 3), chains[0]), ((14, 15), chains[0])]
    assert {(p.role, p.places, p.side, p.office) for p in found} == {(None, (), UNSAID, UNSAID)}


@pytest.mark.parametrize(
    ("name", "surname", "found"),
    [
        ("Ann Example", False, ["Ann Example"]),
        ("Ann Example", True, ["Ann Example", "Example"]),
        ("Exampletown", True, ["Exampletown"]),
        ("Ben Sample", True, []),
        ("“”", True, []),
    ],
)
def test_where_a_name_stands(name: str, surname: bool, found: list[str]) -> None:
    reading = read(TEXT, StandIn({}))
    assert texts(reading, named(reading.tokens, name, surname=surname)) == found


NAMES = ("Sample", "Wexcombe", "Quillfeather", "Žižek-Ó")


def article(words: list[str], surnames: list[str]) -> Row:
    """An article in which each word is a content, every other one a source too, credited to Ann of these surnames."""
    text, attributions, at = " ".join(words), [], 0
    for i, word in enumerate(words):
        edges = [[at, at + len(word)]]
        attributions.append({
            "content": edges, "source": edges if i % 2 else [], "cue": [],
            "speaker": f"Ann {surnames[i % len(surnames)]}", "speaker_kind": "person",
        })  # fmt: skip
        at += len(word) + 1
    places = [a["content"][0] for a in attributions]
    return Row(
        text,
        {"id": "a", "attributions": attributions},
        {"entities": [[*place, "PERSON"] for place in places], "coreference": [[[*place]] for place in places]},
    )


def pieces(row: Row) -> list[str]:
    """What stands at every offset of an article."""
    edges = [piece for a in row.annotated["attributions"] for part in ("content", "source") for piece in a[part]]
    assert row.silver is not None
    edges += [e[:2] for e in row.silver["entities"]] + [m[:2] for chain in row.silver["coreference"] for m in chain]
    return [row.text[start:end] for start, end in edges]


class Always(random.Random):
    """Renames whoever may be renamed."""

    def random(self) -> float:
        return 0.0


words = st.lists(st.sampled_from(["Kovalenko", "Example", "Example’s", "Exampletown", "said", "“", "😀"]), min_size=1)


@given(words, st.integers(0, 99))
def test_offsets_move_with_the_text_when_surnames_change(words: list[str], seed: int) -> None:
    row = article(words, ["Example", "Kovalenko"])
    new = renamed(row, random.Random(seed), NAMES)
    changed = dict(zip(pieces(row), pieces(new), strict=True))
    assert pieces(new) == [changed[piece] for piece in pieces(row)]
    assert new.text == " ".join(changed[word] for word in words)
    assert all(changed.get(word, word) == word for word in ("Exampletown", "said", "“", "😀"))
    speakers = {a["speaker"].removeprefix("Ann ") for a in new.annotated["attributions"]}
    assert speakers <= {"Example", "Kovalenko", *NAMES}


@given(words)
def test_the_old_surname_put_back_gives_the_old_article(words: list[str]) -> None:
    row = article(words, ["Example"])
    there = renamed(row, Always(), ["Quillfeather"])
    assert "Example’s" not in there.text and "Ann Example" not in str(there.annotated)
    assert renamed(there, Always(), ["Example"]) == row


def test_who_is_no_person_keeps_the_name() -> None:
    row = article(["Example"], ["Example"])
    (a,) = row.annotated["attributions"]
    a["speaker_kind"] = "organisation"
    assert renamed(row, random.Random(0), NAMES) is row


def test_an_article_without_attributions_is_read() -> None:
    for text in ("", "“", "Nothing happened."):
        row = Row(text, {"id": "a", "attributions": []}, None)
        assert renamed(row, random.Random(0), NAMES) is row
        assert (item_of(row, StandIn({})).people, item_of(row, StandIn({})).gold) == ((), ())
