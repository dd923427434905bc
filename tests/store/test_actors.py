"""Actors: found by any name, merged, split, never confused."""

from __future__ import annotations

import pytest

from quotes.errors import AmbiguousError, InputError, NotFoundError
from quotes.registry import Entry
from quotes.store import Store
from quotes.store.actors import find_actor, merge_actors, put_actor, put_affiliation, put_alias, slug, split_actor
from quotes.store.linking import known_names, link_actor, link_surname
from quotes.store.reading import read_actors
from quotes.store.undo import undo
from quotes.types import Affiliation, Speaker

from .sample import ANNA, FINDER, by_hand, hits, ingest, quotes_of, words


def _actor(store: Store, name: str, **more: object) -> str:
    with store.change(f"actor {name}", ANNA) as change:
        return put_actor(change, name, **more)  # type: ignore[arg-type]


def _found(store: Store, name: str) -> str:
    with store.read() as connection:
        return find_actor(connection, name).id


def test_an_actor_is_found_by_any_of_its_names_in_any_script(store: Store) -> None:
    key = _actor(store, "Gülnarə Şəfiyeva", aliases=("Гюльнара Шафиева", "G. Shafiyeva"))
    for name in (key, "Gülnarə Şəfiyeva", "gulnara shafieva", "Шафиева", "ШАФИЕВА", "şəfiyeva", "shafiyeva"):
        if name == "gulnara shafieva":
            with pytest.raises(NotFoundError, match="do you mean"):
                _found(store, name)
        else:
            assert _found(store, name) == key


def test_a_surname_of_two_lists_both_and_asks(store: Store) -> None:
    _actor(store, "Murad Aslanbek")
    _actor(store, "Tural Aslanbek")
    with pytest.raises(AmbiguousError, match=r"Murad Aslanbek \(murad-aslanbek\), Tural Aslanbek \(tural-aslanbek\)"):
        _found(store, "Aslanbek")
    assert _found(store, "Tural Aslanbek") == "tural-aslanbek"
    for missing in ("", "...", "Nobody Here"):
        with pytest.raises(NotFoundError):
            _found(store, missing)


def test_an_id_and_a_whole_name_come_before_the_words_of_one(store: Store) -> None:
    _actor(store, "Murad Aslanbek")
    _actor(store, "Aslanbek", namesake=True)
    _actor(store, "Somebody", key="murad")
    known = {"Aslanbek": "aslanbek", "murad": "murad", "MURAD  Aslanbek": "murad-aslanbek"}
    assert {name: _found(store, name) for name in known} == known


def test_a_name_that_only_articles_use_is_no_actors(store: Store) -> None:
    ingest(store, "“No,” said the old Shafiyeva.", (words("“No,”", "the old Shafiyeva"),), link=False)
    with pytest.raises(NotFoundError, match="no actor 'Shafiyeva'"):
        _found(store, "Shafiyeva")


def test_an_actor_is_found_in_the_change_that_adds_it(store: Store) -> None:
    with store.change("actor", ANNA) as change:
        key = put_actor(change, "Vera Orlova")
        assert find_actor(change.connection, "orlova").id == key


def test_no_more_than_five_of_those_that_fit_are_listed(store: Store) -> None:
    for first in ("Anar", "Bahar", "Camal", "Deniz", "Elnur", "Fuad"):
        _actor(store, f"{first} Aslanbek")
    with pytest.raises(AmbiguousError) as told:
        _found(store, "Aslanbek")
    assert "Elnur" in str(told.value) and "Fuad" not in str(told.value)


def test_namesakes_get_ids_of_their_own_and_their_name_asks(store: Store) -> None:
    one = _actor(store, "Murad Aslanbek")
    with pytest.raises(InputError, match="is a name of murad-aslanbek already"):
        _actor(store, "Murad ASLANBEK")
    two, three = (_actor(store, "Murad Aslanbek", namesake=True) for _ in range(2))
    assert [one, two, three] == ["murad-aslanbek", "murad-aslanbek-2", "murad-aslanbek-3"]
    with pytest.raises(AmbiguousError):
        _found(store, "Murad Aslanbek")
    _, ids = ingest(store, "“No,” said Murad Aslanbek.", (words("“No,”", "Murad Aslanbek"),))
    (quote,) = quotes_of(store, *ids)
    assert quote.speaker and quote.speaker.actor is None and "fits murad-aslanbek" in (quote.speaker.reason or "")


def test_an_alias_of_another_is_refused_and_an_own_one_is_not_new(store: Store) -> None:
    one, two = _actor(store, "Mira Kovalenko"), _actor(store, "Mirra Kovalenko")
    with store.change("alias", ANNA) as change:
        assert put_alias(change, one, "Мира Коваленко")
        assert not put_alias(change, one, "Мира Коваленко")
        with pytest.raises(InputError, match="a name of mira-kovalenko already"):
            put_alias(change, two, "мира коваленко")
        with pytest.raises(InputError, match="no letter"):
            put_alias(change, two, " — ")


@pytest.mark.parametrize("name", ["", "  ", "—"])
def test_an_actor_needs_a_name(store: Store, name: str) -> None:
    with pytest.raises(InputError):
        _actor(store, name)
    with pytest.raises(InputError, match="is taken"):
        _actor(store, "A", key="k")
        _actor(store, "B", key="k")
    assert slug("Гюльнара Şəfiyeva") == "giulnara-safiyeva" or slug("Гюльнара Şəfiyeva").isascii()


def test_an_affiliation_may_end_in_the_year_it_began(store: Store) -> None:
    key = _actor(store, "Mira Kovalenko")
    with store.change("affiliation", ANNA) as change:
        assert put_affiliation(change, key, Affiliation("minister", since="2031-05", until="2031"))
        assert not put_affiliation(change, key, Affiliation("minister", since="2031-05", until="2031"))
        assert put_affiliation(change, key, Affiliation("fellow"))
        for since, until in (("2031-05", "2031-04"), ("2031", "2030-12-31"), ("2031-05-02", "2031-05-01")):
            with pytest.raises(InputError, match="before it begins"):
                put_affiliation(change, key, Affiliation("x", since=since, until=until))
    with store.read() as connection:
        assert [a.role for a in read_actors(connection)[key].affiliations] == ["fellow", "minister"], "undated first"


def _two(store: Store) -> tuple[str, str]:
    """Two actors that are one, with a quote of each that a machine linked."""
    ingest(store, "“Yes,” said M. Kovalenko.", (words("“Yes,”", "M. Kovalenko"),))
    ingest(store, "“Aye,” said Mira Kovalenko.", (words("“Aye,”", "Mira Kovalenko"),))
    return _found(store, "Mira Kovalenko"), _found(store, "M. Kovalenko")


def test_merged_actors_are_one_and_the_quotes_follow(store: Store) -> None:
    kept, gone = _two(store)
    with store.change("facts", ANNA) as change:
        put_alias(change, gone, "Паромщица")
        put_affiliation(change, gone, Affiliation("minister"))
    before = quotes_of(store)
    with store.change("merge", ANNA) as change:
        assert merge_actors(change, kept, gone) == 1
    assert [quote.speaker and quote.speaker.actor for quote in quotes_of(store)] == [kept, kept]
    assert [q.speaker and q.speaker.name for q in quotes_of(store)] == ["M. Kovalenko", "Mira Kovalenko"]
    with store.read() as connection:
        (actor,) = read_actors(connection).values()
        assert actor.aliases == ("Mira Kovalenko", "M. Kovalenko", "Паромщица") and len(actor.affiliations) == 1
        assert len(hits(connection, "Паромщица")) == 2, "the search knows their names"
    undo(store, None, ANNA)
    assert quotes_of(store) == before
    with store.read() as connection:
        assert set(read_actors(connection)) == {kept, gone}
        assert len(hits(connection, "Паромщица")) == 1


def test_a_merge_does_not_turn_a_machines_word_into_a_persons(store: Store) -> None:
    kept, gone = _two(store)
    with store.change("merge", ANNA) as change:
        merge_actors(change, kept, gone)
    first, _ = quotes_of(store)
    with store.change("refresh", FINDER) as change:
        from quotes.store.labels import put_speaker

        put_speaker(change, first.id, Speaker("Somebody Else"))
    assert quotes_of(store)[0].speaker == Speaker("Somebody Else", annotator=FINDER)


def test_one_of_three_namesakes_can_be_merged(store: Store) -> None:
    _actor(store, "Murad Aslanbek")
    two, three = (_actor(store, "Murad Aslanbek", namesake=True) for _ in range(2))
    with store.change("merge", ANNA) as change:
        merge_actors(change, two, three)
    with store.read() as connection:
        assert set(read_actors(connection)) == {"murad-aslanbek", two}


def test_a_merge_fills_in_what_the_kept_one_lacked(store: Store) -> None:
    one, two = _actor(store, "Mira Kovalenko"), _actor(store, "M. Kovalenko", country="RU", wikidata="Q0")
    with store.change("merge", ANNA) as change:
        merge_actors(change, one, two)
    with store.read() as connection:
        actor = read_actors(connection)[one]
    assert (actor.country, actor.wikidata) == ("RU", "Q0")


@pytest.mark.parametrize(("kept", "gone"), [("a", "a"), ("a", "none"), ("none", "a")])
def test_a_merge_needs_two_actors(store: Store, kept: str, gone: str) -> None:
    _actor(store, "A", key="a")
    with pytest.raises((InputError, NotFoundError)), store.change("merge", ANNA) as change:
        merge_actors(change, kept, gone)


def test_a_split_takes_some_quotes_to_a_new_actor_without_the_old_ones_office(store: Store) -> None:
    key = _actor(store, "Aslanbek", country="AZ", affiliations=(Affiliation("president", official=True),))
    text = "“Yes,” said Aslanbek. “No,” said Aslanbek."
    _, ids = ingest(store, text, (words("“Yes,”", "Aslanbek"), words("“No,”", "Aslanbek")))
    before = quotes_of(store, *ids)
    with store.change("split", ANNA) as change:
        new = split_actor(change, key, "Nurlan Aslanbek", quotes_of_change(change, ids[1]))
    stays, left = quotes_of(store, *ids)
    assert stays == before[0]
    assert left.speaker and (left.speaker.actor, left.speaker.official, left.speaker.role) == (new, None, None)
    undo(store, None, ANNA)
    assert quotes_of(store, *ids) == before
    with store.read() as connection:
        assert set(read_actors(connection)) == {key}


def test_a_split_takes_a_name_along(store: Store) -> None:
    key = _actor(store, "Murad Aslanbek", aliases=("Tural Aslanbek",))
    ingest(store, "“No,” said Tural Aslanbek.", (words("“No,”", "Tural Aslanbek"),))
    with store.change("split", ANNA) as change:
        new = split_actor(change, key, "Tural Aslanbek", quotes_of_change(change))
    assert _found(store, "Tural Aslanbek") == new


def test_a_split_of_strange_quotes_is_refused(store: Store) -> None:
    key = _actor(store, "Murad Aslanbek")
    (strange,) = by_hand(store, words("x", "Somebody"))
    with store.change("split", ANNA) as change:
        with pytest.raises(InputError, match="is not one of"):
            split_actor(change, key, "N", quotes_of_change(change, strange))
        with pytest.raises(InputError, match="name the quotes"):
            split_actor(change, key, "N", ())


def quotes_of_change(change: object, *ids: str) -> tuple:  # type: ignore[type-arg]
    from quotes.store.reading import read_quotes

    return read_quotes(change.connection, ids or None)  # type: ignore[attr-defined]


def test_the_unnamed_and_sentences_taken_for_names_become_no_actors(store: Store) -> None:
    from dataclasses import replace

    quote = words("“No.”")
    speakers = (Speaker("unnamed officials", kind="anonymous"), Speaker("x " * 400), Speaker("…"), Speaker("Mira"))
    text = "“No.” " * 4
    ingest(store, text, tuple(replace(quote, speaker=speaker) for speaker in speakers))
    with store.read() as connection:
        (actor,) = read_actors(connection).values()
    assert (actor.name, actor.reviewed) == ("Mira", False)


def _registry(monkeypatch: pytest.MonkeyPatch, *rows: dict[str, str]) -> None:
    """Let these be the actors that ship."""
    blank = dict.fromkeys(Entry.__annotations__, "")
    entries = [{**blank, "kind": "person", **row} for row in rows]
    for module in ("quotes.registry", "quotes.store.shipped"):
        monkeypatch.setattr(f"{module}.shipped_actors", lambda: entries)


def test_an_actor_two_of_whose_names_fold_alike_is_still_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _registry(monkeypatch, {"actor": "orxan-veli", "name": "Orxan Vəli", "aliases": "Orxan Veli|Orkhan Veli"})
    said = (words("“No,”", "Orxan Veli"), words("“Never,”", "Orxan Veli"))
    for text, quote in zip(("“No,” said Orxan Veli.", "“Never,” said Orxan Veli."), said, strict=True):
        _, ids = ingest(store, text, (quote,))
        (stored,) = quotes_of(store, *ids)
        assert stored.speaker and (stored.speaker.actor, stored.speaker.reason) == ("orxan-veli", None)


def test_a_reason_is_given_once_however_often_a_table_goes_out_and_in(store: Store) -> None:
    for _ in range(2):
        _actor(store, "Murad Aslanbek", namesake=True)
    speaker = Speaker("Murad Aslanbek")
    with store.change("link", ANNA) as change:
        once = link_actor(change, speaker, known_names(change.connection))
        assert once.reason and link_actor(change, once, known_names(change.connection)) == once


def test_a_surname_in_a_table_is_that_of_the_only_one_who_bears_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _registry(
        monkeypatch,
        {"actor": "mira-kovalenko", "name": "Mira Kovalenko", "country": "UA"},
        {"actor": "ivan-petrenko", "name": "Ivan Petrenko"},
        {"actor": "oleh-petrenko", "name": "Oleh Petrenko"},
        {"actor": "union-of-sailors", "name": "Union of Sailors", "kind": "organisation"},
    )
    with store.change("link", ANNA) as change:
        names = known_names(change.connection)
        linked = {
            name: link_surname(change, Speaker(name), names) for name in ("Kovalenko", "Petrenko", "Sailors", "Mira")
        }
    assert linked["Kovalenko"].actor == "mira-kovalenko"
    assert linked["Kovalenko"].name == "Kovalenko" and "only Kovalenko" in (linked["Kovalenko"].reason or "")
    assert linked["Petrenko"].actor is None and "ivan-petrenko, oleh-petrenko" in (linked["Petrenko"].reason or "")
    assert (linked["Sailors"].actor, linked["Mira"].actor) == ("sailors", "mira")  # actors of their own
