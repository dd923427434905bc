"""Reads the words of a source: what form it has (name, pronoun, description, paper) and which name in it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from quotes.finders.lexicon import word_set
from quotes.finders.tokens import Stretch, Tokens
from quotes.places import country_of
from quotes.speakers.bodies import LINKS
from quotes.speakers.names import PAPERS, Mention, read_mention
from quotes.speakers.offices import BODY_WORDS, RANKS, ROLE_WORDS, TITLES
from quotes.speakers.people import People, gathered
from quotes.tagger.model import Told

Form = Literal["he", "she", "they", "it", "who", "we", "his", "described", "paper"]
FORMS: tuple[Form, ...] = get_args(Form)
_PRONOUNS: dict[str, Form] = {
    "he": "he", "him": "he", "she": "she", "her": "she", "they": "they", "them": "they", "it": "it", "i": "we",
    "who": "who", "which": "who", "that": "who", "whom": "who", "we": "we", "us": "we", "his": "his", "their": "they",
    "its": "it", "my": "we", "our": "we",
}  # fmt: skip
_DEFINITE = word_set("the this that these those his her its their both")
_ABOUT_PAPERS = word_set("press investigative news annual situation official investigation new")
_AFTER = word_set("also himself herself themselves too both all")
_OWN = 0.5  # probability from which on a token belongs to the speaker's own name
_GROUPS = word_set("people police men women both others some many several most few crowd public everybody everyone")


@dataclass(frozen=True, slots=True)
class Source:
    """One credited mention, as far as its own words tell."""

    at: Stretch  # tokens
    text: str
    form: Form
    own: Stretch | None = None  # the name in it that is meant
    definite: bool = False
    plural: bool = False
    head: str = ""  # role noun of a description
    words: frozenset[str] = frozenset()
    country: str | None = None


def source_of(tokens: Tokens, at: Stretch, told: Told, people: People) -> Source:
    """Return the source at a stretch; `told` says which of its words are the speaker's own name."""
    text = tokens.in_line(*at)
    lower = [tokens.lower[i] for i in range(*at) if tokens.words[i][0].isalnum() or tokens.lower[i] == "'s"]
    own = _own_name(tokens, at, told, people)
    if own is None and lower and lower[0] in _PRONOUNS and (len(lower) == 1 or lower[1] in _AFTER):
        return Source(at, text, _PRONOUNS[lower[0]])
    mention = read_mention(text)
    if own is None:
        own = _named_by_form(tokens, at, mention, people)
    head = _head(lower)
    return Source(
        at,
        text,
        "paper" if mention.kind == "paper" else "described",
        own,
        bool(lower) and lower[0] in _DEFINITE,
        (head.endswith("s") and not head.endswith("ss")) or head in _GROUPS,
        head,
        frozenset(w.removesuffix("s") for w in lower),
        country_of(text),
    )


def _named_by_form(tokens: Tokens, at: Stretch, mention: Mention, people: People) -> Stretch | None:
    """The name that the form of a source shows: a person's with titles and roles around it, a paper's only body."""
    if mention.kind == "person":
        last = mention.last
        for i in range(*at):
            if tokens.words[i] == last and people.by_token.get(i) is not None:
                return _free_name(tokens, at, at, people, people.by_token[i])
    if mention.kind == "paper":
        bodies = {n for i in range(*at) if (n := people.by_token.get(i)) is not None}
        if len(bodies) == 1 and people.known[n := bodies.pop()].kind == "organisation":
            mine = [i for i in range(*at) if people.by_token.get(i) == n]
            return mine[0], mine[-1] + 1
    return None


def _own_name(tokens: Tokens, at: Stretch, told: Told, people: People) -> Stretch | None:
    """The run of tokens that most surely is the speaker's own name; None for a description.

    A person's name inside is the name; the name of a body that somebody works for is not, nor are two names in a list.
    """
    rows = told.same[at[0] - told.first : at[1] - told.first]
    runs = gathered((at[0] + int(i), at[0] + int(i) + 1) for i in np.flatnonzero(rows >= _OWN))
    named = [
        run
        for run in runs
        if any(i in people.by_token for i in range(*run))
        or (tokens.capital(run[0]) and tokens.lower[run[1] - 1] in BODY_WORDS)
    ]
    if not named:
        return None
    run = max(named, key=lambda run: (float(rows[run[0] - at[0] : run[1] - at[0]].sum()), -run[0]))
    lower = [tokens.lower[i] for i in range(*at) if tokens.words[i][0].isalnum() or tokens.lower[i] == "'s"]
    bearers = list(dict.fromkeys(people.by_token[i] for i in range(*run) if i in people.by_token))
    persons = [n for n in bearers if people.known[n].kind == "person"]
    if persons:
        if len(persons) > 1 and "and" in tokens.lower[run[0] : run[1]]:
            return None
        return next((name for n in persons if (name := _free_name(tokens, at, run, people, n))), None)
    if _head(lower) in ROLE_WORDS or _head(lower).removesuffix("s") in ROLE_WORDS:
        return None
    if len(bearers) > 1 and "and" in tokens.lower[run[0] : run[1]]:
        return None
    return _body_alone(tokens, run)


def _free_name(tokens: Tokens, at: Stretch, run: Stretch, people: People, number: int) -> Stretch | None:
    """The tokens of a person's name; None where it only says whose office, aide or ally speaks."""
    mine = [i for i in range(*run) if people.by_token.get(i) == number]
    first, stop = mine[0], mine[-1] + 1
    after = tokens.lower[stop] if stop < at[1] else ""
    owns = after == "'s" or after in ("'", "’") or tokens.lower[stop - 1].endswith(("'s", "s'"))
    if owns or after in BODY_WORDS | ROLE_WORDS or _belongs_to_a_role(tokens, at[0], first):
        return None
    return first, stop


def _body_alone(tokens: Tokens, run: Stretch) -> Stretch:
    """A body's name without what is told of it and without the paper that it wrote."""
    first, stop = run
    for i in range(first + 1, stop):
        if tokens.words[i] in (",", "(", "–", "—", "-"):
            stop = i
            break
    while stop - first > 1 and (tokens.lower[stop - 1] in PAPERS or tokens.lower[stop - 1] in _ABOUT_PAPERS):
        stop -= 1
    if stop - first > 1 and tokens.lower[stop - 1] == "'s":
        stop -= 1
    return first, stop


def _belongs_to_a_role(tokens: Tokens, first: int, name: int) -> bool:
    """Whether a name says whose aide speaks: “adviser to President |Ann Example|”, “spokesman of |...|”."""
    i = name
    while i > first and (
        tokens.lower[i - 1].strip(".") in RANKS | TITLES or tokens.lower[i - 1] in (".", "prime", "vice")
    ):
        i -= 1
    if i <= first or tokens.lower[i - 1] not in ("to", "for", "of"):
        return False
    return (
        any(tokens.lower[j] in ROLE_WORDS | BODY_WORDS for j in range(first, i - 1))
        and "," not in tokens.words[first:i]
    )


def _head(lower: Sequence[str]) -> str:
    """The noun that a description turns on; of what is somebody's the noun of that: “Exampletown's |governor|”."""
    owner = next((i for i, word in enumerate(lower) if i and (word == "'s" or word == "by" or word in LINKS)), 0)
    if owner and lower[owner] == "'s" and lower[owner + 1 :]:
        return _head(lower[owner + 1 :])
    return lower[owner - 1] if lower else ""
