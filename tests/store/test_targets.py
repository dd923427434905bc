"""What labels are about: spelled one way, and a new one that looks like a known one is told."""

from __future__ import annotations

from quotes.store import Store
from quotes.store.targets import Spelled, spelled_target

from .sample import by_hand, tag, words


def test_a_target_is_spelled_as_it_was_first_and_a_new_one_is_told_with_the_known_one_near_it(store: Store) -> None:
    (key,) = by_hand(store, words("x", "Somebody"))
    tag(store, key, target="Ruritania")
    with store.read() as connection:
        assert spelled_target(connection, "RURITANIA") == Spelled("Ruritania")
        assert spelled_target(connection, "Ruritanja") == Spelled("Ruritanja", near="Ruritania")
        assert spelled_target(connection, "the harbour") == Spelled("the harbour")
