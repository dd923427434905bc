"""`quotes suggest`: let a model label stored quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import chosen, filter_options
from quotes.commands.shared import as_option, db_option, known_target, many, say, targets_option

if TYPE_CHECKING:
    from quotes.store import Store
    from quotes.types import Annotator, Quote, Stance
    from stance.model.network import Model
    from stance.model.windows import Question

_LONGEST = 10_000_000  # characters of one line


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@filter_options
@targets_option
@click.option(
    "--by",
    "source",
    type=click.Choice(["model", "llm", "zero-shot"]),
    default="model",
    show_default=True,
    help="The model that ships; a language model at $OPENAI_BASE_URL, which is sent the words; a language-inference "
    "model on this machine.",
)
@click.option(
    "--model",
    "name",
    metavar="NAME",
    envvar="QUOTES_LLM",
    help="With --by llm: which one, else $QUOTES_LLM; with --by zero-shot: its folder.",
)
@click.option(
    "--pause", type=click.FloatRange(0), default=0.0, metavar="SECONDS", help="With --by llm: between requests."
)
@click.option(
    "--price", type=click.FloatRange(0), metavar="DOLLARS",
    help="With --by llm: what a million tokens cost, to be told what all would.",
)  # fmt: skip
@click.option("--again", is_flag=True, help="Label those too that this version of the model has labelled.")
@click.option("--dry-run", is_flag=True, help="Say what would be done.")
@click.option("--yes", is_flag=True, help="With --by llm: do not ask before the words are sent.")
@db_option
@as_option
def suggest(
    words: tuple[str, ...],
    targets: tuple[str, ...],
    source: str,
    name: str | None,
    pause: float,
    price: float | None,
    again: bool,
    dry_run: bool,
    yes: bool,
    db: str | None,
    who: str | None,
    **options: Any,
) -> None:
    """Let the model label stored quotes toward one or several targets: all, those of a speaker, or those that fit.

    What people said stays and counts; the model's labels are marked as such wherever they are shown.

    \b
    quotes suggest --target Ukraine --target "the West"
    quotes suggest zakharova --since 2022
    quotes suggest --by zero-shot --model ./my-nli-model
    """
    from collections import Counter

    from quotes.commands.shared import annotator, open_db
    from quotes.store.articles import texts_of
    from quotes.store.labels import put_stance
    from stance.model.question import question_of

    by, store = annotator(who), open_db(db, absent="fail")
    if source == "llm":
        label = _by_llm(name, pause, price, yes=yes or dry_run)
    else:
        label = _by_zero_shot(name) if source == "zero-shot" else _by_model(model_of(store))
    asked: list[tuple[str, Question]] = []
    for target in dict.fromkeys(known_target(store, name) for name in targets):
        quotes = chosen(store, options, target=target, words=words)
        fresh = [q for q in quotes if again or not _has(q, target, label.annotator)]
        with store.read() as connection:
            texts = texts_of(connection, [quote.id for quote in fresh])
        new = [(quote.id, question_of(quote, target, texts.get(quote.id))) for quote in fresh]
        if dry_run or not new:
            cost = label.cost([question for _, question in new])
            would = f"{many(len(new), 'quote')} of {len(quotes)} would be labelled toward {target} by {label.annotator}"
            say(would + (f"; {cost}" if cost and new else ""))
        asked += new
    if dry_run or not asked:
        return
    labelled = tuple(dict.fromkeys(question.target for _, question in asked))
    toward = " and ".join(labelled)
    told = label.all(asked, f"Labelling toward {toward}")
    kept: Counter[str] = Counter()
    with store.change(f"suggest toward {toward}", by) as change:
        for key, stance in told:
            kept[stance.target] += put_stance(change, key, stance)
    for target in labelled:
        labels = _counts(stance for _, stance in told if stance.target == target)
        say(f"{many(kept[target], 'label')} toward {target} by {label.annotator}: {labels}")


@dataclass(frozen=True, slots=True)
class _Labeller:
    """Somebody who labels, in the shape that `suggest` needs."""

    annotator: Annotator
    all: Callable[[Sequence[tuple[str, Question]], str], list[tuple[str, Stance]]]
    cost: Callable[[Sequence[Question]], str] = lambda _: ""


def _by_model(model: Model) -> _Labeller:
    from stance.model.verdict import stance_of

    return _here(model.annotator, lambda question: stance_of(question, model))


def _by_zero_shot(name: str | None) -> _Labeller:
    from stance.labellers.zero_shot import open_zero_shot

    model = open_zero_shot(name)
    return _here(model.annotator, model.label)


def _here(annotator: Annotator, label: Callable[[Question], Stance]) -> _Labeller:
    """Return who labels on this machine, one question after the other."""
    from quotes.commands.shared import progress

    def every(asked: Sequence[tuple[str, Question]], what: str) -> list[tuple[str, Stance]]:
        with progress(asked, what, len(asked)) as each:
            return [(key, label(question)) for key, question in each]

    return _Labeller(annotator, every)


def _by_llm(name: str | None, pause: float, price: float | None, *, yes: bool) -> _Labeller:
    from pathlib import Path

    from quotes.commands.shared import progress
    from stance.labellers.llm import labelled, open_llm, tokens_of

    llm = open_llm(name, cache=Path(click.get_app_dir("quotes")) / "llm.jsonl", pause=pause)

    def cost(asked: Sequence[Question]) -> str:
        tokens = tokens_of(asked)
        money = "" if price is None else f" for about ${tokens * price / 1e6:.2f}"
        return f"about {tokens:,} tokens would be sent to {llm.client.base_url}{money}"

    def every(asked: Sequence[tuple[str, Question]], what: str) -> list[tuple[str, Stance]]:
        if not yes:
            click.confirm(f"{cost([question for _, question in asked])}. Go on?", abort=True, err=True)
        with progress(asked, what, len(asked)) as each:
            return list(labelled(llm, each, lambda key, error: say(f"{key[:8]}: {error}")))

    return _Labeller(llm.annotator, every, cost)


def model_of(store: Store) -> Model:
    """Return the model that ships, with what it learned from people's labels in this store."""
    from quotes.store.remembering import learned
    from stance.learning import head_from_json
    from stance.model.network import Model, shipped_model

    model = shipped_model()
    with store.read() as connection:
        known = learned(connection, str(model.annotator))
    return Model(model.folder, head_from_json(known[0])) if known else model


def with_suggestion(quote: Quote, target: str, text: str, model: Model) -> Quote:
    """Return a quote that was found in `text` with what a model says of its stance."""
    from dataclasses import replace

    from quotes.labels import with_current
    from stance.model.question import question_of
    from stance.model.verdict import stance_of

    label = stance_of(question_of(quote, target, text), model)
    (told,) = with_current([replace(quote, stances=(label,))], target)
    return told


def _has(quote: Quote, target: str, annotator: Annotator) -> bool:
    """Tell whether the newest machine's label is this one's, so that it would count already."""
    machine = [s.annotator for s in quote.stances if s.target == target and s.annotator and s.annotator.is_machine]
    return machine[-1:] == [annotator]


def _counts(labels: Iterator[Stance]) -> str:
    from collections import Counter

    told = Counter(stance.label or "abstained" for stance in labels)
    return ", ".join(f"{count} {label}" for label, count in sorted(told.items()))
