"""Which verbs are cues, and whose."""

from __future__ import annotations

import pytest

from quotes.finders.cues import find_cues
from quotes.finders.layout import lay_out


def found(text: str) -> list[str]:
    """The cues of a text that is one sentence: words, shape, source."""
    layout = lay_out(text)
    assert len(layout.sentences) == 1
    span = layout.tokens.span
    return [
        f"{span(c.first, c.stop).text} | {c.shape} | {span(*c.source).text if c.source else ''}"
        for c in find_cues(layout, 0)
    ]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("Ann Example said it rained.", ["said | subject | Ann Example"]),
        ("Ann Example has repeatedly said it rained.", ["has repeatedly said | subject | Ann Example"]),
        ("The mayor called for rain.", ["called for | subject | The mayor"]),
        ("“It rained,” said Ann Example on Monday.", ["said | inverted | Ann Example"]),
        ("Ann said it rained and added that it snowed.", ["said | subject | Ann", "added | joined | Ann"]),
        ("Ann left the town, saying that it rained.", ["saying | participle | Ann"]),
        ("Ann released a statement saying it rained.", ["statement saying | participle | Ann"]),
        ("Accusing the town of theft, Ann said it rained.", ["Accusing | opening | Ann", "said | subject | Ann"]),
        (
            "The Times quoted Ann Example as saying it rained.",
            ["The Times quoted Ann Example as saying | cited | Ann Example"],
        ),
        ("Ann Example was quoted as saying it rained.", ["was quoted as saying | cited | Ann Example"]),
        ("“It rained,” he quietly said.", ["quietly said | subject | he"]),
        ("It rained, said Ann Example.", ["said | inverted | Ann Example"]),
        ("Mayor Claims Bridge Will Open In May", ["Claims | subject | Mayor"]),
        ("Ann would say it rained.", []),
        ("Ann did not say it rained.", []),
        ("Ann never said it rained.", []),
        ("The plan was announced on Monday.", []),
        ("The claims of the mayor were old.", []),
        ("The mayor claims it rained.", ["claims | subject | The mayor"]),
        ("Nobody said it rained.", []),
        ("The ministers say it rained.", ["say | subject | The ministers"]),
        ("The minister say it rained.", []),
        ("The bridge suggests that it rained.", []),
        ("The minister suggests that it rained.", ["suggests | subject | The minister"]),
        ("Ann continued the work.", []),
        ("Ann continued: “It rained.”", ["continued | subject | Ann"]),
        ("She went on: “It rained.”", ["went on | subject | She"]),
        ("She went on a trip.", []),
        ("The man accused of theft left.", []),
        ("Ann read “he said no” twice.", []),
    ],
)
def test_these_cues_are_found(text: str, cues: list[str]) -> None:
    assert found(text) == cues


def test_a_sentence_has_no_more_than_thirty_cues() -> None:
    assert len(found("he said " * 60)) == 30
