"""Letting a machine label quotes: who labels, what would be asked, and keeping the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.actions.progress import Progress, silent
from quotes.errors import QuotesError
from quotes.types import Annotator, Quote, Stance

if TYPE_CHECKING:
    from quotes.store import Store
    from stance.model.network import Model
    from stance.model.windows import Question

Failed = Callable[[str, QuotesError], None]  # is told the id of a quote that got no label, and why


@dataclass(frozen=True, slots=True)
class Cost:
    """What asking somebody elsewhere takes."""

    tokens: int  # about, answers included
    address: str  # that the words are sent to
    dollars: float | None = None  # about; None: the price is not known


def _nothing(_: Sequence[Question]) -> Cost | None:
    return None


@dataclass(frozen=True, slots=True)
class Labeller:
    """Somebody who labels: the model that ships, a language-inference model, a language model elsewhere."""

    annotator: Annotator
    label: Callable[[Question], Stance]  # may raise QuotesError where there is no answer
    cost: Callable[[Sequence[Question]], Cost | None] = _nothing  # None: nothing is sent anywhere
    patient: bool = False  # goes on with the next quote where one gets no answer


@dataclass(frozen=True, slots=True)
class Plan:
    """What a labeller would be asked toward one target."""

    target: str
    chosen: int  # quotes that it was chosen from
    asked: tuple[tuple[str, Question], ...]  # id of the quote, and what is asked of it

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, without the ids."""
        return tuple(question for _, question in self.asked)


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a labeller said toward one target."""

    target: str
    kept: int  # labels that were new
    labels: Mapping[str, int]  # how often each was given, "abstained" among them


def by_model(model: Model) -> Labeller:
    """Return the model as somebody who labels."""
    from stance.model.verdict import stance_of

    return Labeller(model.annotator, lambda question: stance_of(question, model))


def by_shipped_model() -> Labeller:
    """Return the model as it ships, which learned nothing from the labels of a store."""
    from stance.model.network import shipped_model

    return by_model(shipped_model())


def by_zero_shot(name: str | None) -> Labeller:
    """Return a language-inference model on this machine. Raises QuotesError saying what is missing."""
    from stance.labellers.zero_shot import open_zero_shot

    model = open_zero_shot(name)
    return Labeller(model.annotator, model.label)


def by_llm(name: str | None, *, cache: Path | None, pause: float = 0.0, price: float | None = None) -> Labeller:
    """Return the language model at $OPENAI_BASE_URL; `pause` in seconds, `price` in dollars for a million tokens.

    Raises QuotesError saying what is missing.
    """
    from stance.labellers.llm import open_llm, tokens_of

    llm = open_llm(name, cache=cache, pause=pause)

    def cost(questions: Sequence[Question]) -> Cost:
        tokens = tokens_of(questions)
        return Cost(tokens, str(llm.client.base_url), None if price is None else tokens * price / 1e6)

    return Labeller(llm.annotator, llm.label, cost, patient=True)


def plan(store: Store, quotes: Sequence[Quote], target: str, labeller: Labeller, *, again: bool = False) -> Plan:
    """Return what would be asked of quotes: of those that have no label of this labeller, or with `again` of all."""
    from quotes.store.articles import texts_of
    from stance.model.question import question_of

    fresh = [quote for quote in quotes if again or not _is_labelled(quote, target, labeller.annotator)]
    with store.read() as connection:
        texts = texts_of(connection, [quote.id for quote in fresh])
    asked = tuple((quote.id, question_of(quote, target, texts.get(quote.id))) for quote in fresh)
    return Plan(target, len(quotes), asked)


def suggest(
    store: Store,
    plans: Iterable[Plan],
    labeller: Labeller,
    by: Annotator,
    *,
    progress: Progress = silent,
    failed: Failed | None = None,
) -> tuple[Suggested, ...]:
    """Ask what was planned and keep the labels, in one change; a target of which nothing is asked is left out.

    `failed` is told of what a patient labeller gave no label. Raises QuotesError where one failure follows another, or
    the labeller is not patient: the store is then as it was.
    """
    from quotes.store.labels import put_stance

    asked = [pair for one in plans for pair in one.asked]
    targets = tuple(dict.fromkeys(question.target for _, question in asked))
    if not asked:
        return ()
    labels = _answers(labeller, progress(asked), failed or _ignore)
    kept: Counter[str] = Counter()
    with store.change(f"suggest toward {' and '.join(targets)}", by) as change:
        for key, stance in labels:
            kept[stance.target] += put_stance(change, key, stance)
    return tuple(Suggested(t, kept[t], _counts(s for _, s in labels if s.target == t)) for t in targets)


def model_of(store: Store) -> Model:
    """Return the model that ships, with what it learned from people's labels in this store."""
    from quotes.store.remembering import learned
    from stance.model.head import head_from_json
    from stance.model.network import Model, shipped_model

    model = shipped_model()
    with store.read() as connection:
        known = learned(connection, str(model.annotator))
    return Model(model.folder, head_from_json(known[0])) if known else model


def with_suggestion(quote: Quote, target: str, text: str, labeller: Labeller) -> Quote:
    """Return a quote that was found in `text` with what a labeller says of its stance."""
    from quotes.labels import with_current
    from stance.model.question import question_of

    label = labeller.label(question_of(quote, target, text))
    (suggested,) = with_current([replace(quote, stances=(label,))], target)
    return suggested


def _answers(labeller: Labeller, asked: Iterable[tuple[str, Question]], failed: Failed) -> list[tuple[str, Stance]]:
    from stance.labellers.llm import labelled

    if labeller.patient:
        return list(labelled(labeller, iter(asked), failed))
    return [(key, labeller.label(question)) for key, question in asked]


def _is_labelled(quote: Quote, target: str, annotator: Annotator) -> bool:
    """Tell whether the newest machine's label is this one's, so that it would count already."""
    machine = [s.annotator for s in quote.stances if s.target == target and s.annotator and s.annotator.is_machine]
    return machine[-1:] == [annotator]


def _counts(labels: Iterable[Stance]) -> Mapping[str, int]:
    counted = Counter(stance.label or "abstained" for stance in labels)
    return dict(sorted(counted.items()))


def _ignore(_key: str, _error: QuotesError) -> None:
    """Tell nobody of a failure."""
