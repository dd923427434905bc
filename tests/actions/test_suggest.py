"""Letting a machine label: what would be asked, what was kept, and what went wrong."""

import pytest

from quotes.actions import suggest
from quotes.errors import QuotesError
from quotes.types import Annotator

from .sample import ANNA, PARROT, Counting, found, parrot, quotes_of


def plan(store, labeller, target="Russia", **options):
    return suggest.plan(store, quotes_of(store, target), target, labeller, **options)


def test_only_what_this_labeller_has_not_labelled_is_asked_unless_all_is_to_be(filled):
    first = plan(filled, parrot())
    assert (first.chosen, [asked.text for asked in first.questions]) == (2, ["“Moscow lies,”", "“We sail at dawn,”"])
    suggest.suggest(filled, [first], parrot(), ANNA)
    assert plan(filled, parrot()).asked == ()
    assert len(plan(filled, parrot(), again=True).asked) == 2
    other = suggest.Labeller(Annotator("parrot", "model", "2"), parrot().label)
    assert len(plan(filled, other).asked) == 2


def test_the_neighbours_in_the_article_are_asked_about_too(filled):
    first, _ = plan(filled, parrot()).questions
    assert "Mira Kovalenko" in first.after


def test_labels_are_kept_in_one_change_and_counted_for_each_target(filled):
    bar = Counting()
    plans = [plan(filled, parrot(), target) for target in ("Russia", "Ukraine")]
    done = suggest.suggest(filled, plans, parrot(None), ANNA, progress=bar)
    assert [(one.target, one.kept, one.labels) for one in done] == [
        ("Russia", 2, {"abstained": 2}), ("Ukraine", 2, {"abstained": 2})
    ]  # fmt: skip
    assert len(bar.seen) == 4
    assert suggest.suggest(filled, [suggest.Plan("Russia", 2, ())], parrot(), ANNA) == ()


def failing(patient):
    def label(asked):
        if "Moscow" in asked.text:
            raise QuotesError("no answer: ask again")
        return parrot().label(asked)

    return suggest.Labeller(PARROT, label, patient=patient)


def test_a_patient_labeller_goes_on_and_tells_whom_it_gave_no_label(filled):
    failed = []
    asked = plan(filled, failing(True))
    (done,) = suggest.suggest(filled, [asked], failing(True), ANNA, failed=lambda key, error: failed.append(key))
    assert (done.kept, failed) == (1, [asked.asked[0][0]])


def test_one_that_is_not_patient_leaves_the_store_as_it_was(filled):
    with pytest.raises(QuotesError, match="no answer"):
        suggest.suggest(filled, [plan(filled, failing(False))], failing(False), ANNA)
    assert [quote.stances for quote in quotes_of(filled)] == [(), ()]


def test_asking_on_this_machine_costs_nothing(filled):
    assert parrot().cost(plan(filled, parrot()).questions) is None


def test_a_quote_that_is_not_stored_can_have_a_suggestion():
    one = found()
    quote = suggest.with_suggestion(one.quotes[0], "Russia", one.article.text, parrot())
    assert quote.stance and quote.stance.status == "machine" and one.quotes[0].stances == ()


def test_a_store_that_learned_nothing_has_the_model_that_ships(store):
    model = suggest.model_of(store)
    assert model.head is None and suggest.by_model(model).annotator == suggest.by_shipped_model().annotator
