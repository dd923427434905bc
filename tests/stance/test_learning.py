"""What the model learns from people's labels: the least that explains them, judged on articles it did not see."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.learning import Examples, compare, fit
from stance.model.head import head_from_json, head_to_json


def examples(count, truth, *, seed=0, width=6, groups=10):
    """Quotes whose label is `truth(vector)`, in articles; the model as it ships believes that each is neutral."""
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(count, width))
    labels = np.array([truth(vector) for vector in vectors])
    given = np.tile([0.6, 0.2, 0.2], (count, 1))
    return Examples(given, vectors, labels, tuple(f"article {i % groups}" for i in range(count)))


def test_what_vectors_tell_is_learned_and_holds_on_articles_that_were_left_out():
    found = compare(examples(200, lambda v: 2 if v[0] > 0 else 1))
    assert found.before == 0.0 and found.after > 0.85 and found.better


def test_labels_at_random_teach_nothing_that_would_be_used():
    chance = np.random.default_rng(5)
    found = compare(examples(120, lambda _: int(chance.choice(3, p=[0.7, 0.15, 0.15]))))
    assert not found.better and abs(found.after - found.before) < 0.1


def test_a_model_that_is_always_right_is_left_as_it_is():
    told = examples(60, lambda v: 2 if v[0] > 0 else 0)
    right = np.full((60, 3), 0.05)
    right[np.arange(60), told.labels] = 0.9
    found = compare(Examples(right, told.vectors, told.labels, told.groups))
    assert found.before == 1.0 and not found.better


def test_a_great_penalty_leaves_the_model_as_it_ships():
    told = examples(40, lambda _: 2)
    head = fit(told, penalty=1e9)
    assert np.allclose(head.chances(told.given, told.vectors), told.given, atol=1e-3)


def test_what_was_learned_is_calibrated():
    told = examples(400, lambda v: 2 if v[0] > 0 else 1, seed=1)
    found = fit(told).chances(told.given, told.vectors)
    sure = found.max(1)
    right = found.argmax(1) == told.labels
    assert abs(sure.mean() - right.mean()) < 0.06


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 30), st.integers(0, 10_000))
def test_chances_are_chances_and_a_head_survives_json(count, seed):
    told = examples(count, lambda v: int(abs(v[0] * 10)) % 3, seed=seed)
    head = fit(told, penalty=1.0)
    assert head_from_json(head_to_json(head)) == head
    again = head_from_json(head_to_json(head)).chances(told.given, told.vectors)
    assert np.allclose(again.sum(1), 1) and (again >= 0).all()
    assert np.allclose(again[0], head.chances(told.given[0], told.vectors[0]))


@pytest.mark.parametrize("vector", [np.zeros(6), np.full(6, 1e30)])
def test_odd_vectors_do_no_harm(vector):
    head = fit(examples(30, lambda v: 2 if v[0] > 0 else 1), penalty=1.0)
    assert np.isfinite(head.chances(np.array([1.0, 0.0, 0.0]), vector)).all()
