"""Correcting a stored quote."""

import pytest

from quotes.actions import by_hand
from quotes.actions.edit import edit
from quotes.errors import ContradictionError, InputError

from .sample import ANNA, quotes_of


@pytest.fixture
def key(store):
    return by_hand.add(store, by_hand.draft("“No.”", "Vera Orlova", {"role": "poet"}, ANNA), ANNA).quote.id


def test_what_is_given_replaces_what_is_there_and_an_empty_word_empties_it(store, key):
    edit(store, key[:6], ANNA, {"said": "14.08.2025", "note": "x", "venue": None})
    edit(store, key, ANNA, {"note": ""}, damaged=True)
    (quote,) = quotes_of(store)
    assert (quote.said, quote.note, quote.damaged, quote.type) == ("2025-08-14", None, True, "direct")


def test_new_words_tell_their_type_anew_unless_it_is_told(store, key):
    edit(store, key, ANNA, {}, text="she said no")
    assert quotes_of(store)[0].type == "indirect"
    edit(store, key, ANNA, {"quote_type": "mixed"}, text="she said no, no")
    assert (quotes_of(store)[0].type, quotes_of(store)[0].text) == ("mixed", "she said no, no")


def test_a_speaker_is_corrected_named_anew_or_not_known(store, key):
    assert edit(store, key, ANNA, {"role": "historian"}).named is None
    assert quotes_of(store)[0].speaker.role == "historian"
    named = edit(store, key, ANNA, {}, speaker="Pyotr Sidorov").named
    assert named and named.state == "new" and quotes_of(store)[0].speaker.name == "Pyotr Sidorov"
    edit(store, key, ANNA, {}, nobody=True)
    assert quotes_of(store)[0].speaker is None
    with pytest.raises(InputError, match="has no speaker to correct"):
        edit(store, key, ANNA, {"role": "poet"})


def test_in_an_article_the_words_must_stand_and_the_articles_facts_are_not_the_quotes(filled):
    key = quotes_of(filled)[0].id
    edit(filled, key, ANNA, {}, text="Moscow lies")
    assert quotes_of(filled)[0].content[0].start == 1
    with pytest.raises(InputError, match="does not hold the words"):
        edit(filled, key, ANNA, {}, text="Moscow sails")
    with pytest.raises(InputError, match="title are the article's"):
        edit(filled, key, ANNA, {"title": "T"})


@pytest.mark.parametrize(
    "options", [{"nobody": True, "speaker": "A"}, {"nobody": True, "facts": {"role": "poet"}}, {"namesake": True}]
)
def test_a_correction_that_contradicts_itself_is_refused(store, key, options):
    with pytest.raises(ContradictionError):
        edit(store, key, ANNA, **{"facts": {}, **options})


@pytest.mark.parametrize(
    ("options", "said"), [({}, "nothing to change"), ({"text": " "}, "has no words"), ({"speaker": ""}, "is no name")]
)
def test_a_correction_of_nothing_is_told_with_the_mend(store, key, options, said):
    with pytest.raises(InputError, match=said):
        edit(store, key, ANNA, {"note": None}, **options)
