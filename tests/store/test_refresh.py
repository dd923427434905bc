"""Stored quotes brought in line with new finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from quotes.store import Store
from quotes.store.ids import from_attributions, with_ids
from quotes.store.labels import put_speaker, put_stance
from quotes.store.refresh import Plan, apply, overlap, plan, versions_with_quotes
from quotes.store.undo import undo
from quotes.store.writing import edit_quote, remove_quote, replace_content
from quotes.types import Annotator, Attribution, Quote, Span, Speaker, Stance

from .sample import ANNA, FINDER, MODEL, TEXT, found, ingest, quotes_of, span, tag

NEWER = Annotator("finder", "rule", "2")


def _plan(store: Store, now: Sequence[Quote]) -> Plan:
    with store.read() as connection:
        (version,) = versions_with_quotes(connection)
        return plan(connection, version.version_id, with_ids(now, version.article_id))


def _refresh(store: Store, now: Sequence[Quote]) -> Plan:
    chosen = _plan(store, now)
    with store.change("refresh", ANNA) as change:
        apply(change, chosen, TEXT, NEWER)
    return chosen


def _wider() -> Quote:
    """The first find with other edges and another cue."""
    return replace(found()[0], content=(span(TEXT, "The bridge belongs to all of us"),), cue=span(TEXT, "said Mira"))


def test_the_same_finds_change_nothing(store: Store) -> None:
    ingest(store)
    before = quotes_of(store)
    chosen = _refresh(store, found())
    assert chosen.changes == 0 and len(chosen.kept) == 3
    assert quotes_of(store) == before


def test_a_plan_alone_writes_nothing(store: Store) -> None:
    ingest(store)
    before = quotes_of(store)
    assert _plan(store, [_wider()]).changes == 3
    assert quotes_of(store) == before


def test_a_quote_whose_edges_move_keeps_its_id_and_its_labels(store: Store) -> None:
    _, ids = ingest(store)
    tag(store, ids[0], by=MODEL)  # a machine's label does not hold a quote fast
    labels = quotes_of(store, ids[0])[0].stances
    chosen = _refresh(store, [_wider(), *found()[1:]])
    assert (len(chosen.moved), len(chosen.new), len(chosen.gone), len(chosen.kept)) == (1, 0, 0, 2)
    assert quotes_of(store, ids[0])[0].text == "The bridge belongs to all of us"
    assert quotes_of(store, ids[0])[0].stances == labels


def test_moved_edges_renamed_speakers_new_and_gone_quotes(store: Store) -> None:
    _, ids = ingest(store)
    with store.change("score", MODEL) as change:
        put_stance(change, ids[0], Stance("Ruritania", "favor"))
    other = replace(found()[1], speaker=Speaker("Olzhas Ferhatov", role="fisherman"))
    new = Quote((span(TEXT, "the minister of ferries"),), type="indirect", speaker=Speaker("Somebody New"))
    chosen = _refresh(store, [_wider(), other, new])
    assert [(a.id, b.text) for a, b in chosen.moved] == [(ids[0], "The bridge belongs to all of us")]
    assert [a.id for a, _ in chosen.renamed] == [ids[1]]
    assert [q.id for q in chosen.gone] == [ids[2]] and len(chosen.new) == 1
    moved, renamed = quotes_of(store, ids[0], ids[1])
    assert (moved.text, moved.cue) == ("The bridge belongs to all of us", span(TEXT, "said Mira"))
    assert [s.label for s in moved.stances] == ["favor"] and not moved.orphaned
    assert renamed.speaker and (renamed.speaker.role, renamed.speaker.actor) == ("fisherman", "olzhas-ferhatov")
    assert {q.speaker.actor for q in quotes_of(store) if q.speaker} == {
        "mira-kovalenko", "olzhas-ferhatov", "somebody-new",
    }  # fmt: skip
    assert quotes_of(store, ids[2], removed=True) == () and len(quotes_of(store)) == 3
    again = _plan(store, [_wider(), other, new])
    assert again.changes == 0, "once is enough"


def test_a_refresh_can_be_undone(store: Store) -> None:
    _, ids = ingest(store)
    with store.change("score", MODEL) as change:
        put_stance(change, ids[2], Stance("Ruritania", "favor"))
    before = quotes_of(store)
    _refresh(store, [_wider()])
    assert len(quotes_of(store)) == 1
    number, command = undo(store, None, ANNA)
    assert command == "refresh" and number and quotes_of(store) == before


@pytest.mark.parametrize(
    "touch",
    [
        lambda c, key: edit_quote(c, key, note="mine"),
        lambda c, key: put_stance(c, key, Stance("Ruritania", "favor", annotator=ANNA)),
        lambda c, key: put_speaker(c, key, Speaker("Mira Kovalenko"), by=ANNA),
    ],
)
@pytest.mark.parametrize("finds", [(), (_wider(),)])
def test_what_a_person_edited_tagged_or_named_is_never_touched(
    store: Store, touch: Callable[[Any, str], object], finds: tuple[Quote, ...]
) -> None:
    _, ids = ingest(store)
    with store.change("touch", ANNA) as change:
        touch(change, ids[0])
    before = quotes_of(store, ids[0])
    chosen = _refresh(store, finds)
    assert [q.id for q in chosen.kept] == [ids[0]] and {q.id for q in chosen.gone} == set(ids[1:])
    assert quotes_of(store) == before
    undo(store, None, ANNA)
    undo(store, None, ANNA)
    assert len(_plan(store, ()).gone) == 3, "a touch that was taken back holds nothing fast"


@pytest.mark.parametrize("finds", [found(), (_wider(), *found()[1:])])
def test_what_was_removed_is_never_revived(store: Store, finds: tuple[Quote, ...]) -> None:
    _, ids = ingest(store)
    with store.change("remove", ANNA) as change:
        remove_quote(change, ids[0])
    chosen = _refresh(store, finds)
    assert chosen.changes == 0
    assert [q.id for q in quotes_of(store)] == list(ids[1:])


def test_a_new_find_whose_id_is_held_gets_the_next(store: Store) -> None:
    text = "“No, never, not at all,” said Mira. “No, never,” said Mira."
    first, second = span(text, "“No, never, not at all,”"), span(text, "“No, never,”", 30)
    mira = {"cue": span(text, "said"), "source": span(text, "Mira")}
    _, (held,) = ingest(store, text, (Quote((Span(0, 23, text[:23]),), **mira),))
    now = (Quote((first,), **mira), Quote((second,), **mira))
    with store.read() as connection:
        (version,) = versions_with_quotes(connection)
        finds = with_ids(now, version.article_id)
        finds = (finds[0], replace(finds[1], id=held, document=version.article_id))
        chosen = plan(connection, version.version_id, finds)
    with store.change("refresh", ANNA) as change:
        apply(change, chosen, text, NEWER)
    ids = [quote.id for quote in quotes_of(store)]
    assert len(set(ids)) == 2 and ids[0] == held


def test_a_text_without_quotes_is_looked_at_and_an_old_version_only_where_quotes_point_to_it(store: Store) -> None:
    url = {"url": "https://lantern.example/1"}
    ingest(store, "First words.", (), facts=url)
    kept, _ = ingest(store, TEXT, facts=url)
    newest, _ = ingest(store, "Last words.", (), facts=url)
    with store.read() as connection:
        versions = [row.version_id for row in versions_with_quotes(connection, kept.article_id)]
    assert versions == [kept.version_id, newest.version_id]


@pytest.mark.parametrize("finds", [found, lambda text: (_wider(), *found(text)[1:])])
def test_a_changed_page_does_not_double_the_quotes_of_its_old_version(store: Store, finds: Callable[..., Any]) -> None:
    url = {"url": "https://lantern.example/1"}
    kept, ids = ingest(store, facts=url)
    ingest(store, TEXT + " “Good night,” said Mira.", facts=url)
    with store.read() as connection:
        versions = versions_with_quotes(connection)
    assert len(versions) == 2
    with store.change("refresh", ANNA) as change:
        for row in versions:
            chosen = plan(change.connection, row.version_id, with_ids(finds(row.text), row.article_id))
            apply(change, chosen, row.text, NEWER)
    assert tuple(quote.id for quote in quotes_of(store)) == ids and kept


def test_overlap_is_a_share_of_the_characters_of_both() -> None:
    a = (Span(0, 4, "abcd"), Span(6, 10, "ghij"))
    assert overlap(a, a) == 1.0
    assert overlap(a, (Span(4, 6, "ef"),)) == 0.0
    assert overlap(a, (Span(0, 10, "abcdefghij"),)) == 0.8
    assert overlap((), ()) == 0.0


def test_finds_become_quotes_with_ids() -> None:
    one = Attribution((span(TEXT, "bridge"),), None, None, "speech", "direct", 0.5, speaker=Speaker("Mira"))
    first, second = from_attributions([one, one], "article")
    assert first.id != second.id and (first.document, first.text, first.confidence) == ("article", "bridge", 0.5)
    assert FINDER != NEWER


@pytest.mark.parametrize("away", [False, True], ids=["corrected", "removed"])
def test_what_a_person_left_of_a_quote_is_not_found_anew_around_it(store: Store, away: bool) -> None:
    _, ids = ingest(store)
    with store.change("edit", ANNA) as change:
        replace_content(change, ids[0], (span(TEXT, "all of us"),), TEXT)
        if away:
            remove_quote(change, ids[0])
    chosen = _refresh(store, found())
    assert (len(chosen.new), len(chosen.gone)) == (0, 0)
    assert len(quotes_of(store)) == 3 - away


def test_a_statement_around_one_that_was_removed_is_another(store: Store) -> None:
    _, ids = ingest(store)
    with store.change("remove", ANNA) as change:
        remove_quote(change, ids[0])
    outer = replace(found()[0], content=(Span(0, 160, TEXT[0:160]),), cue=span(TEXT, "told The Lantern"))
    assert [q.content[0].end for q in _plan(store, [outer, *found()]).new] == [160]
