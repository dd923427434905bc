"""What a cue attributes: before it, after it, on both sides."""

from __future__ import annotations

import pytest

from quotes.finders.contents import content_finds
from quotes.finders.cues import find_cues
from quotes.finders.layout import lay_out


def found(text: str) -> list[str]:
    """The attributions of a text that is one sentence: rule, then the pieces of the content."""
    layout = lay_out(text)
    assert len(layout.sentences) == 1
    finds = content_finds(layout, 0, find_cues(layout, 0))
    return [" | ".join((f.rule, *(layout.tokens.span(*piece).text for piece in f.content))) for f in finds]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("Ann said it rained.", ["subject-right-say-clause | it rained"]),
        ("“It rained,” said Ann.", ["inverted-left-say-quoted | “It rained,”"]),
        ("“It rained,” said Ann, “and we left.”", ["inverted-both-say-quoted | “It rained,” | “and we left.”"]),
        ("“It rained,” Ann said, adding that they left.",
         ["subject-left-say-quoted | “It rained,”", "participle-right-say-clause | that they left"]),
        ("The rain had come early, Ann said.", ["subject-left-say-clause | The rain had come early"]),
        ("The rain, Ann said, had come early.", ["subject-both-say-clause | The rain | had come early"]),
        ("The town: “It rained,” Ann said.", ["subject-left-say-quoted | “It rained,”"]),
        ("EXAMPLETOWN (Example Agency) – The rain came early, Ann said.",
         ["subject-left-say-clause | The rain came early"]),
        ("Ann said it rained and Ben said it snowed.",
         ["subject-right-say-clause | it rained and Ben said it snowed", "subject-right-say-clause | it snowed"]),
        ("Ann said it rained, but Ben denied it had snowed.",
         ["subject-right-say-clause | it rained", "subject-right-say-clause | it had snowed"]),
        ("Ann said it rained and added that it snowed.",
         ["subject-right-say-clause | it rained", "joined-right-say-clause | that it snowed"]),
        ("“It rained,” Ann said in a letter, “and we left.”",
         ["subject-both-say-quoted | “It rained,” | “and we left.”"]),
        ("In May, she said, the port would close.", ["subject-both-say-clause | In May | the port would close"]),
        ("Ann said before the rain came to town they had all left.",
         ["subject-right-say-clause | before the rain came to town they had all left"]),
        ("Ann said to wait.", ["subject-right-say-clause | to wait"]),
        ("“It rained,” Ann told reporters in the town.", ["subject-left-tell-quoted | “It rained,”"]),
        ("Accusing Ben of theft, Ann left.", []),
        ("Ann told reporters it rained.", ["subject-right-tell-clause | it rained"]),
        ("Ann called for a new harbour.", ["subject-right-act-clause | a new harbour"]),
        ("Ann believes in the new harbour.", ["subject-right-mind-clause | in the new harbour"]),
        ("Ann spoke, he said, however.", ["subject-left-say-clause | Ann spoke"]),
        ("Ann said it rained, however.", ["subject-right-say-clause | it rained"]),
        ("Ann said at the new harbour.", []),
        ("Ann said in Exampletown.", []),
        ("Ann said:", ["subject-right-say-quoted"]),
    ],
)  # fmt: skip
def test_these_contents_are_found(text: str, finds: list[str]) -> None:
    assert found(text) == finds


def test_a_cue_before_a_colon_at_the_end_waits_for_the_next_sentence() -> None:
    layout = lay_out("Ann said:")
    (find,) = content_finds(layout, 0, find_cues(layout, 0))
    assert find.open_right and not find.content


@pytest.mark.parametrize(("text", "kind"), [("Ann said it rained.", "speech"), ("Ann hopes it rains.", "attitude")])
def test_a_verb_of_mind_makes_an_attitude(text: str, kind: str) -> None:
    layout = lay_out(text)
    (find,) = content_finds(layout, 0, find_cues(layout, 0))
    assert find.kind == kind
