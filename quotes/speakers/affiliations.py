"""Turns descriptors into role, organisation and affiliation, in the way the codebook writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.places import ADJECTIVES, PLACE_WORDS, country_of, government_of, name_of
from quotes.speakers.offices import BODY_WORDS, ROLE_WORDS, office_of
from quotes.types import Office

_LONG = {"PM": "Prime Minister", "FM": "Foreign Minister", "DM": "Defence Minister"}
_SHORT = re.compile(r"\b(?:PM|FM|DM)\b")
_LONGEST = 160  # characters of a descriptor that are read
_SPLIT = re.compile(r"\s(?:of|at|for|with|from|in|on|to)\s")
_TAIL = re.compile(r"\s(?:in|near|from|outside)\s(?:the\s)?(\S+)[^,]*$")
_CLAUSE = re.compile(r",?\s(?:who|whose|which|that|where|when|while|wearing|told|said|is|was|are|were|has|had)\b.*$")
_DOES = re.compile(r"^who\s(?:\w+ly\s|now\s|also\s|co-)?(\w+)\s(?=the\s[A-Z]|[A-Z])")
DOERS = {
    "founded": "founder", "heads": "head", "runs": "head", "leads": "leader", "chairs": "chair",
    "directs": "director", "edits": "editor", "headed": "former head", "led": "former leader",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What an article tells of a speaker's place in the world."""

    whole: str | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    official: bool | None = None
    office: Office | None = None


def affiliation_from(descriptors: Sequence[str]) -> Affiliation:
    """Return the affiliation that the most telling of the descriptors gives; the country may come from another one."""
    ranked = sorted(enumerate(descriptors), key=lambda pair: (-_weight(pair[1]), pair[0]))
    if not ranked:
        return Affiliation()
    best = _read(ranked[0][1])
    country = best.country
    for _, other in ranked[1:]:
        country = country or country_of(other)
        if best.official is None:
            further = _read(other)
            best = Affiliation(best.whole, best.role, best.organisation, country, further.official, further.office)
    return Affiliation(best.whole, best.role, best.organisation, country, best.official, best.office)


def _weight(descriptor: str) -> float:
    words = re.findall(r"[\w-]+", descriptor)
    lower = [w.lower() for w in words]
    role = any(w in ROLE_WORDS for w in lower)
    body = any(w in BODY_WORDS for w in lower)
    linked = bool(re.match(r"(?:of|from|with|at)\b", descriptor))
    return 2 * role + body + (country_of(descriptor) is not None) + 0.15 * min(len(words), 7) - linked


def _read(descriptor: str) -> Affiliation:
    does = _DOES.match(descriptor)
    if does and does.group(1) in DOERS:  # “who founded the Example Institute”
        descriptor = f"{DOERS[does.group(1)]} of {descriptor[does.end() :]}"
    text = _CLAUSE.sub("", " " + descriptor[:_LONGEST]).strip(" ,.;:-–—")
    text = re.sub(r"^(?:the|an?|his|her|its|their)\s", "", text, flags=re.IGNORECASE)
    text = _SHORT.sub(lambda found: _LONG[found.group()], text)
    if not text:
        return Affiliation()
    country = country_of(text)
    linked = re.match(r"(?:of|from|with|at)\s(?:the\s)?(.+)", text)
    if linked:
        body = _body_name(linked.group(1))
        official, office = office_of(None, body)
        return Affiliation(body, None, body, country, official, office)
    split = _SPLIT.search(text)
    role, whole = text, text
    organisation: str | None = None
    if split and _names_body(text[split.end() :]):
        role, organisation = text[: split.start()], _body_name(text[split.end() :])
        if text[split.start() : split.end()].strip() in ("to", "on"):
            organisation, whole = None, text
            role = text
        else:
            whole = f"{role}, {organisation}"
    owner = re.match(r"([A-Z][\w. ]*?)['’]s\s((?:\w+\s)*?[A-Z]\w+(?:\s[A-Z]\w+)*)$", text)
    if owner and country_of(owner.group(1)) and not _SPLIT.search(owner.group(2)):  # “Exampleland's Defense Minister”
        role = owner.group(2)
        whole = f"{role}, {owner.group(1)}"
    elif not split:
        before = _body_before(text)
        if before:
            organisation, role = before
            whole = f"{role}, {organisation}"
    official, office = office_of(role, organisation, whole)
    if official is None and re.search(r"\byears?-old\b|\baged \d", whole):
        official = False  # who is told of by age alone is an ordinary person
    return Affiliation(whole, role, organisation, country, official, office)


def _names_body(text: str) -> bool:
    first = re.sub(r"^(?:the|an?)\s", "", text)
    return first[:1].isupper()


def _body_name(text: str) -> str:
    """The body's name: without article and place, its parts parted by commas."""
    text = re.sub(r"\sof\s(?:[a-z]+\s)+(?=[A-Z]).*$", "", re.sub(r"^the\s", "", text))  # “party of jailed Ann ...”
    tail = _TAIL.search(text.split(", ")[0]) if ", " not in text else None
    if ", " in text:
        first = text.split(", ")[0]
        tail = _TAIL.search(first)
        text = first
    if tail and re.split(r"['’]", tail.group(1))[0] in PLACE_WORDS:
        text = text[: tail.start()]
    return re.sub(r"\s(?:at|in)\s(?:the\s)?(?=[A-Z])", ", ", text)


def _body_before(text: str) -> tuple[str, str] | None:
    """Part “Russian Foreign Ministry spokesperson” into the body and the role after it."""
    words = text.split()
    for i in range(len(words) - 1, 0, -1):
        if words[i][0].isupper() or words[i][0].isdigit():
            body = words[: i + 1]
            role = words[i + 1 :]
            named = any(w.lower().strip("'’s") in BODY_WORDS for w in body)
            return (" ".join(body), " ".join(role)) if role and named else None
    return None


def in_order(affiliation: Affiliation, country: str | None) -> Affiliation:
    """Return an affiliation as the codebook writes it: “Foreign Minister, Russia”, not “Russian Foreign Minister”.

    An office of state that names no body gets its country, if that is known.
    """
    role, whole = affiliation.role, affiliation.whole
    if not role or not whole or affiliation.organisation:
        return affiliation
    first = re.match(r"((?:[A-Z][\w.]*\s)?[A-Z][\w.]*?)(?:['’]s)?\s(.+)$", role)
    code = government_of(first.group(1)) or ADJECTIVES.get(first.group(1)) if first else None
    if first and code and not any(w.lower() in BODY_WORDS for w in first.group(2).split()):
        role, whole = first.group(2), f"{first.group(2)}, {name_of(code)}"
    elif (
        affiliation.official and affiliation.office in ("executive", "separatist") and country and not country_of(whole)
    ):
        whole = f"{whole}, {name_of(country)}"
    return Affiliation(whole, role, None, affiliation.country, affiliation.official, affiliation.office)
