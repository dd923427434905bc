"""How much the tests do: how many examples a property is tried on, and what becomes of the floors of quality.

`HYPOTHESIS_PROFILE=fuzz python -m pytest -m hypothesis`, or `make fuzz`, tries twenty times as many examples.
"""

import os

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.floors import Way

USUAL, MANY = 100, 2_000  # examples of a test that asks for no number of its own
PLAIN = settings.get_profile("default")  # whatever $CI says

# no deadline: on a machine that others use too, a slow example tells of them and not of us
settings.register_profile("ci", PLAIN, max_examples=USUAL, deadline=None)
settings.register_profile(
    "fuzz", PLAIN, max_examples=MANY, deadline=None, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options that write tests/floors.toml."""
    group = parser.getgroup("floors of quality (tests/floors.toml)")
    group.addoption("--raise-floors", action="store_true", help="Raise the floors that figures are well above.")
    group.addoption("--lower-floors", action="store_true", help="Raise them, and lower those that figures miss.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a test that asks for a number of examples as many times more as the profile has."""
    many = settings.default.max_examples
    # one function stands for all of its parameters
    tests = {item.function for item in items if isinstance(item, pytest.Function) and is_hypothesis_test(item.function)}
    for test in tests if many != USUAL else ():
        # where Hypothesis keeps what @settings said; its own pytest plugin writes there too
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own is not None and own.max_examples != many:
            test._hypothesis_internal_use_settings = settings(own, max_examples=own.max_examples * many // USUAL)


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Way:
    """What becomes of the floors: they are held, raised or, if asked to, lowered too."""
    if request.config.getoption("--lower-floors"):
        return "lower"
    return "raise" if request.config.getoption("--raise-floors") else "hold"
