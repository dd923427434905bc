"""Taking changes back, and bringing them back again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from sqlalchemy import select

from quotes.errors import NotFoundError, StoreError
from quotes.store import Store, schema
from quotes.store.actors import find_actor, put_actor, put_affiliation, put_alias
from quotes.store.history import changes
from quotes.store.ids import with_ids
from quotes.store.labels import put_speaker
from quotes.store.reading import read_actors
from quotes.store.undo import undo
from quotes.store.writing import edit_quote, put_quotes, remove_quote, replace_content
from quotes.types import Affiliation, Speaker

from .sample import ANNA, BORIS, TEXT, by_hand, ingest, quotes_of, span, tag, words
from .steps import STEPS, in_force, last, seen, step


def test_an_undone_ingest_is_gone_and_can_be_done_again(store: Store) -> None:
    empty = seen(store)
    first, ids = ingest(store)
    full = seen(store)
    number, command = undo(store, None, ANNA)
    assert command == "ingest" and seen(store) == empty
    again, new = ingest(store)
    assert (again.article_id, new) == (first.article_id, ids)
    assert seen(store)["quotes"] == full["quotes"]
    assert number < last(store)


def test_an_undone_undo_brings_everything_back(store: Store) -> None:
    _, ids = ingest(store)
    tag(store, ids[0])
    full = seen(store)
    undo(store, None, ANNA)
    undo(store, None, ANNA)
    for _ in range(2):
        undo(store, last(store), ANNA)  # the undo of the ingest, then that of the tag
        break
    assert [q.stances for q in quotes_of(store, ids[0])] == [()]
    with store.read() as connection:
        undo_of_tag = next(r["number"] for r in changes(connection) if str(r["command"]).startswith("undo 2:"))
    undo(store, undo_of_tag, ANNA)
    assert seen(store) == full


def test_undo_and_redo_can_go_on_for_ever(store: Store) -> None:
    empty = seen(store)
    _, ids = ingest(store)
    full = seen(store)
    for _ in range(3):
        undo(store, last(store), ANNA)
        assert seen(store) == empty
        undo(store, last(store), ANNA)
        assert seen(store) == full
    undo(store, None, ANNA)
    assert seen(store) == empty
    with pytest.raises(NotFoundError, match="nothing to undo"):
        undo(store, None, ANNA)
    assert ids


def test_a_label_counts_as_often_as_its_change_is_brought_back(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn."))
    tag(store, key)
    for _ in range(2):
        for expected in (0, 1):
            undo(store, last(store), ANNA)
            assert len(quotes_of(store, key)[0].stances) == expected
    undo(store, None, ANNA)
    assert quotes_of(store, key)[0].stances == ()
    undo(store, None, ANNA)
    assert quotes_of(store) == ()


def test_a_change_can_be_brought_back_after_others_were_made(store: Store) -> None:
    ingest(store)
    full = seen(store)
    undo(store, None, ANNA)
    redo = last(store)
    (hand,) = by_hand(store, words("Nobody told us.", "Somebody Else"))  # its rows must not get the numbers of the gone
    tag(store, hand)
    undo(store, redo, ANNA)
    assert seen(store)["quotes"][:0] == () and {q.id for q in full["quotes"]} <= {q.id for q in quotes_of(store)}
    assert [q for q in quotes_of(store) if q.id != hand] == list(full["quotes"])


def _edit(store: Store, key: str, note: str) -> None:
    with store.change(f"note {note}", BORIS) as change:
        edit_quote(change, key, note=note)


@pytest.mark.parametrize(
    "later",
    [
        lambda s, q: _edit(s, q, "lighthouse"),
        lambda s, q: tag(s, q, "favor"),
        lambda s, q: _change(s, "later remove", lambda c: remove_quote(c, q)),
        lambda s, q: _change(s, "later speaker", lambda c: put_speaker(c, q, Speaker("X"))),
        lambda s, q: _change(s, "later words", lambda c: replace_content(c, q, (span(TEXT, "bridge"),), TEXT)),
        lambda s, q: _change(s, "later alias", lambda c: put_alias(c, "mira-kovalenko", "Шкипер")),
        lambda s, q: _change(s, "later role", lambda c: put_affiliation(c, "mira-kovalenko", Affiliation("captain"))),
        lambda s, q: _change(s, "later quotes", lambda c: put_quotes(
            c, with_ids([words("bridge")], "x"), version_id=1, text=TEXT)),
        lambda s, q: ingest(s, "Version two.", (), facts={"url": "https://lantern.example/1"}),
        lambda s, q: ingest(s, facts={"title": "Filled in later"}),
    ],
)  # fmt: skip
def test_what_later_changes_build_on_cannot_be_undone_and_they_are_named(
    store: Store, later: Callable[[Store, str], object]
) -> None:
    _, ids = ingest(store, facts={"url": "https://lantern.example/1"})
    later(store, ids[0])
    full = seen(store)
    command = in_force(store)[-1]
    with pytest.raises(StoreError, match=rf"change 1 cannot be undone before change 2 \({command}.*quotes undo 2"):
        undo(store, 1, ANNA)
    assert seen(store) == full
    undo(store, 2, ANNA)
    undo(store, 1, ANNA)
    assert seen(store)["quotes"] == () and seen(store)["actors"] == {}


def _change(store: Store, command: str, do: Callable[[Any], object]) -> None:
    with store.change(command, BORIS) as change:
        do(change)


def test_bringing_back_is_refused_where_an_older_change_was_taken_back_since(store: Store) -> None:
    (key,) = by_hand(store, words("We sail at dawn."))
    _edit(store, key, "b")
    _edit(store, key, "c")
    undo(store, None, ANNA)
    redo_c = last(store)
    undo(store, None, ANNA)
    assert quotes_of(store, key)[0].note is None
    with pytest.raises(StoreError, match="note b"):
        undo(store, redo_c, ANNA)
    undo(store, last(store), ANNA)
    undo(store, redo_c, ANNA)
    assert quotes_of(store, key)[0].note == "c"


def test_changes_of_other_rows_can_be_undone_in_any_order(store: Store) -> None:
    one, two = by_hand(store, words("one")), by_hand(store, words("two"))
    undo(store, 1, ANNA)
    assert [q.id for q in quotes_of(store)] == list(two)
    undo(store, 2, ANNA)
    assert quotes_of(store) == () and one
    with pytest.raises(NotFoundError, match="no change 1 that is not undone"):
        undo(store, 1, ANNA)
    with pytest.raises(NotFoundError, match="no change 99"):
        undo(store, 99, ANNA)


def test_an_actor_that_ingest_made_stays_while_later_quotes_are_linked_to_it(store: Store) -> None:
    ingest(store)
    ingest(store, "“Aye,” said Mira Kovalenko.", (words("“Aye,”", "Mira Kovalenko"),))
    undo(store, 1, ANNA)
    (quote,) = quotes_of(store)
    assert quote.speaker and quote.speaker.canonical == "Mira Kovalenko"
    with store.read() as connection:
        assert list(read_actors(connection)) == ["mira-kovalenko"]
        assert find_actor(connection, "kovalenko").aliases == ("Mira Kovalenko",)
    undo(store, last(store), ANNA)
    assert len(quotes_of(store)) == 4


def test_an_actor_that_a_person_made_cannot_go_while_quotes_are_linked_to_it(store: Store) -> None:
    _change(store, "actors add", lambda c: put_actor(c, "Mira Kovalenko"))
    ingest(store)
    with pytest.raises(StoreError, match=r"before change 2 \(ingest\)"):
        undo(store, 1, ANNA)


def test_a_command_that_wrote_nothing_leaves_no_change(store: Store) -> None:
    ingest(store)
    ingest(store)
    assert in_force(store) == ["ingest"]
    undo(store, None, ANNA)
    assert quotes_of(store) == ()


def test_every_row_of_a_change_is_on_record(store: Store) -> None:
    _, ids = ingest(store)
    _edit(store, ids[0], "lighthouse")
    with store.read() as connection:
        rows = connection.execute(select(schema.history).where(schema.history.c.change_id == 2)).all()
        assert connection.execute(select(schema.history).where(schema.history.c.change_id == 1)).all() == []
        made = {
            table.name: len(connection.execute(select(table).where(table.c.change_id == 1)).all())
            for table in schema.RECORDED
        }
        assert {name: count for name, count in made.items() if count} == {
            "article": 1, "article_version": 1, "run": 1, "actor": 2, "alias": 2, "quote": 3, "speaker_link": 3,
            "piece": 4,
        }  # fmt: skip
        listed = changes(connection)
    assert [(r.action, r.before, r.after) for r in rows] == [
        ("update", {"note": None}, {"note": "lighthouse"}), ("update", {"edited": False}, {"edited": True}),
    ]  # fmt: skip
    assert [(r["number"], r["by"], r["command"], r["rows"]) for r in listed] == [
        (2, "Boris", "note lighthouse", 2),
        (1, "Anna", "ingest", 17),
    ]


def test_an_undo_of_hundreds_of_quotes(store: Store) -> None:
    empty = seen(store)
    ids = by_hand(store, *(words(f"number {n}", f"Speaker {n % 7}") for n in range(900)))
    undo(store, None, ANNA)
    assert seen(store) == empty
    undo(store, last(store), ANNA)
    assert [q.text for q in quotes_of(store, *ids)] == [f"number {n}" for n in range(900)]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
def test_whatever_was_done_taking_it_all_back_leaves_the_start(make_store: Callable[[], Store], steps: Any) -> None:
    store = make_store()
    try:
        states = [seen(store)]
        for name, at in steps:
            if name != "undo":
                count = len(in_force(store))
                step(store, name, at)
                if len(in_force(store)) > count:
                    states.append(seen(store))
        while len(states) > 1:
            assert seen(store) == states.pop()
            undo(store, None, ANNA)
        assert seen(store) == states[0]
    finally:
        store.engine.dispose()


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(steps=STEPS)
@example(steps=[("ingest", 0), ("_do_merge", 0)])
@example(steps=[("_do_add", 9), ("undo", 0), ("_do_add", 16), ("undo", 6), ("undo", 6)])
@example(steps=[("ingest", 0), ("_do_merge", 0), ("undo", 0), ("undo", 1), ("_do_merge", 0)])
@example(
    steps=[
        ("ingest", 11), ("_do_merge", 18), ("undo", 1), ("undo", 0),
        ("ingest", 24), ("undo", 1), ("_do_edit", 19), ("undo", 6),
    ]
)  # fmt: skip
def test_an_undo_in_any_order_works_or_refuses_and_its_undo_restores(
    make_store: Callable[[], Store], steps: Any
) -> None:
    store = make_store()
    try:
        for name, at in steps:
            step(store, name, at)
            before = seen(store)
            try:
                undo(store, last(store) if at % 2 and in_force(store) else None, ANNA)
            except (NotFoundError, StoreError):
                assert seen(store) == before
                continue
            undo(store, last(store), ANNA)
            assert seen(store) == before
    finally:
        store.engine.dispose()
