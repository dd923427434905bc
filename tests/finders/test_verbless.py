"""Attributions that no verb makes: “according to”, a name and a colon, a noun with “that”, a sign."""

from __future__ import annotations

import pytest

from quotes.finders.layout import lay_out
from quotes.finders.verbless import verbless_finds


def found(text: str) -> list[str]:
    """Rule, source, pieces of the content of what the sentences of a text hold."""
    layout = lay_out(text)
    finds = [find for number in range(len(layout.sentences)) for find in verbless_finds(layout, number)]
    span = layout.tokens.span
    return [
        " | ".join((f.rule, span(*f.source).text if f.source else "", *(span(*p).text for p in f.content)))
        for f in finds
    ]


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("The port is full, according to Ann Example.", ["according-left | Ann Example | The port is full"]),
        ("According to Ann Example, the port is full.", ["according-right | Ann Example | the port is full"]),
        ("The port, according to Ann Example, is full and closed.",
         ["according-both | Ann Example | The port | is full and closed"]),
        ("Everything went according to plan.", []),
        ("The minister is said to be ill.", ["hearsay |  | The minister | to be ill"]),
        ("The port has been accused of delays.", ["hearsay |  | The port | of delays"]),
        ("The minister, who is said to be ill, left.", ["hearsay |  | to be ill"]),
        ("The port was quietly accused of delays.", ["hearsay |  | The port | of delays"]),
        ("The mayor has accused the port of delays.", []),
        ("They heard the mayor's claim that the port is full.", ["noun-that | the mayor's | that the port is full"]),
        ("They heard Ann Example's claim that it rained.", ["noun-that | Ann Example's | that it rained"]),
        ("They heard her claim that the port is full.", ["noun-that | her | that the port is full"]),
        ("They heard his remarks on the port that “it is full”.", ["noun-that | his | that “it is full”"]),
        ("They heard his remarks on the port that it is full.", []),
        ("They heard his remarks, that “it is full”.", []),
        ("They heard a claim that the port is full.", []),
        ("There were shouts of “Shame!” from the crowd.", ["shouted | the crowd | “Shame!”"]),
        ("Shouts of “Shame!” were heard.", []),
        ("They held signs reading “Open the port” and “Peace now”.", ["sign | signs | “Open the port” | “Peace now”"]),
        ("They held a letter reading “Open the port”.", []),
        ("For Ann Example, a lawyer, it makes sense to wait.",
         ["for-whom | Ann Example, a lawyer | it makes sense to wait"]),
        ("For a lawyer, it makes sense to wait.", []),
        ("Ann Example: The port is full", ["headline | Ann Example | The port is full"]),
        ("Bread: eat it while it is warm", ["headline | Bread | eat it while it is warm"]),
        ("Rain fell.\nAnn Example: The port is full", []),
        ("ANN EXAMPLE: The port is full. It rains.", []),
        ("Ann Example: “The port is full.”", ["answer | Ann Example | “The port is full.”"]),
        ("Ann was glad: “The port is full.”", []),
        ("Ann Example: “The port is full,” it read.", []),
    ],
)  # fmt: skip
def test_these_attributions_are_found(text: str, finds: list[str]) -> None:
    assert found(text) == finds
