"""Gold files: what is read of them, and how one that cannot be read is refused."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.evaluation import Annotated, read_gold
from quotes.evaluation.gold import of_attribution
from quotes.evaluation.lines import gold_lines
from quotes.types import Attribution, Quote, Span, Speaker, Stance
from stance.evaluation import read_asked

TEXT = "“The port stays open,” Vera Orlova said."
FACTS: dict[str, Any] = {
    "kind": "speech", "type": "direct", "speaker": "Vera Orlova", "speaker_kind": "person", "affiliation": "mayor",
    "official": True, "country": "UA", "office": "executive", "stance": "neutral", "about": False,
}  # fmt: skip
SPANS: dict[str, Any] = {"content": [[0, 22]], "source": [[23, 34]], "cue": [[35, 39]]}


def line(*attributions: object, **more: object) -> str:
    return json.dumps({"id": "port", "text": TEXT, "attributions": attributions} | more) + "\n"


def written(folder: Path, content: str | bytes, name: str = "gold.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_every_fact_of_an_annotation_is_read(tmp_path: Path) -> None:
    ((document,), digest) = read_gold(written(tmp_path, line(SPANS | FACTS)))
    assert document.annotated == (Annotated(((0, 22),), ((23, 34),), ((35, 39),), office_judged=True, **FACTS),)
    assert digest == hashlib.sha256(line(SPANS | FACTS).encode()).hexdigest()


def test_an_office_that_is_null_was_judged_and_one_that_is_absent_was_not(tmp_path: Path) -> None:
    ((document,), _) = read_gold(written(tmp_path, line(SPANS, SPANS | {"official": None})))
    assert [each.office_judged for each in document.annotated] == [False, True]


def test_lines_keep_their_numbers_where_some_are_blank(tmp_path: Path) -> None:
    lines, _ = gold_lines(written(tmp_path, '\ufeff{"a": 1}\n\n  \r\n{"b": 2}'))
    assert [(each.where.rsplit(", ")[1], dict(each.row)) for each in lines] == [
        ("line 1", {"a": 1}),
        ("line 4", {"b": 2}),
    ]


def test_what_was_found_brings_country_office_and_the_stance_that_counts() -> None:
    words, speaker = (Span(0, 3, "“x”"),), Speaker("Vera Orlova", country="UA", office="executive", official=True)
    stance = Stance("Russia", "against", about=True)
    found = of_attribution(Quote(words, speaker=speaker, stance=stance))
    assert (found.country, found.office, found.official) == ("UA", "executive", True)
    assert (found.stance, found.about) == ("against", True)
    unlabelled = of_attribution(Attribution(words, None, None, "speech", "direct", 1.0, speaker=speaker))
    assert (unlabelled.country, unlabelled.stance) == ("UA", None)


BROKEN = {  # a file's content: what is wrong and where, and the mend
    "empty": (b"", "no annotated", "write"),
    "blank": (b" \n\r\n", "no annotated", "write"),
    "no JSON": (line(SPANS).encode() + b'{"id": \n', "line 2", "write one object a line"),
    "cut off": (line(SPANS)[:-20].encode(), "line 1", "whole"),
    "nested too deep": (b"[" * 100_000, "line 1", "write one object a line"),
    "a number too long": (b'{"id": ' + b"1" * 5000 + b"}", "line 1", "write one object a line"),
    "no object": (b"[1]\n", "line 1: [1] is no object", "{ }"),
    "no UTF-8": (line(SPANS).encode() + b"\xff\n", "line 2: 0xff", "save the file as UTF-8"),
    "half a character": (b'{"id": 1, "text": "\\ud800", "attributions": []}', "\\ud800", "write both halves"),
    "a text that is none": (line(SPANS, text=5).encode(), 'line 1: "text" is 5', "write it as words"),
    "no text": (b'{"id": "a", "attributions": []}', 'there is no "text"', "write it as words"),
    "no id": (b'{"text": "a", "attributions": []}', 'there is no "id"', "write it as words or a number"),
    "attributions that are none": (line(attributions=5).encode(), '"attributions" is 5', "as a list"),
    "an attribution that is none": (line(5).encode(), "attribution 1 of port", "write each in { }"),
    "no content": (line({"source": [[0, 3]]}).encode(), 'attribution 1 of port: there is no "content"', "as a list"),
    "flat edges": (line({"content": [0, 3]}).encode(), '"content" is no list of stretches', "[[first, one past"),
    "half an edge": (line({"content": [[0]]}).encode(), '"content" is no list of stretches', "[[first, one past"),
    "edges in words": (line({"content": [["0", "3"]]}).encode(), '"0" to "3" is no stretch', "two whole numbers"),
    "edges outside": (line({"content": [[0, 99]]}).encode(), "0 to 99 lies outside", "from 0 to 40"),
    "an office in words": (line(SPANS | {"official": "yes"}).encode(), '"official" is "yes"', "as true or false"),
    "an unknown stance": (line(SPANS | {"stance": "pro"}).encode(), '"stance" is "pro"', "write favor, against"),
}


@pytest.mark.parametrize("read", [read_gold, read_asked])
@pytest.mark.parametrize(("content", "wrong", "mend"), BROKEN.values(), ids=BROKEN)
def test_both_readers_name_file_value_and_mend(
    tmp_path: Path, read: Any, content: bytes, wrong: str, mend: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as error:
        read(path)
    message = str(error.value)
    assert str(path) in message
    assert wrong in message
    assert mend in message


LABELLED: dict[str, Any] = {"id": "a-1", "text": "Ann likes Ben.", "target": "Ben", "label": "favor"}
BROKEN_TEXTS = {
    "no label": ({"label": None}, 'there is no "label", and no "attributions"'),
    "an unknown label": ({"label": "pro"}, '"label" is "pro": write favor'),
    "no text": ({"text": None}, 'there is no "text"'),
    "no id": ({"id": None}, 'there is no "id"'),
    "a target in numbers": ({"target": 5}, '"target" is 5'),
    "half a mention": ({"target_start": 3}, "target_start and target_end: 3 to null is no stretch"),
    "a mention outside": ({"target_start": 3, "target_end": 99}, "3 to 99 lies outside the text"),
    "a holder outside": ({"holder_start": -1, "holder_end": 2}, "-1 to 2 lies outside the text"),
}


@pytest.mark.parametrize(("change", "wrong"), BROKEN_TEXTS.values(), ids=BROKEN_TEXTS)
def test_a_labelled_text_that_is_none_is_refused(tmp_path: Path, change: dict[str, Any], wrong: str) -> None:
    path = written(tmp_path, json.dumps(LABELLED | change))
    with pytest.raises(InputError, match="line 1") as error:
        read_asked(path)
    assert wrong in str(error.value)


def test_who_holds_a_view_is_not_seen_and_the_target_is_where_it_was(tmp_path: Path) -> None:
    named = LABELLED | {"holder_start": 0, "holder_end": 3, "target_start": 10, "target_end": 13}
    (asked,), _ = read_asked(written(tmp_path, json.dumps(named)))
    assert asked.question.text == "the speaker likes Ben."
    assert asked.question.mention is not None
    start, end = asked.question.mention
    assert asked.question.text[start:end] == "Ben"


def test_a_stance_without_words_is_refused_by_the_reader_of_stances(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1: attribution 2 has a stance, but no content: write"):
        read_asked(written(tmp_path, line(SPANS | FACTS, {"content": [], "stance": "favor"})))


PACKED = gzip.compress(line(SPANS | FACTS).encode(), mtime=0)


@pytest.mark.parametrize("read", [read_gold, read_asked])
@pytest.mark.parametrize("kept", [0, 1, 2, 9, 30, len(PACKED) - 9, len(PACKED) - 1])
def test_a_packed_file_that_was_cut_off_is_refused(tmp_path: Path, read: Any, kept: int) -> None:
    path = written(tmp_path, PACKED[:kept], "gold.jsonl.gz")
    with pytest.raises(InputError) as error:
        read(path)
    assert str(path) in str(error.value)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(PACKED) - 1), st.integers(1, 255))
def test_a_packed_file_with_a_damaged_byte_is_refused_or_reads_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, at: int, flipped: int
) -> None:
    damaged = PACKED[:at] + bytes([PACKED[at] ^ flipped]) + PACKED[at + 1 :]
    path = written(tmp_path_factory.getbasetemp(), damaged, "damaged.jsonl.gz")
    try:
        lines, _ = gold_lines(path)
    except InputError as error:
        assert f"{path} cannot be unpacked" in str(error)
        assert "get the file anew" in str(error)
    else:
        assert [each.row for each in lines] == [json.loads(line(SPANS | FACTS))]
