"""`quotes evaluate`: how good the tracker is on annotated articles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.shared import format_option, registry_option, target_option

if TYPE_CHECKING:
    from rich.table import Table

    from quotes.evaluation import Annotated, Document, Figures
    from quotes.types import Quote

MEASURES = {
    "content_exact": "content exact, F1",
    "content_overlap": "content overlap, F1",
    "attribution": "attribution (content and source), F1",
    "precision": "precision of content overlap",
    "recall": "recall of content overlap",
    "token_content": "letters of contents, F1",
    "recall_direct": "direct: recall, with the right source",
    "recall_mixed": "mixed: recall, with the right source",
    "recall_indirect": "indirect: recall, with the right source",
    "type": "type, of those found",
    "speaker": "speaker, of those found",
    "speaker_told": "speaker: share that is told",
    "speaker_told_right": "speaker: right of those told",
    "affiliation": "affiliation, of those found (token F1)",
    "country": "country, of those found",
    "country_told": "country: share that is told",
    "country_told_right": "country: right of those told",
    "official": "official or not, of those found",
    "official_told": "official or not: share that is told",
    "official_told_right": "official or not: right of those told",
    "office": "office, of those found",
    "official_office": "official or not: right of those in office",
    "official_no_office": "official or not: right of those in none",
    "official_open": "official or not: left open where it is",
    "speaker_pronoun": "speaker, where the source is he or she",
    "speaker_surname": "speaker, where it is a surname or description",
    "span_source": "spans of sources, exact F1",
    "span_cue": "spans of cues, exact F1",
    "span_content": "spans of contents, exact F1",
    "stance": "stance, of those found (macro F1)",
    "pipeline": "source, speaker, official and stance right, F1",
    "pipeline_opinion": "the same of favor and against alone, F1",
}


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kinds", metavar="KINDS", help="Kinds that must be found, as speech; finding others is no mistake.")
@click.option(
    "--resamples", default=1000, show_default=True, type=click.IntRange(0, 100_000), help="For the intervals."
)
@registry_option
@click.option("--pipeline", is_flag=True, help="Label what is found too, and measure the stance and all in one.")
@click.option("--stance", "of_stance", is_flag=True, help="Measure the stance model on annotated words instead.")
@target_option
@format_option(formats=("table", "json"))
def evaluate(
    gold: Path,
    kinds: str | None,
    resamples: int,
    registry: bool,
    pipeline: bool,
    of_stance: bool,
    target: str,
    form: str,
) -> None:
    """Measure what is found in annotated articles against the annotation.

    GOLD has a line of JSON for each article: id, text, attributions with content, source and cue as pairs of offsets,
    and where known kind, type, speaker, affiliation, country, official, office, stance. Packed files (.gz) are read
    too.

    With --stance the labels of the annotated quotes are measured, or those of lines with text, target and label.

    \b
    quotes evaluate gold.jsonl --kinds speech
    quotes evaluate gold.jsonl --kinds speech --pipeline
    quotes evaluate gold.jsonl --stance
    """
    if of_stance:
        from quotes.commands import evaluate_stance

        if kinds:
            raise click.UsageError("--kinds chooses attributions: leave it out with --stance")
        if pipeline:
            raise click.UsageError("--pipeline labels what is found, --stance what is annotated: leave one of them out")
        settings, figures, title = evaluate_stance.measured(gold, target, resamples)
        _write(settings, figures, title, evaluate_stance.MEASURES, form)
    else:
        settings, figures, title = _measured(gold, kinds, resamples, registry, target if pipeline else None)
        _write(settings, figures, title, MEASURES, form)


def _measured(
    gold: Path, kinds: str | None, resamples: int, registry: bool, target: str | None
) -> tuple[dict[str, Any], Figures, str]:
    """Return settings, figures and a title of what is found in the articles; with a `target`, of its stances too."""
    from quotes.actions.find import finder
    from quotes.commands.shared import progress
    from quotes.evaluation import evaluate as figures_of
    from quotes.evaluation import read_gold
    from quotes.text import many

    documents, digest = read_gold(gold)
    chosen = _kinds(kinds, documents)
    if target is not None:
        _must_have_stances(documents, gold)
    with progress(documents, "Measuring", len(documents)) as each:
        found = {document: _found(document, registry, target) for document in each}
    figures = figures_of(documents, found.__getitem__, kinds=chosen, stances=target is not None, resamples=resamples)
    settings = {
        "finder": f"{finder().name}, version {finder().version}",
        "gold": str(gold),
        "sha256": digest,
        "kinds": sorted(chosen),
        "resamples": resamples,
        "registry": registry,
    } | (_labelled_by(target) if target is not None else {})
    on = figures.counts
    counts = f"{many(on['articles'], 'article')}, {on['annotated']} annotated, {on['found']} found"
    return settings, figures, f"{settings['finder']}: {counts}"


def _kinds(kinds: str | None, documents: tuple[Document, ...]) -> frozenset[str]:
    chosen = frozenset(k for k in (kinds or "").split(",") if k)
    there = {str(a.kind) for document in documents for a in document.annotated if a.kind}
    if missing := chosen - there:
        annotated = ", ".join(sorted(there)) or "none"
        raise click.BadParameter(
            f"{', '.join(sorted(missing))} is annotated nowhere; there is {annotated}", param_hint="--kinds"
        )
    return chosen


def _must_have_stances(documents: tuple[Document, ...], gold: Path) -> None:
    if not any(each.stance for document in documents for each in document.annotated):
        raise click.BadParameter(f"no attribution in {gold} has a stance: leave it out", param_hint="--pipeline")


def _found(document: Document, registry: bool, target: str | None) -> tuple[Annotated, ...]:
    from quotes.actions.find import found_in
    from quotes.evaluation.gold import of_attribution
    from quotes.types import Article

    quotes = found_in(Article(document.text), registry=registry)
    if target is not None:
        quotes = tuple(_labelled(quote, target, document.text) for quote in quotes)
    return tuple(map(of_attribution, quotes))


def _labelled(quote: Quote, target: str, text: str) -> Quote:
    """Return a quote with the model's label, as `quotes extract` prints it, without the words that carry it."""
    from dataclasses import replace

    from stance.model.network import shipped_model
    from stance.model.question import question_of
    from stance.model.verdict import stance_of

    return replace(quote, stance=stance_of(question_of(quote, target, text), shipped_model(), evidence=False))


def _labelled_by(target: str) -> dict[str, Any]:
    from stance.model.network import shipped_model

    return {"model": str(shipped_model().annotator), "target": target}


def _write(settings: Mapping[str, Any], figures: Figures, title: str, measures: Mapping[str, str], form: str) -> None:
    """Print figures: for programs with their settings, for people as a table under a title."""
    from quotes.commands.output import write_json
    from quotes.commands.shared import console

    if form == "json":
        write_json([{**settings, **figures.counts, "figures": _plain(figures)}], "json")
    else:
        console().print(_table(settings, figures, title, measures))


def _plain(figures: Figures) -> dict[str, Any]:
    return {
        name: {"value": round(value, 4), "interval": [round(end, 4) for end in figures.intervals.get(name, ())] or None}
        for name, value in figures.values.items()
    }


def _table(settings: Mapping[str, Any], figures: Figures, title: str, measures: Mapping[str, str]) -> Table:
    from quotes.commands.shared import new_table
    from quotes.text import printable

    table = new_table("Measure", "Figure", "95 % interval", title=title)
    alone = f", {' and '.join(settings['kinds'])} alone must be found" if settings.get("kinds") else ""
    toward = f", stance toward {settings['target']}" if "target" in settings else ""
    table.caption = printable(f"{settings['gold']}, SHA-256 {settings['sha256'][:12]}{alone}{toward}")
    for name, value in figures.values.items():
        ends = figures.intervals.get(name)
        table.add_row(measures[name], f"{value:.3f}", f"{ends[0]:.3f} to {ends[1]:.3f}" if ends else "")
    return table
