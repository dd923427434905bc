"""Agreement beyond chance is what the published examples say, and a machine is measured against people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.intervals import bootstrap
from quotes.types import Annotator, Quote, Span, Speaker, Stance
from stance.reports.agreement import agreements, cohen_kappa, gwet_ac1, krippendorff_alpha

ANN, BEA = Annotator("Ann"), Annotator("Bea")
MACHINE = Annotator("stance model", "model", "1")


def table(*cells: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(one, other) for one, other, times in cells for _ in range(times)]


def test_kappa_of_fifty_judged_by_two() -> None:
    pairs = table(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15))
    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_ac1_does_not_fall_where_one_label_is_nearly_all() -> None:
    pairs = table(("+", "+", 118), ("+", "-", 5), ("-", "+", 2))
    assert cohen_kappa(pairs) == pytest.approx(-0.0234, abs=1e-4)
    assert gwet_ac1(pairs) == pytest.approx(0.9408, abs=1e-4)


def test_alpha_of_two_observers() -> None:
    meg, owen = "0100000010", "1110010000"
    assert krippendorff_alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=5e-4)
    ben, gerry = "aabbdcccedda", "babbbccceddd"
    assert krippendorff_alpha(list(zip(ben, gerry, strict=True))) == pytest.approx(0.692, abs=5e-4)


def test_alpha_of_four_observers_who_missed_some() -> None:
    rows = ("123321412...", "1233224125.3", ".33323422 51.", "12332441251.")
    rows = tuple(row.replace(" ", "") for row in rows)
    units = [[label for label in unit if label != "."] for unit in zip(*rows, strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=5e-4)


@pytest.mark.parametrize("measure", [cohen_kappa, gwet_ac1, krippendorff_alpha])
def test_nothing_in_common_has_no_agreement(measure) -> None:
    assert measure([]) is None
    assert bootstrap([], cohen_kappa) is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_agreement_is_the_same_both_ways_and_never_over_one(pairs: list[tuple[str, str]]) -> None:
    for measure in (cohen_kappa, gwet_ac1, krippendorff_alpha):
        value, turned = measure(pairs), measure([(b, a) for a, b in pairs])
        assert value == pytest.approx(turned) if value is not None else turned is None
        assert value is None or value <= 1 + 1e-9


def quote(number: int, official: bool | None, *given: tuple[Annotator, str | None]) -> Quote:
    stances = tuple(Stance("Russia", label, True, annotator=by) for by, label in given)  # type: ignore[arg-type]
    speaker = Speaker(f"Speaker {number}", official=official)
    return Quote((Span(0, 2, "No"),), id=str(number), speaker=speaker, stances=stances)


def test_two_annotators_are_compared_by_their_newest_labels() -> None:
    quotes = [
        quote(1, True, (ANN, "favor"), (ANN, "against"), (BEA, "against")),
        quote(2, True, (ANN, "neutral"), (BEA, "against")),
        quote(3, True, (ANN, "neutral")),
        quote(4, True, (ANN, None), (BEA, "favor")),
    ]
    (found,) = agreements(quotes, "Russia")
    assert (found.one, found.other, found.quotes, found.same.count) == ("Ann", "Bea", 2, 1)
