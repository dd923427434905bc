"""Whom a pronoun or a description stands for: the features of who may be meant, and their ranking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.speakers.antecedents import ALIKE, FEATURES, Candidate, Weights, features, ranked
from quotes.speakers.sources import FORMS, Source
from quotes.tagger.model import Told
from quotes.types import ACTOR_KINDS

from .stand_in import weighing

COUNT = 40  # tokens, eight a sentence
SENTENCE = [i // 8 for i in range(COUNT)]
HER = Candidate("person", True, ((0, 2),), frozenset(("ann", "lawyer")), "FI")
HIM = Candidate("person", False, ((9, 11),), frozenset(("ben", "senator")), None)
PARTY = Candidate("organisation", None, ((26, 28),), frozenset(("harbour", "party")), None)
SHE, HE = (Source((20, 21), form, form) for form in ("she", "he"))
LAWMAKER = Source(
    (20, 22), "the lawmaker", "described", definite=True, head="lawmaker", words=frozenset(("the", "lawmaker"))
)


def rows_of(source: Source, *candidates: Candidate, same: Candidate | None = None, **options) -> list[dict[str, float]]:
    """The features of each candidate by name, the mention itself as the last; the network says it is `same`."""
    told = np.full(COUNT, 0.1, np.float32)
    for first, stop in same.places if same else ():
        told[first:stop] = 0.9
    said = Told(0, told, told, told, (1 / 3, 1 / 3, 1 / 3), ())
    given = {"told_of": [None] * len(candidates), "last": None, "quoted": False} | options
    found = features(source, said, candidates, SENTENCE, **given)
    assert found.shape == (len(candidates) + 1, len(FEATURES))
    return [dict(zip(FEATURES, row.tolist(), strict=True)) for row in found]


def test_the_mention_itself_is_a_row_of_its_own() -> None:
    (itself,) = rows_of(replace(LAWMAKER, country="FI"))
    assert {name for name, value in itself.items() if value} == {
        "self", "self described", "self definite", "self names", "self long",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("source", "clashes", "agrees"),
    [(SHE, (0, 1, 0), (1, 0, 0)), (HE, (1, 0, 0), (0, 1, 0)), (LAWMAKER, (0, 0, 0), (0, 0, 0))],
)
def test_a_pronoun_agrees_or_clashes(source: Source, clashes: tuple[int, ...], agrees: tuple[int, ...]) -> None:
    rows = rows_of(source, HER, HIM, PARTY)[:-1]
    assert (tuple(r["clash"] for r in rows), tuple(r["agrees"] for r in rows)) == (clashes, agrees)


def test_who_the_network_says_is_the_same_stands_out() -> None:
    him, her, itself = rows_of(SHE, HIM, HER, same=HER)
    assert her["same"] > 0 > him["same"] and itself["same"] == 0
    assert him["unseen"] == her["unseen"] == 0


def test_whom_the_network_was_not_asked_about_is_unseen() -> None:
    narrow = Told(16, *(np.full(8, 0.5, np.float32) for _ in range(3)), (1, 0, 0), ())
    row = dict(zip(FEATURES, features(SHE, narrow, [HER], SENTENCE, [None], None, False)[0], strict=True))
    assert (row["unseen"], row["same"], row["same last"]) == (1, 0, 0)
    row = dict(zip(FEATURES, features(SHE, None, [HER], SENTENCE, [None], None, False)[0], strict=True))
    assert row["unseen"] == 1


def test_where_candidates_stand_is_told() -> None:
    her, him, party, _ = rows_of(SHE, HER, HIM, PARTY)
    assert (him["nearest"], her["nearest"], party["nearest"]) == (1, 0.5, 0)
    assert (him["before"], her["before"], party["ahead"]) == (1, 0, 1)
    assert 0 < him["gap"] < her["gap"] and party["ahead gap"] > 0
    assert (her["first"], him["first"], party["first"]) == (1, 1, 0)


def test_the_only_person_named_before_is_told() -> None:
    assert [r["only"] for r in rows_of(SHE, HER, PARTY)] == [1, 0, 0]
    assert [r["only"] for r in rows_of(SHE, HER, HIM)] == [0, 0, 0]


def test_who_spoke_is_told_but_not_who_speaks_later() -> None:
    spoke = [replace(HIM, spoke=at) for at in ((), (0,), (9,), (9, 12), (30,))]
    rows = rows_of(HE, *spoke, last=2)[:-1]
    assert [r["spoke near"] for r in rows] == [0, 1, 1, 1, 0]
    assert rows[3]["spoke"] > rows[2]["spoke"] > rows[0]["spoke"] == rows[4]["spoke"] == 0
    assert [r["last speaker"] for r in rows] == [0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("head", "words", "named", "alike"),
    [
        ("lawmaker", {"lawmaker"}, 1, 1),
        ("lawmakers", {"lawmaker"}, 1, 1),
        ("lawmaker", {"senator"}, 0, 1),
        ("lawmaker", {"pilot"}, 0, 0),
        ("", {"lawmaker"}, 0, 0),
    ],
)
def test_a_role_is_that_of_whom_it_was_told(head: str, words: set[str], named: int, alike: int) -> None:
    source = replace(LAWMAKER, head=head, words=frozenset((head,)))
    row, _ = rows_of(source, replace(HER, words=frozenset(words)))
    assert (row["head"], row["alike"], row["only role"]) == (named, alike, alike)


def test_countries_agree_or_do_not() -> None:
    rows = rows_of(replace(LAWMAKER, country="FI"), *(replace(HER, country=code) for code in ("FI", "SE", None)))
    assert [(r["country"], r["other country"]) for r in rows] == [(1, 0), (0, 1), (0, 0), (0, 0)]


def test_words_that_are_alike_are_so_from_both_sides() -> None:
    assert all(word in ALIKE[other] for word, others in ALIKE.items() for other in others)


@pytest.mark.parametrize("last", [0, 1])
def test_the_best_score_is_the_likeliest(last: int) -> None:
    rows = features(SHE, None, [HER, HIM], SENTENCE, [None, None], last, False)
    assert int(ranked(weighing(last_speaker=2.0), rows).argmax()) == last


place = st.integers(0, COUNT - 2).map(lambda first: (first, first + 2))
candidate = st.builds(
    Candidate,
    st.sampled_from(ACTOR_KINDS),
    st.none() | st.booleans(),
    st.lists(place, min_size=1, max_size=4).map(lambda places: tuple(sorted(places))),
    st.frozensets(st.sampled_from(sorted(ALIKE)), max_size=3),
    st.none() | st.sampled_from(["FI", "SE"]),
    st.lists(st.integers(0, COUNT - 1), max_size=2).map(lambda spoke: tuple(sorted(spoke))),
)
source = st.builds(
    Source,
    place,
    st.just("the lawmaker"),
    st.sampled_from(FORMS),
    st.none(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", *sorted(ALIKE)]),
    st.frozensets(st.sampled_from(sorted(ALIKE)), max_size=3),
    st.none() | st.sampled_from(["FI", "SE"]),
)
said = st.tuples(st.integers(0, COUNT), st.lists(st.floats(0, 1), max_size=COUNT)).map(
    lambda pair: Told(
        pair[0], *(np.array(pair[1][: COUNT - pair[0]], np.float32) for _ in range(3)), (1 / 3, 1 / 3, 1 / 3), ()
    )
)


@given(source, st.none() | said, st.lists(candidate, max_size=6), st.data())
def test_any_features_are_numbers_and_any_ranking_sums_to_one(
    source: Source, told: Told | None, candidates: list[Candidate], data: st.DataObject
) -> None:
    told_of = [data.draw(st.none() | said) for _ in candidates]
    last = data.draw(st.sampled_from([None, *range(len(candidates))]))
    rows = features(source, told, candidates, SENTENCE, told_of, last, data.draw(st.booleans()))
    assert rows.shape == (len(candidates) + 1, len(FEATURES)) and np.isfinite(rows).all()
    chance = np.random.default_rng(data.draw(st.integers(0, 2**31)))
    weights = Weights(chance.normal(0, 30, (5, len(FEATURES))), chance.normal(size=5), chance.normal(0, 30, 5))
    odds = ranked(weights, rows)
    assert np.isfinite(odds).all() and odds.min() >= 0 and odds.sum() == pytest.approx(1)


@given(source, st.lists(candidate, min_size=2, max_size=5, unique=True), st.randoms())
def test_the_order_of_the_candidates_changes_no_features_but_for_ties(
    source: Source, candidates: list[Candidate], chance
) -> None:
    other = candidates[:]
    chance.shuffle(other)
    one, two = (features(source, None, c, SENTENCE, [None] * len(c), None, False) for c in (candidates, other))
    tied = [FEATURES.index("nearest")]  # who was named last at one place: the first of them
    for c, row in zip(candidates, one, strict=False):
        assert np.delete(row, tied) == pytest.approx(np.delete(two[other.index(c)], tied))


def test_weights_come_from_a_card() -> None:
    card = {"hidden": [[1.0, 0.0], [0.0, -1.0]], "bias": [0.0, 0.5], "out": [1.0, 2.0]}
    assert Weights.from_card(card).scores(np.array([[1.0, 1.0], [0.0, 0.0]])) == pytest.approx([0.9, 1.0])
