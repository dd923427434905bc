"""Figures: small articles counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.evaluation import Annotated, Document, evaluate
from quotes.evaluation.names import same_speaker, same_words

TEXT = "Ann said that the sea is cold. Ben denied it, and the ships left."


def at(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


ONE = Annotated(at("that the sea is cold"), at("Ann"), at("said"), "speech", "indirect", "Ann Example")
TWO = Annotated(at("it"), at("Ben"), at("denied"), "attitude", "indirect", "Ben Sample")


def measured(*found: Annotated, kinds: frozenset[str] = frozenset()) -> dict[str, float]:
    return evaluate([Document("x", TEXT, (ONE, TWO))], lambda _: found, kinds=kinds).values


def test_what_is_annotated_is_right_in_everything() -> None:
    assert set(measured(ONE, TWO).values()) == {1.0}


def test_nothing_found_is_nothing_right_and_no_division_by_it() -> None:
    assert set(measured().values()) == {0.0}


def test_edges_of_punctuation_and_blanks_decide_nothing() -> None:
    ((start, end),) = at("the sea is cold")
    assert measured(Annotated(((start - 1, end + 1),), ONE.source, ONE.cue), TWO)["content_exact"] == 1.0


def test_a_that_before_the_content_decides_nothing() -> None:
    without = Annotated(at("the sea is cold"), ONE.source, ONE.cue)
    figures = measured(without, TWO)
    assert figures["content_exact"] == figures["span_content"] == figures["token_content"] == 1.0


def test_a_that_further_on_is_part_of_the_content() -> None:
    broken = Annotated((*at("Ann"), *ONE.content), ONE.source, ONE.cue)
    assert measured(broken, TWO)["content_exact"] == 0.5


def test_half_a_content_overlaps_and_is_not_exact() -> None:
    half = measured(Annotated(at("the sea is"), ONE.source, ONE.cue, type="indirect", speaker="Example"), TWO)
    assert half["content_exact"] == 0.5 and half["content_overlap"] == half["attribution"] == 1.0
    assert half["speaker"] == 0.5


def test_a_wrong_source_is_no_attribution_but_an_overlap() -> None:
    figures = measured(Annotated(ONE.content, at("ships"), ONE.cue), TWO)
    assert figures["content_overlap"] == 1.0 and figures["attribution"] == 0.5


def test_a_kind_that_need_not_be_found_is_neither_missed_nor_a_false_find() -> None:
    speech = frozenset({"speech"})
    assert measured(ONE, kinds=speech)["recall"] == measured(ONE, TWO, kinds=speech)["precision"] == 1.0
    assert measured(ONE, Annotated(at("the ships left"), (), ()), kinds=speech)["precision"] == 0.5


def test_one_find_is_paired_once() -> None:
    assert measured(ONE, ONE, TWO)["precision"] == pytest.approx(2 / 3)


def test_intervals_hold_the_figure_and_are_the_same_each_time() -> None:
    documents = [Document(str(n), TEXT, (ONE, TWO)) for n in range(8)]

    def some(document: Document) -> tuple[Annotated, ...]:
        return (ONE, TWO) if int(document.id) % 2 else (ONE,)

    first, again = (evaluate(documents, some, resamples=200) for _ in range(2))
    assert first == again
    low, high = first.intervals["recall"]
    assert low < first.values["recall"] < high


OFFICIAL = replace(ONE, official=True, office_judged=True, country="RU", stance="against")
PRIVATE = replace(TWO, official=False, office_judged=True, country="UA", stance="favor")


def of_both(*found: Annotated) -> dict[str, float]:
    return evaluate([Document("x", TEXT, (OFFICIAL, PRIVATE))], lambda _: found, stances=True).values


def test_what_is_left_open_is_wrong_but_counted_apart_from_what_is_told() -> None:
    figures = of_both(replace(OFFICIAL, official=None), replace(PRIVATE, country=None))
    assert (figures["official"], figures["official_told"], figures["official_told_right"]) == (0.5, 0.5, 1.0)
    assert (figures["country"], figures["country_told"], figures["country_told_right"]) == (0.5, 0.5, 1.0)
    assert (figures["official_office"], figures["official_no_office"]) == (0.0, 1.0)
    assert "official_open" not in figures


def test_an_office_that_is_open_is_right_when_it_is_left_open() -> None:
    open_one = replace(ONE, official=None, office_judged=True)
    figures = evaluate([Document("x", TEXT, (open_one, TWO))], lambda _: (ONE, TWO)).values
    assert figures["official_open"] == 1.0
    assert "official" not in figures


def test_a_chain_is_right_where_all_of_it_is() -> None:
    figures = of_both(OFFICIAL, replace(PRIVATE, official=True))
    assert figures["stance"] == pytest.approx(2 / 3), "no neutral is annotated, and it is a class"
    assert figures["pipeline"] == figures["pipeline_opinion"] == 0.5


def test_mixed_is_no_class_and_never_right_as_one() -> None:
    mixed = replace(ONE, stance="mixed")
    assert evaluate([Document("x", TEXT, (mixed,))], lambda _: (mixed,), stances=True).values["stance"] == 0.0


def test_stances_are_measured_on_request_alone() -> None:
    assert not {"stance", "pipeline", "pipeline_opinion"} & set(measured(OFFICIAL, PRIVATE))


@pytest.mark.parametrize(
    ("annotated", "found", "kind", "same"),
    [
        ("Sergei Example", "S. Example", "person", True),
        ("Sergei Example", "Sergey Example", "person", True),
        ("Sergei Example", "Example", "person", False),
        ("Example", "Minister Sergei Example", "person", True),
        ("Sergei Example", "Ivan Example", "person", False),
        ("Sergei Example", "Sergei Sample", "person", False),
        ("İlham Ələk", "Ilham Elek", "person", True),
        ("the UN", "the United Nations", "organisation", True),
        ("two Western envoys", "two envoys", "group", True),
        ("two Western envoys", "a lawyer", "group", False),
        (None, None, "person", True),
        ("Ann", None, "person", False),
    ],
)
def test_two_names_are_one_speaker(annotated: str | None, found: str | None, kind: str, same: bool) -> None:
    assert same_speaker(annotated, found, kind) is same


def test_small_words_do_not_make_affiliations_alike() -> None:
    assert same_words("mayor of the town", "the mayor") == pytest.approx(2 / 3)
    assert same_words("of the", "of the") == 0.0
