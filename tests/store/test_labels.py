"""Speakers and stances: appended, never changed; which of them counts."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from quotes.store import Store, schema
from quotes.store.actors import put_actor
from quotes.store.labels import put_speaker, put_stance
from quotes.store.undo import undo
from quotes.types import Affiliation, Annotator, Speaker, Stance

from .sample import ANNA, BORIS, FINDER, JUDGE, MODEL, by_hand, ingest, quotes_of, tag, words


def _says(store: Store, key: str, name: str | None, by: Annotator) -> None:
    with store.change("speaker", by) as change:
        put_speaker(change, key, Speaker(name) if name else None)


def _speaker(store: Store, key: str) -> str | None:
    (quote,) = quotes_of(store, key)
    return quote.speaker.name if quote.speaker else None


def test_an_adjudicator_outweighs_a_person_and_a_person_a_machine(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn."))
    for name, by, counts in (
        ("Found", FINDER, "Found"), ("Guessed", MODEL, "Guessed"), ("Heard", ANNA, "Heard"), ("Later", MODEL, "Heard"),
        ("Corrected", BORIS, "Corrected"), ("Ruled", JUDGE, "Ruled"), ("Insisted", ANNA, "Ruled"),
        ("Ruled anew", JUDGE, "Ruled anew"), (None, JUDGE, None),
    ):  # fmt: skip
        _says(store, key, name, by)
        assert _speaker(store, key) == counts


@pytest.mark.parametrize("table", ["stance", "speaker_link"])
def test_a_label_cannot_be_changed_behind_the_stores_back(store: Store, table: str) -> None:
    (key,) = by_hand(store, words("We sail at dawn.", "Mira Kovalenko"))
    tag(store, key)
    with pytest.raises(DBAPIError, match="append only"), store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {table} SET time = 'x'"))
    with pytest.raises(AssertionError, match="append only"), store.change("edit", ANNA) as change:
        change.update(schema.metadata.tables[table], {"id": 1}, time="x")


def test_labels_of_an_undone_change_stay_on_record_and_do_not_count(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn.", "Mira Kovalenko"))
    _says(store, key, "Olzhas Ferhatov", BORIS)
    tag(store, key, "favor")
    undo(store, None, ANNA)
    undo(store, None, ANNA)
    (quote,) = quotes_of(store, key)
    assert quote.stances == () and quote.speaker and quote.speaker.name == "Mira Kovalenko"
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(schema.stance)).scalar() == 1
        assert connection.execute(select(func.count()).select_from(schema.speaker_link)).scalar() == 2


def test_every_label_is_kept_with_who_gave_it(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn."))
    tag(store, key, "favor", by=ANNA, comment="proud")
    tag(store, key, "against", by=BORIS, aspect="policy", score=-0.5, evidence=((3, 7),))
    tag(store, key, None, by=MODEL, probabilities={"favor": 0.3, "against": 0.3, "neutral": 0.4})
    tag(store, key, "neutral", by=ANNA, target="Фредония", about=False)
    (quote,) = quotes_of(store, key)
    assert [(s.target, s.label, str(s.annotator)) for s in quote.stances] == [
        ("Ruritania", "favor", "Anna"), ("Ruritania", "against", "Boris"), ("Ruritania", None, "scorer 2"),
        ("Фредония", "neutral", "Anna"),
    ]  # fmt: skip
    assert quote.stances[1].evidence == ((3, 7),) and quote.stances[1].score == -0.5
    assert all(s.codebook and s.time for s in quote.stances)


def test_a_label_that_is_imported_twice_is_one_label(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn."))
    stance = Stance("Ruritania", "favor", annotator=BORIS, time="2031-02-03T04:05:06Z")
    with store.change("import", ANNA) as change:
        assert put_stance(change, key, stance)
        assert not put_stance(change, key, stance)
    undo(store, None, ANNA)
    with store.change("import", ANNA) as change:
        assert put_stance(change, key, stance), "one that was undone can come back"
    assert len(quotes_of(store, key)[0].stances) == 1


def test_targets_meet_whatever_their_case(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn."))
    for name in ("Ruritania", "ruritania", " RURITANIA ", "Ələsgər", "ƏLƏSGƏR"):
        tag(store, key, target=name)
    assert {s.target for s in quotes_of(store, key)[0].stances} == {"Ruritania", "Ələsgər"}


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("2030-12-31", None), ("2031-01-01", True), ("2031", True), ("2033-04", True), ("2033-04-01", True),
        ("2033-04-02", False), ("2033-05", False), ("2034", False),
    ],
)  # fmt: skip
def test_a_minister_is_official_only_while_in_office(store: Store, said: str, official: bool | None) -> None:
    with store.change("actor", ANNA) as change:
        key = put_actor(
            change, "Mira Kovalenko", country="RU",
            affiliations=(
                Affiliation("fellow", "Harbour Institute", official=False, since="2033-04"),
                Affiliation("minister", "Ferries", "executive", True, "2031", "2033-04-01"),
            ),
        )  # fmt: skip
    by_hand(store, words("We sail at dawn.", said=said))
    (quote,) = quotes_of(store)
    with store.change("speaker", ANNA) as change:
        put_speaker(change, quote.id, Speaker("Kovalenko", actor=key))
    (quote,) = quotes_of(store)
    assert quote.speaker is not None
    assert (quote.speaker.official, quote.speaker.canonical, quote.speaker.country) == (
        official,
        "Mira Kovalenko",
        "RU",
    )
    roles = {True: "minister, Ferries", False: "fellow, Harbour Institute", None: None}
    assert quote.speaker.affiliation == roles[official]
    assert quote.speaker.office == ("executive" if official else None)


def test_the_day_is_the_quotes_else_the_articles(store: Store) -> None:
    with store.change("actor", ANNA) as change:
        put_actor(change, "Mira Kovalenko", affiliations=(Affiliation("minister", official=True, until="1999"),))
    _, ids = ingest(store, facts={"published": "1998-07-01"})
    quote, *_ = quotes_of(store, *ids)
    assert quote.speaker and quote.speaker.official is True
    with store.change("edit", ANNA) as change:
        change.update(schema.quote, {"id": ids[0]}, said="2005")
    quote, *_ = quotes_of(store, *ids)
    assert quote.speaker and quote.speaker.official is None


def test_what_the_article_tells_outweighs_the_registry(store: Store) -> None:
    with store.change("actor", ANNA) as change:
        key = put_actor(change, "Mira Kovalenko", country="RU", affiliations=(Affiliation("minister", official=True),))
    told = Speaker("Mira Kovalenko", affiliation="a retired captain", official=False, country="KZ", actor=key)
    with store.change("add", ANNA) as change:
        (quote,) = (words("We sail at dawn."),)
    (made,) = by_hand(store, quote)
    with store.change("speaker", ANNA) as change:
        put_speaker(change, made, told)
    (read,) = quotes_of(store, made)
    assert read.speaker is not None
    assert (read.speaker.affiliation, read.speaker.official, read.speaker.country) == ("a retired captain", False, "KZ")
    assert read.speaker.role is None
