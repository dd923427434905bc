"""Which of the labels of a quote is the current one, and how people read it (codebook section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from quotes.targets import canonical_target
from quotes.types import Annotator, Label, Quote, Stance

Labels = Literal["human", "any"]

# a person's label as programs read it, over the classes that a model's probabilities are over
_CHANCES: dict[Label, Mapping[str, float]] = {
    "favor": {"favor": 1.0, "against": 0.0, "neutral": 0.0},
    "against": {"favor": 0.0, "against": 1.0, "neutral": 0.0},
    "neutral": {"favor": 0.0, "against": 0.0, "neutral": 1.0},
    "mixed": {"favor": 0.5, "against": 0.5, "neutral": 0.0},
}

SCORES: Mapping[str, float] = {"favor": 1.0, "against": -1.0, "neutral": 0.0, "mixed": 0.0}  # of a label that is sure
_WORDS: dict[Label, str] = {
    "favor": "favourable to {of}",
    "against": "critical of {of}",
    "neutral": "neutral on {target}",
    "mixed": "mixed on {target}",
}


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many quotes are of one kind: of that label, by people or a machine, of officials or not, in doubt or not."""

    label: str  # a label, disputed, unsure or none (`reading`)
    about: bool | None  # it says that the words bear on the target, or not
    status: str | None  # why it counts: adjudicated, agreed, disputed, unsure or machine
    quotes: int = 1
    score: float = 0.0  # the sum of their scores, where they have some
    voice: str | None = None
    official: bool | None = None
    doubted: bool = False
    machine: str | None = None  # what a machine said last (`reading`)
    human: str | None = None  # what people settled on


def current(stances: Iterable[Stance], target: str, *, labels: Labels = "any") -> Stance | None:
    """Return the label that counts for `target`, its `status` saying why, or None: no label is no label.

    The newest adjudicated one; else what the persons agree on, each by the newest label they gave; else a label of
    null with status "disputed"; else, unless only human labels are asked for, the newest of a machine.
    Persons who are unsure do not vote; if all are, the label is null with status "unsure". What persons said carries a
    score and probabilities too: the shares of their votes.
    """
    name = canonical_target(target).name
    given = [s for s in stances if canonical_target(s.target).name == name]
    adjudicated = [s for s in given if _kind(s) == "adjudicator"]
    if adjudicated:
        return _scored(replace(adjudicated[-1], status="adjudicated"), adjudicated[-1:])
    by_person: dict[Annotator | None, Stance] = {}
    for stance in given:
        if _kind(stance) == "person":
            by_person.pop(stance.annotator, None)  # the newest label comes last
            by_person[stance.annotator] = stance
    votes = [s for s in by_person.values() if s.label is not None]
    if len({(s.label, bears(s)) for s in votes}) == 1:
        return _scored(replace(_joined(votes), status="agreed"), votes)
    if votes:
        told = ", ".join(f"{s.annotator}: {_vote(s)}" for s in votes)
        return _scored(Stance(name, None, status="disputed", comment=told), votes)
    if by_person:
        return replace([*by_person.values()][-1], status="unsure")
    machine = [s for s in given if s.annotator and s.annotator.is_machine]
    return replace(machine[-1], status="machine") if machine and labels == "any" else None


def with_current(quotes: Iterable[Quote], target: str, *, labels: Labels = "any") -> tuple[Quote, ...]:
    """Return the quotes with `stance` set to the one that counts for `target`."""
    return tuple(replace(quote, stance=current(quote.stances, target, labels=labels)) for quote in quotes)


def bears(stance: Stance | None) -> bool | None:
    """Tell whether a label says that the words bear on its target; None where there is no label.

    A label that does not say is taken to: who finds a stance toward a target finds the target in the words.
    """
    return None if stance is None or stance.label is None else stance.about is not False


def reading(stance: Stance | None) -> str:
    """Return how a current label is asked for: by itself, "disputed", "unsure" where nobody could say, or "none"."""
    if stance is None:
        return "none"
    return stance.label or ("disputed" if stance.status == "disputed" else "unsure")


def in_words(stance: Stance | None) -> str:
    """Say a label as people read it: "critical of Russia’s policy"; a machine's is marked as such."""
    if stance is None:
        return "no label"
    if stance.label is None:
        unsure = {"disputed": "disputed", "unsure": "unsure", "adjudicated": "unsure"}
        words = unsure.get(stance.status or "", "abstained")
    elif not bears(stance):
        words = f"not about {stance.target}"
    else:
        owner = f"{stance.target}’s {stance.aspect}" if stance.aspect else stance.target
        words = _WORDS[stance.label].format(of=owner, target=stance.target)
    return f"{words} (machine)" if stance.status == "machine" else words


def is_machine(stance: Stance | None) -> bool:
    """Tell whether a current label is a machine's."""
    return stance is not None and stance.status == "machine"


def _scored(stance: Stance, votes: Iterable[Stance]) -> Stance:
    """Return the stance with the shares of the votes where it has no probabilities of its own."""
    given = [_CHANCES[vote.label] for vote in votes if vote.label is not None]
    if not given or stance.score is not None or stance.probabilities is not None:
        return stance
    shares = {name: sum(chances[name] for chances in given) / len(given) for name in given[0]}
    return replace(stance, score=shares["favor"] - shares["against"], probabilities=shares)


def _vote(stance: Stance) -> str:
    return f"{stance.label}" if bears(stance) else f"{stance.label}, not about {stance.target}"


def _kind(stance: Stance) -> str:
    return stance.annotator.kind if stance.annotator else "person"


def _joined(votes: list[Stance]) -> Stance:
    """The newest of agreeing labels; what they say beside the label holds only where they agree on it too."""
    newest = votes[-1]
    aspect = newest.aspect if len({v.aspect for v in votes}) == 1 else None
    return replace(newest, aspect=aspect)
