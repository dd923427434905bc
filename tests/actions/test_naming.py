"""Whom a person means who names a speaker."""

import pytest

from quotes.actions.naming import named_speaker, names_of
from quotes.errors import AmbiguousError
from quotes.store.actors import put_actor

from .sample import ANNA


@pytest.fixture
def change(store):
    with store.change("name", ANNA) as change:
        put_actor(change, "Vera Orlova", country="KZ")
        yield change


def test_a_known_name_is_its_actor(change):
    named = named_speaker(change, " Orlova ", {"role": "poet", "country": ""})
    assert (named.name, named.full_name, named.actor, named.state) == ("Orlova", "Vera Orlova", "vera-orlova", "known")
    assert (named.speaker.name, named.speaker.role, named.speaker.country) == ("Vera Orlova", "poet", None)


def test_a_name_of_the_registry_is_taken_in(change):
    named = named_speaker(change, "Maria Zakharova", {})
    assert (named.state, named.full_name) == ("adopted", "Maria Zakharova")
    assert named_speaker(change, "Zakharova", {}).state == "known"


def test_a_new_name_is_told_with_the_known_one_that_it_may_be_a_mistyping_of(change):
    named = named_speaker(change, "Vera Orlowa", {})
    assert (named.state, named.near, named.actor) == ("new", "Vera Orlova", "vera-orlowa")
    assert named_speaker(change, "Qasim Xyzzy", {}).near is None


def test_a_namesake_is_somebody_else(change):
    named = named_speaker(change, "Vera Orlova", {}, namesake=True)
    assert named.state == "new" and named.near is None and named.actor != "vera-orlova"
    with pytest.raises(AmbiguousError, match="Vera Orlova"):
        named_speaker(change, "Vera Orlova", {})


def test_every_name_can_be_offered_for_completion(store):
    with store.change("name", ANNA) as change:
        put_actor(change, "Vera Orlova", aliases=["Вера Орлова"])
    assert {"Vera Orlova", "Вера Орлова"} <= names_of(store)
