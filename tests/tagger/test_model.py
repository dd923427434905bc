"""The model that ships: the files that were trained, opened when asked, and no text's answer depends on another's."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.errors import QuotesError
from quotes.pipeline import attributions_of, extract, make_nlp
from quotes.tagger import find_attributions, shipped_model
from quotes.tagger.model import Model

TEXT = "Ann Example, the mayor of Exampletown, said the bridge would open in May. Ben Sample denied it."
TEXTS = (
    TEXT,
    "“We will wait,” she said.",
    "Nothing happened.",
    "The ministry warned that the harbour was full, according to two officials.\n\n“It is not,” Ann Example replied.",
    "",
    "\u202e “A” ”b” said 😀",
    "The union accused the ministry of theft. " * 40,
)
NLP = make_nlp()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(TEXTS), max_size=6))
def test_neighbours_never_change_an_answer(texts: list[str]) -> None:
    assert [attributions_of(doc) for doc in NLP.pipe(texts)] == [extract(text) for text in texts]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 3))
def test_windows_before_and_after_do_not_change_what_a_window_says(fillers: int) -> None:
    model = shipped_model()
    reading = model.read(TEXT)
    alone = [tagged.margins for tagged in model.tag(reading)]
    for _ in range(fillers):
        list(model.tag(model.read(TEXTS[-1])))
    assert [tagged.margins for tagged in model.tag(reading)] == alone


def test_it_pickles_as_its_folder_and_answers_the_same() -> None:
    model = shipped_model()
    find_attributions(TEXT, model)
    packed = pickle.dumps(model)
    assert len(packed) < 1000
    assert find_attributions(TEXT, pickle.loads(packed)) == find_attributions(TEXT, model)


def test_a_file_that_was_not_trained_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "attribution"
    shutil.copytree(shipped_model().folder, folder)
    broken = folder / "roles.onnx"
    broken.write_bytes(broken.read_bytes()[:-1])
    with pytest.raises(QuotesError, match=r"roles\.onnx"):
        find_attributions(TEXT, Model(folder))


def test_names_come_with_their_kind() -> None:
    model = shipped_model()
    reading = model.read("Angela Merkel met officials of the World Bank in Germany on Monday.")
    found = [(reading.layout.tokens.span(e.first, e.stop).text, e.kind) for e in model.entities(reading)]
    assert found == [("Angela Merkel", "PERSON"), ("World Bank", "ORGANIZATION"), ("Germany", "LOCATION")]


def test_the_files_that_ship_are_small() -> None:
    assert sum(file.stat().st_size for file in shipped_model().folder.iterdir()) < 30e6
