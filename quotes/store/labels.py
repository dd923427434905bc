"""Labels into the store: what a quote expresses toward a target, and who speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from quotes.errors import InputError
from quotes.store import schema
from quotes.store.change import Change
from quotes.store.current import in_force, parts
from quotes.targets import canonical_target
from quotes.text import checked
from quotes.types import CODEBOOK, SPEAKER_FACTS, Annotator, Speaker, Stance

_SAID = ("label", "about", "aspect", "score", "comment")  # what makes a label the same as another


def put_speaker(change: Change, key: str, speaker: Speaker | None, *, by: Annotator | None = None) -> None:
    """Append who a quote's speaker is; None says that the speaker is not known."""
    put_speakers(change, [(key, speaker)], by=by)


def put_speakers(
    change: Change, speakers: Iterable[tuple[str, Speaker | None]], *, by: Annotator | None = None
) -> None:
    """Append who the speakers of quotes are; `by` is who says so where a speaker does not tell."""
    change.append(
        schema.speaker_link,
        [
            {name: getattr(speaker, name, None) for name in SPEAKER_FACTS}
            | {
                "quote_id": key,
                "actor_id": speaker.actor if speaker else None,
                "annotator_id": change.annotator((speaker.annotator if speaker and by is None else by) or by),
                "time": change.time,
            }
            for key, speaker in speakers
        ],
    )


def put_stance(change: Change, key: str, stance: Stance) -> bool:
    """Append a label; tell whether it was new (`put_stances`)."""
    return put_stances(change, [(key, stance)]) == 1


def put_stances(change: Change, labels: Iterable[tuple[str, Stance]], *, fresh: bool = False) -> int:
    """Append labels of quotes, in their order; return how many were new.

    A person's label is not where they gave it at that time, or where it has no time and repeats their newest. A machine
    says the same at any time, and says so anew only where another machine has spoken since. `fresh` says that no label
    of these quotes is stored yet, which saves a look.
    """
    targets: dict[str, int] = {}
    new = 0
    for part in parts(list(labels)):
        held: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
        if not fresh:
            for row in _given(change, sorted({key for key, _ in part})):
                held.setdefault((row["quote_id"], row["target_id"]), []).append(row)
        rows = []
        for key, stance in part:
            if stance.target not in targets:
                targets[stance.target] = target_id(change, stance.target)
            row = _row(change, key, targets[stance.target], stance)
            given = held.setdefault((key, row["target_id"]), [])
            if not _repeats(row, stance, given):
                rows.append(row)
                given.append({**row, "kind": stance.annotator.kind if stance.annotator else "person"})
                given.sort(key=lambda each: each["time"])
        change.append(schema.stance, rows)
        new += len(rows)
    return new


def _given(change: Change, keys: Sequence[str]) -> Sequence[Any]:
    """Labels of quotes whose change was not undone, with the kind of who gave them, oldest first."""
    table = schema.stance
    return (
        change.connection.execute(
            select(table, schema.annotator.c.kind)
            .join(schema.annotator, schema.annotator.c.id == table.c.annotator_id)
            .where(table.c.quote_id.in_(keys), in_force(table))
            .order_by(table.c.time, table.c.id)
        )
        .mappings()
        .all()
    )


def _row(change: Change, key: str, target: int, stance: Stance) -> dict[str, Any]:
    return {name: getattr(stance, name) for name in _SAID} | {
        "quote_id": key,
        "target_id": target,
        "probabilities": dict(stance.probabilities) if stance.probabilities else None,
        "evidence": [list(span) for span in stance.evidence],
        "annotator_id": change.annotator(stance.annotator),
        "codebook": stance.codebook or CODEBOOK,
        "time": stance.time or change.time,
    }


def _repeats(row: Mapping[str, Any], stance: Stance, every: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a label says nothing that those given before do not say."""
    who = row["annotator_id"]
    if stance.annotator is None or not stance.annotator.is_machine:
        given = [each for each in every if each["annotator_id"] == who]
        same = [each for each in given if each["time"] == stance.time] if stance.time else given[-1:]
    else:
        said = [each for each in every if each["kind"] in ("rule", "model")]
        if stance.time:
            said = [each for each in said if each["time"] <= stance.time] or said[:1]
        same = [each for each in said[-1:] if each["annotator_id"] == who]
    return any(all(each[name] == row[name] for name in _SAID) for each in same)


def target_id(change: Change, name: str) -> int:
    """Return the row of a target by its name or an alias, made if new."""
    table = schema.target
    if not name.strip():
        raise InputError("the target has no name: write for example --target Russia")
    full = canonical_target(checked(name, "the target"))
    wanted = full.name.casefold()
    for row in change.connection.execute(select(table)):
        if wanted in (row.name.casefold(), *(alias.casefold() for alias in row.aliases)):
            return int(row.id)
    # like annotators, targets are not taken back: labels that an undo leaves on record still name them
    made = change.connection.execute(
        table.insert().values(name=full.name, country=full.country, aliases=list(full.aliases))
    )
    return int(made.inserted_primary_key[0])  # type: ignore[index]
