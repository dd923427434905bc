"""The spaCy component: for anybody's pipeline, over processes, through bytes."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from quotes.pipeline import attributions_of, extract, make_nlp

TEXT = "“We will rebuild the bridge,” said Ann Example, the mayor of Exampletown. “It will take a year.”"


def test_an_installed_package_adds_the_component_by_its_name() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attributions")
    (found,) = nlp(TEXT)._.attributions
    assert found.speaker is not None
    assert (found.speaker.name, len(found.content)) == ("Ann Example", 2)


def test_attributions_cross_processes() -> None:
    docs = list(make_nlp().pipe([TEXT, "Nothing was said.", TEXT], n_process=2, batch_size=1))
    assert [attributions_of(doc) for doc in docs] == [extract(TEXT), (), extract(TEXT)]


def test_attributions_survive_bytes() -> None:
    nlp = make_nlp()
    doc = Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    assert doc._.attributions == extract(TEXT)


def test_a_doc_that_the_component_has_not_seen_has_none() -> None:
    assert spacy.blank("en")(TEXT)._.attributions == ()


def test_old_annotation_is_replaced() -> None:
    nlp = make_nlp()
    doc = nlp(TEXT)
    doc.user_data["attributions"] = doc.user_data["attributions"] * 3
    doc.user_data["somebody else's"] = 1
    nlp.get_pipe("attributions")(doc)
    assert len(doc._.attributions) == 1
    assert doc.user_data["somebody else's"] == 1


def test_two_attributions_with_one_source_stay_apart() -> None:
    found = extract("Ann Example said the road was closed and added that the bridge was safe.")
    assert [a.source and a.source.text for a in found] == ["Ann Example", "Ann Example"]
