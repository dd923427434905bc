"""Speakers known across articles: listed, looked up with what they said, put right; the database answers."""

import pytest

from quotes.actions import actors
from quotes.errors import AmbiguousError, ContradictionError, InputError, NotFoundError
from quotes.store.actors import put_actor
from quotes.store.ids import with_ids
from quotes.store.undo import undo
from quotes.store.writing import put_quotes
from quotes.types import Affiliation, Quote, Speaker, pieces_of

from .sample import ANNA, quotes_of

TODAY = "2025-06-01"


@pytest.fixture
def known(store):
    """Vera Orlova, a minister until 2024 with two quotes, and Pyotr Sidorov, who speaks of her."""
    vera = actors.add(store, "Vera Orlova", ANNA, country="Russia", aliases=["Вера Орлова"])
    held = actors.affiliation("orlova", role="minister", office="executive", since="2020", until="2024")
    actors.affiliate(store, "orlova", held, ANNA)
    with store.change("fill", ANNA) as change:
        pyotr = put_actor(change, "Pyotr Sidorov", reviewed=False)
        said = {
            "“We sail.”": (vera.id, "2021"), "“We dock, said Sidorov.”": (vera.id, "2020"),
            "“Orlova lies.”": (pyotr, "2022"), "“Вера Орлова's boat.”": (pyotr, "2019"), "“Vera Orlova.”": (None, None),
        }  # fmt: skip
        who = {vera.id: "Vera Orlova", pyotr: "Pyotr Sidorov", None: "a passer-by"}
        quotes = (
            Quote(pieces_of(text), said=day, speaker=Speaker(who[key], actor=key)) for text, (key, day) in said.items()
        )
        put_quotes(change, with_ids(quotes, ""))
    return store


def texts(said):
    return [quote.text for quote in said.quotes]


def test_actors_are_listed_by_name_with_their_quotes_and_what_they_are_on_the_day(known):
    page = actors.list_actors(known, day=TODAY)
    assert [(row.actor.id, row.quotes, row.now) for row in page.rows] == [
        ("pyotr-sidorov", 2, None), ("vera-orlova", 2, None),
    ]  # fmt: skip
    assert (page.fitting, page.stored) == (2, 2)
    (_, vera) = actors.list_actors(known, day="2022").rows
    assert vera.now.role == "minister" and vera.actor.country == "RU"


def test_a_list_is_no_longer_than_asked_and_knows_how_many_there_are(known):
    page = actors.list_actors(known, limit=1, day=TODAY)
    assert ([row.actor.id for row in page.rows], page.fitting) == (["pyotr-sidorov"], 2)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["орлова"], ["vera-orlova"]),
        (["Orlova", "Vera"], ["vera-orlova"]),
        (["@pyotr-sidorov"], ["pyotr-sidorov"]),
        (["passer"], []),
        (["orlov"], []),
    ],
)
def test_a_list_takes_words_of_a_name_or_an_id(known, words, found):
    assert [row.actor.id for row in actors.list_actors(known, words=words, day=TODAY).rows] == found


def test_a_name_that_nobody_bears_is_told_with_the_one_like_it(known):
    page = actors.list_actors(known, words=["Vera", "Orlowa"], day=TODAY)
    assert (page.rows, page.fitting, page.stored, page.nearest) == ((), 0, 2, "Vera Orlova")


def test_those_whom_nobody_looked_at_are_listed_apart(known):
    page = actors.list_actors(known, unreviewed=True, day=TODAY)
    assert ([row.actor.id for row in page.rows], page.fitting, page.stored) == (["pyotr-sidorov"], 1, 2)


def test_a_portrait_has_what_the_actor_said_and_what_others_said_of_it(known):
    found = actors.portrait(known, "орлова")
    assert found.actor.affiliations == (Affiliation("minister", None, "executive", True, "2020", "2024"),)
    assert texts(found.by) == ["“We dock, said Sidorov.”", "“We sail.”"]
    assert texts(found.about) == ["“Вера Орлова's boat.”", "“Vera Orlova.”"], "a surname alone is no name of hers"
    assert (found.by.count, found.about.count) == (2, 2)


def test_a_portrait_shows_no_more_quotes_than_asked_and_counts_them_up_to_a_thousand(known, monkeypatch):
    found = actors.portrait(known, "orlova", limit=1)
    assert (texts(found.by), found.by.count) == (["“We dock, said Sidorov.”"], 2)
    assert (texts(found.about), found.about.count) == (["“Вера Орлова's boat.”"], 2)
    monkeypatch.setattr(actors, "COUNTED", 0)
    found = actors.portrait(known, "orlova", limit=1)
    assert (found.by.count, found.about.count) == (1, 1), "one more than are counted"


def test_whom_nobody_or_several_are_called_is_refused(known):
    actors.add(known, "Olga Orlova", ANNA)
    with pytest.raises(AmbiguousError, match=r"Olga Orlova \(olga-orlova\), Vera Orlova"):
        actors.portrait(known, "orlova")
    with pytest.raises(NotFoundError, match="do you mean Vera Orlova"):
        actors.portrait(known, "Vera Orlowa")


def test_a_country_that_is_none_adds_nobody(store):
    with pytest.raises(InputError, match="Atlantis"):
        actors.add(store, "Vera Orlova", ANNA, country="Atlantis")
    assert actors.list_actors(store, day=TODAY).stored == 0


def test_other_spellings_are_new_once_and_make_an_actor_looked_at(known):
    actor, new = actors.add_aliases(known, "sidorov", ["P. Sidorov", "Sidorow"], ANNA)
    assert (actor.id, actor.reviewed, new) == ("pyotr-sidorov", False, ("P. Sidorov", "Sidorow"))
    assert actors.add_aliases(known, "sidorow", ["Sidorow"], ANNA)[1] == ()
    assert actors.portrait(known, "sidorow").actor.reviewed


def test_an_affiliation_is_new_once(known):
    held = actors.affiliation("sidorov", role="poet")
    assert [actors.affiliate(known, "sidorov", held, ANNA)[1] for _ in range(2)] == [True, False]


def test_an_affiliation_says_something_and_does_not_contradict_itself():
    with pytest.raises(InputError, match="say what orlova is"):
        actors.affiliation("orlova", since="2020")
    with pytest.raises(ContradictionError):
        actors.affiliation("orlova", role="poet", office="executive", official=False)
    assert actors.affiliation("orlova", role="poet").official is None


def test_a_merge_tells_how_many_quotes_followed_and_can_be_undone(known):
    done = actors.merge(known, "orlova", "sidorov", ANNA)
    assert (done.kept.id, done.gone.id, done.quotes) == ("vera-orlova", "pyotr-sidorov", 2)
    assert [row.quotes for row in actors.list_actors(known, day=TODAY).rows] == [4]
    undo(known, None, ANNA)
    assert [row.quotes for row in actors.list_actors(known, day=TODAY).rows] == [2, 2]


def test_a_split_gives_quotes_to_a_new_actor(known):
    key = next(quote.id for quote in quotes_of(known) if quote.text == "“We sail.”")
    done = actors.split(known, "orlova", " Vera  Orlova the younger ", [key[:6]], ANNA)
    assert (done.actor.id, done.name, done.quotes) == ("vera-orlova", "Vera Orlova the younger", 1)
    assert texts(actors.portrait(known, done.new).by) == ["“We sail.”"]
