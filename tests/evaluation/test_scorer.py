"""Every figure that the project's own scorer has too is the same there; skipped where the scorer is not at hand."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.evaluation import Annotated, Document, f1
from quotes.evaluation.counts import count
from quotes.evaluation.figures import figures_of
from quotes.evaluation.names import same_speaker, same_words

SCORER = Path(__file__).parents[2].parent / "shared" / "eval" / "score.py"
TEXTS = ("Ann said that the sea is cold. Ben denied it, and the ships left.", "that that thaw, that ")
OURS = {"office", "speaker_pronoun", "speaker_surname", "span_source", "span_cue", "span_content"}
THEIRS = {"documents", "gold", "predicted"}
pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the folder ../shared with the scorer is missing")

NAMES = (
    "Ann Example", "A. Example", "Example", "Minister Anna Example", "Ben Sample", "the UN", "U.N. staff",
    "United Nations staff", "İlham Ələk", "Ilham Elek", "Sergei O\u2019Example", "Sergiy OExample", "the of", "...", "",
)  # fmt: skip
PARTS = st.sampled_from(("Ann", "Anna", "A.", "Dr", "of", "Lee", "Leigh", "É.", "us"))
names = st.sampled_from(NAMES) | st.lists(PARTS, max_size=4).map(" ".join)
maybe = st.none() | names
official = st.sampled_from((None, True, False))
label = st.sampled_from((None, "favor", "against", "neutral", "mixed"))


def attributions(text: str) -> st.SearchStrategy[list[Annotated]]:
    """What may be annotated or found in a text."""
    pair = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    led_in = st.sampled_from([(found.start(), len(text)) for found in re.finditer("that ", text)])
    edges = st.lists(pair.map(tuple), max_size=2).map(tuple)
    content = st.lists(pair.map(tuple) | led_in, min_size=1, max_size=2).map(tuple)
    one = st.builds(
        Annotated, content, edges, edges, kind=st.sampled_from(("speech", "attitude")),
        type=st.sampled_from((None, "direct", "mixed", "indirect")), speaker=maybe,
        speaker_kind=st.sampled_from((None, "person", "organisation")), affiliation=maybe, official=official,
        country=st.sampled_from((None, "UA", "RU", "UA-SEP")), stance=label, office_judged=st.just(True),
    )  # fmt: skip
    return st.lists(one, max_size=4)


articles = st.sampled_from(TEXTS).flatmap(
    lambda text: st.tuples(st.just(text), attributions(text), attributions(text), st.booleans())
)


@cache
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("scorer", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FACTS = ("kind", "type", "speaker", "speaker_kind", "affiliation", "country", "official", "stance")


def as_gold(a: Annotated) -> dict[str, Any]:
    """An annotated attribution as the scorer reads it."""
    facts = {name: getattr(a, name) for name in FACTS if name != "official" or a.office_judged}
    return facts | {name: [list(pair) for pair in getattr(a, name)] for name in ("content", "source", "cue")}


def as_found(a: Annotated) -> dict[str, Any]:
    """A found attribution as `quotes extract` prints it; one whose speaker is not known has none."""
    speaker = {"name": a.speaker, "affiliation": a.affiliation, "official": a.official, "country": a.country}
    spans = {
        name: [{"start": start, "end": end} for start, end in getattr(a, name)] for name in ("content", "source", "cue")
    }
    known = speaker if any(value is not None for value in speaker.values()) else None
    return spans | {"type": a.type, "speaker": known, "stance": {"label": a.stance}}


@settings(max_examples=300, deadline=None)
@given(st.lists(articles, min_size=1, max_size=3), st.sampled_from((frozenset(), frozenset({"speech"}))), st.booleans())
def test_the_figures_are_those_of_the_projects_scorer(some: Any, kinds: frozenset[str], stances: bool) -> None:
    theirs, ours = [], []
    for text, annotated, found, judged in some:
        gold = annotated if judged else [replace(a, official=None, office_judged=False) for a in annotated]
        document = {"id": "x", "text": text, "attributions": [as_gold(a) for a in gold]}
        finds = [as_found(f) for f in found]
        theirs.append(scorer().count(json.loads(json.dumps(document)), finds, set(kinds) or None))
        ours.append(count(Document("x", text, tuple(gold)), found, kinds))
    report = scorer().report(theirs, stances)
    figures = figures_of(ours, stances=stances)
    assert set(figures) - OURS == set(report) - THEIRS
    for name in set(figures) - OURS:
        assert figures[name] == pytest.approx(report[name]), name
    assert sum(c["annotated"] for c in ours) == report["gold"]
    assert sum(c["found"] for c in ours) == report["predicted"]


@settings(max_examples=300, deadline=None)
@given(maybe | st.text(max_size=12), maybe | st.text(max_size=12), st.sampled_from((None, "person", "group")))
def test_two_names_are_one_speaker_where_the_scorer_says_so(a: Any, f: Any, kind: str | None) -> None:
    assert same_speaker(a, f, kind) == scorer().same_speaker(a, f, kind)
    assert same_words(a, f) == pytest.approx(scorer().affiliation_f1(a, f))


def test_nothing_of_nothing_is_nothing() -> None:
    assert f1(0, 0, 0) == scorer().f1(0, 0, 0) == 0.0
