"""Quotes of others in whose words an actor is named: by any name, whole, in any script."""

from __future__ import annotations

import pytest

from quotes.store import Store
from quotes.store.mentioning import naming

from .sample import by_hand, ingest, words

NAMES = ("Mira Kovalenko", "Мира Коваленко", "O’Hara")


def found(store: Store, *names: str, actor: str = "mira-kovalenko") -> list[str]:
    with store.read() as connection:
        return list(naming(connection, actor, names))


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("“Mira Kovalenko lies.”", True),
        ("“MIRA KOVALENKO’s bridge.”", True),
        ("“Ask Mira Kovalenko's uncle.”", True),
        ("«Мира Коваленко врёт.»", True),
        ("“O'Hara lies.”", True),
        ("“Mira Kovalenkova lies.”", False),
        ("“Mira lies, Kovalenko does not.”", False),
        ("“Ohara lies.”", False),
    ],
)
def test_a_name_stands_whole_or_does_not(store: Store, said: str, named: bool) -> None:
    keys = by_hand(store, words(said, "Olzhas Ferhatov"))
    assert found(store, *NAMES) == (list(keys) if named else [])


def test_a_title_or_a_speaker_of_that_name_is_no_mention_and_neither_are_the_actors_own_words(store: Store) -> None:
    ingest(store)
    (own,) = ingest(store, "“Mira Kovalenko will win,” said Mira Kovalenko.", (
        words("“Mira Kovalenko will win,”", "Mira Kovalenko"),
    ))[1]  # fmt: skip
    (nobodys, _) = by_hand(store, words("Mira Kovalenko sails."), words("Rain.", "A", title="Mira Kovalenko"))
    assert found(store, *NAMES) == [nobodys]
    assert sorted(found(store, *NAMES, actor="somebody")) == sorted([own, nobodys])


def test_mentions_come_in_the_order_of_a_list_and_a_name_without_letters_finds_none(store: Store) -> None:
    late, early = by_hand(
        store, words("O’Hara sails.", "A", said="2024"), words("Mira Kovalenko sails.", "B", said="2020")
    )
    assert found(store, *NAMES, "—") == [early, late]
    assert found(store, "—") == found(store) == []
