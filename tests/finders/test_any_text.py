"""What holds for every text, sensible or hostile."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.finders.find import attributions_of, rule_finds
from quotes.pipeline import attributions_of as stored_in
from quotes.pipeline import extract, make_nlp
from quotes.speakers import reader_of, resolve
from quotes.tagger import shipped_model
from quotes.tagger.model import encode
from quotes.types import Attribution
from tests.speakers.stand_in import StandIn

NLP = make_nlp()
_LINES = r"""
he she it they said says told wrote added saying adding according to that and but who in a the statement Ann Example
Minister President of Exampleland lawyer , . ! ? : ; “ ” " ' ‘ ’ « » „ ( ) — -- … Mr. U.S. DW reporters was has been not
would called for accused believes 35 's ’s # * < > &amp; 😀 Привет сказал Иван
"""
WORDS = [*_LINES.split(), "\n", "\n\n", "\u202e", "\u200f", "\x00", "\x1b[31m"]
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join))


def check(text: str, found: tuple[Attribution, ...]) -> None:
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        spans = [*attribution.content, attribution.source, attribution.cue]
        for span in spans:
            if span is not None:
                assert 0 <= span.start < span.end <= len(text)
                assert span.text == text[span.start : span.end]
        for one, other in zip(attribution.content, attribution.content[1:], strict=False):
            assert one.end <= other.start, "pieces are in order and do not overlap"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_every_span_is_a_slice_of_the_text_as_given(text: str) -> None:
    check(text, extract(text))


@settings(max_examples=50, deadline=None)
@given(texts)
def test_running_the_component_twice_changes_nothing(text: str) -> None:
    doc = NLP(text)
    once = stored_in(doc)
    component = NLP.get_pipe("attributions")
    assert stored_in(component(doc)) == once


@settings(max_examples=50, deadline=None)
@given(texts)
def test_any_tokenizer_gives_the_same_attributions(text: str) -> None:
    assert stored_in(NLP(text)) == extract(text)


@settings(max_examples=30, deadline=None)
@given(texts, texts)
def test_paragraphs_around_a_quotation_do_not_hide_it(before: str, after: str) -> None:
    said = "“The bridge opens in May and nobody will pay for it,” Mayor Ann Example told the council."
    clean = str.maketrans(dict.fromkeys("“”„‟«»\"`'＂‘’‚‹›", ""))
    text = f"{before.translate(clean)}\n\n{said}\n\n{after.translate(clean)}"
    contents = [a.content[0].text for a in extract(text)]
    assert "“The bridge opens in May and nobody will pay for it,”" in contents


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "“",
        "”",
        '"""""""',
        "“ “ “ ” ”",
        "' ' '",
        "said",
        "he said",
        ", said .",
        "according to",
        "\x00“A\x07 b c,” he said.\x1b[2J",
        "<p>“A b c,” <b>he</b> said.</p><script>alert(1)</script>",
        "\u202e“Drawkcab,” said Ann Example.\u202c",
        "\u200f“Right to left,” she said.\u200f",
        "“😀 Great 👩‍👩‍👧,” said Ann Example 😀.",
        "«Мы готовы», — сказал Иван Пример.",
        "“A\r\n“B\r\n“C”\r\n",
    ],
)
def test_odd_text_is_taken(text: str) -> None:
    check(text, extract(text))


def test_offsets_count_code_points_after_emoji_and_cyrillic() -> None:
    text = "😀 Привет. “We will vote on Monday,” said Ann Example."
    (found,) = extract(text)
    assert found.content[0].text == "“We will vote on Monday,”"
    assert found.source is not None and found.source.text == "Ann Example"


def _letters(number: int) -> str:
    """Return a word of its own for each number under 26⁴."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


HOSTILE: dict[str, Callable[[int], str]] = {
    "a line without a blank": lambda n: "a" * 20 * n,
    "a line with blanks": lambda n: "word said " * 2 * n,
    "opening marks": lambda n: "“" * n,
    "straight marks": lambda n: '" ' * n,
    "single marks": lambda n: "'a " * n,
    "open brackets": lambda n: "(" * n + "“a,” he said.",
    "commas and cues": lambda n: "he said, " * n,
    "names": lambda n: "Ann Example, a lawyer, said. " * n,
    "surnames": lambda n: " ".join(f"Ann{chr(97 + i % 26)} Ex{i}a said so." for i in range(n // 2)),
    "lines": lambda n: "“A b.\n" * n,
    "dots": lambda n: "." * 10 * n,
    "one person in many roles": lambda n: "".join(
        f"“Yes,” said Ben Ex, a lawyer and {_letters(i)}. The lawyer denied it. " for i in range(n // 8)
    ),
    "many persons of one surname": lambda n: "".join(
        f"“Yes,” said lawyer Ann{_letters(i)} Ex, a guest. “No,” said Minister Ex. " for i in range(n // 12)
    ),
    "pronouns": lambda n: "“Yes,” said Ben Ex. He said it was cold. She added that they had said no. " * (n // 10),
    "a run of dashes": lambda n: "“Yes,” said Ben Ex, a lawyer " + "-" * 2 * n + " and more.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_length_is_taken(name: str) -> None:
    text = HOSTILE[name](500)
    check(text, extract(text))


@pytest.mark.parametrize("name", HOSTILE)
def test_the_rules_and_speakers_do_not_hang_on_hostile_length(name: str) -> None:
    """What costs more than linear time here takes many times the limit; the model reads window by window."""
    text, network = HOSTILE[name](10_000), StandIn({"Ben Ex": "PERSON", "Ann Example": "PERSON", "Ex": "PERSON"})
    start = time.perf_counter()
    encoded = encode(network, text)
    layout = encoded.reading.layout
    found = attributions_of(layout, [(find, 0.5) for find in rule_finds(layout)])
    check(text, resolve(network, encoded, reader_of(shipped_model()), found)[:200])
    assert time.perf_counter() - start < 20, name


def test_text_beyond_the_limit_of_spacy_is_taken() -> None:
    text = "“The road is long,” said Ann Example.\n" + ("x" * 99 + "\n") * 10_500  # one word a line: few for the model
    assert len(text) > spacy.blank("en").max_length
    assert len(extract(text)) == 1
