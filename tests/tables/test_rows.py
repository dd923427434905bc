"""The flat row of a quote, and what a person's edit of it means."""

from dataclasses import replace

import pytest

from quotes.errors import InputError
from quotes.tables.rows import PLAIN_COLUMNS, quote_to_row, row_to_quote
from quotes.types import Annotator, Quote, Span, Speaker, Stance

MODEL = Stance(
    "Russia",
    "favor",
    score=0.5,
    annotator=Annotator("tiny", "model", "1"),
    evidence=((0, 3),),
    time="2025-01-01T00:00:00Z",
)
SPEAKER = Speaker("A. Example", canonical="Anna Example", actor="a1", country="AZ", confidence=0.9, official=True)
QUOTE = Quote(
    (Span(40, 45, "Words"),),
    id="q1",
    document="d1",
    source=Span(30, 39, "A. Example"),
    cue=Span(46, 50, "said"),
    speaker=SPEAKER,
    stance=MODEL,
    stances=(MODEL,),
    venue="",
)


def edited(**cells):
    return row_to_quote({**quote_to_row(QUOTE), **cells})


def test_a_row_reads_like_a_sentence():
    row = quote_to_row(QUOTE)
    assert (row["text"], row["speaker"], row["country"], row["official"], row["stance"]) == (
        "Words", "A. Example", "AZ", "yes", "favor"
    )  # fmt: skip
    assert row["damaged"] == ""


def test_a_quote_that_is_flat_has_no_cells_of_json():
    flat = Quote(
        (Span(0, 2, "ja"),), speaker=Speaker("B"), stance=Stance("Russia", None), stances=(Stance("Russia", None),)
    )
    assert {name for name, cell in quote_to_row(flat).items() if cell} == {
        "text", "speaker", "type", "kind", "stance", "target"
    }  # fmt: skip


def test_an_untouched_row_is_the_quote():
    assert edited() == QUOTE


def test_edited_words_win_and_lose_their_places_in_the_article():
    out = edited(text="Other words")
    assert (out.content, out.source, out.cue) == ((Span(0, 11, "Other words"),), None, None)
    assert out.document == "d1"


def test_an_edited_speaker_keeps_the_rest_but_a_new_name_loses_the_registry():
    assert edited(country="Georgia").speaker == replace(SPEAKER, country="GE")
    assert edited(official="").speaker == replace(SPEAKER, official=None)
    assert edited(speaker="B. Other").speaker == Speaker("B. Other", country="AZ", official=True)


def test_a_corrected_label_is_added_and_is_no_longer_the_models():
    out = edited(stance="critical")
    assert out.stance == Stance("Russia", "against")
    assert out.stances == (MODEL, Stance("Russia", "against"))
    assert edited(stance="neutral", annotator="Mara", annotator_kind="person", annotator_version="").stances == (
        MODEL,
        Stance("Russia", "neutral", annotator=Annotator("Mara")),
    )


def test_a_person_who_corrects_their_own_label_replaces_it():
    own = Stance("Russia", "favor", annotator=Annotator("Mara"), time="2025-01-01T00:00:00Z")
    row = quote_to_row(replace(QUOTE, stance=own, stances=(MODEL, own)))
    row["stance"] = "mixed"
    assert row_to_quote(row).stances == (MODEL, Stance("Russia", "mixed", annotator=Annotator("Mara")))


def test_a_label_that_is_cleared_is_gone():
    cleared = edited(stance="", about="", aspect="")
    assert (cleared.stance, cleared.stances) == (None, ())


def test_a_comment_that_is_added_leaves_the_label():
    assert edited(comment="sure").stance == replace(MODEL, comment="sure")


def test_a_date_that_a_spreadsheet_rewrote_is_the_same_date():
    row = quote_to_row(replace(QUOTE, said="2025-08-14"))
    assert row_to_quote({**row, "said": "14.08.2025"}).said == "2025-08-14"


def test_a_column_that_was_deleted_is_no_edit():
    row = {name: cell for name, cell in quote_to_row(QUOTE).items() if name not in ("country", "stance", "venue")}
    assert row_to_quote(row) == QUOTE


def test_a_speaker_without_a_name_is_called_by_the_office():
    assert row_to_quote({"text": "a", "organisation": "Ministry"}).speaker == Speaker(
        "Ministry", kind="organisation", organisation="Ministry"
    )
    assert row_to_quote({"text": "a", "role": "an aide"}).speaker == Speaker(
        "an aide", kind="anonymous", role="an aide"
    )
    assert row_to_quote({"text": "a", "country": "DE"}).speaker == Speaker("unnamed", kind="anonymous", country="DE")


@pytest.mark.parametrize(
    "cells, said",
    [
        ({"content_json": "{"}, "content_json: this is no JSON"),
        ({"content_json": "[1]"}, "do not fit"),
        ({"stances_json": "[]"}, "stances_json: this must be an object"),
        ({"rest_json": '{"said": 5}'}, "said must be str or null"),
        ({"speaker_json": "[" * 100_000}, "speaker_json: this is no JSON"),
        ({"source_json": '"x"'}, "do not fit"),
        ({"text": " "}, "no words"),
        ({"confidence": "1.5"}, "confidence: '1.5' is no number from 0 to 1"),
        ({"type": "shouted"}, "type: 'shouted' is not one of direct"),
    ],
)
def test_a_broken_cell_is_named(cells, said):
    with pytest.raises(InputError, match=said):
        edited(**cells)


def test_every_column_of_a_quote_is_there():
    assert len(set(PLAIN_COLUMNS)) == len(PLAIN_COLUMNS)
    assert set(PLAIN_COLUMNS) <= set(quote_to_row(QUOTE))
