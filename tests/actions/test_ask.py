"""Asking a store: pages, summaries, comparisons, and how right a machine was."""

from __future__ import annotations

import pytest

from quotes.actions.ask import accuracies, compare, namesakes, page, summaries
from quotes.errors import InputError
from quotes.filter import Filter, Selection
from quotes.labels import LabelCount
from quotes.store import Store, open_store
from quotes.store.actors import put_actor
from quotes.store.ids import with_ids
from quotes.store.writing import put_quotes
from quotes.types import Annotator, Quote, Speaker, Stance, pieces_of

ANN, MODEL = Annotator("Ann"), Annotator("tagger", "model", "1")
RUSSIA = Selection(target="Russia")


@pytest.fixture
def store() -> Store:
    return open_store(":memory:")


def quote(text: str, name: str | None, label: str | None = None, *, by: Annotator = ANN, **facts: object) -> Quote:
    about = facts.pop("about", True)
    speaker = {"actor": facts.pop("actor", None), "official": facts.pop("official", None)}
    stance = (Stance("Russia", label, about, annotator=by),) if label else ()  # type: ignore[arg-type]
    who = Speaker(name, country=facts.pop("country", None), **speaker) if name else None  # type: ignore[arg-type]
    return Quote(pieces_of(text), speaker=who, stances=stance, **facts)  # type: ignore[arg-type]


def fill(store: Store, *quotes: Quote) -> None:
    with store.change("fill", ANN) as change:
        put_quotes(change, with_ids(quotes, ""))


def test_a_speaker_is_summed_up_with_what_is_about_the_target_and_the_rest_beside(store: Store) -> None:
    fill(
        store,
        quote("“Good.”", "Vera Orlova", "favor", said="2021-05"),
        quote("“Weather.”", "Vera Orlova", "neutral", about=False, said="2024"),
        quote("“Bad.”", "Vera Orlova", "against", said="2022-06-01"),
        quote("“Nobody said it.”", None, "favor"),
    )
    found = summaries(store, RUSSIA)
    (row,) = found.rows
    assert (row.tally.quotes, row.tally.about, row.tally.not_about) == (3, 2, 1)
    assert (row.first, row.last, row.latest.text) == ("2021-05", "2024", "“Bad.”")
    assert (found.speakers, found.quotes) == (1, 4)


def test_a_change_of_tone_is_told_in_the_order_of_time(store: Store) -> None:
    fill(
        store,
        quote("“Bad.”", "Vera Orlova", "against", said="2022-06-01"),
        quote("“Good.”", "Vera Orlova", "favor", said="2020"),
        quote("“Great.”", "Vera Orlova", "favor", said="2021"),
    )
    assert summaries(store, RUSSIA).rows[0].tone == ("favourable to Russia", "critical of Russia")


def test_without_dates_no_change_of_tone_is_claimed(store: Store) -> None:
    fill(store, quote("“A.”", "Vera Orlova", "favor"), quote("“B.”", "Vera Orlova", "against"))
    (row,) = summaries(store, RUSSIA).rows
    assert (row.tone, row.first, row.last) == ((), None, None)


def test_two_spellings_of_one_actor_are_one_and_two_actors_of_one_name_are_two(store: Store) -> None:
    with store.change("actors", ANN) as change:
        for _ in range(2):
            put_actor(change, "Vera Orlova", namesake=True)
    fill(
        store,
        quote("“A.”", "Vera Orlova", actor="vera-orlova"),
        quote("“B.”", "Вера Орлова", actor="vera-orlova"),
        quote("“C.”", "Vera Orlova", actor="vera-orlova-2"),
    )
    assert [row.tally.quotes for row in summaries(store, RUSSIA).rows] == [2, 1]
    assert [key for key, _ in namesakes(store, "orlova")] == ["vera-orlova", "vera-orlova-2"]
    assert namesakes(store, "@vera-orlova") == []


def test_doubted_quotes_are_left_out_unless_asked_for(store: Store) -> None:
    fill(store, quote("“A.”", "Vera Orlova", "favor", doubted="who knows"))
    assert summaries(store, RUSSIA).rows == () and summaries(store, RUSSIA).doubted == 1
    assert len(summaries(store, RUSSIA, doubted=True).rows) == 1
    sides = [("ours", Filter(speaker="orlova"))]
    assert compare(store, RUSSIA, sides).sides[0].tally.quotes == 0
    assert compare(store, RUSSIA, sides, doubted=True).sides[0].tally.quotes == 1


def test_speakers_with_most_about_the_target_come_first_and_a_limit_says_how_many_there_are(store: Store) -> None:
    fill(store, *(quote(f"“{n}.”", f"Speaker {n % 3}", "favor" if n % 3 else None) for n in range(8)))
    found = summaries(store, RUSSIA, limit=2)
    assert [row.name for row in found.rows] == ["Speaker 1", "Speaker 2"] and found.speakers == 3


def test_a_comparison_counts_each_side_and_shows_what_is_about_the_target_first(store: Store) -> None:
    fill(
        store,
        quote("“Weather.”", "A B", official=True, country="RU"),
        quote("“Good.”", "A B", "favor", official=True, country="RU"),
        quote("“Bad.”", "C D", "against", official=False, country="RU"),
        quote("“Who?”", "E F", "favor", country="RU"),
        quote("“Where?”", "G H", "favor", official=True),
        quote("“Baku.”", "I J", "favor", official=True, country="AZ"),
    )
    asked = {
        "official": Filter(official=True),
        "unofficial": Filter(official=False),
        "judges": Filter(office="judiciary"),
    }
    found = compare(store, RUSSIA.also(Filter(country="RU")), list(asked.items()))
    left, right, third = found.sides
    assert [q.text for q in left.quotes] == ["“Good.”", "“Weather.”"]
    assert (left.tally.about, left.tally.unlabelled, left.voices, left.unknown) == (1, 1, 1, 2)
    assert (right.tally.quotes, right.unknown, third.tally.quotes) == (1, 1, 0)
    assert {(d.a, d.b, d.label): round(d.points) for d in found.differences}["official", "unofficial", "favor"] == 100
    assert {(d.a, d.b) for d in found.differences} == {("official", "unofficial")}


def test_the_machine_is_right_where_it_says_what_people_settled_on() -> None:
    kinds = [
        LabelCount("favor", True, "agreed", official=True, machine="favor", human="favor"),
        LabelCount("against", True, "agreed", official=False, machine="favor", human="against"),
        LabelCount("against", True, "agreed", official=False, machine="unsure", human="against"),
        LabelCount("neutral", True, "agreed", machine="neutral", human="neutral", quotes=2),
        LabelCount("disputed", None, "disputed", official=True, machine="neutral", human="disputed"),
        LabelCount("neutral", True, "machine", official=True, machine="neutral"),
    ]
    found = {a.group: (a.right.count, a.right.of) for a in accuracies(kinds)}
    assert found == {"all": (3, 5), "official": (1, 1), "unofficial": (0, 2)}


def test_words_that_are_no_speaker_are_searched_for_and_a_name_of_nobody_is_mended(store: Store) -> None:
    fill(store, quote("“The bridge.”", "Vera Orlova"), quote("“Orlova lied.”", "Boris Zorin"))
    assert [q.text for q in page(store, RUSSIA, words=["orlova"]).quotes] == ["“The bridge.”"]
    assert [q.text for q in page(store, RUSSIA, words=["bridge"]).quotes] == ["“The bridge.”"]
    assert page(store, RUSSIA, words=["orlowa"]).nearest == "Vera Orlova"
    with pytest.raises(InputError, match="nobody here is called 'orlowa': do you mean Vera Orlova"):
        page(store, RUSSIA.also(Filter(speaker="orlowa")))
    with pytest.raises(InputError, match="do you mean Boris Zorin"):
        compare(store, RUSSIA, [("boris zorinn", Filter(speaker="boris zorinn"))])


def test_an_actor_called_by_a_surname_alone_hides_nobody_of_that_surname(store: Store) -> None:
    with store.change("actors", ANN) as change:
        put_actor(change, "Putin")
        put_actor(change, "Vladimir Putin")
    fill(
        store,
        quote("“One.”", "Putin", actor="putin"),
        *(quote(f"“{n}.”", "Vladimir Putin", actor="vladimir-putin") for n in range(3)),
        quote("“Two.”", "Putin"),
    )
    assert len(page(store, RUSSIA, words=["putin"]).quotes) == 5
    assert len(page(store, RUSSIA, words=["vladimir-putin"]).quotes) == 3
    assert [q.text for q in page(store, RUSSIA.also(Filter(speaker="@putin"))).quotes] == ["“One.”"]


def test_a_page_says_how_many_undated_quotes_dates_left_out(store: Store) -> None:
    fill(store, quote("“A.”", "Vera Orlova", said="2022"), quote("“B.”", "Vera Orlova"))
    assert page(store, RUSSIA.also(Filter(since="2021"))).undated == 1
    assert summaries(store, RUSSIA.also(Filter(since="2021"))).undated == 1
    assert page(store, RUSSIA).undated == 0
