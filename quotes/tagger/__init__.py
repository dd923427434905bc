"""Finds attributions with a small trained model, and the rules beside it: the surer find of the same words stays."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from quotes.finders.confidence import confidence_of
from quotes.finders.find import attributions_of, rule_finds
from quotes.finders.transcripts import ANSWERED, LABELLED, without_inner
from quotes.finders.turns import in_turns, unshared
from quotes.finders.unattributed import unattributed_finds, with_subjects
from quotes.shipped import shipped_folder
from quotes.tagger.finding import model_finds, with_sources
from quotes.tagger.model import Encoded, Model, Network, tag
from quotes.tagger.scoring import Scorer, chosen
from quotes.types import Attribution

SHIPPED = "attribution"  # folder of the model that ships


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Return the model that ships; its files are opened when it is first asked."""
    return Model(Path(str(shipped_folder(SHIPPED))))


def find_attributions(network: Network, encoded: Encoded, scorer: Scorer) -> tuple[Attribution, ...]:
    """Return the attributions of a text, in order, without speakers; offsets into exactly this text."""
    layout = encoded.reading.layout
    if not layout.tokens.text.strip():
        return ()
    rules = rule_finds(layout)
    tagged = tag(network, encoded, [find.cue for find in rules if find.cue])
    turns = [find for find in rules if find.rule in (LABELLED, ANSWERED)]
    finds = rules + with_subjects(layout, with_sources(model_finds(layout, tagged), rules))
    finds = without_inner(layout, finds, turns)
    kept = chosen(layout, finds, scorer)
    apart = in_turns(layout, unshared([find for find, _ in kept]))
    sure = [confidence for _, confidence in kept]
    rest = apart[len(kept) :] + unattributed_finds(layout, apart)
    found = [*zip(apart, sure, strict=False), *((find, confidence_of(find.rule)) for find in rest)]
    return attributions_of(layout, found)


def scorer_of(model: Model) -> Scorer:
    """Return the weights that the model's card holds."""
    weights = model.card["scorer"]
    return Scorer(tuple(weights["model"]), tuple(weights["rule"]), weights["least"])
