import pytest

from quotes.sources.language import CAP, detect_language

KNOWN = {
    "We will never surrender.": "en",
    "“It is over,” he said.": "en",
    "Mr Müller said it was over.": "en",
    "The envoy said nothing had been signed in Minsk, Kyiv or Baku.": "en",
    "Мы не отступим, сказал он.": "ru",
    "Ми їм не віримо, додала вона.": "uk",
    "Wir können das nicht länger dulden.": "de",
    "Biz bu kararı kabul etmiyoruz.": "tr",
    "Nous n’avons pas cédé à la pression.": "fr",
}


@pytest.mark.parametrize("text", KNOWN)
def test_a_sentence_tells_its_language(text: str) -> None:
    assert detect_language(text) == KNOWN[text]


@pytest.mark.parametrize("text", ["", "No.", "Ok", "1234 5678 9012", "Moscow, Kyiv, Minsk", "…"])
def test_too_little_text_tells_nothing(text: str) -> None:
    assert detect_language(text) is None


def test_only_the_head_of_a_long_text_is_looked_at() -> None:
    head = "The envoy left the hall without a word, and her deputy told reporters that talks would resume on Monday. "
    assert detect_language(head.ljust(CAP) + "Мы не отступим, сказал он. " * 100_000) == "en"
