"""What a person may say of a quote, read and checked."""

import pytest

from quotes.actions.facts import check_office, judged, read_facts, sure
from quotes.errors import ContradictionError, InputError
from quotes.types import Annotator, Quote, Stance, pieces_of

QUOTE = Quote(pieces_of("“No.”"))


def test_facts_are_read_as_they_are_stored_and_what_was_given_stays_as_it_was():
    given = {"said": "14.08.2025", "country": "Russia", "venue": "Telegram", "original": "«Это наше общее поражение»"}
    before = dict(given)
    assert read_facts(given) == {**given, "said": "2025-08-14", "country": "RU", "translated_from": "ru"}
    assert given == before


def test_what_is_emptied_stays_empty():
    assert read_facts({"said": "", "role": ""}) == {"said": "", "role": ""}


def test_a_translation_needs_the_language_of_its_original():
    with pytest.raises(InputError, match="write --translated-from ru"):
        read_facts({"original": "123"}, translated=True)


def test_an_office_is_not_unofficial():
    check_office("executive", True)
    check_office(None, False)
    with pytest.raises(ContradictionError, match="--office executive is a public office"):
        read_facts({"office": "executive", "official": False})


@pytest.mark.parametrize(
    ("label", "about", "aspect", "stance"),
    [
        ("against", None, "conduct", Stance("Russia", "against", True, "conduct")),
        ("neutral", False, None, Stance("Russia", "neutral", False)),
        ("mixed", True, None, Stance("Russia", "mixed", True)),
        (None, True, None, Stance("Russia", None)),
    ],
)
def test_a_judgement_says_whether_the_words_bear_on_the_target(label, about, aspect, stance):
    assert judged("Russia", label, about=about, aspect=aspect) == stance


@pytest.mark.parametrize(
    ("label", "about", "aspect", "said"),
    [
        ("neutral", None, "policy", "neutral does not judge"), (None, None, "policy", "unsure does not judge"),
        ("favor", False, None, "favor says that the words bear on Russia"), (None, False, None, "unsure says nothing"),
    ],
)  # fmt: skip
def test_a_judgement_that_contradicts_itself_is_refused(label, about, aspect, said):
    with pytest.raises(ContradictionError, match=said):
        judged("Russia", label, about=about, aspect=aspect)


def test_what_a_person_gives_is_sure_unless_it_is_in_doubt_or_a_machine_found_it():
    assert sure(QUOTE).confidence == 1.0
    for quote in (
        Quote(QUOTE.content, doubted="reads like somebody else"),
        Quote(QUOTE.content, found_by=Annotator("finder", "rule")),
        Quote(QUOTE.content, confidence=0.4),
    ):
        assert sure(quote) is quote
