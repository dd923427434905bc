"""What stands between a cue and its content."""

from __future__ import annotations

import pytest

from quotes.finders.adjuncts import content_start
from quotes.finders.cues import find_cues
from quotes.finders.layout import lay_out


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Ann said it rained.", "it rained.", "said"),
        ("Ann said that it rained.", "that it rained.", "said"),
        ("Ann said on Monday that it rained.", "that it rained.", "said"),
        ("Ann said late on 4 May that it rained.", "that it rained.", "said"),
        ("Ann said in a statement it rained.", "it rained.", "said in a statement"),
        ("Ann said in the north it rained.", "in the north it rained.", "said"),
        ("Ann told reporters it rained.", "it rained.", "told reporters"),
        ("Ann told the Example Times that it rained.", "that it rained.", "told the Example Times"),
        ("Ann told him it rained.", "it rained.", "told him"),
        ("Ann told her mother it rained.", "it rained.", "told her mother"),
        ("Ann warned the council that it rained.", "that it rained.", "warned the council"),
        ("Ann warned the rain would come.", "the rain would come.", "warned"),
        ("Ann said quietly it rained.", "it rained.", "said"),
        ("Ann said: “It rained.”", "“It rained.”", "said"),
        ("Ann said, after a long silence, that it rained.", "that it rained.", "said"),
        ("The rain, Ann said, would come to town.", "would come to town.", "said"),
    ],
)
def test_the_content_starts_here_and_the_cue_ends_there(text: str, content: str, cue: str) -> None:
    layout = lay_out(text)
    first = find_cues(layout, 0)[0]
    start, stop = content_start(layout, first, layout.sentences[0].stop)
    assert text[layout.tokens.starts[start] :] == content
    assert layout.tokens.span(first.first, stop).text == cue
