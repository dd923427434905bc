"""Counts, shares and their intervals."""

import pytest

from quotes.types import Annotator, Quote, Stance, pieces_of
from stance.reports.tally import tally


def quote(label, *, about=True, status="agreed", score=None):
    stance = Stance("Russia", label, about, score=score, annotator=Annotator("Ann"), status=status)
    return Quote(pieces_of("words"), stance=stance)


def test_shares_are_over_quotes_about_the_target_and_the_others_are_counted_beside():
    found = tally(
        [
            quote("favor"),
            quote("against"),
            quote("against"),
            quote("neutral", about=False),
            quote(None, about=None, status="disputed"),
            Quote(pieces_of("words")),
        ]
    )
    assert (found.quotes, found.about, found.not_about, found.undecided, found.unlabelled) == (6, 3, 1, 1, 1)
    assert found.shares["against"].share == pytest.approx(2 / 3)
    assert found.mean == pytest.approx(-1 / 3)


def test_nothing_to_count_has_no_share_and_no_mean():
    found = tally([])
    assert found.mean is None
    assert found.shares["favor"].share is None


def test_a_missing_label_is_never_counted_as_neutral():
    assert tally([Quote(pieces_of("words"))]).shares["neutral"].count == 0


def test_labels_of_a_machine_are_counted_apart_and_by_their_score():
    found = tally([quote("favor", status="machine", score=0.2), quote("favor")])
    assert found.machine == 1
    assert found.mean == pytest.approx(0.6)


def test_shares_of_machine_labels_are_unchecked_until_people_have_checked_thirty_quotes_of_the_group():
    machine = [quote("favor", status="machine", score=0.9)]
    assert tally(machine).is_unchecked
    assert tally(machine + [quote("favor")] * 29).is_unchecked
    assert not tally(machine + [quote("favor")] * 30).is_unchecked
    assert not tally([quote("favor")]).is_unchecked
    assert tally([quote("favor"), quote("against", status="adjudicated"), quote(None, status="unsure")]).checked == 2
