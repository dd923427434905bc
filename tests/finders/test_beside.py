"""Attributions by what stands beside the words: phrases, passives, credits, dashes, labels; and what is none."""

from __future__ import annotations

import pytest

from quotes.finders.contents import Find
from quotes.finders.credits import credit_finds
from quotes.finders.dialogues import dialogue_finds
from quotes.finders.find import rule_finds
from quotes.finders.layout import Layout, lay_out
from quotes.finders.passives import passive_finds
from quotes.finders.phrases import phrase_finds
from quotes.finders.transcripts import transcript_finds


def shown(layout: Layout, finds: list[Find]) -> list[str]:
    """Source and pieces of each find."""
    span = layout.tokens.span
    return [
        " | ".join((span(*f.source).text if f.source else "", *(span(*piece).text for piece in f.content)))
        for f in finds
    ]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("Per the Example Institute, the port is full.", ["the Example Institute | the port is full"]),
        ("The port is full, per Ann Example.", ["Ann Example | The port is full"]),
        ("In the words of Ann Example, a pilot, the port is full.", ["Ann Example, a pilot | the port is full"]),
        ("The port is, in the words of one pilot, “full of rust”.", ["one pilot | The port is | “full of rust”"]),
        ("In Ann Example’s telling, the port is full.", ["Ann Example | the port is full"]),
        ("By the mayor’s own account, the port is full.", ["the mayor | the port is full"]),
        ("The port is full, by the count of the mayor.", ["the mayor | The port is full"]),
        ("The port is “full”, to use Ann Example’s word.", ["Ann Example | The port is “full”"]),
        ("To quote Ann Example, the port is full.", ["Ann Example | the port is full"]),
        ("To hear Ann tell it, the port is full.", ["Ann | the port is full"]),
        ("If the mayor is to be believed, the port is full.", ["the mayor | the port is full"]),
        ("The port, as Ann Example sees it, is full.", ["Ann Example | The port | is full"]),
        ("Ten ships per day, and the port is full.", []),
        ("In the harbour of Exampletown, the port is full.", []),
        ("If the mayor is to be elected, the port is full.", []),
        ("By car, the port is near.", []),
    ],
)
def test_a_phrase_credits_the_rest_of_its_sentence(text: str, finds: list[str]) -> None:
    layout = lay_out(text)
    assert shown(layout, phrase_finds(layout, 0)) == finds


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("The port was accused by the mayor of delays.", ["the mayor | The port | of delays"]),
        ("The port was accused by the head of the town of delays.", ["the head of the town | The port | of delays"]),
        ("The delay was blamed on rain by Ann Example, a pilot.", ["Ann Example, a pilot | The delay | on rain"]),
        ("Ann was told by an aide that the port is full.", ["an aide | that the port is full"]),
        ("It was announced on Monday that the port is full.", [" | that the port is full"]),
        ("It was announced by the mayor that the port is full.", ["the mayor | that the port is full"]),
        ("The port was built by the mayor of Exampletown.", []),
        ("Ann was not told by an aide that the port is full.", []),
        ("Ann was told that the port is full.", []),
    ],
)
def test_a_passive_names_who_spoke_behind_by(text: str, finds: list[str]) -> None:
    layout = lay_out(text)
    assert shown(layout, passive_finds(layout, 0)) == finds


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("“The port is full of rust” (Ann Example, a pilot).", ["Ann Example, a pilot | “The port is full of rust”"]),
        ("“The port is full” – Ann Example, pilot", ["Ann Example, pilot | “The port is full”"]),
        ("“The port is full”: Exampleland minister on ships", ["Exampleland minister | “The port is full”"]),
        ("“The port is full.”\n— Ann Example", ["Ann Example | “The port is full.”"]),
        ("And from Ann Example:\n\n“The port is full.”", ["Ann Example | “The port is full.”"]),
        ("From Ann Example, a pilot: “The port is full.”", ["Ann Example, a pilot | “The port is full.”"]),
        ("Ann Example\nHarbour commissioner\n“The port is full.”", ["Ann Example | “The port is full.”"]),
        ("Ann Example, pilot\n“The port is full.”", ["Ann Example, pilot | “The port is full.”"]),
        ("1. “The port is full.” – Ann Example", ["Ann Example | “The port is full.”"]),
        ("- The port is full to the brim – Example", ["Example | The port is full to the brim"]),
        ("Ann Example / Telegram\n\nThe port is full.", ["Ann Example | The port is full."]),
        ("“The Long Road Home” (Ann Example)", []),
        ("“The port is full again” (1987).", []),
        ("“The port is full” – she saw it in the rain", []),
        ("Rain fell.\n“The port is full.”", []),
        ("The port is full to the brim - Example News", []),
    ],
)
def test_a_credit_stands_beside_a_quotation(text: str, finds: list[str]) -> None:
    layout = lay_out(text)
    assert shown(layout, credit_finds(layout)) == finds


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("- The port is full - said Ann Example.", ["Ann Example | The port is full"]),
        ("It rained.- The port is full.It is late - he said.", ["he | The port is full.It is late"]),
        ("- The port is full - said Ann - and it is late.", ["Ann | The port is full | and it is late"]),
        ("- The port is full - said on the radio Ann Example.", ["Ann Example | The port is full"]),
        ("The port - it is full - said nothing.", []),
        ("- The port is full\n- It is late", []),
    ],
)
def test_dashes_mark_speech(text: str, finds: list[str]) -> None:
    layout = lay_out(text)
    assert shown(layout, dialogue_finds(layout)) == finds


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("ANN EXAMPLE: The port is full. It rains.", ["ANN EXAMPLE | The port is full. It rains."]),
        ("ANN EXAMPLE (pilot): The port is full.", ["ANN EXAMPLE | The port is full."]),
        ("ANN EXAMPLE, RETIRED PILOT: The port is full.", ["ANN EXAMPLE | The port is full."]),
        ("**Ann Example:** The port is full.", ["Ann Example | The port is full."]),
        ("Ann Example (Town) (Con): It is full.\n\nThe Minister: It is.",
         ["Ann Example | It is full.", "The Minister | It is."]),
        ("09:12 Example: The port is full – the pilot has said more.", ["Example | The port is full"]),
        ("Ann Example, a pilot: I saw the port.", ["Ann Example | I saw the port."]),
        ("Q: Is it full?\n\nA: It is.\n\nThe interview with Ann Example took an hour.", ["Ann Example | It is."]),
        ("Ann Example spoke to us.\n\nIs it full?\n\nIt is.\n\nAnd late?\n\nVery late.",
         ["Ann Example | It is.", "Ann Example | Very late."]),
        ("TEXT: Ships, down 12 percent", []),
        ("SEE ALSO: Ann Example leaves", []),
        ("The plan was simple: leave the port.", []),
        ("Is it full?\n\nIt is.\n\nAnd late?\n\nVery late.", []),
    ],
)  # fmt: skip
def test_labels_and_questions_make_a_transcript(text: str, finds: list[str]) -> None:
    layout = lay_out(text)
    assert shown(layout, transcript_finds(layout)) == finds


@pytest.mark.parametrize(
    "text",
    [
        "Ann Example did not say that the port is full.",
        "Ann Example refused to say whether the port is full.",
        "Ann Example stopped short of saying that the port is full.",
        "Ann Example has never claimed that the port is full.",
        "Ann Example would have said that the port is full.",
        "If Ann Example says that the port is full, nobody comes.",
        "Unless the mayor says that the port is full, we go.",
        "Had Ann Example said that the port is full, we would go.",
        "Whoever says that the port is full is wrong.",
        "No pilot said that the port is full.",
        "Ann Example said nothing.",
        "I have always said that the port is full.",
        "We think that the port is full.",
    ],
)
def test_what_was_not_said_is_no_attribution(text: str) -> None:
    assert rule_finds(lay_out(text)) == []


def test_words_in_marks_may_be_in_the_first_person() -> None:
    layout = lay_out("“I said that the port is full,” said Ann Example.")
    assert shown(layout, rule_finds(layout)) == ["Ann Example | “I said that the port is full,”"]
