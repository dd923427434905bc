"""The floors of quality in floors.toml: what a figure must reach, on which data, and how they are set anew.

Nobody lowers a floor in silence: `make floors` only raises, and what `make floors LOWER=1` lowers stands in the diff.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from click.testing import CliRunner

from cli import main

DATA = Path(__file__).parents[1].parent / "shared" / "data"
FILE = Path(__file__).with_name("floors.toml")
AGAIN, LOWER = "`make floors`", "`make floors LOWER=1`"
MARGIN = 0.01  # between a figure and the floor that is set for it: another processor may round otherwise
STEPS = 200  # floors in one: 0.005, 0.01, ...
HEAD = """\
# Floors of quality, by what is measured and the file below the folder of data that it is measured on: a figure under
# its "least", or over its "most", fails the tests. `make floors` writes this file and only raises floors;
# `make floors LOWER=1` lowers those that are missed. Say in the commit why.
"""

Way = Literal["hold", "raise", "lower"]


@dataclass(frozen=True, slots=True)
class Floor:
    """What must be reached on one file."""

    sha256: str  # of the file's unpacked content
    version: str  # of the model that was measured
    options: tuple[str, ...]  # of `quotes evaluate`
    least: Mapping[str, float]
    most: Mapping[str, float]  # of errors


@dataclass(frozen=True, slots=True)
class Measured:
    """What was reached on one file."""

    sha256: str
    version: str
    figures: Mapping[str, float]


def read_floors(path: Path = FILE) -> dict[str, dict[str, Floor]]:
    """Return the floors by what is measured (attribution, stance) and by file."""
    told = tomllib.loads(path.read_text("utf-8"))
    return {what: {name: _floor(table) for name, table in files.items()} for what, files in told.items()}


def _floor(table: dict[str, object]) -> Floor:
    empty: dict[str, object] = {"options": (), "least": {}, "most": {}}
    given = empty | table
    return Floor(**given | {"options": tuple(given["options"])})  # type: ignore[arg-type]


def write_floors(floors: Mapping[str, Mapping[str, Floor]], path: Path = FILE) -> None:
    """Write the floors, always in the same form, so that a diff shows what changed and nothing else."""
    parts = [HEAD]
    for what, files in floors.items():
        for name, floor in files.items():
            key = f"{what}.{json.dumps(name)}"
            parts.append(f"\n[{key}]\nsha256 = {json.dumps(floor.sha256)}\nversion = {json.dumps(floor.version)}\n")
            parts.append(f"options = {json.dumps(floor.options)}\n")
            for side, figures in (("least", floor.least), ("most", floor.most)):
                if figures:
                    parts.append(f"\n[{key}.{side}]\n")
                    parts += [f"{figure} = {value}\n" for figure, value in figures.items()]
    path.write_text("".join(parts), encoding="utf-8")


def measure(name: str, floor: Floor, version: str) -> Measured:
    """Run `quotes evaluate` on a file as its floor says."""
    command = ["evaluate", str(DATA / name), *floor.options, "--resamples", "0", "--format", "json"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    (report,) = json.loads(result.stdout)
    return Measured(report["sha256"], version, {key: figure["value"] for key, figure in report["figures"].items()})


def hold(what: str, name: str, measured: Measured, way: Way, path: Path = FILE) -> None:
    """Fail with all that is not as the floor says, or, where asked to, set the floor anew and keep it."""
    floors = read_floors(path)
    floor = floors[what][name]
    wrong = complaints(name, floor, measured, way)
    assert not wrong, "\n".join(wrong)
    if way != "hold":
        floors[what][name] = set_anew(floor, measured, lower=way == "lower")
        write_floors(floors, path)


def complaints(name: str, floor: Floor, measured: Measured, way: Way) -> list[str]:
    """Return what keeps the floor from being held, or from being set anew in this way, each with its mend."""
    told = [
        f"{figure} on {name} is not measured any more: name another figure in {FILE.name}"
        for figure in (*floor.least, *floor.most)
        if figure not in measured.figures
    ]
    if told or way == "lower":
        return told
    if measured.sha256 != floor.sha256:  # its figures say nothing of these floors
        short = measured.sha256[:12]
        return [f"{name} changed: its SHA-256 is {short}, the floors are for {floor.sha256[:12]}: {LOWER} sets them"]
    if way == "hold" and measured.version != floor.version:
        told.append(f"the model is version {measured.version}, the floors are for {floor.version}: {AGAIN} raises them")
    for figure, value in _missed(floor, measured).items():
        side, least = ("under", floor.least[figure]) if figure in floor.least else ("over", floor.most[figure])
        told.append(f"{figure} on {name} is {value}, {side} its floor {least}: make it better, or see {LOWER}")
    return told


def _missed(floor: Floor, measured: Measured) -> dict[str, float]:
    low = {f: measured.figures[f] for f, least in floor.least.items() if measured.figures[f] < least}
    return low | {f: measured.figures[f] for f, most in floor.most.items() if measured.figures[f] > most}


def set_anew(floor: Floor, measured: Measured, *, lower: bool) -> Floor:
    """Return the floor raised to slightly below what was measured where that is higher.

    With `lower`, a floor that was missed is set there too, and on data that changed every floor is.
    """
    free = set()
    if lower:
        free = {*floor.least, *floor.most} if measured.sha256 != floor.sha256 else set(_missed(floor, measured))
    below = {figure: _below(measured.figures[figure]) for figure in floor.least}
    above = {figure: _above(measured.figures[figure]) for figure in floor.most}
    return replace(
        floor,
        sha256=measured.sha256,
        version=measured.version,
        least={f: below[f] if f in free else max(least, below[f]) for f, least in floor.least.items()},
        most={f: above[f] if f in free else min(most, above[f]) for f, most in floor.most.items()},
    )


def _below(value: float) -> float:
    return max(0.0, math.floor(round((value - MARGIN) * STEPS, 6)) / STEPS)  # 0.765 * 200 is 153.00000000000003


def _above(value: float) -> float:
    return math.ceil(round((value + MARGIN) * STEPS, 6)) / STEPS
