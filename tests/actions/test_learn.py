"""Learning from people's labels, with a model that says the same of everything."""

import numpy as np
import pytest

from quotes.actions import by_hand, learn, suggest
from quotes.actions.facts import judged
from quotes.errors import InputError
from stance.model import verdict
from stance.model.network import LABELS, shipped_model

from .sample import ANNA, BORIS, Counting, quotes_of


@pytest.fixture
def labelled(store, monkeypatch):
    """Thirty quotes in six articles that the model takes for neutral; their first word tells what people say."""

    def judge(question, _model):
        first = question.text.startswith("“Lies")
        vector = np.array([1.0, 0.0] if first else [0.0, 1.0], dtype=np.float32)
        return verdict.Verdict(dict.fromkeys(LABELS, 1 / 3), "neutral", True, np.array([0.6, 0.2, 0.2]), vector)

    monkeypatch.setattr(verdict, "judge", judge)
    for i in range(30):
        words, label = (f"“Lies {i * i}.”", "against") if i % 2 else (f"“Helps {i * i}.”", "favor")
        facts = {"source_url": f"https://a.example/{i % 6}"}
        draft = by_hand.draft(words, "Olena Koval", facts, ANNA)
        by_hand.add(store, draft, ANNA, stance=judged("Russia", label))
    return store


def test_what_people_say_is_learned_kept_used_and_forgotten(labelled):
    model, bar = shipped_model(), Counting()
    lesson = learn.lesson(labelled, quotes_of(labelled), "Russia", model, progress=bar)
    assert (lesson.labels, lesson.articles, len(bar.seen)) == (30, 6, 30)
    assert lesson.comparison.better and lesson.in_words.startswith(
        "From 30 labels of people in 6 articles toward Russia"
    )
    learned = learn.taught(lesson)
    assert suggest.model_of(labelled).head is None
    learn.keep(labelled, lesson, learned, ANNA)
    assert suggest.model_of(labelled).annotator == learned.annotator != model.annotator
    assert learn.forget(labelled, model, ANNA) and suggest.model_of(labelled).head is None
    assert not learn.forget(labelled, model, ANNA)


def test_labels_of_machines_and_in_dispute_teach_nothing(labelled):
    first = quotes_of(labelled)[0]
    by_hand.tag(labelled, first.id, judged("Russia", "neutral"), BORIS)
    assert len(learn.examples_of(labelled, quotes_of(labelled), "Russia", shipped_model()).groups) == 29


def test_too_few_labels_are_told_with_what_is_needed(labelled):
    with pytest.raises(InputError, match=r"labelled 4 quotes in 4 articles toward Russia; 20 in 5 are needed"):
        learn.lesson(labelled, quotes_of(labelled)[:4], "Russia", shipped_model())
