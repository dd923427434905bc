"""A store in memory for each test."""

import pytest

from quotes.actions import ingest
from quotes.store import open_store

from .sample import ANNA, FINDER, found


@pytest.fixture
def store():
    return open_store(":memory:")


@pytest.fixture
def filled(store):
    """A store with one article and its two quotes."""
    ingest.keep(store, [found()], ANNA, machine=FINDER)
    return store
