"""Intervals are those that are published, and hold what they are of."""

import math

import pytest
from hypothesis import given, strategies

from quotes.intervals import bootstrap, bootstraps, difference, percentiles, share


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


def test_percentiles_are_the_middle_ninety_five_of_a_hundred():
    assert percentiles(range(1000)) == (25, 974)
    assert percentiles([]) is None


def test_a_bootstrap_is_the_same_every_time_and_holds_the_mean():
    def mean(some):
        return sum(some) / len(some)

    low, high = bootstrap(range(100), mean)
    assert (low, high) == bootstrap(range(100), mean)
    assert low < 49.5 < high
    assert bootstrap([], mean) is None


def test_a_measure_that_a_sample_does_not_have_is_left_out_of_its_interval():
    found = bootstraps([0, 1], lambda some: {"always": 1.0, **({"both": 2.0} if len(set(some)) == 2 else {})}, 50)
    assert found == {"always": (1.0, 1.0), "both": (2.0, 2.0)}
