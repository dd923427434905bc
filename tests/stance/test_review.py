"""What is worth a person's look first."""

from __future__ import annotations

from quotes.types import Annotator, Quote, Span, Stance
from stance.review import decisive, to_review

MODEL = Annotator("stance model", "model", "1")


def _quote(key: str, about: bool | None = None, favor: float = 0.4) -> Quote:
    told = (
        ()
        if about is None
        else (
            Stance(
                "Russia",
                "neutral",
                about,
                probabilities={"favor": favor, "against": 0.1, "neutral": 0.9 - favor},
                annotator=MODEL,
            ),
        )
    )
    return Quote((Span(0, 1, "x"),), id=key, stances=told)


def test_a_label_of_the_smaller_side_moves_a_comparison_more():
    small, large = [_quote("a")], [_quote(key) for key in "bcde"]
    assert decisive((small, large), "Russia") == {"a": 1.0, **dict.fromkeys("bcde", 0.25)}


def test_quotes_that_do_not_bear_on_the_target_are_no_part_of_a_sides_shares():
    side = [_quote("a", about=True), _quote("b", about=False)]
    assert decisive((side, [_quote("c")]), "Russia") == {"a": 1.0, "b": 1.0, "c": 1.0}


def test_sides_that_are_empty_decide_nothing():
    assert decisive(((), ()), "Russia") == {}


def test_what_may_decide_a_comparison_comes_first_and_the_rest_is_left_out():
    small, large = [_quote("a", about=True, favor=0.2)], [_quote(key, about=True) for key in "bcd"]
    every = (*large, *small, _quote("z"))
    assert [q.id for q in to_review(every, "Russia", "Ann")] == ["b", "c", "d", "z", "a"]
    assert [q.id for q in to_review(every, "Russia", "Ann", sides=(small, large))] == ["a", "b", "c", "d"]
