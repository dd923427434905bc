"""`quotes suggest`: let a model label stored quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from quotes.commands.filter_options import filter_options, selection_of
from quotes.commands.shared import as_option, db_option, known_target, say, targets_option
from quotes.text import many

if TYPE_CHECKING:
    from quotes.actions.suggest import Cost, Labeller, Plan
    from quotes.store import Store


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
    from quotes.actions import suggest as suggesting
    from quotes.actions.ask import every_quote
    from quotes.commands.bars import bar
    from quotes.commands.shared import annotator, open_db

    by, store = annotator(who), open_db(db, absent="fail")
    labeller = _labeller(store, source, name, pause, price)
    plans: list[Plan] = []
    for target in dict.fromkeys(known_target(store, name) for name in targets):
        quotes = every_quote(store, selection_of(options, target=target), words=words)
        plan = suggesting.plan(store, quotes, target, labeller, again=again)
        if dry_run or not plan.asked:
            _say_plan(plan, labeller)
        plans.append(plan)
    questions = [question for plan in plans for question in plan.questions]
    if dry_run or not questions:
        return
    cost = labeller.cost(questions)
    if cost and not yes:
        click.confirm(f"{_cost_in_words(cost)}. Go on?", abort=True, err=True)
    toward = " and ".join(plan.target for plan in plans if plan.asked)
    done = suggesting.suggest(
        store, plans, labeller, by,
        progress=bar(f"Labelling toward {toward}"), failed=lambda key, error: say(f"{key[:8]}: {error}"),
    )  # fmt: skip
    for one in done:
        labels = ", ".join(f"{count} {label}" for label, count in one.labels.items())
        say(f"{many(one.kept, 'label')} toward {one.target} by {labeller.annotator}: {labels}")


def _labeller(store: Store, source: str, name: str | None, pause: float, price: float | None) -> Labeller:
    """Return who is asked for by --by. Raises QuotesError saying what is missing."""
    from pathlib import Path

    from quotes.actions.suggest import by_llm, by_model, by_zero_shot, model_of

    if source == "llm":
        return by_llm(name, cache=Path(click.get_app_dir("quotes")) / "llm.jsonl", pause=pause, price=price)
    return by_zero_shot(name) if source == "zero-shot" else by_model(model_of(store))


def _say_plan(plan: Plan, labeller: Labeller) -> None:
    asked = f"{many(len(plan.asked), 'quote')} of {plan.chosen}"
    cost = labeller.cost(plan.questions) if plan.asked else None
    say(
        f"{asked} would be labelled toward {plan.target} by {labeller.annotator}"
        + (f"; {_cost_in_words(cost)}" if cost else "")
    )


def _cost_in_words(cost: Cost) -> str:
    money = "" if cost.dollars is None else f" for about ${cost.dollars:.2f}"
    return f"about {cost.tokens:,} tokens would be sent to {cost.address}{money}"
