"""Floors are raised freely, lowered by a flag alone, and hold for the data that they were measured on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.floors import FILE, Floor, Measured, Way, complaints, hold, read_floors, set_anew, write_floors

FLOOR = Floor("a" * 64, "1", ("--stance",), {"macro": 0.7, "accuracy": 0.8}, {"flips": 0.0, "calibration": 0.06})
FINE = {"macro": 0.7, "accuracy": 0.805, "flips": 0.0, "calibration": 0.06}
WORSE = FINE | {"macro": 0.6543, "calibration": 0.07}
BETTER = FINE | {"macro": 0.765, "calibration": 0.0312}
shares = st.floats(0, 1)


def measured(figures: dict[str, float], sha256: str = FLOOR.sha256, version: str = "1") -> Measured:
    return Measured(sha256, version, figures)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_floors({"stance": {"gold.jsonl": FLOOR}}, tmp_path / "floors.toml")
    return tmp_path / "floors.toml"


def kept(path: Path) -> Floor:
    return read_floors(path)["stance"]["gold.jsonl"]


def test_a_figure_at_its_floor_is_well(path: Path) -> None:
    hold("stance", "gold.jsonl", measured(FINE), "hold", path)


@pytest.mark.parametrize("way", ["hold", "raise"])
def test_a_figure_that_misses_its_floor_fails_and_nothing_is_written(path: Path, way: Way) -> None:
    before = path.read_bytes()
    with pytest.raises(AssertionError) as failure:
        hold("stance", "gold.jsonl", measured(WORSE | {"accuracy": 1.0}), way, path)
    assert "macro on gold.jsonl is 0.6543, under its floor 0.7: make it better, or see `make floors LOWER=1`" in str(
        failure.value
    )
    assert "calibration on gold.jsonl is 0.07, over its floor 0.06" in str(failure.value)
    assert path.read_bytes() == before


@pytest.mark.parametrize("way", ["hold", "raise"])
def test_other_data_are_told_as_such_and_not_as_worse_figures(way: Way) -> None:
    (line,) = complaints("gold.jsonl", FLOOR, measured(WORSE, "b" * 64), way)
    assert line.startswith("gold.jsonl changed: its SHA-256 is bbbbbbbbbbbb, the floors are for aaaaaaaaaaaa")


def test_another_model_is_measured_anew_before_its_floors_hold(path: Path) -> None:
    (line,) = complaints("gold.jsonl", FLOOR, measured(FINE, version="2"), "hold")
    assert "`make floors`" in line
    hold("stance", "gold.jsonl", measured(BETTER, version="2"), "raise", path)
    assert kept(path).version == "2"


def test_a_floor_without_a_figure_is_named_whatever_is_asked_for() -> None:
    fewer = {"macro": 0.7, "flips": 0.0, "calibration": 0.0}
    for way in ("hold", "raise", "lower"):
        (line,) = complaints("gold.jsonl", FLOOR, measured(fewer), way)
        assert line.startswith("accuracy on gold.jsonl is not measured any more")


def test_better_figures_raise_their_floors_to_slightly_below_and_the_others_stay(path: Path) -> None:
    hold("stance", "gold.jsonl", measured(BETTER), "raise", path)
    assert kept(path).least == {"macro": 0.755, "accuracy": 0.8}
    assert kept(path).most == {"flips": 0.0, "calibration": 0.045}


def test_only_what_was_missed_is_lowered(path: Path) -> None:
    hold("stance", "gold.jsonl", measured(WORSE), "lower", path)
    assert kept(path).least == {"macro": 0.64, "accuracy": 0.8}
    assert kept(path).most == {"flips": 0.0, "calibration": 0.08}


def test_data_that_changed_set_every_floor_anew_with_the_flag(path: Path) -> None:
    hold("stance", "gold.jsonl", measured(FINE, "b" * 64), "lower", path)
    assert kept(path).sha256 == "b" * 64
    assert kept(path).least == {"macro": 0.69, "accuracy": 0.795}


@given(st.fixed_dictionaries(dict.fromkeys(FINE, shares)))
def test_without_the_flag_no_floor_is_ever_lowered(figures: dict[str, float]) -> None:
    anew = set_anew(FLOOR, measured(figures), lower=False)
    assert all(anew.least[figure] >= floor for figure, floor in FLOOR.least.items())
    assert all(anew.most[figure] <= floor for figure, floor in FLOOR.most.items())


@given(st.fixed_dictionaries(dict.fromkeys(FINE, shares)))
def test_floors_that_were_set_hold_for_what_they_were_set_from(figures: dict[str, float]) -> None:
    anew = set_anew(FLOOR, measured(figures), lower=True)
    assert complaints("gold.jsonl", anew, measured(figures), "hold") == []
    assert set_anew(anew, measured(figures), lower=True) == anew


def test_the_file_is_as_it_would_be_written(tmp_path: Path) -> None:
    write_floors(read_floors(), tmp_path / "floors.toml")
    assert (tmp_path / "floors.toml").read_text("utf-8") == FILE.read_text("utf-8")
