"""Reviewing without a terminal: the queue, answers, and taking them back."""

from dataclasses import replace

from quotes.actions import review, suggest
from quotes.filter import Filter, Selection
from quotes.types import Annotator

from .sample import ANNA, BORIS, parrot, quotes_of

JUDGE = Annotator("Judge", "adjudicator")


RUSSIA = Selection(target="Russia")


def test_what_this_reviewer_has_answered_is_asked_no_more(filled):
    first, second = review.queue(filled, RUSSIA, ANNA)
    review.answer(filled, first, "Russia", ANNA, "against", about=True)
    assert review.queue(filled, RUSSIA, ANNA) == (second,)
    assert review.queue(filled, RUSSIA, ANNA, limit=0) == ()


def test_who_has_answered_is_told_what_the_machine_says(filled):
    plan = suggest.plan(filled, quotes_of(filled), "Russia", parrot())
    suggest.suggest(filled, [plan], parrot("favor"), ANNA)
    kept = review.answer(filled, quotes_of(filled)[0], "Russia", ANNA, None, comment="hm")
    assert kept.machine and kept.machine.label == "favor"
    stance = quotes_of(filled)[0].stance
    assert stance and (stance.status, stance.comment) == ("unsure", "hm")


def test_an_answer_is_taken_back(filled):
    before = quotes_of(filled)
    for keep in (
        lambda: review.answer(filled, before[0], "Russia", ANNA, "neutral", about=False),
        lambda: review.mark(filled, before[1], ANNA, "not a quote"),
        lambda: review.mark(filled, before[1], ANNA, "wrong speaker", comment="it was Mira"),
    ):
        kept = keep()
        assert quotes_of(filled) != before
        review.take_back(filled, kept, ANNA)
        after = quotes_of(filled)
        assert [(q.id, q.stance, q.doubted) for q in after] == [(q.id, q.stance, q.doubted) for q in before]


def test_an_adjudicator_is_asked_for_what_is_in_dispute(filled):
    quote, _ = quotes_of(filled)
    assert review.queue(filled, RUSSIA, JUDGE) == ()
    for by, label in ((ANNA, "against"), (BORIS, "favor")):
        review.answer(filled, quote, "Russia", by, label, about=True)
    assert [one.id for one in review.queue(filled, RUSSIA, JUDGE)] == [quote.id]


def test_a_comparison_is_asked_for_its_sides_alone(filled):
    sides = [Filter(speaker=name) for name in ("kovalenko", "ferhatov")]
    assert len(review.queue(filled, RUSSIA, ANNA, sides=sides)) == 2
    (quote,) = review.queue(filled, RUSSIA, ANNA, sides=sides[:1])
    assert quote.speaker.name == "Mira Kovalenko"


def test_marks_and_labels_tell_how_often_the_machine_was_right(filled):
    one, other = quotes_of(filled)
    assert review.attributions(filled).share is None
    review.answer(filled, one, "Russia", ANNA, "against", about=True)
    review.mark(filled, other, ANNA, "not a quote")
    found = review.attributions(filled)
    assert (found.share, found.of) == (0.5, 2)


def test_keeping_an_answer_leaves_the_quote_that_was_asked_for_as_it_is(filled):
    quote, _ = quotes_of(filled)
    asked = replace(quote)
    review.answer(filled, quote, "Russia", ANNA, "against", about=True)
    assert quote == asked
