"""The floor of the stance model's quality: measured on annotated quotes, pinned with their hash in floors.toml.

The quotes are not in this repository; the tests are skipped where the folder beside it is missing. What turns scores
into labels was fitted on them: what is left of the figures without that is told by data/stance/README.md.
"""

from __future__ import annotations

import pytest

from stance.model.network import shipped_model
from tests.floors import DATA, Way, hold, measure, read_floors

FLOORS = read_floors()["stance"]
pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the folder ../shared with the articles is missing")


@pytest.mark.parametrize("name", FLOORS)
def test_labels_stay_above_the_floor_and_better_than_both_baselines(name: str, way: Way) -> None:
    measured = measure(name, FLOORS[name], shipped_model().card["version"])
    for baseline in ("baseline_mention", "baseline_country"):
        assert measured.figures["macro"] > measured.figures.get(baseline, 0)
    hold("stance", name, measured, way)
