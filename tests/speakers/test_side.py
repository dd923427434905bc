"""Which side a speaker speaks from, weighed by hand-made weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.registry import Side
from quotes.speakers.side import (
    COUNTRY_FEATURES,
    SIDE_FEATURES,
    Clues,
    country_of_speaker,
    country_rows,
    office_of_speaker,
    official_of,
    official_row,
)
from quotes.tagger.model import Told
from quotes.types import OFFICES

from .stand_in import sides

NOTHING = Clues((), (), "person", None, None, (), None, {}, {}, False)


def said(official: tuple[float, float, float], office: tuple[float, ...] = (1 / 7,) * 7) -> Told:
    empty = np.zeros(0, np.float32)
    return Told(0, empty, empty, empty, official, office)


HOLDS, HOLDS_NOT = said((0.98, 0.01, 0.01)), said((0.01, 0.98, 0.01))


@pytest.mark.parametrize(
    ("clues", "official"),
    [
        (NOTHING, None),
        (replace(NOTHING, official=True), True),
        (replace(NOTHING, official=False), False),
        (replace(NOTHING, credited=[HOLDS]), True),
        (replace(NOTHING, credited=[HOLDS_NOT]), False),
        (replace(NOTHING, credited=[HOLDS, HOLDS_NOT]), None),
        (replace(NOTHING, named=[HOLDS]), True),
        (replace(NOTHING, official=True, credited=[HOLDS_NOT, HOLDS_NOT]), None),
        (replace(NOTHING, registry=Side("FI", True)), True),
    ],
)
def test_office_is_what_the_clues_say_together(clues: Clues, official: bool | None) -> None:
    weights = sides(
        {"said yes": 1.0, "named yes": 1.0, "rule yes": 3.0, "rule no": -3.0, "registry yes": 2.0, "registry no": -2.0},
        {},
    )
    found, sure = official_of(clues, weights)
    assert found is official and 0.5 <= sure <= 1


def test_below_the_threshold_office_is_not_known() -> None:
    clues, weights = replace(NOTHING, official=True), {"rule yes": 1.0}
    assert [official_of(clues, sides(weights, {}, least))[0] for least in (0.7, 0.75)] == [True, None]


def told(country: Mapping[str, float]) -> Clues:
    return replace(NOTHING, told_countries=country)


@pytest.mark.parametrize(
    ("clues", "country"),
    [
        (NOTHING, None),
        (replace(NOTHING, country="FI"), "FI"),
        (replace(NOTHING, own_country="SE"), "SE"),
        (replace(NOTHING, descriptor_countries=["FI"]), "FI"),
        (replace(NOTHING, registry=Side("NO", None)), "NO"),
        (told({"FI": 0.9, "SE": 0.1}), "FI"),
        (told({"FI": 0.1, "SE": 0.1}), None),
        (replace(NOTHING, country="FI", own_country="SE"), None),
        (replace(NOTHING, shares={"FI": 1.0}), None),
    ],
)
def test_the_country_is_the_one_that_most_clues_name(clues: Clues, country: str | None) -> None:
    weights = sides({}, {"told": 4.0, "rule": 3.0, "own": 3.0, "descriptor": 3.0, "registry": 3.0, "none": 1.0})
    assert country_of_speaker(clues, weights)[0] == country


def test_a_country_that_is_asked_about_alone_may_still_be_none() -> None:
    assert country_of_speaker(replace(NOTHING, country="FI"), sides({}, {"none": 9.0})) == (
        None,
        pytest.approx(0, abs=1e-3),
    )


def test_each_feature_has_its_name() -> None:
    clues = replace(NOTHING, official=True, kind="group", role=True, country="EU", shares={"EU": 0.5})
    row = dict(zip(SIDE_FEATURES, official_row(clues).tolist(), strict=True))
    assert {name for name, value in row.items() if value} == {"one", "rule yes", "group", "country", "role"}
    codes, rows = country_rows(clues)
    assert codes == ["EU", None] and rows.shape == (2, len(COUNTRY_FEATURES))
    eu, none = (dict(zip(COUNTRY_FEATURES, row.tolist(), strict=True)) for row in rows)
    assert {name for name, value in eu.items() if value} == {"rule", "share", "most", "eu"}
    assert {name for name, value in none.items() if value} == {"none", "none office"}


@pytest.mark.parametrize(
    ("held", "rule", "office"),
    [
        (3, "executive", "executive"),
        (3, None, "military"),
        (6, None, "executive"),  # none of them is the likeliest: one who holds office has some
    ],
)
def test_the_office_is_what_the_words_say_else_the_network(held: int, rule: str | None, office: str) -> None:
    odds = [0.02] * (len(OFFICES) + 1)
    odds[held] = 0.9
    assert office_of_speaker([said((1, 0, 0), tuple(odds))], rule) == office
    assert office_of_speaker([], None) is None


codes = st.sampled_from(["FI", "SE", "EU", "XX"])
share = st.floats(0, 1)


@given(
    st.lists(st.tuples(share, share, share).map(said), max_size=4),
    st.dictionaries(codes, share),
    st.dictionaries(codes, share),
    st.none() | codes,
    st.none() | st.booleans(),
    st.integers(0, 2**31),
)
def test_whatever_the_weights_an_answer_is_one_of_the_clues_or_none(
    credited: list[Told],
    told_countries: dict[str, float],
    shares: dict[str, float],
    country: str | None,
    official: bool | None,
    seed: int,
) -> None:
    chance = np.random.default_rng(seed)
    weights = sides(
        {name: chance.normal(0, 9) for name in SIDE_FEATURES}, {name: chance.normal(0, 9) for name in COUNTRY_FEATURES}
    )
    clues = Clues(credited, credited, "person", official, country, (), None, told_countries, shares, False)
    code, sure = country_of_speaker(clues, weights)
    assert (code is None or code in {*told_countries, country}) and 0 <= sure <= 1 + 1e-9
    assert official_of(clues, weights)[0] in (True, False, None)
