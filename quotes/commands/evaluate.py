"""`quotes evaluate`: how good the tracker is on annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quotes.commands.shared import format_option, registry_option, target_option

if TYPE_CHECKING:
    from quotes.evaluation import Annotated, Document, Figures

_TOLD = {
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
    "affiliation": "affiliation, of those found (token F1)",
    "official": "official or not, of those found",
    "speaker_pronoun": "speaker, where the source is he or she",
    "speaker_surname": "speaker, where it is a surname or description",
    "span_source": "spans of sources, exact F1",
    "span_cue": "spans of cues, exact F1",
    "span_content": "spans of contents, exact F1",
}


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kinds", metavar="KINDS", help="Kinds that must be found, as speech; finding others is no mistake.")
@click.option(
    "--resamples", default=1000, show_default=True, type=click.IntRange(0, 100_000), help="For the intervals."
)
@registry_option
@click.option("--stance", "of_stance", is_flag=True, help="Measure the stance model on annotated words instead.")
@target_option
@format_option(formats=("table", "json"))
def evaluate(
    gold: Path, kinds: str | None, resamples: int, registry: bool, of_stance: bool, target: str, form: str
) -> None:
    """Measure what is found in annotated articles against the annotation.

    GOLD has a line of JSON for each article: id, text, attributions with content, source and cue as pairs of offsets,
    and where known kind, type, speaker, affiliation, official. Packed files (.gz) are read too.

    With --stance the labels of the annotated quotes are measured, or those of lines with text, target and label.

    \b
    quotes evaluate gold.jsonl --kinds speech
    quotes evaluate gold.jsonl --stance
    """
    if of_stance:
        from quotes.commands.evaluate_stance import measure_stance

        if kinds:
            raise click.UsageError("--kinds chooses attributions: leave it out with --stance")
        measure_stance(gold, target, resamples, form)
        return
    from quotes.actions.find import finder
    from quotes.commands.output import write_json
    from quotes.commands.shared import console, progress
    from quotes.evaluation import evaluate as measured
    from quotes.evaluation import read_gold

    documents, digest = read_gold(gold)
    chosen = _kinds(kinds, documents)
    with progress(documents, "Measuring", len(documents)) as each:
        found = {document.id: _found(document, registry) for document in each}
    figures = measured(documents, lambda document: found[document.id], kinds=chosen, resamples=resamples)
    settings = {
        "finder": f"{finder().name}, version {finder().version}",
        "gold": str(gold),
        "sha256": digest,
        "kinds": sorted(chosen),
        "resamples": resamples,
        "registry": registry,
        "articles": figures.articles,
        "annotated": figures.annotated,
        "found": figures.found,
    }
    if form == "json":
        write_json([settings | {"figures": _plain(figures)}], "json")
    else:
        console().print(_table(figures, settings))


def _kinds(kinds: str | None, documents: tuple[Document, ...]) -> frozenset[str]:
    chosen = frozenset(k for k in (kinds or "").split(",") if k)
    there = {str(a.kind) for document in documents for a in document.annotated if a.kind}
    if missing := chosen - there:
        told = ", ".join(sorted(there)) or "none"
        raise click.BadParameter(
            f"{', '.join(sorted(missing))} is annotated nowhere; there is {told}", param_hint="--kinds"
        )
    return chosen


def _found(document: Document, registry: bool) -> tuple[Annotated, ...]:
    from quotes.actions.find import with_registry
    from quotes.evaluation.gold import of_attribution
    from quotes.pipeline import extract

    found = extract(document.text)
    return tuple(map(of_attribution, (with_registry(a, None) for a in found) if registry else found))


def _plain(figures: Figures) -> dict[str, Any]:
    return {
        name: {"value": round(value, 4), "interval": [round(end, 4) for end in figures.intervals.get(name, ())] or None}
        for name, value in figures.values.items()
    }


def _table(figures: Figures, settings: dict[str, Any]) -> Any:
    from quotes.commands.shared import many, new_table
    from quotes.text import printable

    table = new_table("Measure", "Figure", "95 % interval")
    counts = f"{many(figures.articles, 'article')}, {figures.annotated} annotated, {figures.found} found"
    table.title = f"{settings['finder']}: {counts}"
    alone = f", {' and '.join(settings['kinds'])} alone must be found" if settings["kinds"] else ""
    table.caption = printable(f"{settings['gold']}, SHA-256 {settings['sha256'][:12]}{alone}")
    for name, value in figures.values.items():
        interval = figures.intervals.get(name)
        table.add_row(_TOLD[name], f"{value:.3f}", f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else "")
    return table
