"""Options of the tests: what becomes of the floors of quality."""

import pytest

from tests.floors import Way


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options that write tests/floors.toml."""
    group = parser.getgroup("floors of quality (tests/floors.toml)")
    group.addoption("--raise-floors", action="store_true", help="Raise the floors that figures are well above.")
    group.addoption("--lower-floors", action="store_true", help="Raise them, and lower those that figures miss.")


@pytest.fixture
def way(request: pytest.FixtureRequest) -> Way:
    """What becomes of the floors: they are held, raised or, if asked to, lowered too."""
    if request.config.getoption("--lower-floors"):
        return "lower"
    return "raise" if request.config.getoption("--raise-floors") else "hold"
