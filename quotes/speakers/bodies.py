"""Speakers that are no single named person: bodies, governments, groups, the unnamed, papers."""

from __future__ import annotations

import re

from quotes.finders.lexicon import word_set
from quotes.places import ADJECTIVES, adjective_of, country_of, government_of
from quotes.speakers.affiliations import affiliation_from
from quotes.speakers.names import Mention
from quotes.speakers.offices import BODY_WORDS, KNOWN_BODIES, TELLING, body_office, office_of
from quotes.types import ActorKind, Office, Speaker

KNOWN: dict[
    str, tuple[str, bool, Office | None]
] = {  # bodies whose name alone says little: affiliation, official, office
    "Kremlin": ("Russian presidency", True, "executive"),
    "White House": ("US presidency", True, "executive"),
    "Pentagon": ("US Department of Defense", True, "military"),
    "Brussels": ("European Union", True, "international"),
    "EU": ("European Union", True, "international"),
    "European Union": ("European Union", True, "international"),
    "Downing Street": ("UK government", True, "executive"),
}
KNOWN |= {name: (what, False, None) for name, what in KNOWN_BODIES.items()}
_NOUNS = word_set(
    """organisation organization agency group company firm ministry party paper newspaper union body bloc"""
)
_LAWS = word_set("law laws bill bills resolution resolutions treaty ballot constitution decree conclusions")
_SIGNS = word_set("sign signs banner banners poster posters placard placards balloons poll survey study book article")
_MANY = word_set("""police people men women both others some many several most few crowd public
    everybody everyone nobody""")
_VAGUE = word_set(
    """official officials source sources diplomat diplomats aide aides adviser advisers spokesman spokeswoman
    spokesperson representative analyst expert officer soldier operative staffer insider member activist
    lawmaker minister correspondent reporter witness resident employee executive person man woman"""
)
LINKS = word_set("of for in at from with to on who near among")  # end the noun that a description turns on
_UNNAMED = word_set("official officials source sources diplomat diplomats aide aides")


def body_speaker(mention: Mention) -> Speaker:
    """Return the speaker for a body, or for a country or capital that stands for its government."""
    name = mention.name or mention.text
    state = government_of(name)
    confidence, reason = 0.8, "body named in the source"
    if name in KNOWN:
        parent, official, office = KNOWN[name]
        return Speaker(
            name, "organisation", affiliation=parent, organisation=parent, country=country_of(name),
            official=official, office=office, confidence=0.9, reason=reason,
        )  # fmt: skip
    if state:
        government = f"{adjective_of(state)} government"
        return Speaker(
            name, "organisation", affiliation=government, organisation=government, country=state, official=True,
            office="international" if state == "EU" else "executive", confidence=0.85,
            reason="a country or capital stands for its government",
        )  # fmt: skip
    affiliation = affiliation_from(mention.descriptors)
    is_official, body = body_office(name)
    if is_official is None and mention.descriptors:
        is_official, body = body_office(" ".join(mention.descriptors))
    bare = re.sub(r"\s+news agency$", "", name)
    whole = affiliation.whole or ("news agency" if bare != name else None)
    if whole is None:
        whole = _affiliation_of(name) or bare
    return Speaker(
        bare, "organisation", affiliation=whole, organisation=affiliation.organisation or bare,
        country=affiliation.country or country_of(name), official=is_official, office=body,
        confidence=confidence, reason=reason,
    )  # fmt: skip


def _affiliation_of(name: str) -> str | None:
    """What a body's own name tells: “Ukrainian authorities” are the government of their country."""
    last = name.split()[-1].lower()
    code = country_of(name)
    if last in ("authorities", "cabinet", "government") and code:
        return f"{adjective_of(code)} government"
    return name if last in BODY_WORDS and last in ("police", "party", "commission") else None


def described_speaker(mention: Mention) -> Speaker | None:
    """Return the speaker for a description that names nobody: “a senior diplomat”, “protesters”, “the document”.

    None where the words are too bare to describe anybody.
    """
    text = " ".join(mention.text.split())
    words = text.split()
    if not words or len(words) > 25:
        return None
    lower = [w.strip(".,").lower() for w in words]
    head = _head(lower)
    plural = head.endswith("s") or head in _MANY
    kind: ActorKind = "group" if plural else "anonymous"
    if mention.kind == "paper":
        public = True if any(w in _LAWS for w in lower) else False if head in _SIGNS else None
        return Speaker(
            text, "anonymous", country=country_of(text), official=public, confidence=0.5,
            reason="a paper, no person named",
        )  # fmt: skip
    if len(words) == 1 and not (head in TELLING or head in _MANY or plural):
        return Speaker(text, kind, confidence=0.3, reason="as the source says")
    affiliation = affiliation_from((text, *mention.descriptors))
    official, office = office_of(affiliation.role, affiliation.organisation, affiliation.whole)
    if head in _VAGUE or head in _UNNAMED:
        kind = "anonymous"
    if official is None:
        official, office = body_office(text)
    if head in ("source", "sources"):
        official, office = None, None
    name = f"unnamed {text}" if head in _UNNAMED else text
    if text.split()[0].strip(",") in ADJECTIVES and head in ("leaders", "opposition"):
        kind = "group"
        if official is None and head == "leaders":
            official, office = True, "executive"
    return Speaker(
        name, kind, affiliation=affiliation.whole if _tells(lower) else None, role=affiliation.role,
        organisation=affiliation.organisation, country=affiliation.country, official=official, office=office,
        confidence=0.6, reason="described, not named",
    )  # fmt: skip


def _head(lower: list[str]) -> str:
    for i, word in enumerate(lower):
        if word in LINKS and i:
            return lower[i - 1]
    return lower[-1]


def _tells(lower: list[str]) -> bool:
    return any(word in TELLING or word in BODY_WORDS for word in lower)
