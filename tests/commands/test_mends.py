"""Small mistakes at the keyboard: each is told in one line with the mend, and nothing is stored by half."""

import pytest

DEFEAT = "“It is a defeat.”"


@pytest.fixture
def filled(quotes):
    """Two speakers, one official and one not."""
    quotes.add("“We welcome the talks.”", "--speaker", "Vera Orlova", "--country", "RU", "--official")
    quotes.add("“A shame for Moscow.”", "--speaker", "Pyotr Sidorov", "--country", "RU", "--unofficial")
    return quotes


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("contry=RU", "do you mean country?"),
        ("country=RU,country=AZ", "country twice"),
        ("official,unofficial", "official twice"),
        ("country=", "no value"),
        ("orlova,,official", "empty part"),
        ("speaker=a=b", "a=b"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_refused(filled, wrong, told):
    assert told in filled.failure("compare", wrong, "unofficial")


def test_a_filter_that_is_nobodys_name_suggests_the_nearest(filled):
    line = filled.failure("compare", "orlowa", "sidorov")
    assert "'orlowa'" in line and "do you mean Vera Orlova?" in line
    assert "country=AZ" in filled.failure("compare", "qqq", "sidorov")


def test_a_speaker_whose_quotes_do_not_fit_the_options_is_no_mistake(filled):
    filled("compare", "orlova", "sidorov", "--since", "2030")


@pytest.mark.parametrize("option", ["--speaker", "--country", "--affiliation", "--publisher", "--text", "--since"])
def test_an_empty_filter_is_refused_and_does_not_fit_everything(filled, option):
    assert option in filled.failure("list", option, " ")
