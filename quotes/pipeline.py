"""The thin spaCy component: it calls the finder, then the speakers, and keeps what they found in the `Doc`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotes.speakers import reader_of, resolve
from quotes.tagger import find_attributions, scorer_of, shipped_model
from quotes.tagger.model import Model, encode
from quotes.types import Attribution, Span, Speaker

KEY = "attributions"  # of doc.user_data; plain dicts, because user_data crosses processes as msgpack


class Attributions:
    """Writes what the finder and the speakers return into `doc.user_data`; read it as `doc._.attributions`."""

    def __init__(self, model: Model, registry: bool = True) -> None:
        self.model, self.registry = model, registry

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data.pop(KEY, None)
        encoded = encode(self.model, doc.text)
        found = find_attributions(self.model, encoded, scorer_of(self.model))
        found = resolve(self.model, encoded, reader_of(self.model), found, registry=self.registry)
        doc.user_data[KEY] = [_to_plain(a) for a in found]
        return doc


@Language.factory(
    "attributions", requires=[], assigns=["doc._.attributions"], default_config={"model": None, "registry": True}
)
def make_attributions(nlp: Language, name: str, model: str | None, registry: bool) -> Attributions:
    """Build the component for `nlp.add_pipe("attributions")`; `model` is a folder, by default the one that ships.

    With `registry`, what the list of actors that ships knows of a name counts beside what the article tells.
    """
    return Attributions(Model(Path(model)) if model else shipped_model(), registry)


def attributions_of(doc: Doc) -> tuple[Attribution, ...]:
    """Return the attributions that the component kept in `doc`; empty if it has not run."""
    text = doc.text  # spaCy joins it anew at each call
    return tuple(_from_plain(text, plain) for plain in doc.user_data.get(KEY, ()))


def make_nlp(*, registry: bool = True) -> Language:
    """Return a blank English pipeline with the component; nothing is downloaded."""
    nlp = spacy.blank("en")
    nlp.add_pipe("attributions", config={"registry": registry})
    return nlp


def extract(text: str, *, registry: bool = True) -> tuple[Attribution, ...]:
    """Return the attributions of one text, of any length, with offsets into exactly this text.

    Without `registry` only the article tells of its speakers.
    """
    if not text:
        return ()
    return attributions_of(_nlp(registry)(_doc(text)))


@lru_cache(maxsize=2)
def _nlp(registry: bool = True) -> Language:
    return make_nlp(registry=registry)


def _doc(text: str) -> Doc:
    """Blank-separated words, in linear time: spaCy's own tokenizer is quadratic on a long run without blanks,
    refuses long texts, and the finders read characters anyway."""
    words, spaces = [], []
    parts = text.split(" ")
    last = len(parts) - 1
    for i, part in enumerate(parts):
        if part:
            words.append(part)
            spaces.append(i < last)
        elif i < last:
            words.append(" ")
            spaces.append(False)
    return Doc(_nlp().vocab, words=words, spaces=spaces)


def _edges(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _to_plain(a: Attribution) -> dict[str, Any]:
    speaker = {f: getattr(a.speaker, f) for f in Speaker.__dataclass_fields__} if a.speaker else None
    return {
        "content": [_edges(piece) for piece in a.content],
        "source": _edges(a.source),
        "cue": _edges(a.cue),
        "kind": a.kind,
        "type": a.type,
        "confidence": a.confidence,
        "damaged": a.damaged,
        "rule": a.rule,
        "speaker": speaker,
    }


def _from_plain(text: str, plain: dict[str, Any]) -> Attribution:
    def span(edges: list[int] | None) -> Span | None:
        return Span(edges[0], edges[1], text[edges[0] : edges[1]]) if edges else None

    return Attribution(
        content=tuple(Span(start, end, text[start:end]) for start, end in plain["content"]),
        source=span(plain["source"]),
        cue=span(plain["cue"]),
        kind=plain["kind"],
        type=plain["type"],
        confidence=plain["confidence"],
        damaged=plain["damaged"],
        rule=plain["rule"],
        speaker=Speaker(**plain["speaker"]) if plain["speaker"] else None,
    )


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", getter=attributions_of)
