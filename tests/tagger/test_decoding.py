"""Tags of cues, sources and contents: what is written is read again, and only legal rows come out."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotes.tagger.decoding import ROLE_TAGS, best_tags, distances, stretches, tags_of, transitions


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3), st.integers(0, 1)), max_size=8))
def test_stretches_written_as_tags_are_read_again(parts):
    """Each part is a length, the gap before it, and its role."""
    at, written = 0, {0: [], 1: []}
    for length, gap, role in parts:
        written[role].append((at + gap, at + gap + length))
        at += gap + length
    tags = np.zeros(at + 1, dtype=np.int64)
    for role, found in written.items():
        tags_of(found, role, tags)
    assert [stretches(tags, role) for role in (0, 1)] == [written[0], written[1]]


@given(st.integers(1, 12), st.integers(0, 2**31))
def test_the_best_tags_are_legal_whatever_the_scores(tokens, seed):
    scores = np.random.default_rng(seed).normal(size=(3, tokens, ROLE_TAGS)).astype(np.float32)
    step, start, end = transitions(ROLE_TAGS)
    for row in best_tags(scores):
        assert start[row[0]] == end[row[-1]] == 0
        assert all(step[a, b] == 0 for a, b in itertools.pairwise(row))


def test_one_row_of_scores_does_not_change_another():
    scores = np.random.default_rng(1).normal(size=(2, 9, ROLE_TAGS)).astype(np.float32)
    assert (best_tags(scores)[:1] == best_tags(scores[:1])).all()


def test_distances_grow_from_the_cue_to_both_sides_and_are_the_same_far_away():
    row = distances(500, [(250, 252)])[0].tolist()
    assert row[250] == row[251] == 16 and row[249] == 15 and row[252] == 17
    assert row == sorted(row) and row[0] == row[50] and row[-1] == row[-50]
