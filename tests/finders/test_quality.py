"""The floor of quality of found quotes: measured on annotated articles, pinned with their hash in floors.toml.

The articles are not in this repository; the tests are skipped where the folder beside it is missing. Rules, weights and
threshold were chosen with these articles in sight: how the finder does on others is told by data/attribution/README.md.
"""

from __future__ import annotations

import pytest

from quotes.tagger import shipped_model
from tests.floors import DATA, Way, hold, measure, read_floors

FLOORS = read_floors()["attribution"]
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the folder ../shared with the articles is missing")


@pytest.mark.parametrize("name", FLOORS)
def test_what_ships_stays_above_the_floor(name: str, way: Way) -> None:
    hold("attribution", name, measure(name, FLOORS[name], shipped_model().card["version"]), way)
