"""Counts, shares and their intervals."""

import math

import pytest
from hypothesis import given, strategies

from quotes.intervals import difference, share
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


def test_the_interval_is_wilsons():
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662
    found = share(81, 263)
    assert (found.low, found.high) == (pytest.approx(0.2553, abs=1e-4), pytest.approx(0.3662, abs=1e-4))


def test_the_difference_of_two_shares_has_newcombes_interval():
    # Newcombe 1998 (differences), table II, method 10: 56/70 and 48/80 give 0.2000, 0.0524 to 0.3339
    found = difference(share(56, 70), share(48, 80))
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_there_is_no_difference_to_a_share_of_nothing():
    assert difference(share(1, 2), share(0, 0)) is None


@given(strategies.integers(0, 500), strategies.integers(1, 500))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(count, more):
    found = share(count, count + more)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert not math.isnan(found.low + found.high)


def test_shares_of_machine_labels_are_unchecked_until_people_have_checked_thirty_quotes_of_the_group():
    machine = [quote("favor", status="machine", score=0.9)]
    assert tally(machine).is_unchecked
    assert tally(machine + [quote("favor")] * 29).is_unchecked
    assert not tally(machine + [quote("favor")] * 30).is_unchecked
    assert not tally([quote("favor")]).is_unchecked
    assert tally([quote("favor"), quote("against", status="adjudicated"), quote(None, status="unsure")]).checked == 2
