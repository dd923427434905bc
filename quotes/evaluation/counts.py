"""What is counted in one article, so that it adds up over articles; `figures` makes shares of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from quotes.evaluation.gold import Annotated, Document, Edges
from quotes.evaluation.names import same_speaker, same_words
from quotes.evaluation.pairs import Read, content_of, letters, overlap, pairs_of, read
from quotes.speakers.names import read_mention

OVERLAPS = 0.5  # intersection over union from which two contents are a pair
SAME_SOURCE = 0.3
OPINIONS = ("favor", "against")
SPANS: Mapping[str, Callable[[str, Annotated], Edges]] = {
    "source": lambda _, a: a.source,
    "cue": lambda _, a: a.cue,
    "content": content_of,
}
RIGHT: Mapping[str, Callable[[Annotated, Annotated], float]] = {  # how right what was found is, where it is annotated
    "type": lambda a, f: a.type == f.type,
    "speaker": lambda a, f: same_speaker(a.speaker, f.speaker, a.speaker_kind),
    "affiliation": lambda a, f: same_words(a.affiliation, f.affiliation),
    "country": lambda a, f: a.country == f.country,
    "official": lambda a, f: a.official == f.official,
    "office": lambda a, f: a.office == f.office,
}
MAY_BE_OPEN = ("speaker", "country", "official")  # how often these are told at all is counted apart
SIDES = {True: "official_office", False: "official_no_office", None: "official_open"}
Counts = Mapping[str, float]


def count(document: Document, found: Sequence[Annotated], kinds: frozenset[str] = frozenset()) -> Counts:
    """Return what adds up over articles; with `kinds`, annotated attributions of others are optional."""
    annotated = [a for each in document.annotated if (a := read(document.text, each)).content]
    finds = [read(document.text, each) for each in found]
    optional = {i for i, a in enumerate(annotated) if kinds and a.of.kind not in kinds}
    pairs = pairs_of(annotated, finds)
    excused = {j for i, j, overlaps in pairs if i in optional and overlaps >= OVERLAPS}
    asked = [a for i, a in enumerate(annotated) if i not in optional]
    given = [f for j, f in enumerate(finds) if j not in excused]
    return total(
        (
            {"annotated": len(asked), "found": len(given)},
            *({"annotated_" + a.of.type: 1} for a in asked if a.of.type),
            *({"opinions_annotated": 1} for a in asked if a.of.stance in OPINIONS),
            *({"opinions_found": 1} for f in given if f.of.stance in OPINIONS),
            *(_of_pair(annotated[i], finds[j], each, document.text) for i, j, each in pairs if i not in optional),
            _letters(asked, annotated, given),
            _spans(document.text, [a.of for a in annotated], found),
        )
    )


def total(parts: Iterable[Counts]) -> Counts:
    """Return the sum of counts; what was never counted is 0."""
    out: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for name, value in part.items():
            out[name] += value
    return out


def _of_pair(a: Read, f: Read, overlaps: float, text: str) -> Counts:
    exact: Counts = {"content_exact": overlaps == 1.0}
    if overlaps < OVERLAPS:
        return exact
    source = overlap(a.source, f.source) >= SAME_SOURCE
    right = {name: verdict(a.of, f.of) for name, verdict in RIGHT.items() if getattr(a.of, name) is not None}
    out: dict[str, float] = {"content_overlap": 1, "attribution": source}
    if a.of.type:
        out["found_" + a.of.type] = source
    for name, score in right.items():
        out |= {name: score, name + "_asked": 1}
        if name in MAY_BE_OPEN and getattr(f.of, name) is not None:
            out |= {name + "_told": 1, name + "_told_right": score}
    if a.of.office_judged:
        side = SIDES[a.of.official]
        out |= {side: a.of.official == f.of.official, side + "_asked": 1}
    if "speaker" in right and (short := _short(a.of, text)):
        out |= {f"speaker_{short}": right["speaker"], f"speaker_{short}_asked": 1}
    credited = source and right.get("speaker", 1) == right.get("official", 1) == 1
    return total((exact, out, _stance(a.of, f.of, credited)))


def _stance(a: Annotated, f: Annotated, credited: bool) -> Counts:
    """Count the stance of a pair; `credited`: source, speaker and office are right."""
    if not a.stance:
        return {}
    whole = credited and a.stance == f.stance
    out: dict[str, float] = {"stance_annotated_" + a.stance: 1, "pipeline": whole}
    if f.stance:
        out["stance_found_" + f.stance] = 1
        out["stance_" + f.stance] = a.stance == f.stance
    if a.stance in OPINIONS:
        out["pipeline_opinion"] = whole
    return out


def _short(annotated: Annotated, text: str) -> str | None:
    """Tell whether a person's source is “he” or “she”, or a bare surname or description; None for a name or a body."""
    words = " ".join(text[start:end] for start, end in annotated.source)
    if annotated.speaker_kind != "person" or not words:
        return None
    mention = read_mention(words)
    if mention.kind == "pronoun":
        return "pronoun" if mention.text.lower() in ("he", "she") else None
    named = mention.kind == "person" and (mention.given or mention.text == annotated.speaker)
    return None if named else "surname"


def _letters(asked: Iterable[Read], annotated: Iterable[Read], given: Iterable[Read]) -> Counts:
    """Count the letters of contents; those that are annotated, but need not be found, are no mistakes."""
    none: frozenset[int] = frozenset()
    needed, allowed, said = (none.union(*(each.content for each in some)) for some in (asked, annotated, given))
    return {
        "letters_annotated": len(needed),
        "letters_both": len(needed & said),
        "letters_found": len(said - (allowed - needed)),
    }


def _spans(text: str, annotated: Sequence[Annotated], found: Sequence[Annotated]) -> Counts:
    """Count unbroken spans of each role with the same edges, whatever they are linked to (Zhang et al. 2022)."""
    out: dict[str, float] = {}
    for role, edges_of in SPANS.items():
        a, f = (
            {(min(of_one), max(of_one)) for each in some for edges in edges_of(text, each)
             if (of_one := letters(text, (edges,)))}
            for some in (annotated, found)
        )  # fmt: skip
        out |= {f"span_{role}_annotated": len(a), f"span_{role}_found": len(f), f"span_{role}": len(a & f)}
    return out
