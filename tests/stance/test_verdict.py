"""What the stance model says: never swayed by who speaks or by other quotes, with its evidence, or nothing."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.types import Quote, Span, Speaker
from stance.aspects import aspect_of
from stance.evaluation import OTHERS, flips
from stance.model.network import Model, shipped_model
from stance.model.question import question, question_of, said_by
from stance.model.verdict import judge, register_of, stance_of

PLAIN = {
    "Russia must withdraw its troops at once and pay for what they destroyed.": "against",
    "Moscow lies, and everybody knows it.": "against",
    "Russia is a reliable friend that has always helped us, and we are grateful to Moscow.": "favor",
    "the turnout at noon was over 40 percent": "neutral",
}


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_is_labelled_so(text: str) -> None:
    stance = stance_of(question(text, "Russia"), shipped_model())
    assert stance.label == PLAIN[text]
    assert stance.annotator == shipped_model().annotator and stance.codebook == "1"
    assert stance.probabilities is not None and sum(stance.probabilities.values()) == pytest.approx(1, abs=1e-3)


def test_the_same_words_about_another_country_are_not_about_the_target() -> None:
    text = "Armenia must withdraw its troops at once and pay for what they destroyed."
    assert judge(question(text, "Armenia"), shipped_model()).label == "against"
    assert judge(question(text, "Russia"), shipped_model()).label == "neutral"


ARTICLE = (
    "{who} spoke on Monday. “Moscow was right to answer, and nobody should doubt it,” said {who}. The hall was full."
)
SPEAKERS = (
    Speaker("Maria Zakharova", affiliation="spokesperson, Russian Foreign Ministry", country="RU", official=True),
    Speaker("Olena Koval", affiliation="a baker from Lviv", country="UA", official=False),
    Speaker("Donald Trump", affiliation="President, United States", country="US", official=True),
    Speaker("Kremlin", kind="organisation", country="RU", official=True),
)


def quoted_from(speaker: Speaker) -> tuple[Quote, str]:
    mention = f"{speaker.affiliation} {speaker.name}" if speaker.affiliation else speaker.name
    text = ARTICLE.format(who=mention)
    start, stop = text.index("“"), text.index("”") + 1
    at = text.index(mention, stop)
    source = Span(at, at + len(mention), mention)
    return Quote((Span(start, stop, text[start:stop]),), source=source, speaker=speaker), text


def test_swapping_the_speaker_the_title_and_the_country_changes_nothing() -> None:
    told = {
        judge(question_of(quote, "Russia", text), shipped_model()).label for quote, text in map(quoted_from, SPEAKERS)
    }
    chances = [judge(question_of(*_in(quoted_from(s))), shipped_model()).probabilities for s in SPEAKERS]
    assert len(told) == 1
    assert all(each == chances[0] for each in chances)


@pytest.mark.parametrize("other", OTHERS)
def test_whoever_speaks_nothing_flips_though_words_and_neighbours_name_them(other: str) -> None:
    text, before = "Varenko has never lied, unlike Moscow", "The hall was full when President Varenko"
    asked = question(text, "Russia", before=before, after="said Varenko.", speaker=("President Varenko",))
    swapped = said_by(asked, other)
    assert "Varenko" not in swapped.text + swapped.before + swapped.after and other in swapped.before
    assert judge(swapped, shipped_model()).probabilities == judge(asked, shipped_model()).probabilities
    assert not flips(asked, judge(asked, shipped_model()).label, lambda each: judge(each, shipped_model()).label)


def test_a_label_that_is_another_one_for_another_speaker_is_a_flip() -> None:
    asked = question("Varenko lies.", "Russia", speaker=("Varenko",))
    assert flips(asked, "neutral", lambda each: "against" if "Marsh" in each.text else "neutral")


def _in(told: tuple[Quote, str]) -> tuple[Quote, str, str]:
    return told[0], "Russia", told[1]


def test_the_evidence_is_words_of_the_quote() -> None:
    text = "We met on Tuesday, and I can say that Moscow lies whenever it speaks."
    stance = stance_of(question(text, "Russia"), shipped_model())
    assert stance.label == "against" and stance.aspect == "conduct"
    assert any("lies" in text[start:stop] for start, stop in stance.evidence)
    assert not stance_of(question(text, "Russia"), shipped_model(), evidence=False).evidence


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("a terrible humiliation for Russia", "standing"),
        ("the Kremlin's strategy has backfired", "policy"),
        ("they shelled the town", "conduct"),
    ],
)
def test_the_aspect_is_suggested_by_the_words(text: str, aspect: str) -> None:
    assert aspect_of(text) == aspect


def test_the_kind_of_text_is_told_by_what_is_marked() -> None:
    marked = question("The speaker praised Lind.", "Lind", mention=(20, 24))
    assert register_of(marked) == "between"
    assert register_of(replace(marked, text="Well done, dear old Lind")) == "sentence"
    assert register_of(question("Lind is great", "Lind")) == "quote"
    assert register_of(replace(marked, before="They met at noon.")) == "quote"


def test_a_model_pickles_as_its_path() -> None:
    again = pickle.loads(pickle.dumps(shipped_model()))
    asked = question("Moscow lies.", "Russia")
    assert isinstance(again, Model) and judge(asked, again).probabilities == judge(asked, shipped_model()).probabilities


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["Russia", "NATO", "Lind", "the West"]))
def test_any_text_gets_a_verdict(text: str, target: str) -> None:
    stance = stance_of(question(text, target), shipped_model())
    assert stance.label in ("favor", "against", "neutral", "mixed", None)
    assert all(0 <= start < stop <= len(text) for start, stop in stance.evidence)
    assert stance.score is not None and -1 <= stance.score <= 1


def test_a_huge_quote_is_judged_in_parts() -> None:
    stance = stance_of(
        question("The sea was calm that day. " * 300 + "Moscow lies and kills.", "Russia"), shipped_model()
    )
    assert stance.label in ("against", "neutral", None)
