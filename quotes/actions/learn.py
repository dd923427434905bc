"""Letting the stance model learn from the labels that people gave in a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quotes.actions.progress import Progress, silent
from quotes.errors import InputError
from quotes.text import many

if TYPE_CHECKING:
    from quotes.filter import Selection
    from quotes.store import Store
    from quotes.types import Annotator, Quote
    from stance.learning import Comparison, Examples
    from stance.model.network import Model


@dataclass(frozen=True, slots=True)
class Lesson:
    """What people's labels toward a target teach a model, and whether it would be better for it."""

    target: str
    model: Model  # as it ships
    examples: Examples
    comparison: Comparison

    @property
    def labels(self) -> int:
        """How many quotes people settled on."""
        return len(self.examples.groups)

    @property
    def articles(self) -> int:
        """In how many articles these stand."""
        return len(set(self.examples.groups))

    @property
    def in_words(self) -> str:
        """What it rests on, in one sentence, which is kept with what was learned."""
        found = self.comparison
        gain, low, high = (100 * value for value in (found.after - found.before, found.low, found.high))
        return (
            f"From {many(self.labels, 'label')} of people in {many(self.articles, 'article')} toward {self.target}, "
            f"each judged without its article: right on {found.before:.0%} as it ships, {found.after:.0%} with what "
            f"was learned; {gain:+.0f} points ({low:+.0f} to {high:+.0f}, 95 % interval)"
        )


def lesson(store: Store, quotes: Sequence[Quote], target: str, model: Model, *, progress: Progress = silent) -> Lesson:
    """Compare the model as it ships with what it would be; each article is judged by what was learned without it.

    Raises InputError where people have labelled too little to learn from.
    """
    from stance.learning import LEAST, LEAST_GROUPS, compare

    examples = examples_of(store, quotes, target, model, progress=progress)
    labels, articles = len(examples.groups), len(set(examples.groups))
    if labels < LEAST or articles < LEAST_GROUPS:
        raise InputError(
            f"people have labelled {many(labels, 'quote')} in {many(articles, 'article')} toward {target}; "
            f"{LEAST} in {LEAST_GROUPS} are needed to learn from: label more with `quotes review`"
        )
    return Lesson(target, model, examples, compare(examples))


def labelled(store: Store, selection: Selection) -> tuple[Quote, ...]:
    """Return the quotes of a selection that people settled on."""
    from quotes.filter import Filter
    from quotes.store.selecting import select_quotes
    from stance.model.network import LABELS

    by_people = replace(selection, labels="human")
    with store.read() as connection:
        return tuple(q for label in LABELS for q in select_quotes(connection, by_people.also(Filter(stance=label))))


def examples_of(
    store: Store, quotes: Sequence[Quote], target: str, model: Model, *, progress: Progress = silent
) -> Examples:
    """Return what people settled on, with what the model makes of the same quotes."""
    import numpy as np

    from quotes.labels import current
    from quotes.store.articles import texts_of
    from stance.learning import Examples
    from stance.model.network import LABELS
    from stance.model.question import question_of
    from stance.model.verdict import judge

    settled = [(quote, current(quote.stances, target, labels="human")) for quote in quotes]
    labelled = [(quote, LABELS.index(s.label)) for quote, s in settled if s is not None and s.label in LABELS]
    with store.read() as connection:
        texts = texts_of(connection, [quote.id for quote, _ in labelled])
    read = [judge(question_of(quote, target, texts.get(quote.id)), model) for quote, _ in progress(labelled)]
    return Examples(
        np.array([verdict.weighed for verdict in read]).reshape(-1, len(LABELS)),
        np.array([verdict.vector for verdict in read], dtype=np.float64),
        np.array([label for _, label in labelled], dtype=np.int64),
        tuple(quote.document or quote.source_url or quote.id for quote, _ in labelled),
    )


def taught(given: Lesson) -> Model:
    """Return the model with what the lesson teaches it."""
    from stance.learning import fit
    from stance.model.network import Model

    return Model(given.model.folder, fit(given.examples))


def keep(store: Store, given: Lesson, learned: Model, by: Annotator) -> None:
    """Use the model that the lesson taught in this store from now on; `undo` takes it back."""
    from quotes.store.remembering import learn
    from stance.model.head import head_to_json

    assert learned.head is not None, "a model that was not taught has nothing to keep"
    with store.change(f"learn toward {given.target}", by) as change:
        learn(change, str(given.model.annotator), head_to_json(learned.head), given.in_words)


def forget(store: Store, model: Model, by: Annotator) -> bool:
    """Go back to the model as it ships; tell whether anything had been learned."""
    from quotes.store.remembering import learn

    with store.change("learn --forget", by) as change:
        learn(change, str(model.annotator), None)
        return not change.is_empty()
