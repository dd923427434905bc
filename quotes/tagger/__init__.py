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
from quotes.tagger.model import Model
from quotes.tagger.scoring import Scorer, chosen
from quotes.types import Attribution

SHIPPED = "attribution"  # folder of the model that ships


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Return the model that ships; its files are opened when it is first asked."""
    return Model(Path(str(shipped_folder(SHIPPED))))


def find_attributions(text: str, model: Model) -> tuple[Attribution, ...]:
    """Return the attributions of `text`, in order, without speakers; takes any text, offsets into exactly this one."""
    if not text.strip():
        return ()
    reading = model.read(text)
    rules = rule_finds(reading.layout)
    tagged = model.tag(reading, [find.cue for find in rules if find.cue])
    turns = [find for find in rules if find.rule in (LABELLED, ANSWERED)]
    finds = rules + with_subjects(reading.layout, with_sources(model_finds(reading.layout, tagged), rules))
    finds = without_inner(reading.layout, finds, turns)
    kept = chosen(reading.layout, finds, scorer_of(model))
    apart = in_turns(reading.layout, unshared([find for find, _ in kept]))
    sure = [confidence for _, confidence in kept]
    rest = apart[len(kept) :] + unattributed_finds(reading.layout, apart)
    found = [*zip(apart, sure, strict=False), *((find, confidence_of(find.rule)) for find in rest)]
    return attributions_of(reading.layout, found)


def scorer_of(model: Model) -> Scorer:
    """Return the weights that the model's card holds."""
    weights = model.card["scorer"]
    return Scorer(tuple(weights["model"]), tuple(weights["rule"]), weights["least"])
