"""The JSON shape of a quote that programs rely on, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from quotes.errors import InputError
from quotes.marks import type_by_marks
from quotes.types import (
    ANNOTATOR_KINDS,
    ASPECTS,
    JOINT,
    KINDS,
    LABELS,
    OFFICES,
    QUOTE_FACTS,
    TYPES,
    Annotator,
    AnnotatorKind,
    Quote,
    Span,
    Speaker,
    Stance,
    pieces_of,
)

# fields of a quote that are written and read as they are
_PLAIN = ("document", "id", *QUOTE_FACTS, "orphaned", "added_by")
_REQUIRED = {"kind": KINDS, "type": TYPES}
_KNOWN = frozenset(f.name for f in fields(Quote)) | {"text"}
_OF_SPEAKERS = frozenset(f.name for f in fields(Speaker))
_SHARED = frozenset(_PLAIN) - {"id", "original", "note"}  # texts that many quotes have in common
_HELD = 20_000  # speakers and texts that `Shared` looks among


@dataclass(frozen=True, slots=True)
class Shared:
    """Speakers and texts of the quotes read before: what is the same again is the same object, not another one."""

    _speakers: dict[str, Speaker | None] = field(default_factory=dict)  # by how their JSON reads
    _texts: dict[str, str] = field(default_factory=dict)
    _annotators: dict[Annotator, Annotator] = field(default_factory=dict)
    nothing: Mapping[str, str] = field(default_factory=dict)  # extra columns of a quote without any

    def speaker(self, data: Any) -> Speaker | None:
        """Return the speaker of an object. Raises InputError naming the field and the value."""
        key = repr(data)  # tells 1 from true, which are equal
        if key not in self._speakers:
            if len(self._speakers) == _HELD:
                self._speakers.clear()
            self._speakers[key] = _speaker(data)
        return self._speakers[key]

    def text(self, value: Any) -> Any:
        """Return an equal text that was met before, or the value itself."""
        if type(value) is not str:
            return value
        if len(self._texts) == _HELD:
            self._texts.clear()
        return self._texts.setdefault(value, value)

    def annotator(self, value: Annotator) -> Annotator:
        """Return an equal annotator that was met before, or the value itself."""
        if type(value.name) is not str or type(value.version) not in (str, type(None)):
            return value  # whoever checks the quote refuses it
        if len(self._annotators) == _HELD:
            self._annotators.clear()
        return self._annotators.setdefault(value, value)


def quote_to_json(quote: Quote, *, stances: bool = False) -> dict[str, Any]:
    """Return the promised object of one quote; with `stances` every label that was given, so that nothing is lost."""
    out: dict[str, Any] = {name: getattr(quote, name) for name in _PLAIN}
    out["text"] = quote.text
    out["content"] = [asdict(piece) for piece in quote.content]
    out["source"] = asdict(quote.source) if quote.source else None
    out["cue"] = asdict(quote.cue) if quote.cue else None
    out["speaker"] = speaker_to_json(quote.speaker)
    out["found_by"] = asdict(quote.found_by) if quote.found_by else None
    out["stance"] = stance_to_json(quote.stance) if quote.stance else None
    if stances:
        out["stances"] = [stance_to_json(stance) for stance in quote.stances]
    if quote.extra:
        out["extra"] = dict(quote.extra)
    return out


def speaker_to_json(speaker: Speaker | None) -> dict[str, Any] | None:
    return asdict(speaker) if speaker else None


def stance_to_json(stance: Stance) -> dict[str, Any]:
    """Return one label as an object; the annotator is written as a name, its kind and version beside it."""
    out = asdict(stance)
    by = stance.annotator
    out["annotator"] = str(by) if by else None
    out["annotator_kind"] = by.kind if by else None
    out["annotator_name"] = by.name if by else None
    out["annotator_version"] = by.version if by else None
    out["evidence"] = [{"start": start, "end": end} for start, end in stance.evidence]
    return out


def quote_from_json(data: Mapping[str, Any], shared: Shared | None = None) -> Quote:
    """Read one object that `quote_to_json` wrote, or one written by hand with at least `text` or `content`.

    Where no type is told, the quotation marks tell it. Unknown fields are kept in `extra`. `shared` is what quotes of
    one file have in common, so that many fit into memory. Raises InputError naming the field and the value.
    """
    shared = shared or Shared()
    values: dict[str, Any] = {
        name: shared.text(data[name]) if name in _SHARED else data[name]
        for name in _PLAIN
        if data.get(name) is not None
    }
    for name, allowed in _REQUIRED.items():
        _one_of(name, values.get(name, allowed[0]), allowed)
    values["content"] = _content(data)
    values.setdefault("type", type_by_marks(JOINT.join(piece.text for piece in values["content"])))
    for name in ("source", "cue"):
        values[name] = _span(name, data[name]) if data.get(name) else None
    values["speaker"] = shared.speaker(data.get("speaker"))
    values["found_by"] = _annotator("found_by", data.get("found_by"))
    stances = data.get("stances")
    if stances is None:
        stances = [data["stance"]] if data.get("stance") else []
    values["stances"] = tuple(stance_from_json(s, shared) for s in stances)
    values["stance"] = stance_from_json(data["stance"], shared) if data.get("stance") else None
    extra = {**(data.get("extra") or {}), **{k: str(v) for k, v in data.items() if k not in _KNOWN}}
    values["extra"] = extra or shared.nothing
    return Quote(**values)


def stance_from_json(data: Mapping[str, Any], shared: Shared | None = None) -> Stance:
    """Read one label; `shared` as in `quote_from_json`. Raises InputError naming the field and the value."""
    shared = shared or Shared()
    text = shared.text
    if not isinstance(data, Mapping):
        raise InputError(f"a stance must be an object with target and label, not {data!r}")
    label, aspect = data.get("label"), data.get("aspect")
    kind: AnnotatorKind = data.get("annotator_kind") or "person"
    if label is not None:
        _one_of("label", label, LABELS)
    if aspect is not None:
        _one_of("aspect", aspect, ASPECTS)
    _one_of("annotator_kind", kind, ANNOTATOR_KINDS)
    name = data.get("annotator_name") or data.get("annotator")
    if not data.get("target"):
        raise InputError(f"a stance must name its target: {dict(data)!r}")
    return Stance(
        target=text(data["target"]),
        label=text(label),
        about=data.get("about"),
        aspect=text(aspect),
        score=data.get("score"),
        probabilities=data.get("probabilities"),
        evidence=tuple((e["start"], e["end"]) for e in data.get("evidence") or ()),
        annotator=shared.annotator(Annotator(name, kind, data.get("annotator_version"))) if name else None,
        codebook=text(data.get("codebook")),
        comment=data.get("comment"),
        time=text(data.get("time")),
        status=text(data.get("status")),
    )


def _content(data: Mapping[str, Any]) -> tuple[Span, ...]:
    pieces = data.get("content")
    if pieces:
        return tuple(_span("content", piece) for piece in pieces)
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise InputError("a quote needs its words in `text`")
    return pieces_of(text)


def _span(name: str, data: Any) -> Span:
    try:
        span = Span(int(data["start"]), int(data["end"]), data["text"])
    except (KeyError, TypeError, ValueError):
        span = None
    if span is None or not isinstance(span.text, str):
        raise InputError(f"{name} must be an object with start, end and text, not {data!r}")
    return span


def _speaker(data: Any) -> Speaker | None:
    if data is None:
        return None
    if isinstance(data, str):
        return Speaker(data)
    if not isinstance(data, Mapping) or not data.get("name"):
        raise InputError(f"a speaker must be a name or an object with a name, not {data!r}")
    values = {k: v for k, v in data.items() if k in _OF_SPEAKERS}
    values["annotator"] = _annotator("the speaker's annotator", data.get("annotator"))
    if values.get("kind") is None:
        values.pop("kind", None)
    if values.get("office") is not None:
        _one_of("office", values["office"], OFFICES)
    if values.get("official") not in (True, False, None):
        raise InputError(f"official must be true, false or null, not {values['official']!r}")
    return Speaker(**values)


def _annotator(where: str, data: Any) -> Annotator | None:
    if data is None:
        return None
    if not isinstance(data, Mapping) or not data.get("name"):
        raise InputError(f"{where} must be an object with name, kind and version, not {data!r}")
    kind: AnnotatorKind = data.get("kind") or "person"
    _one_of(f"the kind of {where}", kind, ANNOTATOR_KINDS)
    return Annotator(data["name"], kind, data.get("version"))


def _one_of(name: str, value: Any, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise InputError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
