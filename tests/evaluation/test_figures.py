"""Figures: small articles counted by hand, and the project's own scorer where it is at hand."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.errors import InputError
from quotes.evaluation import Annotated, Document, evaluate, read_gold
from quotes.evaluation.figures import count, figures_of
from quotes.evaluation.names import same_speaker, same_words

SCORER = Path(__file__).parents[2].parent / "shared" / "eval" / "score.py"
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
    ((start, end),) = ONE.content
    assert measured(Annotated(((start - 1, end + 1),), ONE.source, ONE.cue), TWO)["content_exact"] == 1.0


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


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "no annotated article"),
        ("{", "line 1"),
        ("[1]", "line 1"),
        ('{"id": "a", "text": "b"}', "attributions"),
        ('{"id": "a", "text": "b", "attributions": [{"content": [[0, 9]]}]}', "outside the text of a"),
        ('{"id": "a", "text": "b", "attributions": [{"content": [[0]]}]}', "line 1"),
    ],
)
def test_a_file_that_is_no_gold_file_is_refused_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line)
    with pytest.raises(InputError, match=told):
        read_gold(tmp_path / "gold.jsonl")


def test_a_broken_packed_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl.gz").write_bytes(b"\x1f\x8b broken")
    with pytest.raises(InputError, match="unpacked"):
        read_gold(tmp_path / "gold.jsonl.gz")


pairs = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))
edges = st.lists(pairs, max_size=2).map(tuple)
names = st.sampled_from((None, "Ann Example", "A. Example", "Example", "Ben Sample", "the UN", "United Nations staff"))
attributions = st.builds(
    Annotated, st.lists(pairs, min_size=1, max_size=2).map(tuple), edges, edges,
    st.sampled_from(("speech", "attitude")),
    st.sampled_from(("direct", "mixed", "indirect")), names, st.sampled_from(("person", "organisation")), names,
    st.sampled_from((None, True, False)),
)  # fmt: skip


def plain(a: Annotated, *, found: bool) -> dict[str, Any]:
    speaker = {"name": a.speaker, "affiliation": a.affiliation, "official": a.official}
    spans = {
        name: [{"start": s, "end": e} for s, e in getattr(a, name)] if found else [list(p) for p in getattr(a, name)]
        for name in ("content", "source", "cue")
    }
    return spans | {"kind": a.kind, "type": a.type} | ({"speaker": speaker} if found else speaker | {
        "speaker": a.speaker, "speaker_kind": a.speaker_kind})  # fmt: skip


@pytest.mark.skipif(not SCORER.exists(), reason="the folder ../shared with the scorer is missing")
@settings(max_examples=300, deadline=None)
@given(
    st.lists(attributions, max_size=4), st.lists(attributions, max_size=4),
    st.sampled_from((frozenset(), frozenset({"speech"}))),
)  # fmt: skip
def test_the_figures_are_those_of_the_projects_scorer(annotated: Any, found: Any, kinds: frozenset[str]) -> None:
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    document = {"id": "x", "text": TEXT, "attributions": [plain(a, found=False) for a in annotated]}
    document = json.loads(json.dumps(document))
    theirs = scorer.report([scorer.count(document, [plain(f, found=True) for f in found], set(kinds) or None)], False)
    ours = figures_of([count(Document("x", TEXT, tuple(annotated)), found, kinds)])
    for name, value in ours.items():
        if not name.startswith(("span_", "speaker_")):
            assert value == pytest.approx(theirs[name]), name
