"""A selection that the database answers is what the plain filter over all quotes keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import InputError, NotFoundError
from quotes.filter import Filter, Selection, choose, maybe
from quotes.labels import with_current
from quotes.store import Store
from quotes.store.actors import put_actor
from quotes.store.counting import count_kinds, facts_of_voices
from quotes.store.current import voice_of
from quotes.store.ids import with_ids
from quotes.store.reading import actor_names, read_quotes
from quotes.store.reviewing import reviewed_finds, to_review
from quotes.store.selecting import asked, count, count_undated, plan_of, select_ids, select_quotes
from quotes.store.streaming import every
from quotes.store.writing import put_quotes
from quotes.text import folded
from quotes.types import Affiliation, Quote, Span, Speaker, Stance
from stance.reports.tally import Tally, tally, tally_of
from stance.review import MARK

from .plain import reviewed_attributions, summarise
from .plain import to_review as plain_queue
from .sample import ANNA, BORIS, JUDGE, MODEL, by_hand, words

TARGET = "Ruritania"
_NAMES = ("Mira Kovalenko", "Мира Коваленко", "Kovalenko", "Mira de la Cruz", "A_B C", "")
_TEXTS = ("The bridge belongs to all.", "bridge over the Ödra", "мост", "A_B … a bridge", "100 % of it", "o'clock")
_DAYS = (None, "2022", "2022-03", "2022-03-05", "2021-12-31", "2024-02-29")
_stances = st.builds(
    Stance,
    target=st.sampled_from((TARGET, "Borduria")),
    label=st.sampled_from(("favor", "against", "neutral", "mixed", None)),
    about=st.sampled_from((True, False, None)),
    aspect=st.sampled_from((None, "policy")),
    score=st.sampled_from((None, 0.25, -0.5)),
    annotator=st.sampled_from((ANNA, BORIS, MODEL, JUDGE)),
)
_speakers = st.none() | st.builds(
    Speaker,
    name=st.sampled_from(_NAMES[:-1]),
    actor=st.sampled_from((None, "mira", "cruz-2")),
    affiliation=st.sampled_from((None, "Minister of Ferries", "head, Ferry Office")),
    country=st.sampled_from((None, "RU", "AZ")),
    official=st.sampled_from((None, True, False)),
    office=st.sampled_from((None, "executive")),
)
_quotes = st.builds(
    lambda text, number, **facts: Quote((Span(0, len(text), text),), document=str(number), **facts),
    text=st.sampled_from(_TEXTS),
    number=st.integers(0, 10**6),
    kind=st.sampled_from(("speech", "attitude")),
    type=st.sampled_from(("direct", "indirect")),
    said=st.sampled_from(_DAYS),
    published=st.sampled_from(_DAYS),
    publisher=st.sampled_from((None, "The Daily Ödra", "50% News_paper")),
    doubted=st.sampled_from((None, "odd")),
    speaker=_speakers,
    stances=st.lists(_stances, max_size=3).map(tuple),
)
_filters = st.builds(
    Filter,
    speaker=st.sampled_from(
        (None, None, "kovalenko", "mira kovalenko", "коваленко", "@mira", "cruz-2", "mira", "!!", "a_b")
    ),
    affiliation=st.sampled_from((None, None, None, "ferry", "minister ferries", "?")),
    country=st.sampled_from((None, None, "RU", "AZ")),
    official=st.sampled_from((None, None, True, False)),
    office=st.sampled_from((None, None, None, "executive")),
    stance=st.sampled_from((None, None, None, "favor", "against", "none", "disputed", "unsure")),
    about=st.sampled_from((None, None, True, False)),
    type=st.sampled_from((None, None, "direct")),
    kind=st.sampled_from((None, None, "speech")),
    publisher=st.sampled_from((None, None, "odra", "daily", "50% n", "_", "%")),
    since=st.sampled_from((None, None, "2022", "2022-03-02", "2024-02")),
    until=st.sampled_from((None, None, "2022", "2022-03-02", "2024-02")),
    text=st.sampled_from(
        (None, None, "bridge", "the brid", "ridge", "мос", "most", "a b", "a_b", "a bridge", "%", "o'cl")
    ),
    doubted=st.sampled_from((None, None, True, False)),
)  # fmt: skip


def _filled(store: Store, quotes: list[Quote]) -> None:
    with store.change("fill", ANNA) as change:
        held = (Affiliation("minister", office="executive", official=True, since="2022-03-01", until="2023"),)
        put_actor(change, "Mira Kovalenko", key="mira", country="RU", aliases=["Мира К"], affiliations=held)
        put_actor(change, "Ana Cruz", key="cruz-2", affiliations=(Affiliation("captain", "Ferry Office"),))
        for number, quote in enumerate(quotes):
            put_quotes(change, with_ids([quote], f"{number} {quote.document}"))


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(
    quotes=st.lists(_quotes, max_size=12),
    asking=st.lists(st.tuples(_filters, _filters, st.sampled_from(("any", "human"))), min_size=8, max_size=8),
)
def test_the_database_and_the_plain_filter_choose_the_same(
    make_store: Callable[[], Store], quotes: list[Quote], asking: list[tuple[Filter, Filter, Any]]
) -> None:
    store = make_store()
    _filled(store, quotes)
    with store.read() as connection:
        aliases, every_quote = actor_names(connection), read_quotes(connection)
        for one, two, labels in asking:
            plain = with_current(every_quote, TARGET, labels=labels)
            for filters in ((one,), (one, two)):
                selection = Selection(filters, TARGET, labels)
                kept = choose(plain, *filters, aliases=aliases)
                assert [q.id for q in select_quotes(connection, selection)] == [q.id for q in kept]
                assert select_quotes(connection, selection) == kept
                assert count(connection, selection) == len(kept)
                assert count(connection, selection, most=2) == min(2, len(kept))
                open_ = maybe(plain, *filters, aliases=aliases)
                assert count(connection, selection, loose=True) == len(open_), filters
                _same_counts(connection, selection, kept)
                for reviewer in ("Anna", "Nobody"):
                    assert to_review(connection, selection, reviewer, limit=5) == [
                        quote.id for quote in plain_queue(kept, TARGET, reviewer)[:5]
                    ]
    store.engine.dispose()


def _same_counts(connection: Any, selection: Selection, kept: tuple[Quote, ...]) -> None:
    found = list(count_kinds(connection, selection, by_voice=True))
    assert _close(tally_of(found), tally(kept))
    assert _close(tally_of(count_kinds(connection, selection)), tally(kept))
    rows = summarise(kept, doubted=True)
    voices = {kind.voice for kind in found if kind.voice is not None}
    assert len(voices) == len(rows)
    for row in rows:
        voice = row.latest.speaker and voice_of(row.latest.speaker.actor, folded(row.latest.speaker.name))
        assert voice in voices
        assert _close(tally_of(kind for kind in found if kind.voice == voice), row.tally)
        facts = facts_of_voices(connection, selection, [voice])[voice]
        assert (facts.latest, facts.first, facts.last) == (row.latest.id, row.first, row.last)
        assert len(facts.tones) == len(row.tone)


def _close(one: Tally, other: Tally) -> bool:
    assert (one.mean is None) == (other.mean is None)
    assert one.mean == pytest.approx(other.mean)
    return replace(one, mean=None) == replace(other, mean=None)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quotes=st.lists(_quotes, max_size=12), sides=st.tuples(_filters, _filters))
def test_what_may_decide_a_comparison_is_asked_for_in_the_plain_order(
    make_store: Callable[[], Store], quotes: list[Quote], sides: tuple[Filter, Filter]
) -> None:
    store = make_store()
    _filled(store, quotes)
    with store.read() as connection:
        aliases, plain = actor_names(connection), with_current(read_quotes(connection), TARGET)
        groups = [choose(plain, side, aliases=aliases) for side in sides]
        found = to_review(connection, Selection(target=TARGET), "Anna", sides=sides)
        expected = plain_queue(plain, TARGET, "Anna", sides=groups) if any(groups) else ()
        assert found == [quote.id for quote in expected]
        share = reviewed_attributions(plain)
        assert sum(reviewed_finds(connection, MARK)) == share.of
    store.engine.dispose()


def test_a_list_goes_on_after_a_quote_and_ends(store: Store) -> None:
    by_hand(store, *(words(f"number {n}", said=f"2022-01-{n + 1:02d}") for n in range(5)))
    with store.read() as connection:
        ids = select_ids(connection, Selection())
        assert select_ids(connection, Selection(), limit=2) == ids[:2]
        assert select_ids(connection, Selection(), after=ids[1], limit=2) == ids[2:4]
        assert select_ids(connection, Selection(), after=ids[4]) == []
        assert select_ids(connection, Selection(), offset=3) == ids[3:]
        assert [q.id for q in every(connection, Selection())] == ids
        with pytest.raises(NotFoundError, match="no quote 'nothing' to go on after"):
            select_ids(connection, Selection(), after="nothing")


def test_quotes_come_in_the_order_of_days_and_the_undated_last(store: Store) -> None:
    days = ("2022-03", None, "2021", "2022-03-05", "2020-12-31")
    by_hand(store, *(words(f"said {day}", said=day) for day in days))
    with store.read() as connection:
        assert [q.said for q in select_quotes(connection, Selection())] == [
            "2020-12-31", "2021", "2022-03", "2022-03-05", None
        ]  # fmt: skip


def test_what_dates_leave_out_because_nobody_knows_the_day_is_counted(store: Store) -> None:
    by_hand(store, words("one", said="2022"), words("two", "X Y"), words("three", "X Y"), words("four"))
    with store.read() as connection:
        assert count_undated(connection, Selection((Filter(since="2022"),))) == 3
        assert count_undated(connection, Selection((Filter(since="2022", speaker="x"),))) == 2
        assert count_undated(connection, Selection((Filter(speaker="x"),))) == 0


def test_words_are_searched_best_first_among_what_the_filters_keep(store: Store) -> None:
    one, two = by_hand(store, words("the bridge, the bridge", "X Y"), words("a bridge " + "and more " * 30, "Z"))
    with store.read() as connection:
        assert select_ids(connection, Selection(words="bridge")) == [one, two]
        assert select_ids(connection, Selection((Filter(speaker="z"),), words="bridge")) == [two]
        assert count(connection, Selection(words="bridge"), most=1) == 1
        with pytest.raises(InputError, match="no word"):
            select_ids(connection, Selection(words="!!"))


@pytest.mark.parametrize("wanted", [Filter(), Filter(speaker="kovalenko")])
def test_the_first_page_of_a_list_is_found_by_an_index(wanted: Filter) -> None:
    from quotes.store import open_store

    store = open_store(":memory:")
    by_hand(store, *(words(f"number {n}", f"Mira Kovalenko {n % 3}") for n in range(9)))
    with store.read() as connection:
        question = asked(connection, Selection((wanted,)))
        query = question.query().add_columns(question.order[0]).order_by(*question.order).limit(51)
        plan = plan_of(connection, query)
    assert not [line for line in plan if line.startswith("SCAN") and "INDEX" not in line], plan
